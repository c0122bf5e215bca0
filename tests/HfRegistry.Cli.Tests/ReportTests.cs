using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed partial class ReportTests
{
    [TestMethod]
    public async Task A_person_reads_numbers_charts_and_every_type()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("report")).Ended(ExitCode.Done);

        Assert.StartsWith($"{shell.RegistryPath} on 2026-11-21\n5 types: 5 with a default, 0 parts of another type, 0 without a default.\n", run.Out);
        Assert.Contains("  apache-2.0                3  ##############################\n", run.Out);
        Assert.Contains("the only base model", run.Out);
        foreach (var entry in SmallRegistry.Create().Entries)
            Assert.Contains(entry.DefaultModel!.ToString(), run.Out);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public async Task A_terminal_gets_frames()
    {
        using var shell = new Shell { IsTerminal = true, Width = 160 }.With(SmallRegistry.Create());

        Assert.Contains("│", (await shell.RunAsync("report")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    public async Task The_report_of_the_embedded_registry_has_the_shape_of_its_schema()
    {
        using var shell = new Shell();

        var report = await (await shell.RunAsync("report --json")).Ended(ExitCode.Done).JsonOfAsync("report");

        Assert.AreEqual(EmbeddedRegistry.Registry.Count, report.GetProperty("types").GetArrayLength());
        Assert.AreEqual(EmbeddedRegistry.Registry.Count, report.GetProperty("totals").GetProperty("types").GetInt32());
        Assert.AreEqual("the embedded registry", report.GetProperty("registry").GetString());
    }

    [TestMethod]
    public async Task What_happened_to_models_is_told_in_every_form()
    {
        var entry = SmallRegistry.Of("bert").Entries.Single();
        using var shell = new Shell().With(ModelRegistry.Of([entry with { Models = [entry.Models[0] with { RenamedFrom = [ModelId.Parse("bert-base-uncased")] }, entry.Models[1] with { GoneSince = new DateOnly(2026, 11, 2) }] }]));

        var json = await (await shell.RunAsync("report --json")).Ended(ExitCode.Done).JsonOfAsync("report");
        Assert.AreSequenceEqual(["gone", "renamed"], json.GetProperty("migrations").EnumerateArray().Select(row => row.GetProperty("kind").GetString()!));
        foreach (var format in new[] { "table", "markdown", "html" })
        {
            var shown = (await shell.RunAsync($"report --format {format}")).Ended(ExitCode.Done).Out;
            Assert.Contains("2026-11-02", shown, format);
            Assert.Contains("bert-base-uncased", shown, format);
        }
    }

    [TestMethod]
    [DataRow("r.html", "<!DOCTYPE html>")]
    [DataRow("r.md", "# Model registry report\n")]
    [DataRow("r.json", "{\n  \"schema_version\": 1,")]
    [DataRow("r.txt", "the embedded registry on ")]
    public async Task A_file_s_ending_says_what_it_gets_and_the_person_hears_where_it_is(string name, string begins)
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync($"report --output {name}")).Ended(ExitCode.Done);

        Assert.AreEqual($"{shell.PathOf(name)}: written\n", run.Out);
        var text = await File.ReadAllTextAsync(shell.PathOf(name));
        Assert.StartsWith(begins, text);
        Assert.DoesNotContain("\r", text);
    }

    [TestMethod]
    public async Task A_format_decides_before_the_ending_and_json_still_tells_a_program()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("report --output r.txt --format html --json")).Ended(ExitCode.Done);

        await run.JsonOfAsync("report");
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(shell.PathOf("r.txt")));
    }

    [TestMethod]
    public async Task The_page_and_the_file_are_equal_bytes_and_the_same_ones_all_day()
    {
        using var shell = new Shell { Clock = new FakeClock(new DateTimeOffset(2026, 11, 21, 0, 0, 1, TimeSpan.Zero)) };
        var morning = (await shell.RunAsync("report --format html")).Ended(ExitCode.Done).Out;
        shell.Clock = new FakeClock(new DateTimeOffset(2026, 11, 21, 23, 59, 59, TimeSpan.Zero));
        await shell.RunAsync("report --output r.html");

        Assert.AreEqual(morning, Encoding.UTF8.GetString(await File.ReadAllBytesAsync(shell.PathOf("r.html"))));
    }

    [TestMethod]
    public async Task A_page_does_not_tell_in_whose_folder_the_registry_lies()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        Assert.DoesNotContain(shell.Folder, (await shell.RunAsync("report --format html")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    [DataRow("report --json --format html", "--format html and --json exclude each other", ExitCode.Usage)]
    [DataRow("report --format pdf", "pdf", ExitCode.Usage)]
    [DataRow("report --registry none.json", "HFR4001", ExitCode.Usage)]
    [DataRow("report --output none/r.html", "HFR1030", ExitCode.Usage)]
    [DataRow("report --output .", "HFR1030", ExitCode.Usage)]
    public async Task What_cannot_be_done_is_told(string line, string told, int exitCode)
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync(line)).Ended(exitCode);

        Assert.Contains(told, run.Error);
    }

    [TestMethod]
    public async Task A_wrong_age_is_named_and_a_right_one_decides_what_is_stale()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Variables["MAX_REGISTRY_AGE_DAYS"] = "5";
        Assert.AreEqual(5, (await shell.RunAsync("report --json")).Ended(ExitCode.Done).Json.GetProperty("totals").GetProperty("stale_types").GetInt32());

        shell.Variables["MAX_REGISTRY_AGE_DAYS"] = "soon";
        Assert.Contains("MAX_REGISTRY_AGE_DAYS", (await shell.RunAsync("report")).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    public async Task Hostile_texts_are_text_in_every_format()
    {
        using var shell = new Shell().With(HostileRegistry.Of(HostileRegistry.Texts));

        var (table, json) = ((await shell.RunAsync("report")).Ended(ExitCode.Done).Out, (await shell.RunAsync("report --json")).Ended(ExitCode.Done).Out);
        Assert.IsTrue(table.All(c => c == '\n' || TextSanitizer.IsSafe(c.ToString())));
        Assert.IsFalse(json.Any(c => c is '<' or '>' or '&' or '\''), "a JSON that somebody puts into a page closes no element of it");
        Assert.AreSequenceEqual(HostileRegistry.Texts.Order(StringComparer.Ordinal), JsonDocument.Parse(json).RootElement.GetProperty("types").EnumerateArray()
            .Select(type => type.GetProperty("reason").GetString()!).Order(StringComparer.Ordinal));

        var markdown = (await shell.RunAsync("report --format markdown")).Ended(ExitCode.Done).Out;
        var outside = CodeSpan().Replace(markdown, "");
        Assert.Contains(HostileRegistry.Mark, markdown);
        foreach (var mark in new[] { "<", "[", "@", "http", HostileRegistry.Mark })
            Assert.DoesNotContain(mark, outside);
        Assert.DoesNotContain($"<b>{HostileRegistry.Mark}", (await shell.RunAsync("report --format html")).Ended(ExitCode.Done).Out);
    }

    // A code span ends at the first run of backticks that is as long as the one it began with.
    [GeneratedRegex("(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)")]
    private static partial Regex CodeSpan();
}
