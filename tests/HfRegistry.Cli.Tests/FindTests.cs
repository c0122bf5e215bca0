using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class FindTests
{
    [TestMethod]
    public async Task A_type_is_answered_with_its_model_and_the_reasons()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("find --type bert --offline --json")).Ended(ExitCode.Done);

        var found = await run.JsonOfAsync("find");
        Assert.AreEqual(1, found.GetProperty("schema_version").GetInt32());
        Assert.AreEqual("bert", found.GetProperty("model_type").GetString());
        Assert.AreEqual("google-bert/bert-base-uncased", found.GetProperty("model_id").GetString());
        Assert.AreEqual(new string('a', 40), found.GetProperty("revision").GetString());
        Assert.AreEqual("registry", found.GetProperty("tier").GetString());
        Assert.AreEqual(440_000_000, found.GetProperty("size_bytes").GetInt64());
        Assert.AreEqual("apache-2.0", found.GetProperty("license").GetString());
        Assert.AreEqual("2026-11-14", found.GetProperty("as_of").GetString());
        Assert.IsGreaterThan(0, found.GetProperty("reasons").GetArrayLength());
        Assert.IsFalse(found.TryGetProperty("models", out _));
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    [DataRow("--type gpt-j")]
    [DataRow("--type GPTJ")]
    [DataRow("--model-type gptj")]
    [DataRow("--type EleutherAI/gpt-j-6b")]
    [DataRow("gptj")]
    [DataRow("EleutherAI/gpt-j-6b")]
    public async Task Every_spelling_and_the_other_name_of_the_option_find_the_same_model(string options)
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync($"find {options} --offline --json")).Ended(ExitCode.Done);

        Assert.AreEqual("EleutherAI/gpt-j-6b", run.Json.GetProperty("model_id").GetString());
    }

    [TestMethod]
    [DataRow("gpt-j-6B", "No model type is named 'gpt-j-6B'; did you mean the model 'EleutherAI/gpt-j-6b'?")]
    [DataRow("gtp2", "No model type is named 'gtp2'; did you mean 'gpt2'?")]
    public async Task A_name_that_is_nearly_right_is_told(string name, string message)
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        Assert.Contains(message, (await shell.RunAsync($"find {name} --offline")).Error);
    }

    [TestMethod]
    public async Task A_type_whose_entry_is_empty_is_not_suggested_for_itself()
    {
        using var shell = new Shell().With(SmallRegistry.Create().With(new() { Type = ModelType.Parse("new_type") }));

        var error = (await shell.RunAsync("find new_type --offline")).Error;

        Assert.Contains("The registry has no model of the type 'new_type'", error);
        Assert.DoesNotContain("did you mean", error);
    }

    [TestMethod]
    public async Task A_task_alone_finds_the_best_model_that_fits_and_the_others_below_it()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("find --task text-generation --hardware cpu-medium --offline --json")).Ended(ExitCode.Done);

        var found = await run.JsonOfAsync("find");
        Assert.AreEqual("openai-community/gpt2", found.GetProperty("model_id").GetString());
        Assert.AreEqual("openai-community/gpt2", found.GetProperty("models")[0].GetProperty("model_id").GetString());
    }

    [TestMethod]
    public async Task The_others_stand_there_for_their_own_reasons_and_as_nobody_s_request()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("find --task fill-mask --offline --json")).Ended(ExitCode.Done);

        var others = (await run.JsonOfAsync("find")).GetProperty("models").EnumerateArray().Skip(1).ToList();
        Assert.IsNotEmpty(others);
        foreach (var other in others)
        {
            Assert.AreEqual("", other.GetProperty("requested").GetString());
            Assert.DoesNotContain("asked for by id", other.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
            Assert.IsGreaterThan(0, other.GetProperty("reasons").GetArrayLength());
        }
    }

    [TestMethod]
    public async Task A_refusal_names_the_type_as_it_was_asked_for()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        Assert.Contains("No gpt-j model meets the requirements", (await shell.RunAsync("find --type gpt-j --hardware cpu-small --offline")).Ended(ExitCode.Findings).Error);
    }

    [TestMethod]
    public async Task A_person_sees_the_model_first_and_why_after_it()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("find --type bert --offline")).Ended(ExitCode.Done);

        var lines = run.Out.Split('\n');
        Assert.AreEqual("google-bert/bert-base-uncased", lines[0]);
        foreach (var label in new[] { "type ", "revision ", "size ", "license ", "as of ", "from ", "because " })
            Assert.Contains($"\n  {label}", run.Out);
        Assert.Contains("440 MB (parameters)", run.Out);
    }

    [TestMethod]
    public async Task Without_a_type_every_type_is_listed()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("find --offline --json")).Ended(ExitCode.Done);

        var list = await run.JsonOfAsync("find");
        var types = list.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("model_type").GetString()).ToList();
        Assert.AreSequenceEqual(["bert", "gpt2", "gptj", "xlm-roberta"], types);
        Assert.AreEqual("acme-llama", list.GetProperty("without_model")[0].GetString());
        Assert.Contains("1 of 5 types", run.Error);
    }

    [TestMethod]
    public async Task A_listing_keeps_to_the_demands()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("find --max-size 600 --license apache-2.0,mit --offline --json")).Ended(ExitCode.Done);

        var ids = run.Json.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("model_id").GetString()).ToList();
        // Where the file's registry has none for a type, the embedded one answers.
        Assert.AreSequenceEqual(["google-bert/bert-base-uncased", "openai-community/gpt2"], ids.Take(2));
        Assert.IsTrue(run.Json.GetProperty("models").EnumerateArray().All(static model => model.GetProperty("size_bytes").GetInt64() <= 600_000_000));
    }

    [TestMethod]
    public async Task Only_hyphenated_types_are_listed_when_they_alone_are_asked_for()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("find --hyphenated-only --offline --json")).Ended(ExitCode.Done);

        Assert.AreEqual("xlm-roberta", run.Json.GetProperty("models")[0].GetProperty("model_type").GetString());
        Assert.AreEqual(1, run.Json.GetProperty("models").GetArrayLength());
    }

    [TestMethod]
    public async Task In_a_file_a_table_has_aligned_columns_and_no_frames()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var lines = (await shell.RunAsync("find --offline")).Ended(ExitCode.Done).Out.Split('\n');

        Assert.StartsWith("type         model ", lines[0]);
        Assert.Contains("bert         google-bert/bert-base-uncased  440 MB  apache-2.0       1.2M  2026-11-14", lines);
    }

    [TestMethod]
    [DataRow("", true)]
    [DataRow("1", false)]
    public async Task On_a_terminal_a_table_has_frames_and_colors_only_where_they_are_welcome(string noColor, bool isStyled)
    {
        using var shell = new Shell { IsTerminal = true }.With(SmallRegistry.Create());
        shell.Variables["NO_COLOR"] = noColor;

        var run = (await shell.RunAsync("find --offline")).Ended(ExitCode.Done);

        Assert.Contains("╭", run.Out);
        Assert.Contains("google-bert/bert-base-uncased", run.Out);
        Assert.AreEqual(isStyled, run.Out.Contains('\u001b', StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Demands_that_nothing_meets_are_a_finding_with_the_nearest_candidates_and_what_excluded_each()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("find --type bert --max-size-mb 1 --offline --json")).Ended(ExitCode.Findings);

        var error = await run.JsonOfAsync("error");
        Assert.AreEqual("HFR1007", error.GetProperty("errors")[0].GetProperty("code").GetString());
        var nearest = error.GetProperty("candidates")[0];
        Assert.AreEqual("google-bert/bert-base-uncased", nearest.GetProperty("model_id").GetString());
        Assert.AreEqual("size", nearest.GetProperty("demand").GetString());
        Assert.Contains("HFR1007", run.Error);
        Assert.Contains("google-bert/bert-base-uncased", run.Error);
    }

    [TestMethod]
    [DataRow("--type distilbrt", "HFR1001", "distilbert")]
    [DataRow("--type bert --task fill-msk", "HFR1002", "fill-mask")]
    [DataRow("--type bert --hardware cpu-smal", "HFR1003", "cpu-small")]
    [DataRow("--hardware cpu-smal", "HFR1003", "cpu-small")]
    [DataRow("--type bert --framework pytorh", "HFR1004", "pytorch")]
    [DataRow("--type bert --max-size-mb huge", "HFR1005", "huge")]
    public async Task A_name_that_does_not_exist_is_an_input_error_that_names_a_near_one(string options, string code, string said)
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync($"find {options} --offline")).Ended(ExitCode.Usage);

        Assert.Contains($"error {code}: ", run.Error);
        Assert.Contains(said, run.Error);
        Assert.Contains($"#{code.ToLowerInvariant()}", run.Error);
    }

    [TestMethod]
    public async Task A_gated_model_is_found_only_when_it_is_allowed()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        (await shell.RunAsync("find --type acme/llama-7b --offline")).Ended(ExitCode.Findings);
        var run = (await shell.RunAsync("find --type acme/llama-7b --allow-gated --offline --json")).Ended(ExitCode.Done);

        Assert.IsTrue(run.Json.GetProperty("gated").GetBoolean());
    }

    [TestMethod]
    public async Task A_registry_that_is_named_must_exist()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("find --type bert --registry nowhere.json")).Ended(ExitCode.Usage);

        Assert.Contains("HFR4001", run.Error);
        Assert.Contains(shell.PathOf("nowhere.json"), run.Error);
    }

    [TestMethod]
    public async Task The_nearest_registry_up_to_the_repository_root_answers()
    {
        using var shell = new Shell { WorkingFolder = "src/app" }.With(SmallRegistry.Create());
        shell.Write("src/app/a.csproj", "");

        var run = (await shell.RunAsync("find --type bert --offline --json")).Ended(ExitCode.Done);

        Assert.AreEqual("registry", run.Json.GetProperty("tier").GetString());
    }

    [TestMethod]
    public async Task Asking_the_Hub_for_all_types_at_once_is_refused_with_what_to_do_instead()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("find --online")).Ended(ExitCode.Usage);

        Assert.Contains("hfregistry refresh", run.Error);
    }

    [TestMethod]
    public async Task What_the_registry_lacks_is_asked_of_the_Hub()
    {
        await using var hub = await LocalHub.StartAsync(LocalModel.Of("distilbert/distilbert-base-uncased", "distilbert", 9_000_000) with { PipelineTag = "fill-mask" });
        using var shell = new Shell { Clock = TimeProvider.System }.With(SmallRegistry.Create(DateTimeOffset.UtcNow)).With(hub);

        var run = (await shell.RunAsync("find --type distilbert/distilbert-base-uncased --timeout 1m --json")).Ended(ExitCode.Done);

        Assert.AreEqual("hub", run.Json.GetProperty("tier").GetString());
        Assert.IsNotEmpty(hub.Requests);
    }

    [TestMethod]
    public async Task A_recent_registry_is_not_worth_a_question()
    {
        await using var hub = await LocalHub.StartAsync();
        using var shell = new Shell().With(SmallRegistry.Create()).With(hub);

        (await shell.RunAsync("find --type bert")).Ended(ExitCode.Done);

        Assert.IsEmpty(hub.Requests);
    }

    private static IEnumerable<(string Weather, LocalFault Fault)> Weathers =>
    [
        ("says nothing", Faults.SaysNothing), ("a byte a second", Faults.ByteASecond), ("500", Faults.Status(500)), ("502", Faults.HtmlBadGateway),
        ("cut", Faults.CutConnection), ("429", Faults.RateLimited(300)), ("no JSON", Faults.Body("<html>")),
    ];

    [TestMethod]
    [DynamicData(nameof(Weathers))]
    public async Task In_every_network_weather_the_registry_answers_with_a_warning(string weather, LocalFault fault)
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(fault);
        using var shell = new Shell { Clock = TimeProvider.System }.With(SmallRegistry.Create(DateTimeOffset.UtcNow)).With(hub);
        shell.Variables["HF_TOKEN"] = "hf_secret";

        var run = (await shell.RunAsync("find --type bert --online --timeout 1s --json")).Ended(ExitCode.Done);

        Assert.AreEqual("google-bert/bert-base-uncased", run.Json.GetProperty("model_id").GetString(), weather);
        Assert.Contains("warning HFR1012", run.Error);
        Assert.IsNotEmpty(hub.Requests);
        Assert.DoesNotContain("hf_secret", run.Out + run.Error);
    }

    [TestMethod]
    public async Task An_endpoint_that_refuses_is_a_weather_too()
    {
        using var shell = new Shell { Clock = TimeProvider.System }.With(SmallRegistry.Create(DateTimeOffset.UtcNow));
        shell.Variables["HF_ENDPOINT"] = "http://127.0.0.1:1";

        var run = (await shell.RunAsync("find --type bert --online")).Ended(ExitCode.Done);

        Assert.Contains("warning HFR1012", run.Error);
    }

    [TestMethod]
    [DataRow("0", true)]
    [DataRow("30", false)]
    [DataRow("2147483647", false)]
    public async Task The_age_beyond_which_facts_are_told_to_be_old_can_be_set(string days, bool isOld)
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Variables["MAX_REGISTRY_AGE_DAYS"] = days;

        var run = (await shell.RunAsync("find --type bert --offline")).Ended(ExitCode.Done);

        Assert.AreEqual(isOld, run.Error.Contains("HFR1013", StringComparison.Ordinal));
    }
}
