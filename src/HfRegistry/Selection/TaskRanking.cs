using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>
/// Ranks a model for a task that was asked for without a type: what is made for the task and used today wins. Who publishes a type says nothing here.
/// The terms and worked examples stand in <c>docs/selection.md</c>.
/// </summary>
internal static class TaskRanking
{
    private const double Trained = 50;
    private const double Near = 15;
    private const double HeadToTrain = -1_000;
    private const double TenfoldDownloads = 6;
    private const double TenfoldLikes = 2;
    private const double UnknownUse = 12;
    private const double DocumentedUse = 24;
    private const double BestKnownType = 4;
    private const double NextKnownType = 1;
    private const double Newest = 6;
    private const double PerYear = 3;
    private const double Oldest = -8;
    private const double UnknownAge = -4;
    private const double ShareOfTheLine = 0.6;
    private const double Tuned = 6;
    private const double Untuned = -10;
    private const double Narrow = -25;
    private const double OnePair = -6;
    private const double SomebodyElses = -12;
    private const double LikelyGated = -10;
    private const double CustomCode = -6;
    private const double SafeWeights = 2;
    private const double Preferred = 30;
    private const double ConfiguredType = 40;
    private const double NextType = 8;

    private const double TenfoldSize = 8;
    private const double UnknownSize = -25;
    private const double FreeUpTo = 100e6;
    private const double FitOfGenerators = 40;
    private const double FitOfOthers = 10;
    private const double Headroom = 0.8;
    private const double WorstFit = -8;
    private const double GuessedFit = -8;
    private const double DecadesToNothing = 1.5;

    private static readonly ImmutableArray<string> LanguageTasks = ["any-to-any", "image-text-to-text", "text-generation", "video-text-to-text"];
    private static readonly ImmutableArray<string> Generators = [.. LanguageTasks, "image-to-image", "image-to-video", "text-to-image", "text-to-video", "text2text-generation"];
    private static readonly ImmutableArray<string> TunedWords = ["chat", "instruct", "it"];
    private static readonly ImmutableArray<string> UntunedWords = ["base", "pretrain", "pretrained", "pt"];

    private static readonly FrozenSet<string> Domains = FrozenSet.Create(StringComparer.Ordinal,
        "bio", "aligner", "biobert", "bioclip", "biomed", "biomedical", "chem", "clinical", "code", "coder", "codebert", "crypto", "detector", "docling", "finance", "financial", "forcedaligner", "finbert", "gender", "guard", "hallucination", "injection",
        "jailbreak", "legal", "math", "med", "medgemma", "medical", "moderation", "nsfw", "ocr", "patent", "pii", "privacy", "protein", "pubmed", "pubmedbert", "safety", "sapbert", "scibert", "sql", "toxic", "toxicity", "translation", "tweet", "vaccine");

    private static readonly FrozenSet<string> Languages = FrozenSet.Create(StringComparer.Ordinal,
        "ar", "arabic", "bam", "bengali", "bn", "ceb", "chinese", "cs", "czech", "da", "danish", "de", "dutch", "el", "es", "fa", "fi", "finnish", "fr", "french", "german", "greek", "hebrew", "hindi", "hu",
        "hungarian", "indic", "indonesian", "italian", "ja", "japanese", "ka", "kk", "ko", "korean", "lt", "lv", "nl", "pashto", "persian", "pl", "polish", "portuguese", "ro", "romanian", "ru", "rubert", "russian", "spanish", "sv",
        "sw", "swahili", "swedish", "ta", "tamil", "te", "thai", "tr", "turkish", "uk", "ukrainian", "ur", "urdu", "vi", "vietnamese", "zh");

    /// <summary>Returns the terms that follow from the model, its type and the task alone.</summary>
    public static IEnumerable<RankTerm> Of(ModelRecord model, RegistryEntry entry, string task, SelectionContext context)
    {
        var type = entry.Type;
        var words = NameWords.Of(model.Id.Name);
        yield return FitnessOf(model, type, task, context);
        yield return UseOf(model, entry);
        if (model.Downloads30d is null && TaskCatalog.BuiltIn.Find(task)?.KnownFor.IndexOf(type) is >= 0 and var known)
            yield return new("type", Math.Max(0, BestKnownType - (known * NextKnownType)), $"{type.Name} is well known for {task}");
        yield return model.Likes is > 0 and { } likes ? new("likes", Math.Log10(likes + 1.0) * TenfoldLikes, Invariant($"{likes:N0} likes")) : new("likes", 0);
        yield return AgeOf(model);
        if (LanguageTasks.Contains(task))
            yield return TuningOf(model, words);
        if (words.FirstOrDefault(Languages.Contains) is { } language)
            yield return task == "translation" ? new("language", OnePair, $"its name says {language}: a model of one pair of languages") : new("language", Narrow, $"its name says {language}: a model of one language");
        if (words.FirstOrDefault(Domains.Contains) is { } domain && !(TaskCatalog.BuiltIn.Find(task)?.NameWords.Contains(domain) ?? false))
            yield return new("domain", Narrow, $"its name says {domain}: a model of one domain");
        if (model.BaseModelRelation is "finetune" or "merge" && !ModelKinds.IsOwnLine(model))
            yield return new("origin", SomebodyElses, $"made of somebody else's model, {model.BaseModels.FirstOrDefault()}");
        if (Publishers.IsUsuallyGated(model))
            yield return new("gating", LikelyGated, "whether it is gated is not known, and its publisher gates such models as a rule");
        if (model.HasCustomCode)
            yield return new("code", CustomCode, "loading it runs code of its repository");
        yield return new("format", model.Formats.Contains("safetensors") ? SafeWeights : 0);
        if (Ranking.PlaceOf(context.Configuration.PreferredPublishers, model.Id.Owner) is >= 0 and var place)
            yield return new("publisher", Math.Max(Preferred - place, 1), $"{model.Id.Owner} is a preferred publisher");
        if (context.TypesConfiguredFor(task).IndexOf(type) is >= 0 and var configured)
            yield return new("type", Math.Max(0, ConfiguredType - (configured * NextType)), $"the configuration names {type.Name} for {task}");
    }

    /// <summary>
    /// Returns the term of the size. Without a profile and on a CPU the smaller model wins; a GPU is room to use, up to four fifths of the limit.
    /// </summary>
    public static RankTerm SizeOf(ModelRecord model, ModelRequest request)
    {
        if (model.Size is not { Bytes: > 0 and var bytes })
            return new("size", UnknownSize, "its size is not known");
        if (request.Hardware is not { } hardware || hardware.Name.StartsWith("cpu", StringComparison.OrdinalIgnoreCase))
            return new("size", -Math.Max(0, Math.Log10(bytes / FreeUpTo)) * TenfoldSize);
        var limit = request.MaxSize is { } most && most < hardware.MaxWeights ? most : hardware.MaxWeights;
        // What generates gains by size; what classifies or transcribes gains little.
        var fullFit = Generators.Contains(request.Task!) ? FitOfGenerators : FitOfOthers;
        var used = (double)bytes / limit.Bytes;
        // A size that nobody measured leaves room for doubt, not for a claim to use it well.
        var guessed = model.SizeBasis is SizeBasis.Typical or SizeBasis.Name or SizeBasis.Storage ? GuessedFit : 0;
        var reason = Invariant($"uses {used * 100:0} % of the {limit} of {hardware.Name}");
        return used <= Headroom
            ? new("size", guessed + Math.Max(WorstFit, fullFit * (1 + (Math.Log10(used / Headroom) / DecadesToNothing))), reason)
            : new("size", guessed + (fullFit * Math.Max(0, 1 - ((used - Headroom) / (1 - Headroom)))), reason);
    }

    private static RankTerm FitnessOf(ModelRecord model, ModelType type, string task, SelectionContext context) => TaskFit.Of(model, type, task, context) switch
    {
        TaskFitness.Trained => new("task", Trained, model.PipelineTag == task ? $"its pipeline_tag is {task}" : $"it is made for {task}, as its type and name say"),
        TaskFitness.Near => new("task", Near, model.PipelineTag is { } tag ? $"its pipeline_tag is {TextSanitizer.Sanitize(tag)}, and it does {task} too" : $"it does {task} too"),
        _ => new("task", HeadToTrain, $"its head for {task} has to be trained"),
    };

    private static RankTerm UseOf(ModelRecord model, RegistryEntry entry)
    {
        if (model.Downloads30d is { } downloads)
            return new("use", Math.Log10(downloads + 1.0) * TenfoldDownloads, Invariant($"{downloads:N0} downloads in 30 days"));
        var ofTheLine = entry.Models.Where(other => other.Downloads30d is not null && string.Equals(other.Id.Owner, model.Id.Owner, StringComparison.OrdinalIgnoreCase))
            .Max(static other => other.Downloads30d) is { } most ? Math.Log10(most + 1.0) * TenfoldDownloads * ShareOfTheLine : 0;
        var alone = model.IsDocumented ? DocumentedUse : UnknownUse;
        return ofTheLine > alone ? new("use", ofTheLine, $"its use is not recorded; other {entry.Type.Name} models of {model.Id.Owner} are used")
            : new("use", alone, model.IsDocumented ? "its use is not recorded; the transformers documentation names it" : "its use is not recorded");
    }

    private static RankTerm AgeOf(ModelRecord model)
    {
        if ((model.CreatedAt ?? model.LastModified) is not { } made || model.AsOf is not { } asOf)
            return new("age", UnknownAge);
        // A record of years ago knows nothing of what was made since: an old model does not become new by it.
        var today = Math.Max(asOf.DayNumber, DateOnly.FromDateTime(TypeCatalog.BuiltIn.AsOf.UtcDateTime).DayNumber);
        var years = Math.Max(0, today - DateOnly.FromDateTime(made.UtcDateTime).DayNumber) / 365.0;
        return new("age", Math.Clamp(Newest - (years * PerYear), Oldest, Newest), Invariant($"made in {made.UtcDateTime:yyyy}"));
    }

    private static RankTerm TuningOf(ModelRecord model, ImmutableArray<string> words) =>
        words.FirstOrDefault(TunedWords.Contains) is { } tuned ? new("tuning", Tuned, $"its name says {tuned}")
        : words.FirstOrDefault(UntunedWords.Contains) is { } untuned ? new("tuning", Untuned, $"its name says {untuned}: it continues text and takes no instructions")
        : model.BaseModelRelation == "finetune" && ModelKinds.IsOwnLine(model) ? new("tuning", Tuned, "its publisher tuned it")
        : new("tuning", 0);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
