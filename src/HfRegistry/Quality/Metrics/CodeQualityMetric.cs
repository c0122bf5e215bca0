using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>
/// The completeness and safety of the repository's files: 0.25 for the configuration that the declared library reads; 0.2 for weights in safetensors or
/// GGUF; 0.15 when loading runs no code of the repository, or that code has a license file and a section of the card; 0.15 for the tokenizer and
/// preprocessor that the task needs; 0.15 for a license file; 0.1 for a history of more than one commit with a message of its own.
/// A license file of the model's own source repository, and tests or a workflow that runs some there, count for the last two as well where they are known.
/// Unknown when the files, or the commits, could not be read.
/// </summary>
internal static class CodeQualityMetric
{
    private static readonly ImmutableArray<string> DefaultTitles = ["initial commit", "upload ", "add files using upload-large-folder", "create readme.md", "update readme.md"];

    public static MetricScore Score(ModelFacts facts)
    {
        if (facts.Info.Files.IsEmpty)
            return MetricScore.Unknown("the Hub names no file");
        if (facts.History.UnknownBecause is { } because)
            return MetricScore.Unknown($"the commits could not be read: {because}");
        var hasCustomCode = facts.Info.HasCustomCode || facts.Info.Tags.Contains("custom_code");
        if (hasCustomCode && facts.LicenseFile is not null && facts.CardUnknownBecause is { } unread)
            return MetricScore.Unknown(unread);
        return new Tally()
            .Add(0.25m, ModelFiles.LibraryConfiguration(facts) is { } file ? $"{file}, for {TextSanitizer.Sanitize(facts.Info.LibraryName, 60)}" : null)
            .Add(0.2m, SafeWeights(facts))
            .Add(0.15m, hasCustomCode ? DocumentedCode(facts) : "no code of the repository runs when it is loaded")
            .Add(0.15m, ModelFiles.Preprocessing(facts))
            .Add(0.15m, facts.LicenseFile is { } license ? $"the file {TextSanitizer.Sanitize(license, 80)}" : OfSource(facts, static source => source.LicenseFiles.FirstOrDefault()?.Path))
            .Add(0.1m, History(facts) ?? OfSource(facts, static source => source.Checks))
            .Score("no file of use is there");
    }

    private static string? OfSource(ModelFacts facts, Func<SourceRepository, string?> pathOf) =>
        facts.Source?.Facts.Value is { } source && pathOf(source) is { } path ? $"the file {TextSanitizer.Sanitize(path, 80)} of {source.Name}" : null;

    private static string? SafeWeights(ModelFacts facts) => WeightBytes.FormatOf(facts.Info) is ("safetensors" or "GGUF") and var format ? $"weights in {format}" : null;

    private static string? DocumentedCode(ModelFacts facts)
    {
        if (facts.LicenseFile is null || facts.Card is not { } card)
            return null;
        Phrases names = ["trust_remote_code", "custom code", .. facts.Info.Files.Select(static file => file.Path).Where(static path => path.EndsWith(".py", StringComparison.Ordinal)).Take(100)];
        var section = card.Sections.FirstOrDefault(section => section.Level > 0 && card.IsWritten(section)
            && (names.In(section.Title) is not null || section.Blocks.Any(block => block.Kind != CardBlockKind.Code && names.In(block.Text) is not null)));
        return section is null ? null : $"its code has a license and {CardSearch.Name(section)}";
    }

    private static string? History(ModelFacts facts)
    {
        if (facts.History.Value is not { Commits.Length: > 1 } history)
            return null;
        var title = history.Commits.Select(static commit => commit.Title).Where(IsOwn).Min(StringComparer.Ordinal);
        return title is null ? null : $"{history.Commits.Length} commits, such as '{TextSanitizer.Sanitize(title, 60)}'";
    }

    private static bool IsOwn(string title) =>
        !string.IsNullOrWhiteSpace(title) && !DefaultTitles.Any(usual => title.StartsWith(usual, StringComparison.OrdinalIgnoreCase));
}
