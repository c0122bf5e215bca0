using System.Text.Json;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>The commands that list what is known: <c>types</c> and <c>tasks</c>.</summary>
[TestClass]
internal sealed class ListingTests
{
    [TestMethod]
    public async Task Types_come_with_identifier_configuration_and_default()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("types --json")).Ended(ExitCode.Done);

        var types = (await run.JsonOfAsync("types")).GetProperty("types");
        var gptj = Row(types, "gptj");
        Assert.AreEqual("GPTJConfig", gptj.GetProperty("config_class").GetString());
        Assert.AreEqual("EleutherAI/gpt-j-6b", gptj.GetProperty("default_model").GetString());
        Assert.IsTrue(gptj.GetProperty("in_registry").GetBoolean());
        Assert.IsTrue(gptj.GetProperty("in_transformers").GetBoolean());
        Assert.MatchesRegex("^[A-Za-z_][A-Za-z0-9_]*$", Row(types, "xlm-roberta").GetProperty("identifier").GetString()!);
    }

    [TestMethod]
    public async Task Missing_types_are_those_of_transformers_that_the_registry_lacks()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var types = (await shell.RunAsync("types --missing --json")).Ended(ExitCode.Done).Json.GetProperty("types");

        var names = types.EnumerateArray().Select(row => row.GetProperty("model_type").GetString()).ToList();
        Assert.Contains("t5", names);
        Assert.DoesNotContain("bert", names);
        Assert.IsTrue(types.EnumerateArray().All(row => !row.GetProperty("in_registry").GetBoolean()));
    }

    [TestMethod]
    public async Task That_no_type_is_missing_is_said_in_words()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("types --missing --json")).Ended(ExitCode.Done);

        Assert.AreEqual(0, run.Json.GetProperty("types").GetArrayLength());
        Assert.Contains("No such type is missing: the embedded registry has all of transformers.", run.Error);
    }

    [TestMethod]
    public async Task Hyphenated_types_can_be_listed_alone()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var types = (await shell.RunAsync("types --hyphenated-only --json")).Ended(ExitCode.Done).Json.GetProperty("types");

        Assert.IsGreaterThan(5, types.GetArrayLength());
        Assert.IsTrue(types.EnumerateArray().All(row => row.GetProperty("model_type").GetString()!.Contains('-', StringComparison.Ordinal)));
        var roberta = Row(types, "xlm-roberta");
        Assert.AreEqual(("XlmRoberta", "XLMRobertaConfig", "XLMRobertaModel", "roberta"), (
            roberta.GetProperty("identifier").GetString(), roberta.GetProperty("config_class").GetString(),
            roberta.GetProperty("class_name").GetString(), roberta.GetProperty("family").GetString()));
    }

    [TestMethod]
    public async Task Types_are_a_table_for_people()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("types")).Ended(ExitCode.Done);

        Assert.StartsWith("type ", run.Out);
        Assert.MatchesRegex(@"(?m)^bert +\w+ +BertConfig +BertModel +google-bert/bert-base-uncased$", run.Out);
    }

    [TestMethod]
    public async Task Tasks_come_with_the_types_that_can_do_them()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("tasks --json")).Ended(ExitCode.Done);

        var tasks = (await run.JsonOfAsync("tasks")).GetProperty("tasks").EnumerateArray().ToList();
        var classification = tasks.Single(task => task.GetProperty("task").GetString() == "text-classification");
        Assert.Contains("bert", classification.GetProperty("model_types").EnumerateArray().Select(type => type.GetString()));
        Assert.MatchesRegex(@"(?m)^text-classification +\d+  bert", (await shell.RunAsync("tasks")).Out);
    }

    [TestMethod]
    [DataRow("--type")]
    [DataRow("--model-type")]
    public async Task Tasks_of_a_type_come_with_the_class_for_each(string option)
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync($"tasks {option} bert --json")).Ended(ExitCode.Done);

        var answer = await run.JsonOfAsync("tasks");
        Assert.AreEqual("bert", answer.GetProperty("model_type").GetString());
        var task = answer.GetProperty("tasks").EnumerateArray().Single(task => task.GetProperty("task").GetString() == "text-classification");
        Assert.AreEqual("BertForSequenceClassification", task.GetProperty("class_name").GetString());
        Assert.MatchesRegex("(?m)^text-classification +BertForSequenceClassification$", (await shell.RunAsync($"tasks {option} bert")).Out);
    }

    [TestMethod]
    public async Task Tasks_of_an_unknown_type_are_an_input_error_with_a_near_name()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("tasks --type distilbrt --json")).Ended(ExitCode.Usage);

        Assert.AreEqual("HFR1001", (await run.JsonOfAsync("error")).GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Contains("distilbert", run.Error);
    }

    private static JsonElement Row(JsonElement types, string name) =>
        types.EnumerateArray().Single(row => row.GetProperty("model_type").GetString() == name);
}
