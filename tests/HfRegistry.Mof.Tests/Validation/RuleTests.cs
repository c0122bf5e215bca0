using System.Collections.Immutable;
using System.Text;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Validation;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Validation;

[TestClass]
internal sealed class RuleTests
{
    [TestMethod]
    public async Task A_right_document_has_no_finding() =>
        Assert.IsEmpty((await Validating.ValidateAsync(Validating.Right)).Findings);

    [TestMethod]
    [DataRow("license: CC-BY-4.0", "license: mit", "MIT")]
    [DataRow("license: CC-BY-4.0", "license: cc-by-4.0", "CC-BY-4.0")]
    [DataRow("license: CC-BY-4.0", "license: 'Apache 2.0'", "Apache-2.0")]
    [DataRow("license: CC-BY-4.0", "license: BSD-3", "BSD-3-Clause")]
    [DataRow("license: CC-BY-4.0", "license: ' Apache-2.0'", "Apache-2.0")]
    [DataRow("license: CC-BY-4.0", "license: Unlicensed", "unlicensed")]
    public async Task A_spelling_of_an_id_is_told_with_the_id_that_corrects_it(string old, string with, string right)
    {
        var finding = (await Validating.ValidateAsync(Validating.Right.Replace(old, with, StringComparison.Ordinal))).Findings.Single();

        Assert.AreEqual("HFR2105", finding.Diagnostic.Code);
        Assert.AreEqual(right, finding.Fix?.Text);
        Assert.Contains(right, finding.Diagnostic.Message);
    }

    [TestMethod]
    [DataRow("Apach-2.0", "HFR2105", DisplayName = "a slip is offered, and not corrected: it may be another license")]
    [DataRow("MIT/Apache-2.0", "HFR2107", DisplayName = "two licenses")]
    [DataRow("(MIT OR GPL-2.0-only)", "HFR2107", DisplayName = "an expression")]
    [DataRow("'Llama 3.1 Community License Agreement'", "HFR2106", DisplayName = "a license without an id")]
    [DataRow("Undisclosed", "HFR2106", DisplayName = "a word that says nothing")]
    [DataRow("C-UDA-1.0", "HFR2108", DisplayName = "a dead id")]
    [DataRow("GPL-3.0", "HFR2109", DisplayName = "a deprecated id")]
    public async Task What_is_not_certain_is_told_and_not_corrected(string license, string code)
    {
        var finding = (await Validating.ValidateAsync(Validating.Right.Replace("license: CC-BY-4.0", $"license: {license}", StringComparison.Ordinal))).Findings.Single();

        Assert.AreEqual(code, finding.Diagnostic.Code);
        Assert.IsNull(finding.Fix);
    }

    [TestMethod]
    [DataRow("unlicensed")]
    [DataRow("''")]
    [DataRow("CC0-1.0")]
    [DataRow("ODC-PDDL-1.0")]
    [DataRow("CC-BY-NC-4.0")]
    public async Task What_is_meant_as_it_stands_is_left_alone(string license) =>
        Assert.IsEmpty(await Validating.FoundAfterAsync("license: CC-BY-4.0", $"license: {license}"));

    [TestMethod]
    [DataRow("model card", "Model card")]
    [DataRow("Model  Card", "Model card")]
    [DataRow("Modle card", "Model card")]
    [DataRow("Model parameters (final)", "Model parameters (Final)")]
    [DataRow("Dataset", "Datasets")]
    [DataRow("Training dataset", null)]
    [DataRow("Evaluation date", null)]
    [DataRow("Weights", null)]
    [DataRow("Source", null)]
    public async Task A_component_is_corrected_only_when_nothing_else_can_be_meant(string written, string? right)
    {
        var finding = (await Validating.ValidateAsync(Validating.Right.Replace("name: Model card", $"name: {written}", StringComparison.Ordinal))).Findings.Single();

        Assert.AreEqual("HFR2102", finding.Diagnostic.Code);
        Assert.AreEqual(right, finding.Fix?.Text);
    }

    [TestMethod]
    public async Task A_component_is_not_corrected_into_one_that_is_listed_already()
    {
        var text = $"{Validating.Right}    -\n      name: model-card\n    -\n      name: datasets\n    -\n      name: DATASETS\n";

        Assert.AreSequenceEqual([null, "Datasets", null], (await Validating.ValidateAsync(text)).Findings.Select(finding => finding.Fix?.Text));
    }

    [TestMethod]
    [DataRow("date: '2025-01-15'", "date: 2025-01-15", "HFR2101 8,9")]
    [DataRow("version: 7B", "version: 1.0", "HFR2101 7,12")]
    [DataRow("name: right", "name: 123", "HFR2101 6,9")]
    [DataRow("contact: ''", "contact: true", "HFR2101 13,12")]
    [DataRow("date: '2025-01-15'", "date: 'soon'", "HFR2006 8,9")]
    [DataRow("date: '2025-01-15'", "date: '2025-02-30'", "HFR2006 8,9")]
    [DataRow("date: '2025-01-15'", "date: '2025-01-15T10:00:00'", "HFR2006 8,9")]
    [DataRow("producer: Example Lab", "producer:", "HFR2006 12,3")]
    [DataRow("producer: Example Lab", "producer: [a]", "HFR2006 12,13")]
    [DataRow("version: '1.0'", "version: 1.0", "HFR2101 3,12")]
    [DataRow("name: Model Openness Framework", "name: Openness", "HFR2006 2,9")]
    [DataRow("license: CC-BY-4.0", "license: [MIT, Apache-2.0]", "HFR2006 24,16")]
    public async Task A_value_of_the_wrong_kind_is_told_where_it_stands(string old, string with, string expected) =>
        Assert.AreSequenceEqual([expected], (await Validating.FoundAfterAsync(old, with)).Where(found => !found.StartsWith("HFR2110", StringComparison.Ordinal)));

    [TestMethod]
    public async Task A_release_without_a_day_passes_as_the_tool_lets_it_pass() =>
        Assert.IsEmpty(await Validating.FoundAfterAsync("  date: '2025-01-15'\n", ""));

    [TestMethod]
    [DataRow("license: []", DisplayName = "a list")]
    [DataRow("license:", DisplayName = "nothing")]
    [DataRow("license: MIT", DisplayName = "a text")]
    public async Task A_release_license_that_is_no_mapping_breaks_the_schema(string with)
    {
        var text = Validating.Right.Replace("license:\n    distribution:\n      name: Apache-2.0\n      path: LICENSE\n", $"{with}\n", StringComparison.Ordinal);

        Assert.AreEqual("HFR2006", (await Validating.ValidateAsync(text)).Findings.Single().Diagnostic.Code);
    }

    [TestMethod]
    public async Task A_release_of_today_anywhere_on_Earth_is_not_of_the_future()
    {
        var today = new FakeClock().GetUtcNow();

        Assert.IsEmpty(await Validating.FoundAfterAsync("2025-01-15", $"{today.AddHours(14):yyyy-MM-dd}"));
        Assert.AreSequenceEqual(["HFR2112 8,9"], await Validating.FoundAfterAsync("2025-01-15", $"{today.AddDays(2):yyyy-MM-dd}"));
    }

    [TestMethod]
    [DataRow("example-lab/right", "https://huggingface.co/example-lab/right")]
    [DataRow("https://huggingface.co/example-lab/right/blob/main/README.md", "https://huggingface.co/example-lab/right")]
    [DataRow("https://huggingface.co/collections/example-lab/right", "https://huggingface.co/OWNER/NAME")]
    [DataRow("A fine model", "https://huggingface.co/OWNER/NAME")]
    public async Task An_address_that_names_no_model_is_told_with_the_one_that_would(string address, string meant)
    {
        var text = Validating.Right.Replace("https://huggingface.co/example-lab/right", address, StringComparison.Ordinal);

        Assert.Contains(meant, (await Validating.ValidateAsync(text)).Findings.Single().Diagnostic.Message);
    }

    [TestMethod]
    [DataRow("name: right", "name: example/ri:ght", "/models/example-right.yml", DisplayName = "what no file name can hold")]
    [DataRow("name: right", "name: right", "/models/right.yaml", DisplayName = "another ending")]
    public async Task A_file_is_named_after_its_model_as_far_as_a_file_can_be(string old, string with, string path) =>
        Assert.IsEmpty((await Validating.ValidateAsync(Validating.Right.Replace(old, with, StringComparison.Ordinal), path)).Findings);

    [TestMethod]
    public async Task A_rule_has_the_severity_that_the_configuration_gives_it_or_is_off()
    {
        var severities = new RuleSeverities(ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal, [KeyValuePair.Create("HFR2105", (Severity?)Severity.Error), KeyValuePair.Create("HFR2110", (Severity?)null)]));
        var text = Validating.Right.Replace("license: CC-BY-4.0", "license: mit", StringComparison.Ordinal);

        var validated = await Validating.ValidateAsync(text, "/models/other.yml", severities);

        Assert.AreEqual(("HFR2105", Severity.Error), (validated.Findings.Single().Diagnostic.Code, validated.Findings[0].Diagnostic.Severity));
        Assert.IsTrue(validated.HasErrors);
    }

    [TestMethod]
    public async Task Hostile_texts_stay_on_one_harmless_line()
    {
        var text = Validating.Right.Replace("license: CC-BY-4.0", "license: \"a\\u001b[31m\\u202e\\n::error::b\"", StringComparison.Ordinal);

        foreach (var diagnostic in (await Validating.ValidateAsync(text)).Diagnostics)
            Assert.IsTrue(TextSanitizer.IsSafe(diagnostic.Message), diagnostic.Message);
    }

    [TestMethod]
    public async Task Corrections_change_their_values_and_no_other_byte()
    {
        using var folder = new TempFolder();
        var text = $"\uFEFF# ours\r\n{Validating.Right.ReplaceLineEndings("\r\n")}".Replace("license: CC-BY-4.0", "license:   'mit'   # was checked", StringComparison.Ordinal)
            .Replace("name: Model card", "name: model card", StringComparison.Ordinal);
        var path = folder.Write("right.yml", text);
        var validator = new MofValidator(await MofSchema.BuiltInAsync(), RuleSeverities.Usual, new FakeClock());

        var (corrected, problem) = MofFixer.Apply(validator.ValidateAlone(path), new FakeClock());

        Assert.IsNull(problem);
        Assert.AreEqual(2, corrected);
        var expected = text.Replace("'mit'", "'MIT'", StringComparison.Ordinal).Replace("name: model card", "name: Model card", StringComparison.Ordinal);
        Assert.AreEqual(expected, Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path)));
        Assert.IsEmpty(validator.ValidateAlone(path).Findings);
    }
}
