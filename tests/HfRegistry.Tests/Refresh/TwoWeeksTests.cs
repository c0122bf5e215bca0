using System.Text;
using System.Text.RegularExpressions;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Refresh;

/// <summary>Two weeks of a Hub on which something happened and every count moved: what the diff and the file's own textual difference show.</summary>
[TestClass]
internal sealed partial class TwoWeeksTests
{
    private static readonly string[] Types = ["bert", "gpt2", "t5", "solo", "close", "apart", "quiet"];

    private static readonly LocalModel[] FirstWeek =
    [
        SampleModels.BertBase, SampleModels.BertLarge,
        SampleModels.Gpt2, Other(SampleModels.Gpt2, "openai-community/gpt2-large", 1_000_000),
        Licensed("google-t5/t5-small", "t5", 5_000_000, "apache-2.0"),
        Licensed("acme/solo-base", "solo", 80_000, "mit"), Licensed("acme/solo-large", "solo", 20_000, "mit"),
        Licensed("one/close-base", "close", 1_000_000, "mit"), Licensed("two/close-base", "close", 900_000, "mit"),
        Licensed("one/apart-base", "apart", 1_000_000, "mit"), Licensed("two/apart-base", "apart", 900_000, "mit"),
        Licensed("acme/quiet-base", "quiet", 70_000, "mit"), Licensed("acme/quiet-large", "quiet", 60_000, "mit"),
    ];

    private static readonly LocalModel[] SecondWeek =
    [
        // Renamed.
        Moved(SampleModels.BertBase, 61_000_000) with { Id = "google-bert/bert-base", FormerIds = [SampleModels.BertBase.Id] }, Moved(SampleModels.BertLarge, 1_100_000),
        // Gated: a model that is not the default, and one that is.
        Moved(SampleModels.Gpt2, 13_000_000), Other(SampleModels.Gpt2, "openai-community/gpt2-large", 1_200_000) with { Gating = Gating.Auto },
        Moved(Licensed("acme/solo-base", "solo", 0, "mit"), 90_000) with { Gating = Gating.Manual }, Moved(Licensed("acme/solo-large", "solo", 0, "mit"), 21_000),
        // Another license.
        Moved(Licensed("google-t5/t5-small", "t5", 0, "cc-by-nc-4.0"), 5_200_000),
        // Popularity swapped, inside and outside of the margin.
        Moved(Licensed("one/close-base", "close", 0, "mit"), 900_000), Moved(Licensed("two/close-base", "close", 0, "mit"), 1_800_000),
        Moved(Licensed("one/apart-base", "apart", 0, "mit"), 20_000), Moved(Licensed("two/apart-base", "apart", 0, "mit"), 90_000_000),
        // Nothing but counts.
        Moved(Licensed("acme/quiet-base", "quiet", 0, "mit"), 60_000), Moved(Licensed("acme/quiet-large", "quiet", 0, "mit"), 70_000),
    ];

    private const string Happened = """
        - "default_model": "one/apart-base",
        - "default_reason": "1,000,000 downloads in 30 days; its name says base",
        + "default_model": "two/apart-base",
        + "default_reason": "90,000,000 downloads in 30 days; its name says base; clearly better than one/apart-base, the default before",
        - "one/apart-base",
        - "two/apart-base"
        + "two/apart-base",
        + "one/apart-base"
        - "default_model": "google-bert/bert-base-uncased",
        + "default_model": "google-bert/bert-base",
        - "google-bert/bert-base-uncased": {
        + "google-bert/bert-base": {
        + "renamed_from": [
        + "google-bert/bert-base-uncased"
        + ],
        + "renamed_since": {
        + "google-bert/bert-base-uncased": "2026-09-14"
        + },
        - "google-bert/bert-base-uncased",
        + "google-bert/bert-base",
        - "gated": false,
        + "gated": "auto",
        - "default_model": "acme/solo-base",
        - "default_reason": "80,000 downloads in 30 days; its name says base",
        + "default_model": "acme/solo-large",
        + "default_reason": "21,000 downloads in 30 days; its name says large; acme/solo-base, the default before, is gated",
        - "gated": false,
        + "gated": "manual",
        - "acme/solo-base",
        - "acme/solo-large"
        + "acme/solo-large",
        + "acme/solo-base"
        - "license": "apache-2.0",
        + "license": "cc-by-nc-4.0",
        """;

    [TestMethod]
    public async Task The_diff_names_exactly_what_happened()
    {
        var (first, second) = await RefreshTwiceAsync();

        var diff = RegistryDiff.Between(first, second, cooldownDays: 14);

        Assert.AreSequenceEqual(
            [
                "apart default_changed two/apart-base: one/apart-base -> two/apart-base !",
                "bert renamed google-bert/bert-base: google-bert/bert-base-uncased -> google-bert/bert-base",
                "gpt2 newly_gated openai-community/gpt2-large: open -> auto",
                "solo default_changed acme/solo-large: acme/solo-base -> acme/solo-large",
                "solo newly_gated acme/solo-base: open -> manual !",
                "t5 license_changed google-t5/t5-small: apache-2.0 -> cc-by-nc-4.0 !",
            ],
            diff.Changes.Select(change => $"{change.Type} {change.KindName} {change.Model}: {change.Old} -> {change.New}{(change.NeedsReview ? " !" : "")}"));
        Assert.Contains("clearly better than one/apart-base", diff.Changes[0].Reason);
        Assert.AreEqual(9, diff.Noise.Downloads);
        Assert.AreEqual(0, diff.Noise.LongTail + diff.Noise.Facts + diff.Noise.Reasons);
    }

    [TestMethod]
    public async Task The_files_differ_in_what_happened_and_in_counts_and_dates_alone()
    {
        var (first, second) = await RefreshTwiceAsync();

        var lines = LineDiff.Of(Text(first), Text(second)).Where(line => !CountOrDate().IsMatch(line));

        Assert.AreEqual(Happened, string.Join('\n', lines));
    }

    [TestMethod]
    public async Task An_entry_that_nothing_happened_to_keeps_every_line()
    {
        var (first, second) = await RefreshTwiceAsync();

        foreach (var type in new[] { "close", "quiet" })
            Assert.AreSame(first.Find(ModelType.Parse(type)), second.Find(ModelType.Parse(type)), type);
    }

    private static async Task<(ModelRegistry First, ModelRegistry Second)> RefreshTwiceAsync()
    {
        await using var scenario = await RefreshScenario.WithAsync(FirstWeek);
        var first = await scenario.RefreshAsync(null, Types);
        scenario.Clock.Advance(TimeSpan.FromDays(7));
        scenario.Hub.Replace(SecondWeek);
        var second = await scenario.RefreshAsync(first.Registry, Types);
        Assert.IsEmpty(first.Failed.Concat(second.Failed).ToList());
        return (first.Registry, second.Registry);
    }

    private static LocalModel Licensed(string id, string type, long downloads, string license) => LocalModel.Of(id, type, downloads) with
    {
        PipelineTag = "text-generation",
        LibraryName = "transformers",
        Tags = ["safetensors", $"license:{license}"],
        ParameterCount = 60_000_000,
    };

    private static LocalModel Other(LocalModel model, string id, long downloads) =>
        LocalModel.Of(id, model.Type, downloads) with { PipelineTag = model.PipelineTag, LibraryName = model.LibraryName, Tags = model.Tags };

    /// <summary>A week later every count is another one.</summary>
    private static LocalModel Moved(LocalModel model, long downloads) => model with { Downloads = downloads, Likes = model.Likes + 3 };

    private static string Text(ModelRegistry registry) => Encoding.UTF8.GetString(RegistryFile.Render(registry));

    [GeneratedRegex("""^[-+] "(?:likes|[^"]+/[^"]+)": \d+,?$|^[-+] "(?:as_of|updated_at|last_modified)": "[^"]+",?$""")]
    private static partial Regex CountOrDate();
}
