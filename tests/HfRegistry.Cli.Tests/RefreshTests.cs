using HfRegistry.Files;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class RefreshTests
{
    private const string Bert = "google-bert/bert-base-uncased";

    private static LocalModel[] Models =>
    [
        LocalModel.Of(Bert, "bert", 60_000_000) with { PipelineTag = "fill-mask", LibraryName = "transformers" },
        LocalModel.Of("openai-community/gpt2", "gpt2", 10_000_000) with { PipelineTag = "text-generation", LibraryName = "transformers" },
    ];

    [TestMethod]
    public async Task A_new_file_goes_where_the_whole_repository_finds_it()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell { WorkingFolder = "app" }.With(hub);
        Directory.CreateDirectory(shell.PathOf("app"));

        (await shell.RunAsync("refresh --type bert")).Ended(ExitCode.Done);

        Assert.IsTrue(File.Exists(shell.RegistryPath));
        Assert.IsFalse(File.Exists(shell.PathOf("app", RegistryFile.FileName)));
    }

    [TestMethod]
    public async Task Outside_of_a_repository_a_new_file_goes_into_the_working_folder()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell { WorkingFolder = "app" }.With(hub);
        Directory.CreateDirectory(shell.PathOf("app"));
        Directory.Delete(shell.PathOf(".git"));

        (await shell.RunAsync("refresh --type bert")).Ended(ExitCode.Done);

        Assert.IsTrue(File.Exists(shell.PathOf("app", RegistryFile.FileName)));
    }

    [TestMethod]
    public async Task Without_a_registry_file_a_new_one_is_written()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync("refresh --type bert --type gpt2 --json")).Ended(ExitCode.Done);

        var refreshed = await run.JsonOfAsync("refresh");
        Assert.AreSequenceEqual(["bert", "gpt2"], refreshed.GetProperty("updated").EnumerateArray().Select(type => type.GetString()!));
        Assert.IsTrue(refreshed.GetProperty("written").GetBoolean());
        Assert.IsFalse(refreshed.GetProperty("partial").GetBoolean());
        Assert.AreEqual(hub.Requests.Length, refreshed.GetProperty("requests").GetInt32());
        var registry = RegistryFile.Load(shell.RegistryPath).Value!;
        Assert.AreEqual(ModelId.Parse(Bert), registry.Find(ModelType.Parse("bert"))?.DefaultModel);
    }

    [TestMethod]
    public async Task A_second_refresh_on_the_same_answers_writes_nothing()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(hub);
        await shell.RunAsync("refresh --type bert");
        var written = await File.ReadAllBytesAsync(shell.RegistryPath);

        var run = (await shell.RunAsync("refresh --type bert --json")).Ended(ExitCode.Done);

        Assert.AreEqual("bert", run.Json.GetProperty("unchanged")[0].GetString());
        Assert.IsFalse(run.Json.GetProperty("written").GetBoolean());
        CollectionAssert.AreEqual(written, await File.ReadAllBytesAsync(shell.RegistryPath));
    }

    [TestMethod]
    public async Task A_person_reads_what_changed()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync("refresh --type bert")).Ended(ExitCode.Done);

        Assert.StartsWith($"{shell.RegistryPath}: written\n  1 updated, 0 unchanged, 0 failed; ", run.Out);
        Assert.MatchesRegex(@"failed; (1 request|[0-9]{2,} requests|[02-9] requests) in ", run.Out);
        Assert.Contains($"  bert: (none) -> {Bert}", run.Out);
    }

    [TestMethod]
    public async Task A_dry_run_tells_and_writes_nothing()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync("refresh --type bert --dry-run --json")).Ended(ExitCode.Done);

        Assert.AreEqual("bert", (await run.JsonOfAsync("refresh")).GetProperty("updated")[0].GetString());
        Assert.IsFalse(run.Json.GetProperty("written").GetBoolean());
        Assert.IsFalse(File.Exists(shell.RegistryPath));
    }

    [TestMethod]
    public async Task The_file_that_is_named_is_the_one_that_is_written()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(SmallRegistry.Create()).With(hub);
        var before = await File.ReadAllBytesAsync(shell.RegistryPath);

        (await shell.RunAsync("refresh --type bert --registry other.json")).Ended(ExitCode.Done);

        Assert.IsTrue(File.Exists(shell.PathOf("other.json")));
        CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(shell.RegistryPath));
    }

    [TestMethod]
    public async Task A_type_that_fails_keeps_its_entry_and_what_was_learnt_is_kept()
    {
        await using var hub = await LocalHub.StartAsync(Models, new LocalHubOptions { Faults = [Faults.When("filter=gpt2", Faults.Status(400, "{\"error\":\"no\"}"))] });
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(SmallRegistry.Create()).With(hub);
        var gpt2 = SmallRegistry.Create().Find(ModelType.Parse("gpt2"))!;

        var run = (await shell.RunAsync("refresh --type bert --type gpt2 --json")).Ended(ExitCode.Network);

        var refreshed = await run.JsonOfAsync("refresh");
        Assert.AreEqual("gpt2", refreshed.GetProperty("failed")[0].GetProperty("model_type").GetString());
        Assert.AreEqual("bert", refreshed.GetProperty("updated")[0].GetString());
        Assert.IsTrue(refreshed.GetProperty("partial").GetBoolean());
        Assert.Contains("HFR4106", run.Error);
        var after = RegistryFile.Load(shell.RegistryPath).Value!;
        Assert.AreEqual(gpt2.Models[0], after.Find(gpt2.Type)!.Models[0] with { Formats = gpt2.Models[0].Formats, Extra = gpt2.Models[0].Extra });
    }

    [TestMethod]
    public async Task A_Hub_that_is_down_leaves_no_file_behind()
    {
        await using var hub = await LocalHub.StartAsync(Models, new LocalHubOptions { Faults = [Faults.Status(400)] });
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(hub);

        (await shell.RunAsync("refresh --type bert")).Ended(ExitCode.Network);

        Assert.IsFalse(File.Exists(shell.RegistryPath));
    }

    [TestMethod]
    [DataRow("HF_HUB_OFFLINE")]
    [DataRow("HF_API_DISABLED")]
    [DataRow("USE_STATIC_REGISTRY")]
    public async Task Only_a_ban_stops_it_and_the_ban_is_named(string name)
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(hub);
        shell.Variables["CI"] = "true";
        (await shell.RunAsync("refresh --type bert")).Ended(ExitCode.Done);
        var asked = hub.Requests.Length;

        shell.Variables[name] = "Yes";
        var run = (await shell.RunAsync("refresh --type bert --json")).Ended(ExitCode.Refused);

        Assert.Contains("HFR4107", run.Error);
        Assert.Contains(name, run.Error);
        Assert.AreEqual("HFR4107", (await run.JsonOfAsync("error")).GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.HasCount(asked, hub.Requests);
    }

    [TestMethod]
    [DataRow("--type", "no type!")]
    [DataRow("--id", "a/b/c")]
    public async Task A_name_that_no_type_or_model_can_have_is_an_input_error(string option, string value)
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync(["refresh", option, value])).Ended(ExitCode.Usage);

        Assert.Contains($"'{value}'", run.Error);
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    public async Task A_broken_file_is_left_as_it_is()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(hub);
        shell.Write(RegistryFile.FileName, "{ \"bert\": [ }");

        var run = (await shell.RunAsync("refresh --type bert")).Ended(ExitCode.Usage);

        Assert.Contains("HFR4002", run.Error);
        Assert.AreEqual("{ \"bert\": [ }", await File.ReadAllTextAsync(shell.RegistryPath));
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    [InProcess("a process cannot skip its wait of half a minute")]
    public async Task While_another_process_writes_the_file_it_waits_and_then_is_refused()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(hub);
        using var other = (await FileLock.TakeAsync(shell.RegistryPath, TimeSpan.Zero, TimeProvider.System, CancellationToken.None)).Value;

        var run = (await shell.RunAsync("refresh --type bert")).Ended(ExitCode.Refused);

        Assert.Contains("HFR4008", run.Error);
        Assert.IsEmpty(hub.Requests);
        Assert.IsFalse(File.Exists(shell.RegistryPath));
    }

    [TestMethod]
    public async Task A_folder_that_does_not_exist_is_refused_before_the_Hub_is_asked()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync("refresh --type bert --registry none/registry.json")).Ended(ExitCode.Usage);

        Assert.Contains("HFR4007", run.Error);
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    public async Task Cancelled_it_leaves_the_file_as_it_was()
    {
        await using var hub = await LocalHub.StartAsync(Models, new LocalHubOptions { Faults = [Faults.SaysNothing] });
        using var shell = new Shell().With(SmallRegistry.Create()).With(hub);
        var before = await File.ReadAllBytesAsync(shell.RegistryPath);
        using var cancellation = new CancellationTokenSource();
        hub.FailWith(async (context, next) =>
        {
            await cancellation.CancelAsync();
            await Faults.SaysNothing(context, next);
        });

        var run = (await shell.RunAsync("refresh --type bert", cancellation.Token)).Ended(ExitCode.Canceled);

        Assert.Contains("canceled", run.Error);
        Assert.AreEqual("", run.Out);
        CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(shell.RegistryPath));
        Assert.HasCount(1, Directory.GetFiles(shell.Folder));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [InProcess("its runs are many")]
    public async Task A_token_is_sent_and_never_printed(bool isTerminal)
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell { IsTerminal = isTerminal }.With(hub);
        shell.Variables["HF_TOKEN"] = "hf_valid";
        shell.Variables["HF_ASSETS_CACHE"] = shell.PathOf("assets");
        var output = "";

        foreach (var fault in new LocalFault[] { static (context, next) => next(context), Faults.Status(401), Faults.Status(403), Faults.Status(400, "hf_valid"), Faults.Body("hf_valid") })
        {
            hub.FailWith(fault);
            foreach (var line in new[] { "refresh --type bert --registry new.json", "refresh --type bert --json", "find --type bert --online", "explain bert --online" })
            {
                var run = await shell.RunAsync(line);
                Assert.AreNotEqual(ExitCode.Bug, run.ExitCode, run.Error);
                output += run.Out + run.Error;
            }
        }

        Assert.IsTrue(hub.Requests.All(request => request.Token == "hf_valid"));
        Assert.DoesNotContain("hf_valid", output);
        // Where a refresh failed, its journal still lies there.
        var files = Directory.GetFiles(shell.Folder, "*", SearchOption.AllDirectories);
        Assert.Contains(file => file.EndsWith(".jsonl", StringComparison.Ordinal), files);
        foreach (var file in files)
            Assert.DoesNotContain("hf_valid", await File.ReadAllTextAsync(file));
    }

    [TestMethod]
    [DataRow("--all --type bert")]
    [DataRow("--all --stale-only")]
    [DataRow("--all --since 7d")]
    [DataRow("--since tomorrow")]
    [DataRow("--shard 5/4")]
    public async Task What_contradicts_itself_is_a_mistake_before_anybody_is_asked(string options)
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync($"refresh {options}")).Ended(ExitCode.Usage);

        Assert.Contains("HFR1005: --", run.Error);
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    public async Task Only_what_is_stale_or_has_changed_is_asked_for()
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var shell = new Shell().With(hub);
        (await shell.RunAsync("refresh --type bert --type gpt2")).Ended(ExitCode.Done);

        var stale = (await shell.RunAsync("refresh --stale-only --json")).Ended(ExitCode.Done);
        var since = (await shell.RunAsync("refresh --since 500w --json")).Ended(ExitCode.Done);

        Assert.AreEqual(0, stale.Json.GetProperty("requests").GetInt32());
        Assert.AreSequenceEqual(["bert", "gpt2"], since.Json.GetProperty("unchanged").EnumerateArray().Select(type => type.GetString()!));
        Assert.AreEqual(3, since.Json.GetProperty("requests").GetInt32());
    }

    [TestMethod]
    [InProcess("a process's clock does not move on a test's word")]
    public async Task In_a_log_progress_is_a_line_now_and_then()
    {
        var clock = new FakeClock();
        await using var hub = await LocalHub.StartAsync(Models);
        hub.FailWith((context, next) =>
        {
            clock.Advance(TimeSpan.FromSeconds(4));
            return next(context);
        });
        using var shell = new Shell { Clock = clock }.With(hub);

        var run = (await shell.RunAsync("refresh --type bert --type gpt2 --type t5 --type vit")).Ended(ExitCode.Done);

        Assert.MatchesRegex(@"(?m)^\d of 4 types asked, about \d+ s left$", run.Error);
    }
}
