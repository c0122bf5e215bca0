using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using HfRegistry.Hub;

namespace HfRegistry.Verification;

/// <summary>The check for the files that a library needs to load a model: configuration, all of the weights, tokenizer or preprocessor.</summary>
internal static partial class LoadableFiles
{
    private const string Name = "files";
    private const int MaxShards = 10_000;

    private static readonly ImmutableHashSet<string> Tokenizers = ImmutableHashSet.Create(StringComparer.Ordinal,
        "tokenizer.json", "tokenizer_config.json", "tokenizer.model", "vocab.json", "vocab.txt", "vocab.bpe", "spiece.model", "spm.model",
        "sentencepiece.model", "sentencepiece.bpe.model", "source.spm", "bpe.codes", "tekken.json", "dict.txt");

    private static readonly ImmutableHashSet<string> Preprocessors = ImmutableHashSet.Create(StringComparer.Ordinal,
        "preprocessor_config.json", "processor_config.json", "image_processor_config.json", "video_preprocessor_config.json");

    /// <summary>Returns the check.</summary>
    public static ModelCheck Check(FitnessDemands demands, HubModel model)
    {
        if (model.Files.IsEmpty)
            return ModelCheck.Failed(Name, "the Hub names no file of it");
        var library = demands.Library?.ToLowerInvariant() ?? model.LibraryName?.ToLowerInvariant() ?? (model.ModelType is null ? null : "transformers");
        if (LibraryNeeds.IsUnknown(library) && demands.Framework is null && FitnessChecks.FormatsOf(model).IsEmpty)
            return ModelCheck.Noted(Name, $"what {TextSanitizer.Sanitize(library)} loads is not known here, and none of its {model.Files.Length} files is of a known weight format");
        var needs = LibraryNeeds.Of(library, demands.Framework);
        var paths = model.Files.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
        string[] missing =
        [
            .. Configuration(needs, paths), .. Weights(needs, model, paths),
            .. needs.Preprocesses ? Preprocessing(demands.Task ?? model.PipelineTag, paths) : [],
        ];
        var loader = library is null ? "" : $" for {TextSanitizer.Sanitize(library)}";
        return missing.Length == 0
            ? ModelCheck.Passed(Name, $"what has to be loaded{loader} is there ({string.Join(", ", FitnessChecks.FormatsOf(model))})")
            : ModelCheck.Failed(Name, $"it lacks{loader} {string.Join("; and ", missing)}");
    }

    private static IEnumerable<string> Configuration(LibraryNeeds needs, HashSet<string> paths) =>
        needs.Configurations.IsEmpty || needs.Configurations.Any(paths.Contains) ? [] : [$"a configuration ({string.Join(" or ", needs.Configurations)})"];

    private static IEnumerable<string> Weights(LibraryNeeds needs, HubModel model, HashSet<string> paths)
    {
        var formats = FitnessChecks.FormatsOf(model);
        var usable = needs.Formats.IsEmpty ? formats : [.. formats.Where(needs.Formats.Contains)];
        // A repository of adapters, with its files in it or not, holds weights that are none of a model's own.
        if (usable.IsEmpty || (!needs.Configurations.Contains("adapter_config.json") && paths.Where(static path => WeightFile.FormatOf(path) is not null).All(WeightFile.IsAdapter)))
        {
            var has = formats.IsEmpty ? "there are none" : usable.IsEmpty ? $"there are {string.Join(", ", formats)}" : "there is only an adapter";
            return [$"weights it can load ({(needs.Formats.IsEmpty ? "of any format" : string.Join(", ", needs.Formats))}): {has}"];
        }

        // One format that is complete is enough: nobody loads two.
        var broken = usable.Select(format => MissingShard(format, paths)).ToList();
        return broken.Contains(null) ? [] : [broken[0]!];
    }

    private static string? MissingShard(string format, HashSet<string> paths)
    {
        var sets = paths.Where(path => WeightFile.FormatOf(path) == format).Select(static path => (Path: path, Match: Shard().Match(path)))
            .Where(static part => part.Match.Success)
            .GroupBy(static part => (Set: Shard().Replace(part.Path, ""), Of: Number(part.Match, "of")));
        foreach (var set in sets.OrderBy(static set => set.Key.Set, StringComparer.Ordinal))
        {
            var there = set.Select(static part => Number(part.Match, "number")).ToHashSet();
            var first = Enumerable.Range(1, Math.Min(set.Key.Of, MaxShards)).FirstOrDefault(number => !there.Contains(number));
            if (first != 0)
                return string.Create(CultureInfo.InvariantCulture, $"shard {first} of {set.Key.Of} of {TextSanitizer.Sanitize(set.Key.Set)}");
        }

        return null;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Preprocessing(string? task, HashSet<string> paths)
    {
        var (tokenizer, preprocessor) = LibraryNeeds.Of(task);
        var hasTokenizer = Tokenizers.Any(paths.Contains);
        var hasPreprocessor = Preprocessors.Any(paths.Contains);
        if (tokenizer && !hasTokenizer)
            yield return "a tokenizer (tokenizer.json, vocab.txt or the like)";
        if (preprocessor && !hasPreprocessor)
            yield return "a preprocessor (preprocessor_config.json or processor_config.json)";
        if (!tokenizer && !preprocessor && !hasTokenizer && !hasPreprocessor)
            yield return "a tokenizer or a preprocessor";
    }

    [GeneratedRegex(@"-(?<number>[0-9]{5})-of-(?<of>[0-9]{5})", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shard();
}
