namespace HfRegistry.RecordedTypes;

/// <summary>Judges what transformers' source says against what was recorded of real models.</summary>
internal sealed class TypeJudgment(IReadOnlyList<SourceType> types, RecordedModels models)
{
    private const int ShortestStem = 3;

    // What follows the whole's name in the name of a part that is never published alone.
    private static readonly string[] PartWords =
    [
        "text", "vision", "audio", "image", "encoder", "decoder", "multimodal", "vq", "qformer", "perc", "backbone", "detr", "dinov2", "vit",
        "geometry", "mask", "talker", "thinker", "token2wav", "dit", "bigvgan", "patcher", "global", "local", "depth", "hifigan", "sam", "hiera",
        "resnet", "swin", "generator", "coarse", "fine", "semantic", "codec", "projector", "prompt",
    ];

    // Architecture lines that a module's name does not show.
    private static readonly Dictionary<string, string> Lines = new(StringComparer.Ordinal)
    {
        ["mt5"] = "t5",
        ["umt5"] = "t5",
        ["longt5"] = "t5",
        ["code_llama"] = "llama",
        ["gptj"] = "gpt",
        ["openai"] = "gpt",
        ["xlm_roberta"] = "roberta",
        ["xlm_roberta_xl"] = "roberta",
        ["camembert"] = "roberta",
        ["mbart50"] = "mbart",
    };

    private readonly HashSet<string> _stems = [.. types.Select(type => Stem(type.Module)).GroupBy(stem => stem, StringComparer.Ordinal)
        .Where(group => types.Any(type => WithoutVersion(type.Module) == group.Key)).Select(group => group.Key)];

    /// <summary>The whole that a type is a part of, or null.</summary>
    public ModelType? WholeOf(SourceType type)
    {
        var recorded = type.Checkpoint is { } checkpoint ? models.TypeOf(checkpoint) : null;
        if (recorded?.Type == type.Type || (type.Checkpoint?.Owner is { } owner && models.Publishes(owner, type.Type)))
            return null;
        if (type.Checkpoint is null && models.Has(type.Type))
            return null;
        var mate = types.Where(other => other.Module == type.Module && IsPart(type.Type, other.Type)).MaxBy(other => other.Type.Key.Length)?.Type;
        return mate ?? (recorded is { IsSure: true } && type.Type.Name.EndsWith("_vision", StringComparison.Ordinal)
            && recorded.Type.Key.StartsWith(Before(type.Type, "_vision"), StringComparison.Ordinal)
            ? recorded.Type
            : null);
    }

    /// <summary>The documented checkpoint where nothing speaks against it, or null.</summary>
    public ModelId? DocumentedFor(SourceType type)
    {
        if (type.Checkpoint is not { Owner: not null } checkpoint)
            return null;
        var fits = Letters(checkpoint.Name).Contains(type.Type.Key, StringComparison.Ordinal);
        return models.TypeOf(checkpoint) switch
        {
            { IsSure: true } sure => sure.Type == type.Type ? checkpoint : null,
            { } doubtful when doubtful.Type == type.Type => fits || Resembles(type.Type, checkpoint) ? checkpoint : null,
            { } other => fits && !Letters(checkpoint.Name).Contains(other.Type.Key, StringComparison.Ordinal) ? checkpoint : null,
            null => fits ? checkpoint : null,
        };
    }

    /// <summary>The name that types of one architecture line share.</summary>
    public string FamilyOf(SourceType type) =>
        Lines.TryGetValue(type.Module, out var line) ? line
        : _stems.Contains(Stem(type.Module)) ? Stem(type.Module)
        : type.Module;

    private static bool IsPart(ModelType part, ModelType whole) =>
        part.Key.Length > whole.Key.Length && part.Key.StartsWith(whole.Key, StringComparison.Ordinal)
        && PartWords.Any(word => part.Key.AsSpan(whole.Key.Length).StartsWith(word));

    private static bool Resembles(ModelType type, ModelId checkpoint)
    {
        var name = Letters(checkpoint.Name);
        return type.Key.Length >= ShortestStem && name.Contains(type.Key[..ShortestStem], StringComparison.Ordinal);
    }

    private static string Before(ModelType type, string ending) => ModelType.Parse(type.Name[..^ending.Length]).Key;

    private static string Stem(string module) => WithoutVersion(module.Split('_')[0]);

    private static string WithoutVersion(string word)
    {
        var stem = word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return stem.Length >= ShortestStem ? stem : word;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
