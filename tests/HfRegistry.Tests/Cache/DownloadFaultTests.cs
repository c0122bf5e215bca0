using System.Globalization;
using HfRegistry.Cache;
using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Tests.Cache;

/// <summary>Bad days of the network: the right file, or a coded error and nothing that has a name.</summary>
[TestClass]
internal sealed class DownloadFaultTests
{
    private static readonly byte[] Small = DownloadScene.Bytes(5_000, seed: 3);

    private static readonly LocalModel OneFile = (LocalModel.Of(DownloadScene.Id.ToString(), "bert") with { Sha = DownloadScene.Commit }).With("model.safetensors", Small);

    [TestMethod]
    public async Task A_cut_at_any_byte_costs_no_other_byte()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        foreach (var cut in Enumerable.Range(0, 40).Select(static i => i * 127).Append(1).Append(Small.Length - 1))
        {
            var before = scene.Cdn.Requests.Length;
            scene.Cdn.FailWith(Faults.First(1, DownloadFaults.CutAt(cut)));

            Assert.IsNotNull((await scene.DownloadAsync()).Value, $"cut at {cut}");

            CollectionAssert.AreEqual(Small, scene.Read("model.safetensors"), $"cut at {cut}");
            var ranges = scene.Cdn.Requests.Skip(before).Select(static request => request.Headers.GetValueOrDefault("Range", "")).ToList();
            CollectionAssert.AreEqual(new[] { "", cut == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"bytes={cut}-") }, ranges);
            Directory.Delete(scene.Root, recursive: true);
        }
    }

    [TestMethod]
    public async Task A_small_file_of_the_Hub_itself_goes_on_where_it_ended()
    {
        await using var scene = await DownloadScene.StartAsync();
        scene.Hub.FailWith(Faults.When("resolve-cache", Faults.First(1, DownloadFaults.CutAt(7))));

        Assert.IsNotNull((await scene.DownloadAsync(new FileRequest { Include = ["config.json"] })).Value);

        Assert.AreEqual(DownloadScene.Config, System.Text.Encoding.UTF8.GetString(scene.Read("config.json")));
        Assert.AreEqual("bytes=7-", scene.Hub.Requests[^1].Headers["Range"]);
    }

    [TestMethod]
    public async Task A_silent_transfer_is_continued_where_it_ended()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        scene.Cdn.FailWith(Faults.First(1, DownloadFaults.HoldAt(1_234)));

        Assert.IsNotNull((await scene.DownloadAsync(attemptTimeout: TimeSpan.FromMilliseconds(200))).Value);

        CollectionAssert.AreEqual(Small, scene.Read("model.safetensors"));
        Assert.AreEqual("bytes=1234-", scene.Cdn.Requests[^1].Headers["Range"]);
    }

    [TestMethod]
    [DataRow("another start")]
    [DataRow("416")]
    [DataRow("the whole file")]
    public async Task A_store_that_does_not_continue_the_file_is_asked_for_all_of_it(string answer)
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        Directory.CreateDirectory(scene.Blobs);
        await File.WriteAllBytesAsync(scene.PartialOf(Small), Small[..2_000]);
        scene.Cdn.FailWith((context, next) =>
        {
            if (context.Request.Headers.Range.Count == 0)
                return next(context);
            if (answer == "416")
            {
                context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                return Task.CompletedTask;
            }

            context.Request.Headers.Range = answer == "another start" ? "bytes=1000-" : null;
            return next(context);
        });

        Assert.IsNotNull((await scene.DownloadAsync()).Value);

        CollectionAssert.AreEqual(Small, scene.Read("model.safetensors"));
    }

    [TestMethod]
    [DataRow(4_999)]
    [DataRow(5_001)]
    [DataRow(0)]
    public async Task A_body_of_another_length_is_refused_and_what_came_before_is_kept(int length)
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        Directory.CreateDirectory(scene.Blobs);
        await File.WriteAllBytesAsync(scene.PartialOf(Small), Small[..2_000]);
        scene.Cdn.FailWith((context, next) => Faults.Damaged(_ => new byte[length])(context, WithoutRange(next)));

        var outcome = await scene.DownloadAsync();

        Assert.AreEqual(DiagnosticCatalog.HubMalformed.Code, outcome.Diagnostics.Single().Code);
        scene.AssertNothingIsNamed();
        Assert.AreEqual(2_000, new FileInfo(scene.PartialOf(Small)).Length);
    }

    [TestMethod]
    public async Task A_size_that_no_file_has_is_refused()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile with { Files = [.. OneFile.Files!.Value, new("a.bin", long.MaxValue), new("b.bin", long.MaxValue)] });

        var outcome = await scene.DownloadAsync(new FileRequest { Include = ["*"] });

        Assert.AreEqual(DiagnosticCatalog.HubMalformed.Code, outcome.Diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task A_compressed_body_is_refused()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        scene.Cdn.FailWith(Faults.Header("Content-Encoding", "gzip"));

        Assert.AreEqual(DiagnosticCatalog.HubMalformed.Code, (await scene.DownloadAsync()).Diagnostics.Single().Code);
        scene.AssertNothingIsNamed();
    }

    [TestMethod]
    public async Task A_page_in_the_place_of_a_file_is_refused()
    {
        await using var scene = await DownloadScene.StartAsync();
        scene.Hub.FailWith(Faults.When("resolve-cache", Faults.Body("<html>Sign in to the network</html>", ("Content-Type", "text/html"))));

        var outcome = await scene.DownloadAsync(new FileRequest { Include = ["config.json"] });

        Assert.AreEqual(DiagnosticCatalog.ContentDiffers.Code, outcome.Diagnostics.Single().Code);
        scene.AssertNothingIsNamed();
    }

    [TestMethod]
    public async Task A_store_that_refuses_its_signed_address_ends_the_download()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        scene.Cdn.FailWith(Faults.Status(403, "<Error><Code>AccessDenied</Code></Error>"));

        Assert.AreEqual(DiagnosticCatalog.DownloadFailed.Code, (await scene.DownloadAsync()).Diagnostics.Single().Code);
        Assert.HasCount(1, scene.Cdn.Requests);
        scene.AssertNothingIsNamed();
    }

    [TestMethod]
    public async Task A_file_that_the_Hub_sends_to_another_scheme_is_not_fetched()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        scene.Hub.FailWith(Faults.When("/resolve/", Faults.Status(302, "", ("Location", "file:///etc/passwd"))));

        Assert.AreEqual(DiagnosticCatalog.HubMalformed.Code, (await scene.DownloadAsync()).Diagnostics.Single().Code);
        scene.AssertNothingIsNamed();
    }

    [TestMethod]
    public async Task Eight_transfers_that_are_cut_at_once_all_go_on()
    {
        var model = LocalModel.Of(DownloadScene.Id.ToString(), "bert") with { Sha = DownloadScene.Commit };
        for (var i = 0; i < 8; i++)
            model = model.With($"{i}.bin", DownloadScene.Bytes(5_000, seed: i));
        await using var scene = await DownloadScene.StartAsync(model);
        scene.Cdn.FailWith(Faults.First(24, DownloadFaults.CutAt(1_000)));

        var outcome = await scene.DownloadAsync(new FileRequest { Include = ["*"] });

        Assert.IsNotNull(outcome.Value, string.Join('\n', outcome.Diagnostics));
        Assert.IsEmpty((await CacheVerifier.VerifyAsync(scene.Root, [], CancellationToken.None)).Diagnostics);
    }

    [TestMethod]
    public async Task A_thousand_small_files_take_two_requests_each_on_eight_connections()
    {
        const int Count = 1_000;
        var paths = Enumerable.Range(0, Count).Select(static i => string.Create(CultureInfo.InvariantCulture, $"part-{i % 10}/{i}.json")).ToList();
        var model = (LocalModel.Of(DownloadScene.Id.ToString(), "bert") with { Sha = DownloadScene.Commit }).With(paths.ToDictionary(static path => path, System.Text.Encoding.UTF8.GetBytes));
        await using var scene = await DownloadScene.StartAsync(model);

        var snapshot = (await scene.DownloadAsync(new FileRequest { Include = ["*"] })).Value!;

        // The commit, two pages of files and folders, and of each file the Hub's answer and that of its cache.
        Assert.AreEqual((Count, 3L + (2 * Count)), (snapshot.Fetched, snapshot.Requests));
        Assert.IsTrue(scene.Hub.MostConcurrentRequests <= 8, $"{scene.Hub.MostConcurrentRequests} at once");
        Assert.IsTrue(paths.TrueForAll(path => System.Text.Encoding.UTF8.GetString(scene.Read(path)) == path));
    }

    [TestMethod]
    public async Task A_store_that_cuts_every_answer_and_continues_none_is_given_up()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        scene.Cdn.FailWith((context, next) =>
        {
            if (context.Request.Headers.Range.Count == 0)
                return DownloadFaults.CutAt(1_000)(context, next);
            context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            return Task.CompletedTask;
        });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        var outcome = await scene.DownloadAsync(cancellationToken: patience.Token);

        Assert.AreEqual(DiagnosticCatalog.DownloadFailed.Code, outcome.Diagnostics.Single().Code);
        scene.AssertNothingIsNamed();
    }

    private static RequestDelegate WithoutRange(RequestDelegate next) => context =>
    {
        context.Request.Headers.Remove("Range");
        return next(context);
    };
}
