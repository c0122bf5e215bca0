using System.Collections.Concurrent;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;
using HfRegistry.UseCases;

namespace HfRegistry.Tests.Refresh;

/// <summary>A refresh on a Hub that refuses, fails and lies.</summary>
[TestClass]
internal sealed class RefreshFaultTests
{
    private const int DemandedSeconds = 20;

    private static readonly IReadOnlyList<string> Types = SessionScenario.Types(200);

    [TestMethod]
    public async Task Under_bursts_of_refusals_and_errors_no_type_is_lost_and_no_default_invented()
    {
        var models = Population.WithRareTypes(Types, models: 12_000, popular: 5_000).ToList();
        await using var calm = await SessionScenario.WithAsync(models);
        await calm.RefreshAsync(Types);
        await using var scenario = await SessionScenario.WithAsync(models);
        var refusals = 0;
        scenario.Hub.FailWith(
            Faults.Bursts(5, 20, (context, next) =>
            {
                Interlocked.Increment(ref refusals);
                return Faults.RateLimited(DemandedSeconds)(context, next);
            }),
            Faults.Share(0.1, seed: 1, Faults.HtmlBadGateway));
        var started = scenario.Clock.GetUtcNow();

        var refreshed = await scenario.RefreshAsync(Types);

        Assert.IsEmpty(refreshed.Result.Failed);
        Assert.HasCount(200, refreshed.Result.Updated);
        Assert.AreSequenceEqual(DefaultsOf(calm.Registry), DefaultsOf(scenario.Registry));
        Assert.IsGreaterThan(60, refusals);
        var demanded = TimeSpan.FromSeconds(refusals * DemandedSeconds);
        Assert.IsLessThanOrEqualTo(2 * demanded, scenario.Clock.GetUtcNow() - started);
    }

    [TestMethod]
    public async Task A_Hub_of_which_nothing_comes_is_left_alone_and_the_old_entries_stand()
    {
        await using var scenario = await SessionScenario.WithTypesAsync(60);
        await scenario.RefreshAsync(SessionScenario.Types(60));
        var before = await File.ReadAllBytesAsync(scenario.RegistryPath);
        scenario.Hub.FailWith(Faults.Status(503));

        RefreshedFile? refreshed = null;
        var requests = await scenario.RequestsOfAsync(async () => refreshed = await scenario.RefreshAsync(SessionScenario.Types(60)));

        Assert.HasCount(60, refreshed!.Result.Failed);
        Assert.IsLessThanOrEqualTo((1 + 20) * 6, requests, "the sweep, the queries that were under way, and their repetitions");
        CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(scenario.RegistryPath));
    }

    [TestMethod]
    public async Task A_hostile_Hub_ends_in_skipped_models_and_a_whole_file()
    {
        var honest = Population.OfEach(SessionScenario.Types(60), 4).ToList();
        LocalModel[] hostile =
        [
            .. new[] { "../../etc/passwd", "a/..", "evil/\u202egpj.exe", "evil/\nHFR1001", "a//b", "evil/<script>", "evil/\u0000", new string('x', 5_000) }
                .Select(id => LocalModel.Of(id, "bert", 900_000_000)),
            Hostile("evil/tags") with { Tags = [new string('t', 10_000_000), "bert"] },
            Hostile("evil/html") with { PipelineTag = "<img src=x onerror=alert(1)>", LibraryName = "\"><script>", Tags = ["license:<b>", "bert"] },
            Hostile("evil/control") with { PipelineTag = "fill-mask\u001b[31m", LibraryName = "x\r\ny", Tags = ["license:\u0007", "bert"] },
            Hostile("evil/members") with { RawMembers = "\"tags\":5,\"config\":[],\"downloads\":-1,\"safetensors\":{\"total\":1e400}" },
            Hostile("evil/surrogate") with { RawMembers = "\"pipeline_tag\":\"\\ud800\"" },
        ];
        await using var scenario = await SessionScenario.WithAsync([.. hostile, .. honest]);

        var refreshed = await scenario.RefreshAsync(SessionScenario.Types(60).Append("bert").Distinct());

        Assert.IsEmpty(refreshed.Result.Failed);
        Assert.Contains(diagnostic => diagnostic.Code == DiagnosticCatalog.HubModelSkipped.Code, refreshed.Diagnostics);
        Assert.IsTrue(refreshed.Diagnostics.All(diagnostic => TextSanitizer.IsSafe(diagnostic.Message)));
        var text = await File.ReadAllTextAsync(scenario.RegistryPath);
        var registry = scenario.Registry;
        Assert.DoesNotContain("..", string.Concat(registry.Entries.SelectMany(entry => entry.Models).Select(model => model.Id.ToString())));
        Assert.IsTrue(text.All(c => c is '\n' or >= ' '), "no control character");
        Assert.IsLessThan(5_000_000, text.Length);
        foreach (var type in SessionScenario.Types(60).Where(type => type != "bert"))
            Assert.HasCount(4, registry.Find(ModelType.Parse(type))!.Models);
    }

    [TestMethod]
    [DataRow(20)]
    [DataRow(60)]
    public async Task Next_links_that_lead_in_a_circle_end_the_listing(int count)
    {
        await using var scenario = await SessionScenario.WithTypesAsync(count);
        var served = 0;
        scenario.Hub.FailWith((context, next) =>
        {
            // Two pages that name each other, under addresses that look new each time or not.
            Interlocked.Increment(ref served);
            var target = context.Request.QueryString.Value!.Contains("cursor=b", StringComparison.Ordinal) ? "a" : "b";
            return Faults.NextLink($"{scenario.Hub.Endpoint}api/models?limit=1&cursor={target}")(
                context, inner => Faults.Body("[{\"id\":\"some/model\"}]", ("Content-Type", "application/json"))(inner, next));
        });

        var refreshed = await scenario.RefreshAsync(SessionScenario.Types(count));

        Assert.HasCount(count, refreshed.Result.Failed);
        Assert.IsTrue(refreshed.Result.Failed.All(failure => failure.Error is HubError.Malformed));
        Assert.IsLessThanOrEqualTo(3 * (count + 1), served);
        Assert.IsFalse(File.Exists(scenario.RegistryPath));
    }

    [TestMethod]
    public async Task Pages_that_go_on_for_ever_are_followed_for_a_while_only()
    {
        await using var scenario = await SessionScenario.WithTypesAsync(60);
        var page = 0;
        scenario.Hub.FailWith((context, next) => Faults.NextLink($"{scenario.Hub.Endpoint}api/models?cursor={Interlocked.Increment(ref page)}")(
            context, inner => Faults.Body("[{\"id\":\"some/model\"}]", ("Content-Type", "application/json"))(inner, next)));

        await scenario.RefreshAsync(SessionScenario.Types(60));

        Assert.IsLessThanOrEqualTo(6 + (60 * 6), page);
    }

    [TestMethod]
    public async Task A_token_is_written_nowhere_and_no_other_host_sees_it()
    {
        const string Secret = "hf_Se-cret.0123456789";
        await using var elsewhere = await LocalHub.StartAsync();
        var types = SessionScenario.Types(55);
        var echo = $"[{{\"id\":\"{Secret}/model\"}},{{\"id\":\"some/model\",\"pipeline_tag\":\"{Secret}\",\"tags\":[\"license:{Secret}\",\"{types[0]}\"],\"config\":{{\"model_type\":\"{types[0]}\"}}}}]";
        LocalFault[] faults =
        [
            (context, next) => next(context),
            Faults.Body(echo, ("Content-Type", "application/json")),
            Faults.Body($"{{\"error\":\"{Secret}\"}}"),
            Faults.Status(401, Secret, ("X-Error-Message", $"Invalid credentials {Secret}")),
            Faults.Status(403, Secret, ("X-Error-Message", Secret)),
            Faults.Status(400, $"{{\"error\":\"{Secret}\"}}"),
            Faults.Status(503, Secret),
            Faults.RateLimited(100_000),
            Faults.NextLink($"{elsewhere.Endpoint}api/models?cursor={Secret}"),
            Faults.NextLink($"http://{Secret}.example/api/models"),
            Faults.Status(307, "", ("Location", $"{elsewhere.Endpoint}api/models?{Secret}")),
            Faults.Bursts(5, 20, Faults.Status(500, Secret)),
        ];
        var places = new ConcurrentBag<string>();
        foreach (var fault in faults)
        {
            await using var scenario = await SessionScenario.WithAsync(
                Population.OfEach(types, 3), _ => new LocalHubOptions { Tokens = [Secret] });
            scenario.Environment = scenario.Environment with { Token = HubToken.FromText(Secret) };
            scenario.Hub.FailWith(fault);

            var refreshed = await scenario.RefreshAsync(types);

            Assert.IsTrue(scenario.Hub.Requests.All(request => request.Token == Secret));
            places.Add(string.Concat(refreshed.Diagnostics));
            places.Add(string.Concat(refreshed.Result.Failed.Select(failure => failure.Error.Message)));
            foreach (var file in Directory.GetFiles(scenario.Folder, "*", SearchOption.AllDirectories))
                places.Add(await File.ReadAllTextAsync(file));
        }

        Assert.IsEmpty(places.Where(text => text.Contains(Secret, StringComparison.OrdinalIgnoreCase)).ToList());
        Assert.IsEmpty(elsewhere.Requests);
    }

    private static IEnumerable<string> DefaultsOf(ModelRegistry registry) => registry.Entries.Select(entry => $"{entry.Type} {entry.DefaultModel}");

    private static LocalModel Hostile(string id) => LocalModel.Of(id, "bert", 800_000_000);
}
