using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>What a command does with a Hub that is silent, renames, hands over or sends tokens back, and with targets that it cannot write.</summary>
[TestClass]
internal sealed class HubLimitsTests
{
    private const string Token = "hf_ThatSomebodyPasted0123";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly LocalModel Zebra = LocalModel.Of("acme/zebra", "bert", 5_000) with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        FormerIds = ["old/zebra", "acme/horse"],
        Files = [new HubFile("README.md", 9), new HubFile("config.json", 1), new HubFile("model.safetensors", 440_000_000)],
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", "---\nlicense: mit\n---\n## Usage\nMore than twenty characters stand here, and a little more than that.\n"),
    };

    [TestMethod]
    [InProcess("a process cannot be given a clock")]
    [DataRow("score acme/zebra acme/lion", "no answer within 90 s")]
    [DataRow("verify acme/zebra", "no answer within 90 s")]
    [DataRow("mof draft acme/zebra --no-github", "1 model has no draft: acme/zebra")]
    [DataRow("mof gap --models-dir .", "no answer within 90 s")]
    [DataRow("refresh --type bert", "no answer within 90 s")]
    public async Task A_timeout_ends_a_command_with_4_and_names_what_is_missing(string line, string told)
    {
        var clock = new FakeClock();
        await using var hub = await LocalHub.StartAsync(Zebra);
        hub.FailWith(Faults.SaysNothing);
        using var shell = new Shell { Clock = clock }.With(hub);

        var running = shell.RunAsync($"{line} --timeout 90s");
        await clock.UntilWaitingAsync(1);
        clock.Advance(TimeSpan.FromSeconds(90));

        Assert.Contains(told, (await running.WaitAsync(Patience)).Ended(ExitCode.Network).Error);
    }

    [TestMethod]
    [DataRow("90")]
    [DataRow("0s")]
    [DataRow("-5s")]
    [DataRow("5d")]
    [DataRow("25h")]
    [DataRow("s")]
    public async Task A_timeout_that_is_no_time_is_refused(string time)
    {
        using var shell = new Shell();

        Assert.Contains("write a time such as 90s, 5m or 1h", (await shell.RunAsync($"score acme/zebra --timeout {time}")).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    [DataRow("refresh --type bert --registry .")]
    [DataRow("refresh --type bert --registry no/such/folder.json")]
    [DataRow("score acme/zebra --save-snapshot .")]
    [DataRow("mof draft acme/zebra --no-github --output-dir file")]
    [DataRow("mof gap --models-dir . --output .")]
    [DataRow("mof gap --models-dir . --draft --yes --output-dir file/below")]
    public async Task A_target_that_cannot_be_written_is_refused_before_the_first_request(string line)
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell().With(hub);
        shell.Write("file", "");

        (await shell.RunAsync(line)).Ended(ExitCode.Usage);

        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    [DataRow("score")]
    [DataRow("mof draft --no-github")]
    [DataRow("find --online --type")]
    [DataRow("explain --online")]
    public async Task A_rename_is_named_and_new_hands_too(string command)
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell { Clock = TimeProvider.System }.With(hub);

        var renamed = await shell.RunAsync($"{command} acme/horse");
        var moved = await shell.RunAsync($"{command} old/zebra");

        Assert.Contains("acme/horse was renamed to acme/zebra", renamed.Error);
        Assert.DoesNotContain("another owner", renamed.Error);
        Assert.Contains("old/zebra was renamed to acme/zebra", moved.Error);
        Assert.Contains("another owner", moved.Error);
    }

    [TestMethod]
    public async Task A_refresh_tells_a_new_name_and_warns_of_new_hands()
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync("refresh --id acme/horse --id old/zebra")).Ended(ExitCode.Done);

        Assert.Contains("info HFR1010: acme/horse was renamed to acme/zebra", run.Error);
        Assert.Contains("warning HFR4112: old/zebra was renamed to acme/zebra, which has another owner", run.Error);
    }

    [TestMethod]
    public async Task The_gate_lets_nobody_in_by_the_facts_of_another_owner()
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell { Clock = TimeProvider.System }.With(hub);

        var moved = (await shell.RunAsync("gate old/zebra --online --preset license-only --allow-unknown all")).Ended(ExitCode.Findings);
        var renamed = (await shell.RunAsync("gate acme/horse --online --preset license-only --allow-unknown all")).Ended(ExitCode.Done);

        Assert.Contains("it is now acme/zebra, which has another owner", moved.Out);
        Assert.Contains("acme/horse was renamed to acme/zebra", renamed.Error);
    }

    [TestMethod]
    [DataRow("score acme/zebra")]
    [DataRow("gate acme/zebra --online")]
    [DataRow("verify acme/zebra")]
    [DataRow("refresh --type bert")]
    [DataRow("find --type bert --online")]
    [DataRow("lock check --online")]
    [DataRow("mof draft acme/zebra --no-github")]
    public async Task A_token_that_is_none_is_refused_and_nobody_is_asked_anonymously(string line)
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell().With(hub);
        shell.Variables["HF_TOKEN"] = "two words";

        Assert.Contains("HF_TOKEN holds no usable token", (await shell.RunAsync(line)).Ended(ExitCode.Usage).Error);
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    [DataRow("score acme/zebra")]
    [DataRow("refresh --type bert")]
    [DataRow("mof draft acme/zebra --no-github")]
    public async Task A_token_with_a_word_before_it_is_repaired_with_a_warning(string line)
    {
        await using var hub = await LocalHub.StartAsync([Zebra], new LocalHubOptions { Tokens = [Token] });
        using var shell = new Shell().With(hub);
        shell.Variables["HF_TOKEN"] = $"\uFEFFBearer {Token}\n";

        var run = (await shell.RunAsync(line)).Ended(ExitCode.Done);

        Assert.Contains("warning HFR4111", run.Error);
        Assert.DoesNotContain(Token, run.Error + run.Out);
        Assert.IsTrue(hub.Requests.All(static request => request.Token == Token));
    }

    [TestMethod]
    public async Task A_token_that_the_Hub_sends_back_is_in_no_file()
    {
        await using var hub = await LocalHub.StartAsync(
            [Zebra with { RawMembers = $$$"""
                "cardData":{"new_version":"x/{{{Token}}}"},"evalResults":[{"dataset":{"id":"{{{Token}}}"},"value":1}]
                """ }],
            new LocalHubOptions { Tokens = [Token] });
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(hub);
        shell.Variables["HF_TOKEN"] = Token;

        foreach (var line in (string[])["refresh --id acme/zebra", "score acme/zebra --save-snapshot facts.json", "mof draft acme/zebra --no-github", "verify acme/zebra"])
        {
            var run = await shell.RunAsync(line);
            Assert.DoesNotContain(Token, run.Out + run.Error, line);
        }

        foreach (var file in Directory.EnumerateFiles(shell.Folder, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(Token, await File.ReadAllTextAsync(file), file);
    }

    [TestMethod]
    [DataRow("find --type bert --online", ExitCode.Done)]
    [DataRow("score acme/zebra", ExitCode.Network)]
    [DataRow("verify acme/zebra", ExitCode.Network)]
    [DataRow("refresh --type bert", ExitCode.Network)]
    [DataRow("mof draft acme/zebra --no-github", ExitCode.Network)]
    [DataRow("mof gap --models-dir .", ExitCode.Network)]
    public async Task A_body_that_is_not_encoded_as_it_says_ends_as_an_answer_that_cannot_be_read(string line, int exitCode)
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        hub.FailWith(Faults.Body("{}", ("Content-Encoding", "br")));
        using var shell = new Shell { Clock = TimeProvider.System }.With(SmallRegistry.Create(DateTimeOffset.UtcNow)).With(hub);

        Assert.Contains("its body is not what its Content-Encoding says", (await shell.RunAsync(line)).Ended(exitCode).Error);
    }

    [TestMethod]
    public async Task A_date_in_the_future_is_due_again_and_told()
    {
        await using var hub = await LocalHub.StartAsync(Zebra);
        using var shell = new Shell().With(SmallRegistry.Create(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero))).With(hub);

        var run = await shell.RunAsync("refresh --stale-only --type bert");

        Assert.Contains("warning HFR4113: 1 entry has a date in the future (such as bert: 2099-01-01)", run.Error);
        Assert.AreEqual(2026, RegistryFile.Load(shell.RegistryPath).Value!.Find(ModelType.Parse("bert"))!.UpdatedAt!.Value.Year);
    }
}
