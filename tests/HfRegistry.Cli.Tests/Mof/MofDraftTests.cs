using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Mof;

[TestClass]
internal sealed class MofDraftTests
{
    private const string Bird = "garden/bird";
    private const string Secret = "hf_granted";

    // As long as a real one, and none.
    private const string TokenLike = "hf_aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678";

    private static readonly LocalModel BirdModel = LocalModel.Of(Bird, "llama") with
    {
        Architectures = ["LlamaForCausalLM"],
        PipelineTag = "text-generation",
        Files = [new HubFile("LICENSE"), new HubFile("README.md"), new HubFile("config.json"), new HubFile("model.safetensors"), new HubFile("train.py")],
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", "---\nlicense: mit\n---\n\n# Bird\n\nIt answers questions about birds in whole sentences, and about nothing else, since two people trained it on nothing else over a summer in their garden.\n"),
    };

    [TestMethod]
    public async Task A_draft_is_written_and_the_run_ends_with_what_to_review()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync($"mof draft {Bird} --no-github")).Ended(ExitCode.Done);

        Assert.StartsWith("# AUTO-GENERATED DRAFT - REQUIRES MANUAL REVIEW\n", await File.ReadAllTextAsync(shell.PathOf("models", "bird.yml")));
        Assert.StartsWith($"{Bird}: drafted (", run.Out);
        Assert.Contains("\nTo review:\n  garden/bird\n    [ ] ", run.Out);
        Assert.Contains("look for what was not found: ", run.Out);
        Assert.Contains("1 drafted, 0 unchanged, 0 kept, 0 dropped, 0 failed; ", run.Out);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public async Task Json_has_components_with_their_evidence()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync($"mof draft {Bird} --no-github --output-dir out --json")).Ended(ExitCode.Done);

        var draft = (await run.JsonOfAsync("mof-draft")).GetProperty("drafts")[0];
        Assert.AreEqual("drafted", draft.GetProperty("status").GetString());
        Assert.AreEqual("MIT", draft.GetProperty("license").GetString());
        var training = draft.GetProperty("components").EnumerateArray().Single(component => component.GetProperty("name").GetString() == "Training code");
        Assert.AreEqual(95, training.GetProperty("confidence").GetInt32());
        Assert.AreEqual("95 % - file train.py", training.GetProperty("evidence")[0].GetString());
        Assert.IsTrue(File.Exists(shell.PathOf("out", "bird.yml")));
    }

    [TestMethod]
    public async Task An_old_id_beside_the_present_one_says_which_model_it_is()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel with { FormerIds = ["lab/sparrow"] });
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync($"mof draft lab/sparrow {Bird} --no-github")).Ended(ExitCode.Done);
        var json = (await shell.RunAsync($"mof draft lab/sparrow {Bird} --no-github --json")).Ended(ExitCode.Done);

        Assert.StartsWith($"lab/sparrow: duplicate, it is {Bird} now (", run.Out);
        Assert.Contains("1 drafted, 0 unchanged, 0 kept, 0 dropped, 0 failed, 1 under an old id; ", run.Out);
        Assert.AreEqual(Bird, (await json.JsonOfAsync("mof-draft")).GetProperty("drafts")[0].GetProperty("same_as").GetString());
        Assert.HasCount(1, Directory.GetFiles(shell.PathOf("models")));
    }

    [TestMethod]
    public async Task A_list_is_cut_at_max_and_run_again_it_costs_one_request_a_model()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel, BirdModel with { Id = "garden/cat" }, BirdModel with { Id = "garden/dog" });
        using var shell = new Shell().With(hub);
        shell.Write("list.txt", "# ours\ngarden/bird\n\ngarden/cat # likes birds\ngarden/dog\ngarden/bird\n");

        (await shell.RunAsync("mof draft --from-file list.txt --max 2 --no-github")).Ended(ExitCode.Done);
        var before = hub.Requests.Length;
        var again = (await shell.RunAsync("mof draft --from-file list.txt --max 2 --no-github --json")).Ended(ExitCode.Done);

        Assert.AreEqual(2, (await again.JsonOfAsync("mof-draft")).GetProperty("unchanged").GetInt32());
        Assert.AreEqual(before + 2, hub.Requests.Length);
        Assert.IsFalse(File.Exists(shell.PathOf("models", "dog.yml")));
    }

    [TestMethod]
    [DataRow(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 0x0A, 0x01, 0x0A, 0x02, 0x0A })]
    [DataRow(new byte[] { 0x61, 0x0A, 0xC3, 0x28, 0x0A, 0xFF, 0x0A, 0xFE, 0x0A })]
    [DataRow(new byte[] { 0xFF, 0xFE, 0x00, 0xDC, 0x0A, 0x00, 0x00, 0xDC })]
    public async Task A_list_that_is_no_text_is_one_error(byte[] content)
    {
        using var shell = new Shell();
        await File.WriteAllBytesAsync(shell.PathOf("list.txt"), content);

        var run = (await shell.RunAsync("mof draft --from-file list.txt --json")).Ended(ExitCode.Usage);

        var error = (await run.JsonOfAsync("error")).GetProperty("errors").EnumerateArray().Single();
        Assert.AreEqual("HFR2205", error.GetProperty("code").GetString());
        Assert.Contains("list.txt cannot be read: it is not a text file.", error.GetProperty("message").GetString()!);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [Timeout(60_000, CooperativeCancellation = true)]
    public async Task A_list_without_an_end_is_read_up_to_its_bound()
    {
        using var shell = new Shell();
        File.CreateSymbolicLink(shell.PathOf("list.txt"), "/dev/zero");

        Assert.Contains("and the limit is", (await shell.RunAsync("mof draft --from-file list.txt")).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public async Task A_list_comes_out_of_a_pipe()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        using var shell = new Shell().With(hub);
        var pipe = shell.PathOf("pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
            await made.WaitForExitAsync(CancellationToken.None);
        var writing = Task.Run(() => File.WriteAllText(pipe, $"# ours\n{Bird}\n"), CancellationToken.None);

        (await shell.RunAsync("mof draft --from-file pipe --no-github")).Ended(ExitCode.Done);

        await writing;
        Assert.IsTrue(File.Exists(shell.PathOf("models", "bird.yml")));
    }

    [TestMethod]
    [DataRow("""{"full_name":"\ud800"}""")]
    [DataRow("""{"full_name":"garden/bird","license":{"spdx_id":"\udc00"}}""")]
    [DataRow("""{"\ud800":1}""")]
    [DataRow("[")]
    [DataRow("null")]
    public async Task An_answer_of_GitHub_that_cannot_be_read_costs_no_draft(string body)
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        await using var gitHub = await LocalGitHubRepositories.StartAsync("garden/bird", "MIT", body);
        using var shell = new Shell().With(hub);
        shell.Variables["GITHUB_API_URL"] = gitHub.Address;

        (await shell.RunAsync($"mof draft {Bird}")).Ended(ExitCode.Done);

        Assert.IsTrue(File.Exists(shell.PathOf("models", "bird.yml")));
    }

    [TestMethod]
    public async Task A_list_in_UTF_16_is_read_as_some_shells_write_it()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        using var shell = new Shell().With(hub);
        await File.WriteAllTextAsync(shell.PathOf("list.txt"), $"{Bird}\r\n", System.Text.Encoding.Unicode);

        (await shell.RunAsync("mof draft --from-file list.txt --no-github")).Ended(ExitCode.Done);
    }

    [TestMethod]
    public async Task A_curated_file_is_refused_and_force_writes_over_it()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        using var shell = new Shell().With(hub);
        shell.Write("models/bird.yml", "framework: {}\n");

        var refused = (await shell.RunAsync($"mof draft {Bird} --no-github")).Ended(ExitCode.Refused);
        Assert.Contains("HFR2202", refused.Error);
        Assert.AreEqual("framework: {}\n", await File.ReadAllTextAsync(shell.PathOf("models", "bird.yml")));

        (await shell.RunAsync($"mof draft {Bird} --no-github --force")).Ended(ExitCode.Done);
        Assert.Contains("AUTO-GENERATED", await File.ReadAllTextAsync(shell.PathOf("models", "bird.yml")));
    }

    [TestMethod]
    [InProcess("a process cannot skip the waits between its tries")]
    public async Task What_the_network_left_out_is_named_with_exit_code_4()
    {
        await using var hub = await LocalHub.StartAsync([BirdModel, BirdModel with { Id = "garden/cat" }], new LocalHubOptions { Faults = [Faults.When("garden/cat", Faults.Status(503))] });
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(hub);

        var run = (await shell.RunAsync($"mof draft {Bird} garden/cat --no-github --json")).Ended(ExitCode.Network);

        var json = await run.JsonOfAsync("mof-draft");
        Assert.IsTrue(json.GetProperty("partial").GetBoolean());
        Assert.AreEqual(1, json.GetProperty("drafted").GetInt32());
        Assert.Contains("1 model has no draft: garden/cat. Run again", run.Error);
    }

    [TestMethod]
    public async Task A_model_that_does_not_exist_is_a_finding()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        using var shell = new Shell().With(hub);

        Assert.Contains("HFR4103", (await shell.RunAsync("mof draft garden/nothing --no-github")).Ended(ExitCode.Findings).Error);
    }

    [TestMethod]
    [DataRow("--hf-token " + TokenLike)]
    [DataRow("--hf-token=" + TokenLike)]
    [DataRow("--token " + TokenLike)]
    [DataRow(TokenLike)]
    public async Task A_token_as_an_argument_is_refused_and_not_repeated(string words)
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        using var shell = new Shell().With(hub);

        var run = (await shell.RunAsync($"mof draft {Bird} {words}")).Ended(ExitCode.Usage);

        Assert.Contains("where other users and logs can read it", run.Error);
        Assert.DoesNotContain(TokenLike, run.Error + run.Out);
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    [DataRow("token.txt")]
    [DataRow("-")]
    public async Task A_token_comes_from_a_file_or_standard_input_and_goes_nowhere_else(string source)
    {
        await using var hub = await LocalHub.StartAsync(BirdModel with { Gating = Gating.Manual });
        await using var gitHub = await LocalGitHubRepositories.StartAsync("garden/bird", "MIT");
        using var shell = new Shell { Input = Secret + "\n" }.With(hub);
        shell.Variables["GITHUB_API_URL"] = gitHub.Address;
        shell.Write("token.txt", Secret + "\n");

        var run = (await shell.RunAsync($"mof draft {Bird} --hf-token-file {source}")).Ended(ExitCode.Done);

        Assert.IsTrue(hub.Requests.All(request => request.Token == Secret));
        Assert.IsTrue(gitHub.Headers.All(header => !header.Contains(Secret, StringComparison.Ordinal)));
        Assert.DoesNotContain(Secret, run.Out + run.Error + await File.ReadAllTextAsync(shell.PathOf("models", "bird.yml")));
        Assert.Contains("repository: https://github.com/garden/bird", await File.ReadAllTextAsync(shell.PathOf("models", "bird.yml")));
    }

    [TestMethod]
    public async Task GitHub_hears_nothing_when_it_must_not()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        await using var gitHub = await LocalGitHubRepositories.StartAsync("garden/bird", "MIT");
        using var shell = new Shell().With(hub);
        shell.Variables["GITHUB_API_URL"] = gitHub.Address;

        (await shell.RunAsync($"mof draft {Bird} --no-github")).Ended(ExitCode.Done);

        Assert.IsEmpty(gitHub.Headers);
        Assert.DoesNotContain("repository:", await File.ReadAllTextAsync(shell.PathOf("models", "bird.yml")));
    }

    [TestMethod]
    public async Task A_ban_on_the_network_is_named()
    {
        using var shell = new Shell();
        shell.Variables["HF_HUB_OFFLINE"] = "1";

        Assert.Contains("HF_HUB_OFFLINE", (await shell.RunAsync($"mof draft {Bird}")).Ended(ExitCode.Refused).Error);
    }

    [TestMethod]
    [DataRow("mof draft")]
    [DataRow("mof draft a/b/c")]
    [DataRow("mof draft ../../etc")]
    [DataRow("mof draft a:b")]
    [DataRow("mof draft \U0001F600/x")]
    [DataRow("mof draft garden/bird --max 0")]
    [DataRow("mof draft --from-file nowhere.txt")]
    [DataRow("mof draft garden/bird --interactive")]
    [DataRow("mof draft garden/bird --hf-token-file nowhere.txt")]
    public async Task A_command_line_that_makes_no_sense_is_refused_before_any_request(string line)
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        using var shell = new Shell().With(hub);

        (await shell.RunAsync(line)).Ended(ExitCode.Usage);
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    public async Task A_reviewer_accepts_edits_and_drops_components()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        // In a document's order: architecture, training code, final parameters, metadata, card.
        using var shell = new Shell { IsTerminal = true, Input = "d\ne\nsrc/train.py\nnonsense\nApache-2.0\n\na\na\n" }.With(hub);

        var run = (await shell.RunAsync($"mof draft {Bird} --no-github --interactive --json")).Ended(ExitCode.Done);

        var components = (await run.JsonOfAsync("mof-draft")).GetProperty("drafts")[0].GetProperty("components").EnumerateArray()
            .Select(component => (component.GetProperty("name").GetString(), component.GetProperty("path").GetString(), component.GetProperty("license").GetString())).ToList();
        CollectionAssert.AreEqual(
            new[] { ("Training code", "src/train.py", "Apache-2.0"), ("Model parameters (Final)", "model.safetensors", "MIT"), ("Model metadata", "config.json", "MIT"), ("Model card", "README.md", "MIT") },
            components);
        Assert.Contains("That is not a license of the SPDX list.", run.Error);
    }

    [TestMethod]
    public async Task A_reviewed_draft_has_the_name_of_its_file()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel, BirdModel with { Id = "park/bird" });
        using var shell = new Shell { IsTerminal = true, Input = string.Concat(Enumerable.Repeat("a\n", 20)) }.With(hub);

        (await shell.RunAsync($"mof draft {Bird} park/bird --no-github --interactive")).Ended(ExitCode.Done);

        Assert.Contains("name: park--bird", await File.ReadAllTextAsync(shell.PathOf("models", "park--bird.yml")));
    }

    [TestMethod]
    public async Task A_review_that_breaks_off_writes_nothing()
    {
        await using var hub = await LocalHub.StartAsync(BirdModel);
        using var shell = new Shell { IsTerminal = true, Input = "a\n" }.With(hub);

        var run = (await shell.RunAsync($"mof draft {Bird} --no-github --interactive --json")).Ended(ExitCode.Done);

        Assert.AreEqual("dropped", (await run.JsonOfAsync("mof-draft")).GetProperty("drafts")[0].GetProperty("status").GetString());
        Assert.IsFalse(File.Exists(shell.PathOf("models", "bird.yml")));
    }
}
