using System.Text;
using HfRegistry.Automation;
using HfRegistry.Automation.Inputs;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>Modes, plans, inputs and refusals of <c>hfregistry action</c>.</summary>
[TestClass]
internal sealed class ActionTests
{
    [TestMethod]
    public async Task A_dry_run_reads_everything_and_writes_nothing()
    {
        await using var scene = await ActionScene.StartAsync();

        var run = (await scene.Given(ActionInputs.Mode, "dry-run").RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.AreEqual("planned", scene.OutputOf("pull-request-operation"));
        Assert.Contains($"open a pull request from {ActionScene.Branch} to main", run.Out);
    }

    [TestMethod]
    public async Task A_check_writes_nothing_and_fails_on_what_it_is_told_to()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Given(ActionInputs.Mode, "check");

        (await scene.RunAsync()).Ended(ExitCode.Done);
        (await scene.Given(ActionInputs.FailOn, "change").RunAsync()).Ended(ExitCode.Findings);
        (await scene.Given(ActionInputs.FailOn, "needs-review").RunAsync()).Ended(ExitCode.Findings);
        (await scene.Given(ActionInputs.FailOn, "partial").RunAsync()).Ended(ExitCode.Done);

        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.Contains("1 change needs review.", scene.Summary);
    }

    [TestMethod]
    public async Task A_plan_is_applied_as_it_is_and_never_to_another_state()
    {
        await using var scene = await ActionScene.StartAsync();
        (await scene.RunAsync("--plan plan.json")).Ended(ExitCode.Done);
        Assert.IsEmpty(scene.GitHub.Writes);
        var asked = scene.Hub.Requests.Length;

        scene.GitHub.Push("main", "notes.md", "Later.\n");
        var refused = (await scene.RunAsync("--apply plan.json")).Ended(ExitCode.Refused);
        Assert.Contains("HFR6023", refused.Error);
        Assert.IsEmpty(scene.GitHub.Writes);

        (await scene.RunAsync("--plan plan.json")).Ended(ExitCode.Done);
        asked = scene.Hub.Requests.Length;
        (await scene.RunAsync("--apply plan.json --json")).Ended(ExitCode.Done);
        Assert.HasCount(asked, scene.Hub.Requests);
        Assert.AreEqual("created", scene.OutputOf("pull-request-operation"));
        Assert.HasCount(1, scene.GitHub.Pulls);
    }

    [TestMethod]
    [DataRow("missing.json", "HFR6024")]
    [DataRow("broken.json", "HFR6024")]
    public async Task A_plan_that_cannot_be_read_is_an_input_error(string name, string code)
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Shell.Write("broken.json", "{ \"schema_version\": 7 }");

        Assert.Contains(code, (await scene.RunAsync($"--apply {name}")).Ended(ExitCode.Usage).Error);
        Assert.IsEmpty(scene.GitHub.Requests);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [Timeout(60_000, CooperativeCancellation = true)]
    public async Task A_plan_without_an_end_is_an_input_error()
    {
        await using var scene = await ActionScene.StartAsync();
        File.CreateSymbolicLink(scene.Shell.PathOf("plan.json"), "/dev/zero");

        Assert.Contains("HFR6024", (await scene.RunAsync("--apply plan.json")).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    [DataRow("not permitted", "HFR6004", ExitCode.Refused)]
    [DataRow("read-only token", "HFR6003", ExitCode.Refused)]
    [DataRow("wrong token", "HFR6002", ExitCode.Refused)]
    [DataRow("archived", "HFR6007", ExitCode.Refused)]
    [DataRow("branch of others", "HFR6016", ExitCode.Refused)]
    [DataRow("secondary limit", "HFR6010", ExitCode.Network)]
    [DataRow("secondary limit without a word", "HFR6010", ExitCode.Network)]
    [DataRow("protected branch", "HFR6006", ExitCode.Refused)]
    [DataRow("empty", "HFR6008", ExitCode.Usage)]
    [DataRow("no such base", "HFR6005", ExitCode.Usage)]
    public async Task A_refusal_is_one_annotation_that_names_the_remedy(string what, string code, int exitCode)
    {
        var options = what switch
        {
            "not permitted" => new LocalGitHubOptions { MayCreatePullRequests = false },
            "archived" => new LocalGitHubOptions { IsArchived = true },
            "protected branch" => new LocalGitHubOptions { ProtectedBranches = [ActionScene.Branch] },
            "read-only token" => ReadOnly(),
            _ => new LocalGitHubOptions(),
        };
        await using var scene = await ActionScene.StartAsync(options);
        switch (what)
        {
            case "wrong token":
                scene.Given(ActionInputs.Token, "ghs_another");
                break;
            case "branch of others":
                scene.GitHub.Branch(ActionScene.Branch);
                scene.GitHub.Push(ActionScene.Branch, "notes.md", "Mine.\n");
                break;
            case "secondary limit":
                scene.Given(ActionInputs.MaxWait, "0");
                scene.GitHub.FailWith(GitHubFaults.On("POST", "git/trees", GitHubFaults.SecondaryLimit("4000")));
                break;
            case "secondary limit without a word":
                scene.Given(ActionInputs.MaxWait, "0");
                scene.GitHub.FailWith(GitHubFaults.On("POST", "git/trees", GitHubFaults.SecondaryLimit()));
                break;
            case "empty":
                scene.GitHub.FailWith(GitHubFaults.On("GET", "git/ref/", GitHubFaults.Refusal(409, "Git Repository is empty.")));
                break;
            case "no such base":
                scene.Given(ActionInputs.Base, "release");
                break;
        }

        var run = (await scene.RunAsync()).Ended(exitCode);

        var errors = run.Error.Split('\n').Where(line => line.StartsWith("::error", StringComparison.Ordinal)).ToList();
        Assert.HasCount(1, errors, run.Error);
        Assert.StartsWith($"::error title={code}::", errors[0]);
        Assert.IsEmpty(scene.GitHub.Pulls);
        Assert.AreEqual("failed", scene.OutputOf("pull-request-operation"));
        Assert.AreEqual(what == "not permitted", scene.Summary.Contains("Open the pull request by hand", StringComparison.Ordinal));
    }

    [TestMethod]
    [InProcess("a process cannot skip its wait of a minute")]
    [DataRow("60")]
    [DataRow(null)]
    public async Task A_secondary_limit_is_waited_out_and_writes_once(string? retryAfter)
    {
        await using var scene = await ActionScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/pulls", Faults.First(1, GitHubFaults.SecondaryLimit(retryAfter))));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.HasCount(1, scene.GitHub.Pulls);
        Assert.AreEqual("created", scene.OutputOf("pull-request-operation"));
    }

    [TestMethod]
    [DataRow(301)]
    [DataRow(307)]
    public async Task A_renamed_repository_gets_its_pull_request_and_a_warning_with_the_new_name(int status)
    {
        await using var scene = await ActionScene.StartAsync(new LocalGitHubOptions { FormerNames = ["acme/old-models"], RedirectStatus = status });
        scene.Shell.Variables["GITHUB_REPOSITORY"] = "acme/old-models";
        scene.Given(ActionInputs.Jobs, "registry, mof-drafts").Given(ActionInputs.MinDownloads, "9999999");

        var run = (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.Contains($"::warning title=HFR6015::acme/old-models was renamed to {LocalGitHub.Repository}.", run.Error);
        Assert.HasCount(1, scene.GitHub.Pulls);
        Assert.HasCount(1, run.Error.Split('\n').Where(line => line.StartsWith("::warning title=HFR6015", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_lost_answer_makes_no_second_pull_request()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.GitHub.FailWith(GitHubFaults.On("POST", "/pulls", Faults.First(1, GitHubFaults.LostAnswer)));

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.HasCount(1, scene.GitHub.Pulls);
    }

    [TestMethod]
    [DataRow("jobs", "everything", "'everything', which is not valid. Use registry, mof-drafts, mof-gap, mof-validate, gate or all")]
    [DataRow("jobs", ",", "',', which is not valid. Use registry, mof-drafts, mof-gap, mof-validate, gate or all")]
    [DataRow("mode", "push", "'push', which is not valid. Use pull-request or check or dry-run")]
    [DataRow("registry-path", "../x.json", "'../x.json', which is not valid. Use the path of a file in the repository")]
    [DataRow("types", "no type!", "'no type!', which is not valid. Use a model type")]
    [DataRow("base", "a..b", "'a..b', which is not valid. Use the name of a branch")]
    [DataRow("branch-prefix", "a b", "'a b', which is not valid. Use the beginning of a branch name")]
    [DataRow("draft", "sometimes", "'sometimes', which is not valid. Use false or true or always")]
    [DataRow("delete-branch", "yes", "'yes', which is not valid. Use true or false")]
    [DataRow("strategy", "per-model", "'per-model', which is not valid. Use per-job or single")]
    [DataRow("max-drafts", "51", "'51', which is not valid. Use a whole number from 1 to 50")]
    [DataRow("min-downloads", "-1", "'-1', which is not valid. Use a whole number from 0 up")]
    [DataRow("gap-report", "/x.md", "'/x.md', which is not valid. Use the path of a file in the repository")]
    [DataRow("test-project", "..", "'..', which is not valid. Use the path of a folder in the repository")]
    [DataRow("mof-dir", "/models", "'/models', which is not valid. Use the path of a folder in the repository")]
    [DataRow("fail-on", "gaps", "'gaps', which is not valid. Use change, needs-review, partial, gap or never")]
    [DataRow("max-wait", "1h", "'1h', which is not valid. Use a whole number of minutes from 0 to 300")]
    public async Task A_wrong_input_is_told_with_what_is_allowed(string name, string value, string message)
    {
        await using var scene = await ActionScene.StartAsync();

        var run = (await scene.Given(ActionInputs.All.Single(input => input.Name == name), value).RunAsync()).Ended(ExitCode.Usage);

        Assert.Contains($"::error title=HFR6027::The input '{name}' has the value {message}; docs/cli.md lists the inputs and their values.", run.Error);
        Assert.IsEmpty(scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task A_folder_whose_files_have_no_paths_is_told()
    {
        await using var scene = await ActionScene.StartAsync();

        var run = (await scene.Given(ActionInputs.MofDir, new string('a', 1_022)).RunAsync()).Ended(ExitCode.Usage);

        Assert.Contains("The input 'mof-dir' has the value", run.Error);
    }

    [TestMethod]
    [DataRow("GITHUB_REPOSITORY", "HFR6001")]
    [DataRow("GITHUB_API_URL", "HFR6001")]
    [DataRow("GITHUB_TOKEN", "HFR6002")]
    public async Task What_a_runner_sets_and_is_missing_is_named(string name, string code)
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Shell.Variables.Remove(name);

        var run = await scene.RunAsync("--json");

        Assert.AreEqual(code == "HFR6002" ? ExitCode.Refused : ExitCode.Usage, run.ExitCode);
        Assert.AreEqual(code, (await run.JsonOfAsync("action")).GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [TestMethod]
    public async Task A_broken_file_of_the_base_is_an_annotation_at_its_line()
    {
        await using var scene = await ActionScene.StartAsync(files: ("hfregistry.json", "{\n  \"defaults\": 5\n}\n"));

        var run = (await scene.RunAsync()).Ended(ExitCode.Usage);

        Assert.Contains("::error title=HFR5", run.Error);
        Assert.Contains(",file=hfregistry.json,line=2", run.Error);
        Assert.IsEmpty(scene.Hub.Requests);
    }

    [TestMethod]
    public async Task Documents_of_the_base_are_validated_with_an_annotation_at_each_line_and_nothing_is_written()
    {
        var wrong = await File.ReadAllTextAsync(RepositoryFiles.PathOf("samples", "MofCollection", "wrong", "key-twice.yml"));
        var right = await File.ReadAllTextAsync(RepositoryFiles.PathOf("samples", "MofCollection", "models", "Ferry-Small.yml"));
        await using var scene = await ActionScene.StartAsync(files: [("models/a/wrong.yml", wrong), ("models/Ferry-Small.yml", right), ("other/wrong.yml", wrong), ("models/README.md", "#")]);

        var run = (await scene.Given(ActionInputs.Jobs, "mof-validate").RunAsync("--json")).Ended(ExitCode.Findings);

        var job = (await run.JsonOfAsync("action")).GetProperty("jobs")[0];
        Assert.AreEqual((2, 1), (job.GetProperty("asked").GetInt32(), job.GetProperty("needs_review").GetInt32()));
        Assert.Contains("::error title=HFR2002,file=models/a/wrong.yml,line=13,col=3::", run.Error);
        Assert.DoesNotContain("Ferry-Small", run.Error);
        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.IsEmpty(scene.Hub.Requests);
        Assert.Contains("### MOF documents", scene.Summary);
    }

    [TestMethod]
    public async Task A_files_name_is_no_command_in_the_answer_either()
    {
        await using var scene = await ActionScene.StartAsync(files: [("models/##[error]x.yml", "a: [")]);

        var run = (await scene.Given(ActionInputs.Jobs, "mof-validate").RunAsync("--json")).Ended(ExitCode.Findings);

        Assert.DoesNotContain("##[", run.Out);
    }

    [TestMethod]
    public async Task The_rules_of_the_bases_configuration_count()
    {
        var right = await File.ReadAllTextAsync(RepositoryFiles.PathOf("samples", "MofCollection", "models", "Ferry-Small.yml"));
        await using var scene = await ActionScene.StartAsync(files: [("models/other-name.yml", right), ("hfregistry.json", """{"mof":{"rules":{"HFR2110":"error"}}}""")]);

        var run = (await scene.Given(ActionInputs.Jobs, "mof-validate").RunAsync()).Ended(ExitCode.Findings);

        Assert.Contains("::error title=HFR2110,file=models/other-name.yml", run.Error);
    }

    [TestMethod]
    public async Task A_ban_on_the_network_stops_it()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Shell.Variables["HF_HUB_OFFLINE"] = "1";

        Assert.Contains("HFR4107", (await scene.RunAsync()).Ended(ExitCode.Refused).Error);
        Assert.IsEmpty(scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task A_repository_without_a_registry_is_proposed_one_and_is_dressed_as_asked()
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Given(ActionInputs.RegistryPath, "models/huggingface_model_types.json").Given(ActionInputs.Labels, "dependencies").Given(ActionInputs.Reviewers, "grace")
            .Given(ActionInputs.Draft, "true").Given(ActionInputs.CommitPrefix, "chore:").Given(ActionInputs.Title, "New models");

        (await scene.RunAsync()).Ended(ExitCode.Done);

        var proposed = RegistryFile.Parse(Encoding.UTF8.GetBytes(scene.GitHub.Text(ActionScene.Branch, "models/huggingface_model_types.json")!), "x").Value!;
        Assert.AreSequenceEqual(["bert", "gpt2", "t5"], proposed.Entries.Select(entry => entry.Type.Name));
        Assert.AreEqual(("New models", true), (scene.Pull.Title, scene.Pull.IsDraft));
        Assert.AreSequenceEqual(["dependencies", "grace"], scene.Pull.Labels.Concat(scene.Pull.Reviewers));
        Assert.StartsWith("chore: New models\n", scene.GitHub.Commit(scene.GitHub.HeadOf(ActionScene.Branch)!).Message);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    [InProcess("a process cannot be given a clock")]
    public async Task Timeout_bounds_the_Hub_for_all_jobs_and_leaves_the_entries(bool isOption)
    {
        await using var scene = await ActionScene.StartAsync();
        scene.Hub.FailWith(Faults.SaysNothing);
        if (!isOption)
            scene.Given(ActionInputs.Timeout, "90s");

        var run = (await scene.RunAsync(isOption ? "--timeout 90s" : "")).Ended(ExitCode.Done);

        Assert.AreEqual("3", scene.OutputOf("models-failed"));
        Assert.Contains("no answer within 90 s", run.Error);
        Assert.IsEmpty(scene.GitHub.Writes);
        Assert.Contains("a time such as 90s, 5m or 1h", (await scene.Given(ActionInputs.Timeout, "soon").RunAsync()).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Run_with_nothing_to_do_asks_GitHub_at_most_ten_times(bool isMerged)
    {
        await using var scene = await ActionScene.StartAsync();
        await scene.RunAsync();
        if (isMerged)
        {
            scene.GitHub.Merge(1);
            scene.GitHub.Delete(ActionScene.Branch);
        }

        (await scene.RunAsync()).Ended(ExitCode.Done);

        Assert.AreEqual(isMerged ? "none" : "unchanged", scene.OutputOf("pull-request-operation"));
        var asked = scene.GitHub.Requests.Select(request => $"{request.Method} {request.Target}").ToList();
        Assert.IsLessThanOrEqualTo(10, asked.Count, string.Join('\n', asked));
    }

    [TestMethod]
    public void Inputs_and_outputs_have_names_of_their_own()
    {
        Assert.HasCount(ActionInputs.All.Length, ActionInputs.All.Select(input => input.Variable).Distinct());
        Assert.HasCount(ActionOutputs.All.Length, ActionOutputs.All.Select(output => output.Name).Distinct());
        Assert.IsEmpty(ActionInputs.All.Where(input => input.Name.Any(c => !char.IsAsciiLetterLower(c) && c != '-')));
    }

    private static LocalGitHubOptions ReadOnly()
    {
        var options = new LocalGitHubOptions();
        return options with { Accounts = options.Accounts.SetItem(LocalGitHub.Token, LocalAccount.Actions with { Permissions = [] }) };
    }
}
