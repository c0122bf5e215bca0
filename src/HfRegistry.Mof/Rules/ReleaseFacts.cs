using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Mof.Evidence;
using HfRegistry.Selection;

namespace HfRegistry.Mof.Rules;

/// <summary>The fields of a release that a draft fills in: each with what it rests on, or null.</summary>
internal static class ReleaseFacts
{
    private static readonly DateOnly EarliestKnown = new(2022, 3, 2);

    private static readonly ImmutableArray<(string Type, ImmutableArray<string> Tasks)> Types =
    [
        ("language", ["text-generation", "text2text-generation", "fill-mask", "text-classification", "token-classification", "question-answering", "summarization", "translation", "sentence-similarity", "feature-extraction", "zero-shot-classification", "text-ranking", "table-question-answering", "conversational"]),
        ("multimodal", ["image-text-to-text", "visual-question-answering", "document-question-answering", "any-to-any", "video-text-to-text", "image-to-text", "audio-text-to-text", "visual-document-retrieval"]),
        ("image", ["text-to-image", "image-to-image", "unconditional-image-generation"]),
        ("vision", ["image-classification", "object-detection", "image-segmentation", "depth-estimation", "zero-shot-image-classification", "image-feature-extraction", "mask-generation", "zero-shot-object-detection", "keypoint-detection", "video-classification"]),
        ("video", ["text-to-video", "image-to-video", "video-to-video"]),
        ("audio", ["automatic-speech-recognition", "text-to-speech", "text-to-audio", "audio-classification", "audio-to-audio", "voice-activity-detection"]),
        ("3d", ["text-to-3d", "image-to-3d"]),
    ];

    private static readonly ImmutableArray<string> OfCode = ["code", "coder", "codegen", "codellama", "codegemma", "codestral", "codeqwen", "starcoder", "starcoder2", "starcoderbase", "codet5", "codet5p", "codebert", "devstral", "wizardcoder", "deepseek-coder", "stable-code", "codeparrot", "incoder", "santacoder", "unixcoder"];

    /// <summary>Returns <c>type</c>: the Hub's task, else what the architecture was made for; a language model of code by its name.</summary>
    public static (string Value, DraftEvidence Evidence)? Type(ModelEvidence evidence)
    {
        var info = evidence.Info;
        var type = info.PipelineTag is { } task && Types.FirstOrDefault(row => row.Tasks.Contains(task)) is { Type: { } found } ? (found, DraftEvidence.Of(DraftEvidence.SureMetadata, $"metadata pipeline_tag: {task}"))
            : !info.Architectures.IsEmpty && info.PipelineTag is null && (info.Architectures[0].EndsWith("ForCausalLM", StringComparison.Ordinal) || info.Architectures[0].EndsWith("ForMaskedLM", StringComparison.Ordinal))
                ? ("language", DraftEvidence.Of(DraftEvidence.LooseMetadata, $"config.json architectures: {info.Architectures[0]}"))
            : default((string, DraftEvidence)?);
        return type is ("language", _) && NameWords.Of(info.Id.Name).Any(OfCode.Contains) ? ("code", DraftEvidence.Of(DraftEvidence.Text, $"name {info.Id.Name}, and {type.Value.Item2.Statement}")) : type;
    }

    /// <summary>Returns <c>version</c>: the size or the release that the name tells, else the parameter count, as the Model Openness Tool's documents have it.</summary>
    public static (string Value, DraftEvidence Evidence)? Version(ModelEvidence evidence)
    {
        string[] parts = evidence.Info.Id.Name.Split('-', '_');
        if ((parts.FirstOrDefault(IsSize) ?? parts.FirstOrDefault(IsRelease)) is { } told)
            return (IsSize(told) ? told.ToUpperInvariant().Replace('X', 'x') : told, DraftEvidence.Of(DraftEvidence.LooseMetadata, $"name {evidence.Info.Id.Name}"));
        if (evidence.Info.ParameterCount is not ({ } count and > 0))
            return null;
        var (amount, unit) = count >= 1_000_000_000 ? (count / 1e9, "B") : count >= 1_000_000 ? (count / 1e6, "M") : (count / 1e3, "K");
        return (string.Create(CultureInfo.InvariantCulture, $"{amount:0.#}{unit}"), DraftEvidence.Of(DraftEvidence.SureMetadata, string.Create(CultureInfo.InvariantCulture, $"metadata safetensors: {count} parameters")));
    }

    // 7B, 0.5b, 8x7B, 270m.
    private static bool IsSize(string part) =>
        part.Length > 1 && char.IsAsciiDigit(part[0]) && part[^1] is 'b' or 'B' or 'm' or 'M' && part[..^1].All(static c => char.IsAsciiDigit(c) || c is '.' or 'x' or 'X');

    // v0.3, V2.
    private static bool IsRelease(string part) => part.Length > 1 && part[0] is 'v' or 'V' && part.Skip(1).All(static c => char.IsAsciiDigit(c) || c == '.');

    /// <summary>Returns <c>producer</c>: the owner's name as people know it, where the Hub tells it.</summary>
    public static (string Value, DraftEvidence Evidence)? Producer(ModelEvidence evidence) =>
        evidence.Info.OwnerName is { } name && name.Trim().Length > 0 ? (TextSanitizer.Sanitize(name.Trim()), DraftEvidence.Of(DraftEvidence.SureMetadata, "the name of the repository's owner on the Hub"))
        : evidence.Info.Id.Owner is { } owner ? (owner, DraftEvidence.Of(DraftEvidence.Text, "the repository's owner on the Hub"))
        : null;

    /// <summary>Returns <c>date</c>.</summary>
    public static (string Value, DraftEvidence Evidence)? Date(ModelEvidence evidence)
    {
        if ((evidence.Info.CreatedAt ?? evidence.Info.LastModified) is not { } moment)
            return null;
        var day = DateOnly.FromDateTime(moment.UtcDateTime);
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return evidence.Info.CreatedAt is null ? (text, DraftEvidence.Of(DraftEvidence.Weak, "the day of the last change: the Hub names no other"))
            // The Hub began to count days then: every older repository has this one.
            : day == EarliestKnown ? (text, DraftEvidence.Of(DraftEvidence.Weak, "the repository is older than the Hub's record of days: correct the date"))
            : (text, DraftEvidence.Of(DraftEvidence.BareText, "the day on which the repository was made"));
    }

    /// <summary>Returns <c>origin</c>: what the model was made from.</summary>
    public static (string Value, DraftEvidence Evidence)? Origin(ModelEvidence evidence) => Derivation.BaseModels(evidence).FirstOrDefault() is { } origin
        ? (origin.ToString(), DraftEvidence.Of(DraftEvidence.Metadata, $"metadata base_model: {origin}{(Derivation.Relation(evidence) is { } relation ? $" ({relation})" : "")}"))
        : null;

    /// <summary>Returns <c>treatment</c>, where the name says it.</summary>
    public static (string Value, DraftEvidence Evidence)? Treatment(ModelEvidence evidence)
    {
        var words = evidence.Info.Id.Name.ToLowerInvariant().Split('-', '_', '.');
        return words.Contains("instruct") || words.Contains("it") ? ("instruct fine-tuned", DraftEvidence.Of(DraftEvidence.BareText, $"name {evidence.Info.Id.Name}"))
            : words.Contains("chat") ? ("chat fine-tuned", DraftEvidence.Of(DraftEvidence.BareText, $"name {evidence.Info.Id.Name}"))
            : null;
    }
}
