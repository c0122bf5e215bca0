using System.Collections.Immutable;
using HfRegistry.Automation.Inputs;
using HfRegistry.Cli.Tests.Action;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>Every door gives one verdict on a license: <c>find</c>, the gate from the registry and from the Hub, the score, <c>mof draft</c>, the registry and the pull request.</summary>
[TestClass]
internal sealed class LicenseVerdictTests
{
    private const string Allowed = "permissive,public-domain,weak-copyleft";
    private const string Denying = """{"threshold": 0, "denyLicenses": ["non-commercial", "copyleft", "use-restricted"]}""";
    private const string Allowing = """{"threshold": 0, "allowLicenses": ["permissive", "public-domain", "weak-copyleft"]}""";

    /// <summary>What a card states as the Hub shows it (tags and metadata), and what comes of it.</summary>
    /// <param name="Name">The situation.</param>
    /// <param name="Tags">The licenses of the tags.</param>
    /// <param name="Card">The metadata.</param>
    /// <param name="Text">What the registry and the pull request tell; null for no license.</param>
    /// <param name="IsAllowed">Whether a list of free families allows it.</param>
    /// <param name="IsDenied">Whether a list of families that restrict denies it.</param>
    /// <param name="Score">The license metric.</param>
    private sealed record DecisionInput(string Name, string[] Tags, string Card, string? Text, bool IsAllowed, bool IsDenied, double Score)
    {
        /// <summary>Files beside the weights.</summary>
        public string[] Files { get; init; } = [];
    }

    private static readonly ImmutableArray<DecisionInput> Situations =
    [
        new("permissive", ["mit"], """{"license":"mit"}""", "mit", true, false, 1),
        new("public domain", ["cc0-1.0"], """{"license":"cc0-1.0"}""", "cc0-1.0", true, false, 1),
        new("weak copyleft", ["mpl-2.0"], """{"license":"mpl-2.0"}""", "mpl-2.0", true, false, 0.9),
        new("copyleft", ["agpl-3.0"], """{"license":"agpl-3.0"}""", "agpl-3.0", false, true, 0.7),
        new("non-commercial", ["cc-by-nc-4.0"], """{"license":"cc-by-nc-4.0"}""", "cc-by-nc-4.0", false, true, 0.2),
        new("community license", ["llama3.1"], """{"license":"llama3.1"}""", "llama3.1", false, true, 0.4),
        new("rail", ["openrail"], """{"license":"openrail"}""", "openrail", false, true, 0.4),
        new("other, named non-commercial", ["other"], """{"license":"other","license_name":"flux-1-dev-non-commercial-license","license_link":"LICENSE.md"}""", "other (flux-1-dev-non-commercial-license)", false, true, 0.2),
        new("other, named by terms of use", ["other"], """{"license":"other","license_name":"gemma-terms-of-use"}""", "other (gemma-terms-of-use)", false, true, 0.4),
        new("other, named copyleft", ["other"], """{"license":"other","license_name":"agpl-3.0-or-later"}""", "other (agpl-3.0-or-later)", false, true, 0.7),
        new("other, named permissive", ["other"], """{"license":"other","license_name":"Apache-2.0"}""", "other (Apache-2.0)", true, false, 1),
        new("other, whose unknown name says it", ["other"], """{"license":"other","license_name":"acme-nc-1.0"}""", "other (acme-nc-1.0)", false, true, 0.2),
        new("other, named as nobody knows it", ["other"], """{"license":"other","license_name":"acme-terms","license_link":"LICENSE"}""", "other (acme-terms)", false, false, 0.1),
        new("other, with a link alone", ["other"], """{"license":"other","license_link":"https://example.org/terms"}""", "other", false, false, 0.1),
        new("a list, the restricting one last", ["apache-2.0", "cc-by-nc-4.0"], """{"license":["apache-2.0","cc-by-nc-4.0"]}""", "apache-2.0 AND cc-by-nc-4.0", false, true, 0.2),
        new("a list, the restricting one first", ["cc-by-nc-4.0", "mit"], """{"license":["cc-by-nc-4.0","mit"]}""", "cc-by-nc-4.0 AND mit", false, true, 0.2),
        new("a list of free ones", ["apache-2.0", "mit"], """{"license":["mit","apache-2.0"]}""", "apache-2.0 AND mit", true, false, 1),
        new("a choice", ["mit or gpl-3.0-only"], """{"license":"MIT OR GPL-3.0-only"}""", "mit or gpl-3.0-only", true, false, 1),
        new("a sum", ["mit and gpl-3.0-only"], """{"license":"MIT AND GPL-3.0-only"}""", "mit and gpl-3.0-only", false, true, 0.7),
        new("another case", ["apache-2.0"], """{"license":"Apache-2.0"}""", "apache-2.0", true, false, 1),
        new("a deprecated id", ["gpl-3.0"], """{"license":"GPL-3.0"}""", "gpl-3.0", false, true, 0.7),
        new("a name without a license", [], """{"license_name":"CC-BY-NC-4.0"}""", "CC-BY-NC-4.0", false, true, 0.2),
        new("a name against the license", ["mit"], """{"license":"mit","license_name":"cc-by-nc-4.0"}""", "mit AND cc-by-nc-4.0", false, true, 0.2),
        new("free text", ["our very own"], """{"license":"our very own"}""", "our very own", false, false, 0),
        new("nothing", [], "{}", null, false, false, 0),
        new("permissive, and the weights under terms of their own", ["apache-2.0"], """{"license":"apache-2.0"}""", "apache-2.0 AND (other terms)", false, false, 0.1) { Files = ["LICENSE", "MODEL_LICENSE"] },
    ];

    [TestMethod]
    [InProcess("its commands are many")]
    public async Task Every_door_gives_one_verdict_on_a_license()
    {
        await using var hub = await LocalHub.StartAsync([.. Situations.Select(Model)]);
        using var shell = new Shell().With(hub);
        shell.Write("deny.json", Denying);
        shell.Write("allow.json", Allowing);
        var ids = string.Join(' ', Situations.Select(static (_, i) => Id(i)));

        (await shell.RunAsync($"refresh {string.Join(' ', Situations.Select(static (_, i) => $"--id {Id(i)}"))} --type kind-0")).Ended(ExitCode.Done);
        var denied = (From: await GateAsync(shell, $"{ids} --offline --policy deny.json"), Online: await GateAsync(shell, $"{ids} --online --policy deny.json"));
        var allowed = (From: await GateAsync(shell, $"{ids} --offline --policy allow.json"), Online: await GateAsync(shell, $"{ids} --online --policy allow.json"));
        var scores = (await (await shell.RunAsync($"score {ids} --json")).JsonOfAsync("score")).GetProperty("models");
        var drafts = (await (await shell.RunAsync($"mof draft {ids} --no-github --output-dir drafts --json")).JsonOfAsync("mof-draft")).GetProperty("drafts");
        var registry = RegistryFile.Load(shell.RegistryPath).Value!;
        await using var action = await ActionScene.StartAsync(registry: Before(), models: Situations.Select(Model), inputs: [(ActionInputs.Types, string.Join(',', Situations.Select(static (_, i) => Kind(i)))), (ActionInputs.Details, "true")]);
        await action.RunAsync();

        var wrong = new List<string>();
        for (var i = 0; i < Situations.Length; i++)
        {
            var expected = Situations[i];
            var found = (await shell.RunAsync($"find --type {Id(i)} --license {Allowed} --offline")).ExitCode == ExitCode.Done;
            var record = registry.Find(ModelId.Parse(Id(i)))!.Value.Model;
            // A license that is withdrawn from a card is kept as it was: nothing tells it from an answer that lacks it.
            var told = expected.Text is null || action.Pull.Body.Contains($"| `afl-3.0` | `{expected.Text}` |", StringComparison.Ordinal);
            var actual = (record.Licensing.Text, found, allowed.From[i], allowed.Online[i], denied.From[i], denied.Online[i], scores[i].GetProperty("metrics").GetProperty("license").GetProperty("score").GetDouble(), told);
            var verdict = (expected.Text, expected.IsAllowed, expected.IsAllowed, expected.IsAllowed, !expected.IsDenied, !expected.IsDenied, expected.Score, true);
            if (actual != verdict)
                wrong.Add($"{expected.Name}: {actual}, not {verdict}");

            // A draft writes one license: of what the others read, never a freer one, and none where they know none.
            var drafted = drafts[i].GetProperty("license").GetString();
            if (expected.IsAllowed ? LicenseExpression.Read(drafted!).Family != record.Licensing.Family : drafted is not null && LicenseExpression.Read(drafted).Family > record.Licensing.Family)
                wrong.Add($"{expected.Name}: mof draft says {drafted ?? "nothing"}");
        }

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    [TestMethod]
    public async Task A_refresh_asks_once_what_the_license_of_a_default_is_called()
    {
        var gemma = Situations.Single(static situation => situation.Name == "other, named by terms of use");
        await using var hub = await LocalHub.StartAsync(Model(gemma, 0), Model(Situations[0], 1));
        using var shell = new Shell().With(hub);

        (await shell.RunAsync("refresh --type kind-0 --type kind-1")).Ended(ExitCode.Done);
        (await shell.RunAsync("refresh --type kind-0 --type kind-1 --no-resume")).Ended(ExitCode.Done);

        Assert.AreEqual(gemma.Text, RegistryFile.Load(shell.RegistryPath).Value!.Find(ModelId.Parse(Id(0)))!.Value.Model.Licensing.Text);
        Assert.HasCount(1, hub.Requests.Where(static request => request.Target.StartsWith("/api/models/", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_refresh_that_scores_keeps_the_licenses_that_it_scored()
    {
        var contradicting = Situations.Single(static situation => situation.Name == "a name against the license");
        await using var hub = await LocalHub.StartAsync(Model(contradicting, 0));
        using var shell = new Shell().With(hub);

        (await shell.RunAsync("refresh --type kind-0 --scores")).Ended(ExitCode.Done);

        Assert.AreEqual(contradicting.Text, RegistryFile.Load(shell.RegistryPath).Value!.Find(ModelId.Parse(Id(0)))!.Value.Model.Licensing.Text);
    }

    [TestMethod]
    public async Task A_license_that_nobody_knows_passes_a_deny_list_with_a_warning()
    {
        await using var hub = await LocalHub.StartAsync();
        using var shell = new Shell().With(hub).With(ModelRegistry.Of([new RegistryEntry { Type = ModelType.Parse("bert"), Models = [SmallRegistry.Model(Id(0), "fill-mask", 10) with { License = "other" }] }]));
        shell.Write("deny.json", Denying);

        var run = (await shell.RunAsync($"gate {Id(0)} --offline --policy deny.json")).Ended(ExitCode.Done);

        StringAssert.Contains(run.Error, $"HFR3010: The license of {Id(0)} is other, so it could not be compared with denyLicenses (gate of deny.json). Read the license.");
        shell.Write("deny.json", """{"threshold": 0, "denyLicenses": ["non-commercial", "other"]}""");
        (await shell.RunAsync($"gate {Id(0)} --offline --policy deny.json")).Ended(ExitCode.Findings);
    }

    private static string Id(int situation) => $"acme/model-{situation}";

    private static string Kind(int situation) => $"kind-{situation}";

    private static LocalModel Model(DecisionInput situation, int i) => LocalModel.Of(Id(i), Kind(i), 900_000) with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        Tags = [.. situation.Tags.Select(static license => $"license:{license}"), "safetensors"],
        CardData = situation.Card,
        Files = [new HubFile("config.json", 400), new HubFile("model.safetensors", 440_000_000), .. situation.Files.Select(static file => new HubFile(file, 900))],
    };

    private static ModelRegistry Before() => ModelRegistry.Of(Situations.Select(static (_, i) => new RegistryEntry
    {
        Type = ModelType.Parse(Kind(i)),
        DefaultModel = ModelId.Parse(Id(i)),
        Models = [SmallRegistry.Model(Id(i), "fill-mask", 440) with { License = "afl-3.0" }],
        UpdatedAt = SmallRegistry.Updated,
    }));

    private static async Task<bool[]> GateAsync(Shell shell, string arguments)
    {
        var models = (await (await shell.RunAsync($"gate {arguments} --json")).JsonOfAsync("gate")).GetProperty("models");
        return [.. models.EnumerateArray().Select(static model => model.GetProperty("gate").GetProperty("passed").GetBoolean())];
    }
}
