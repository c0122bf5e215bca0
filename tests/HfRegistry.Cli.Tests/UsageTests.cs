using System.Globalization;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class UsageTests
{
    [TestMethod]
    [DataRow("fnd", "did you mean 'find'?")]
    [DataRow("refersh", "did you mean 'refresh'?")]
    [DataRow("find --tpye bert", "did you mean '--type'?")]
    [DataRow("lock updat x", "did you mean 'update'?")]
    [DataRow("find bert gpt2", "'gpt2' is not a command, option or value of hfregistry find")]
    [DataRow("find bert --type gpt2", "The type or id is given twice")]
    [DataRow("find -t bert", "'-t' is not a command, option or value of hfregistry find")]
    [DataRow("find bert --hyphenated-only", "--hyphenated-only lists types")]
    [DataRow("install bert", "`hfregistry add MODEL PROJECT`")]
    [DataRow("pull bert", "`hfregistry download ID`")]
    [DataRow("search --task fill-mask", "`hfregistry suggest --task TASK`")]
    [DataRow("ls", "`hfregistry types`")]
    [DataRow("upgrade", "`hfregistry update`")]
    [DataRow("login", "HF_TOKEN")]
    [DataRow("find --type", "--type")]
    [DataRow("find --offline --online", "--offline and --online exclude each other")]
    [DataRow("find --type bert --hyphenated-only", "--hyphenated-only lists types")]
    [DataRow("lock", "hfregistry lock needs one of show, check, update")]
    [DataRow("diff embedded", "hfregistry diff --help")]
    [DataRow("new-test --output x", "--type")]
    [DataRow("explain", "hfregistry explain --help")]
    [DataRow("registry", "hfregistry registry needs one of merge")]
    [DataRow("registry merge base.json", "hfregistry registry merge --help")]
    [DataRow("@answers.txt", "'@answers.txt' is not a command")]
    public async Task A_wrong_command_line_says_what_is_wrong_and_where_help_is(string line, string said)
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync(line)).Ended(ExitCode.Usage);

        Assert.Contains(said, run.Error);
        Assert.Contains("HFR5006", run.Error);
        Assert.Contains("--help", run.Error);
        Assert.AreEqual("", run.Out);
    }

    [TestMethod]
    [DataRow("find --hf-tokn=hf_secret", "'--hf-tokn' is not a command, option or value of hfregistry find")]
    [DataRow("find --hf-tokn:hf_secret", "'--hf-tokn' is not a command")]
    [DataRow("find --tpye=hf_secret", "did you mean '--type'?")]
    [DataRow("mof draft --hf-tokn=hf_secret", "'--hf-tokn' is not a command, option or value of hfregistry mof draft; did you mean '--hf-token")]
    [DataRow("verify a/b --pasword=hf_secret", "'--pasword' is not a command")]
    [DataRow("gate --hf-tokn hf_secret", "'--hf-tokn' is not a command")]
    public async Task The_value_of_an_option_that_nobody_knows_is_not_repeated(string line, string said)
    {
        using var shell = new Shell();

        foreach (var form in new[] { "", " --json" })
        {
            var run = (await shell.RunAsync(line + form)).Ended(ExitCode.Usage);

            Assert.Contains(said, run.Error);
            Assert.DoesNotContain("hf_secret", run.Out + run.Error);
        }
    }

    [TestMethod]
    [DataRow("find {0}")]
    [DataRow("{0}")]
    [DataRow("find --type {0}")]
    [DataRow("find --type={0}")]
    [DataRow("explain {0}")]
    [DataRow("verify {0}")]
    [DataRow("refresh --hf-tokn={0}")]
    [DataRow("action --plan {0} --json")]
    public async Task A_word_that_looks_like_a_token_is_refused_and_not_repeated(string line)
    {
        using var shell = new Shell();
        foreach (var prefix in new[] { "hf_", "ghp_", "ghs_", "github_pat_" })
        {
            var token = $"{prefix}aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789";

            var run = (await shell.RunAsync(string.Format(CultureInfo.InvariantCulture, line, token))).Ended(ExitCode.Usage);

            Assert.Contains("A token was given as an argument", run.Error);
            Assert.DoesNotContain(token, run.Out + run.Error);
        }
    }

    [TestMethod]
    public async Task After_two_dashes_a_word_is_a_value()
    {
        using var shell = new Shell();

        Assert.Contains("'--odd' is not", (await shell.RunAsync("verify -- --odd")).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    public async Task With_json_a_wrong_command_line_is_one_JSON_value_too()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("find --tpye bert --json")).Ended(ExitCode.Usage);

        var errors = (await run.JsonOfAsync("error")).GetProperty("errors");
        Assert.AreEqual("HFR5006", errors[0].GetProperty("code").GetString());
    }

    [TestMethod]
    public async Task Without_words_the_command_shows_its_help_with_examples_and_exit_codes()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("")).Ended(ExitCode.Done);

        Assert.Contains("hfregistry find --type bert", run.Out);
        Assert.Contains("Exit codes:", run.Out);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public async Task The_version_is_the_assembly_s()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("--version")).Ended(ExitCode.Done);

        Assert.StartsWith(ProductVersion.Text, run.Out);
    }

    [TestMethod]
    [DataRow("find", "--type", "\u001b[31mred\u0007")]
    [DataRow("find", "--task", "a\u202eb\u0000c")]
    [DataRow("\u001b]0;title\u0007")]
    [DataRow("explain", "line\nbreak")]
    [DataRow("refresh", "--type", "\u009b2J")]
    [DataRow("refresh", "--id", "../../\u001b[2J")]
    [DataRow("tasks", "--type", "\u200bbert")]
    [DataRow("lock", "show", "\u001b[0m.json")]
    [DataRow("find", "--registry", "\u001b[0m.json")]
    [DataRow("diff", "embedded", "\u001b[0m.json")]
    [DataRow("refresh", "--shard", "\u001b[2J")]
    [DataRow("registry", "merge", "huggingface_model_types.json", "\u001b[0m.json")]
    public async Task Control_characters_of_an_argument_never_reach_the_terminal(params string[] args)
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = await shell.RunAsync(args);

        Assert.AreNotEqual(ExitCode.Done, run.ExitCode);
        Assert.AreNotEqual(ExitCode.Bug, run.ExitCode, run.Error);
        Assert.DoesNotContain(static c => char.IsControl(c) && c != '\n', run.Out + run.Error);
        Assert.DoesNotContain(static c => c is '\u202e' or '\u200b', run.Out + run.Error);
    }

    [TestMethod]
    [DataRow("find", "--type")]
    [DataRow("find", "--max-size-mb")]
    [DataRow("explain", "--task")]
    [DataRow("refresh", "--type")]
    [DataRow("types", "--registry")]
    [InProcess("an argument of a process is shorter")]
    public async Task A_huge_argument_is_an_input_error_of_bounded_length(string command, string option)
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync([command, .. command == "explain" ? ["bert"] : Array.Empty<string>(), option, new string('x', 1_000_000)])).Ended(ExitCode.Usage);

        Assert.IsLessThan(5_000, run.Error.Length);
    }

    [TestMethod]
    public async Task A_broken_configuration_stops_every_verb_that_reads_it_with_its_place()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Write("hfregistry.json", "{\n  \"profiles\": 7\n}\n");

        foreach (var line in new[] { "find --type bert", "types", "tasks", "hardware", "explain bert", "refresh", "diff embedded embedded" })
        {
            var run = (await shell.RunAsync(line)).Ended(ExitCode.Usage);
            Assert.Contains("hfregistry.json(2,", run.Error);
        }
    }

    [TestMethod]
    [DataRow("HF_ENDPOINT", "ftp://example.org")]
    [DataRow("MAX_REGISTRY_AGE_DAYS", "soon")]
    public async Task A_switch_that_cannot_be_honored_is_named_before_the_Hub_is_asked(string name, string value)
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Variables[name] = value;

        Assert.Contains(name, (await shell.RunAsync("find --type bert --online")).Ended(ExitCode.Usage).Error);
        Assert.Contains(name, (await shell.RunAsync("refresh")).Ended(ExitCode.Usage).Error);
        (await shell.RunAsync("types")).Ended(ExitCode.Done);
    }

    [TestMethod]
    public async Task A_bug_asks_for_a_report_and_tells_no_secret()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        using var io = new CommandIO
        {
            Out = output,
            Error = error,
            Variable = static _ => throw new InvalidOperationException("hf_secret"),
            Folder = Path.GetTempPath(),
        };

        var exitCode = await HfRegistryCommand.RunAsync(["hardware"], io);

        Assert.AreEqual(ExitCode.Bug, exitCode);
        Assert.Contains("InvalidOperationException", error.ToString());
        Assert.Contains("/issues", error.ToString());
        Assert.DoesNotContain("hf_secret", output.ToString() + error);
    }
}
