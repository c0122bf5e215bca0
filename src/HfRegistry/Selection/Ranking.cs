using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>
/// Ranks a model by what its type's bare name stands for: a sum of terms, each of which stands below. A publisher outweighs
/// four powers of ten of downloads, so that popularity decides among equals and does not make a fine-tune the base.
/// </summary>
internal static class Ranking
{
    private const double Documented = 8;
    private const double Publisher = 24;
    private const double NextPublisher = 6;
    private const double Preferred = 30;
    private const double NamesTheType = 10;
    private const double IsTheTypesWord = 2;
    private const double PerForeignWord = 2;
    private const int MostForeignWords = 5;
    private const double TenfoldDownloads = 3;
    private const double TenfoldParameters = 6;
    private const double DirectTask = 14;
    private const double LikelyGated = -10;
    private const double Obscure = -15;
    private const long ObscureBelow = 1_000;
    private const double KnownSize = 1;
    private const double UnknownSize = -4;
    private const double SafeWeights = 2;
    private const double CustomCode = -4;
    private const double Fresh = 2;
    private const double PerYear = 0.5;

    private static readonly Dictionary<string, double> SizeWords = new(StringComparer.Ordinal)
    {
        ["base"] = 8,
        ["small"] = 7,
        ["medium"] = 5,
        ["tiny"] = 4,
        ["mini"] = 4,
        ["nano"] = 4,
        ["large"] = 2,
        ["xl"] = 0,
        ["huge"] = -1,
        ["xxl"] = -2,
        ["giant"] = -2,
    };

    // Words that say how a base was made rather than what it was tuned for.
    private static readonly ImmutableArray<string> NeutralWords =
        ["uncased", "cased", "hf", "v1", "v2", "v3", "instruct", "it", "chat", "pt", "patch16", "patch32", "224", "in21k", "1k", "pretrain", "turbo"];

    /// <summary>Returns the terms of a model's rank.</summary>
    /// <param name="model">The model.</param>
    /// <param name="type">Its type.</param>
    /// <param name="task">The task asked for, or null.</param>
    /// <param name="context">Publishers, preferences and documented checkpoints.</param>
    public static IEnumerable<RankTerm> Of(ModelRecord model, ModelType type, string? task, SelectionContext context)
    {
        yield return PublisherOf(model, type, context);
        yield return PreferenceOf(model, context);
        yield return model.IsDocumented || context.Types.Find(type)?.DocumentedCheckpoint == model.Id
            ? new("documentation", Documented, $"the transformers documentation names it for {type.Name}")
            : new("documentation", 0);
        yield return task is not null && model.PipelineTag == task ? new("task", DirectTask, $"its pipeline_tag is {task}") : new("task", 0);
        yield return IsObscure(model, type, context) ? new("use", Obscure) : new("use", 0);
        yield return Publishers.IsUsuallyGated(model)
            ? new("gating", LikelyGated, "whether it is gated is not known, and its publisher gates such models as a rule")
            : new("gating", 0);
        yield return new("name", Likeness(model.Id.Name, type));
        yield return SizeIn(model);
        yield return model.Downloads30d is > 0 and { } downloads
            ? new("use", Math.Log10(downloads + 1.0) * TenfoldDownloads, string.Create(CultureInfo.InvariantCulture, $"{downloads:N0} downloads in 30 days"))
            : new("use", 0, model.Downloads30d is null ? "no use of it is recorded" : null);
        yield return new("known size", model.Size is null ? UnknownSize : model.SizeBasis is SizeBasis.Name or SizeBasis.Typical or SizeBasis.Storage ? 0 : KnownSize);
        yield return model.Formats.Contains("safetensors") ? new("format", SafeWeights) : new("format", 0);
        yield return model.HasCustomCode ? new("code", CustomCode, "loading it runs code of its repository") : new("code", 0);
        yield return new("age", Recency(model));
    }

    /// <summary>Returns whether next to nobody uses a model that is not by a publisher of its type. An unknown count is no sign of it.</summary>
    public static bool IsObscure(ModelRecord model, ModelType type, SelectionContext context) =>
        model.Downloads30d is < ObscureBelow && PlaceOf(Publishers.Of(type, context), model.Id.Owner) < 0
        && PlaceOf(context.Configuration.PreferredPublishers, model.Id.Owner) < 0;

    private static RankTerm PublisherOf(ModelRecord model, ModelType type, SelectionContext context)
    {
        var place = PlaceOf(Publishers.Of(type, context), model.Id.Owner);
        return place < 0 ? new("publisher", 0) : new("publisher", Math.Max(Publisher - (place * NextPublisher), NextPublisher), $"{model.Id.Owner} publishes {type.Name}");
    }

    private static RankTerm PreferenceOf(ModelRecord model, SelectionContext context)
    {
        var place = PlaceOf(context.Configuration.PreferredPublishers, model.Id.Owner);
        return place < 0 ? new("preference", 0) : new("preference", Math.Max(Preferred - place, 1), $"{model.Id.Owner} is a preferred publisher");
    }

    internal static int PlaceOf(ImmutableArray<string> owners, string? owner)
    {
        for (var i = 0; i < owners.Length; i++)
        {
            if (owners[i].Equals(owner, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private static double Likeness(string name, ModelType type)
    {
        var words = NameWords.Of(name);
        var key = NameWords.KeyOf(name);
        // The words that the type's own name takes, from the front: gpt + j of gpt-j-6B.
        var taken = 0;
        var consumed = "";
        while (taken < words.Length && type.Key.StartsWith(consumed + words[taken], StringComparison.Ordinal))
            consumed += words[taken++];
        var foreign = words.Skip(taken).Count(word => !SizeWords.ContainsKey(word) && !NeutralWords.Contains(word) && !char.IsAsciiDigit(word[0]));
        var likeness = key.StartsWith(type.Key, StringComparison.Ordinal) ? NamesTheType : key.Contains(type.Key, StringComparison.Ordinal) ? NamesTheType / 2 : 0;
        if (consumed == type.Key)
        {
            likeness += IsTheTypesWord;
            // Who says phi3 does not mean Phi-3.5.
            if (taken < words.Length && words[taken].All(char.IsAsciiDigit))
                likeness -= PerForeignWord;
        }

        return likeness - (Math.Min(foreign, MostForeignWords) * PerForeignWord);
    }

    private static RankTerm SizeIn(ModelRecord model)
    {
        // What fits most machines stands for a line without size words: about a billion parameters cost nothing, ten times as many a step.
        double? byCount = CountOf(model) is { } count ? 5 - (Math.Max(0, Math.Log10(count / 1e9)) * TenfoldParameters) : null;
        // A line's medium may have 100 billion: of large models the count tells, not the word.
        if (NameWords.Of(model.Id.Name).FirstOrDefault(SizeWords.ContainsKey) is { } word && byCount is not < 3)
            return new("size", SizeWords[word], $"its name says {word}");
        return new("size", byCount ?? 0);
    }

    private static double? CountOf(ModelRecord model) =>
        model.ParameterCount is > 0 and { } count ? count : model is { Size.Bytes: > 0, SizeBasis: SizeBasis.Name } ? model.Size.Value.Bytes / 2.0 : null;

    private static double Recency(ModelRecord model) =>
        model is { LastModified: { } modified, AsOf: { } asOf }
            ? Math.Max(0, Fresh - (Math.Max(0, asOf.DayNumber - DateOnly.FromDateTime(modified.UtcDateTime).DayNumber) / 365.0 * PerYear))
            : 0;
}
