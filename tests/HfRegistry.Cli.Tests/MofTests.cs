using System.Text.Json;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary><c>mof validate</c> and <c>mof classify</c>.</summary>
[TestClass]
internal sealed class MofTests
{
    private static readonly string Samples = RepositoryFiles.PathOf("samples", "MofCollection");

    [TestMethod]
    public async Task Right_documents_are_done_and_wrong_ones_are_findings()
    {
        using var shell = new Shell(Samples);

        (await shell.RunAsync("mof validate models")).Ended(ExitCode.Done);
        var wrong = (await shell.RunAsync("mof validate wrong")).Ended(ExitCode.Findings);

        Assert.Contains($"{shell.PathOf("wrong", "key-twice.yml")}(13,3): error HFR2002: ", wrong.Out);
        Assert.EndsWith("13 documents: 16 errors, 14 warnings, 3 messages.\n", wrong.Out);
        Assert.IsEmpty(wrong.Error);
    }

    [TestMethod]
    [DataRow("mof validate wrong --json")]
    [DataRow("mof validate wrong --format json")]
    public async Task A_validation_in_JSON_has_its_schema(string line)
    {
        using var shell = new Shell(Samples);

        var json = await (await shell.RunAsync(line)).Ended(ExitCode.Findings).JsonOfAsync("mof-validate");

        Assert.AreEqual(16, json.GetProperty("errors").GetInt32());
        Assert.AreEqual("wrong/alias.yml", json.GetProperty("documents")[0].GetProperty("path").GetString());
        Assert.AreEqual(13, json.GetProperty("documents")[0].GetProperty("diagnostics")[0].GetProperty("column").GetInt32());
    }

    [TestMethod]
    public async Task Annotations_point_a_workflow_to_the_lines_and_cannot_be_forged()
    {
        using var shell = new Shell();
        shell.Write("models/a,b%.yml", await SampleAsync("Ferry-Small", text => text.Replace("name: Ferry-Small", "name: \"x\\n::error::y\"", StringComparison.Ordinal)));

        var lines = (await shell.RunAsync("mof validate models --format github")).Ended(ExitCode.Done).Out.TrimEnd('\n').Split('\n');

        Assert.HasCount(1, lines);
        Assert.StartsWith("::warning file=models/a%2Cb%25.yml,line=6,col=9,title=HFR2110::The file is named 'a,b%25'", lines[0]);
    }

    [TestMethod]
    public async Task SARIF_names_each_place_and_each_rule_once()
    {
        using var shell = new Shell(Samples);

        var run = (await shell.RunAsync("mof validate wrong --format sarif")).Ended(ExitCode.Findings).Json.GetProperty("runs")[0];

        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToList();
        CollectionAssert.AllItemsAreUnique(rules);
        Assert.AreEqual(33, run.GetProperty("results").GetArrayLength());
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Assert.AreEqual(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()]);
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            Assert.StartsWith("wrong/", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
            Assert.IsGreaterThan(0, place.GetProperty("region").GetProperty("startLine").GetInt32());
        }
    }

    [TestMethod]
    public async Task SARIF_takes_no_foreign_text_for_a_placeholder_or_a_link()
    {
        using var shell = new Shell();
        shell.Write("models/a.yml", await SampleAsync("Ferry-Small", text => text.Replace("license: MIT", "license: '{0} [x](https://example.org)'", StringComparison.Ordinal)));

        var results = (await shell.RunAsync("mof validate models --format sarif")).Json.GetProperty("runs")[0].GetProperty("results").EnumerateArray();

        var texts = results.Select(result => result.GetProperty("message").GetProperty("text").GetString()!).ToList();
        Assert.Contains(text => text.Contains("{{0}} [x\\](https://example.org)", StringComparison.Ordinal), texts, string.Join('\n', texts));
        Assert.DoesNotContain(text => text.Contains("[x](", StringComparison.Ordinal), texts);
    }

    [TestMethod]
    public async Task Corrections_are_made_where_they_are_certain_and_told()
    {
        using var shell = new Shell();
        shell.Write("models/licenses.yml", await File.ReadAllTextAsync(Path.Combine(Samples, "wrong", "licenses.yml")));
        shell.Write("models/components.yml", await File.ReadAllTextAsync(Path.Combine(Samples, "wrong", "components.yml")));

        var json = await (await shell.RunAsync("mof validate models --fix --json")).Ended(ExitCode.Findings).JsonOfAsync("mof-validate");

        Assert.AreSequenceEqual([1, 2], json.GetProperty("documents").EnumerateArray().Select(document => document.GetProperty("corrected").GetInt32()));
        var corrected = await File.ReadAllTextAsync(shell.PathOf("models", "licenses.yml"));
        Assert.AreEqual(
            (await File.ReadAllTextAsync(Path.Combine(Samples, "wrong", "licenses.yml")))
                .Replace("name: Apache 2.0", "name: Apache-2.0", StringComparison.Ordinal).Replace("license: apache-2.0", "license: Apache-2.0", StringComparison.Ordinal),
            corrected);
        var again = (await shell.RunAsync("mof validate models --fix")).Ended(ExitCode.Findings);
        Assert.DoesNotContain("corrected", again.Out);
        Assert.AreEqual(corrected, await File.ReadAllTextAsync(shell.PathOf("models", "licenses.yml")));
    }

    [TestMethod]
    public async Task What_only_all_documents_show_is_told_once_beside_corrections()
    {
        using var shell = new Shell();
        shell.Write("models/Ferry-Small.yaml", await SampleAsync("Ferry-Small", static text => text));

        var json = await (await shell.RunAsync("mof validate models --fix --json")).Ended(ExitCode.Done).JsonOfAsync("mof-validate");

        Assert.HasCount(1, json.GetProperty("documents")[0].GetProperty("diagnostics").EnumerateArray());
    }

    [TestMethod]
    public async Task Names_are_compared_after_the_corrections()
    {
        using var shell = new Shell();
        shell.Write("models/one.yml", await SampleAsync("Ferry-Small", text => text.Replace("Ferry-Small", "one", StringComparison.Ordinal).Replace("license: OpenMDW-1.0", "license: mit", StringComparison.Ordinal)));
        shell.Write("models/two.yml", await SampleAsync("Ferry-Small", text => text.Replace("Ferry-Small", "one", StringComparison.Ordinal)));

        var lines = (await shell.RunAsync("mof validate models --fix")).Ended(ExitCode.Findings).Out.Split('\n');

        Assert.HasCount(2, lines.Where(line => line.Contains("HFR2111", StringComparison.Ordinal)).ToList());
        Assert.Contains("models/one.yml: 1 value corrected.", lines);
    }

    [TestMethod]
    public async Task The_configuration_says_how_grave_a_rule_is()
    {
        using var shell = new Shell();
        shell.Write("models/other.yml", await SampleAsync("Ferry-Small", text => text));
        (await shell.RunAsync("mof validate models")).Ended(ExitCode.Done);

        shell.Write("hfregistry.json", """{"mof": {"rules": {"HFR2110": "error"}}}""");
        Assert.Contains("error HFR2110", (await shell.RunAsync("mof validate models")).Ended(ExitCode.Findings).Out);

        shell.Write("hfregistry.json", """{"mof": {"rules": {"HFR2110": "off"}}}""");
        Assert.AreEqual("1 document: 0 errors, 0 warnings, 0 messages.\n", (await shell.RunAsync("mof validate models")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    [DataRow("mof validate", "Required argument", DisplayName = "no path")]
    [DataRow("mof validate nowhere", "HFR2005", DisplayName = "a path that names nothing")]
    [DataRow("mof validate models --schema none.json", "HFR2008", DisplayName = "a schema that is not there")]
    [DataRow("mof validate models --schema const.json", "HFR2007", DisplayName = "a keyword that nobody would check")]
    [DataRow("mof validate models --format xml", "xml", DisplayName = "a format that is none")]
    [DataRow("mof validate models --format sarif --json", "exclude each other", DisplayName = "two formats")]
    [DataRow("mof classify nowhere", "HFR2005")]
    [DataRow("mof classify models --as guessed", "guessed")]
    public async Task What_cannot_be_done_is_input(string line, string told)
    {
        using var shell = new Shell();
        shell.Write("models/Ferry-Small.yml", await SampleAsync("Ferry-Small", text => text));
        shell.Write("const.json", """{"const": 1}""");

        Assert.Contains(told, (await shell.RunAsync(line)).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    public async Task A_classification_in_JSON_has_its_schema()
    {
        using var shell = new Shell(Samples);

        var documents = (await (await shell.RunAsync("mof classify models --json")).Ended(ExitCode.Done).JsonOfAsync("mof-classify")).GetProperty("documents");

        Assert.AreSequenceEqual([3, 0, 2, 1], documents.EnumerateArray().Select(document => document.GetProperty("class").GetInt32()));
        Assert.AreEqual("""{"3":100,"2":100,"1":71.4}""", JsonSerializer.Serialize(documents[2].GetProperty("progress")));
        Assert.AreEqual(
            """{"name":"Model architecture","status":"included","license":"MIT","license_from":"component"}""",
            JsonSerializer.Serialize(documents[0].GetProperty("components")[0]));
        Assert.IsFalse(documents[0].TryGetProperty("gaps", out _));
    }

    [TestMethod]
    public async Task An_explanation_tells_the_cheapest_step_first()
    {
        using var shell = new Shell(Samples);

        var document = (await (await shell.RunAsync("mof classify models/Lantern-7B-Instruct.yml --explain --json")).Ended(ExitCode.Done).JsonOfAsync("mof-classify")).GetProperty("documents")[0];

        var gap = document.GetProperty("gaps").EnumerateArray().Single();
        Assert.AreEqual(1, gap.GetProperty("class").GetInt32());
        Assert.AreSequenceEqual(["license", "publish", "publish", "publish"], gap.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("effort").GetString()));
    }

    [TestMethod]
    public async Task The_two_readings_are_kept_apart()
    {
        using var shell = new Shell();
        shell.Write("models/Ferry-Small.yml", await SampleAsync("Ferry-Small", text => text.Replace("license: MIT", "license: mit", StringComparison.Ordinal)));

        var exact = (await shell.RunAsync("mof classify models --json")).Json.GetProperty("documents")[0];
        var meant = (await shell.RunAsync("mof classify models --as normalized --json")).Json.GetProperty("documents")[0];

        Assert.AreEqual((0, 3), (exact.GetProperty("class").GetInt32(), meant.GetProperty("class").GetInt32()));
        Assert.AreEqual("mit", exact.GetProperty("components")[0].GetProperty("license").GetString());
        Assert.AreEqual("MIT", meant.GetProperty("components")[0].GetProperty("license").GetString());
    }

    [TestMethod]
    public async Task A_document_that_is_no_YAML_has_no_class_and_is_a_finding()
    {
        using var shell = new Shell(Samples);

        var run = (await shell.RunAsync("mof classify wrong/tab.yml")).Ended(ExitCode.Findings);

        Assert.Contains("wrong/tab.yml(12,1): error HFR2001", run.Error);
        Assert.Contains("wrong/tab.yml", run.Out);
    }

    private static async Task<string> SampleAsync(string name, Func<string, string> change) =>
        change(await File.ReadAllTextAsync(Path.Combine(Samples, "models", $"{name}.yml")));
}
