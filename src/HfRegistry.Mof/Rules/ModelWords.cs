using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Cards.Language;

namespace HfRegistry.Mof.Rules;

/// <summary>
/// The words of a model's name that say which model it is: without sizes, versions, treatments, languages and formats, in which members of one family differ.
/// </summary>
internal sealed class ModelWords
{
    private const int LeastSqueezed = 5;
    private const int LongestLead = 3;

    private static readonly FrozenSet<string> Variations = FrozenSet.Create(StringComparer.Ordinal,
        "instruct", "chat", "base", "large", "small", "tiny", "mini", "medium", "nano", "micro", "xl", "xxl", "xs", "big", "it", "pt", "hf", "uncased", "cased", "preview", "gguf", "awq", "gptq", "onnx", "fp16", "bf16", "fp8", "int8",
        "int4", "finetuned", "tuned", "fine", "sft", "dpo", "rlhf", "multi", "mono", "model", "models", "pretrained", "pretrain", "the", "for", "and", "of", "on", "in", "to", "with", "v", "beta", "alpha", "final", "new", "original", "official", "main",
        "en", "zh", "de", "fr", "es", "ja", "ko", "ru", "multilingual", "english", "chinese", "discriminator", "generator", "encoder", "decoder", "deduped", "plus", "pro", "lite", "turbo", "max", "standard", "hybrid", "full", "half", "text", "vision");

    private readonly string _name;
    private readonly string _owner;

    private ModelWords(string name, string owner, ImmutableArray<string> telling) => (_name, _owner, Telling) = (name, owner, telling);

    /// <summary>Gets the telling words, in lower case.</summary>
    public ImmutableArray<string> Telling { get; }

    /// <summary>Returns the words of a model's id.</summary>
    public static ModelWords Of(ModelId id) => new(id.Name.ToLowerInvariant(), Squeezed(id.Owner ?? ""), [.. Parts(id.Name).Where(static part => !IsVariation(part))]);

    /// <summary>Returns whether a part of a name tells sizes, versions or treatments apart: <c>7b</c>, <c>v1.5</c>, <c>instruct</c>.</summary>
    public static bool IsVariation(string part) =>
        Variations.Contains(part) || part.Length < 2
        || part.All(static c => char.IsAsciiDigit(c) || c == '.')
        || (char.IsAsciiDigit(part[0]) && part[^1] is 'b' or 'm' or 'k' or 'e' or 'd')
        || (part[0] is 'v' or 'p' or 'l' or 'h' or 'a' && part.Skip(1).All(static c => char.IsAsciiDigit(c) || c == '.'));

    /// <summary>Returns letters and digits alone, in lower case.</summary>
    public static string Squeezed(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Returns whether a text has every telling word.</summary>
    public bool AreAllIn(string text) => !Telling.IsEmpty && Telling.All(word => IsIn(word, text));

    /// <summary>Returns whether a name is one of the telling words, or one with its number: Qwen of Qwen2.5.</summary>
    public bool Has(string name) => Squeezed(name) is { Length: > 1 } squeezed
        && (Telling.Any(word => Squeezed(word) is var own && (own == squeezed || (own.StartsWith(squeezed, StringComparison.Ordinal) && char.IsAsciiDigit(own[squeezed.Length])))) || Runs(_name).Contains(squeezed));

    /// <summary>Returns whether names are all that the model is called.</summary>
    public bool IsOnly(IReadOnlyCollection<string> names) => Telling.Length > 0 && Telling.All(word => names.Any(name => Squeezed(word).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is var own && (Squeezed(word) == Squeezed(name) || own == Squeezed(name))));

    /// <summary>Returns whether an account's name is the owner's, or one begins with the other: QwenLM and Qwen.</summary>
    public bool IsOwner(string account)
    {
        var other = Squeezed(account);
        return _owner.Length > 2 && other.Length > 2
            && (other == _owner || (Math.Min(other.Length, _owner.Length) > 3 && (other.StartsWith(_owner, StringComparison.Ordinal) || _owner.StartsWith(other, StringComparison.Ordinal))));
    }

    /// <summary>Returns what a title names before its colon, when that is short enough for a name; null for none.</summary>
    public static string? LeadOf(string title) =>
        title.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && title[..colon].Trim() is var lead && lead.Split(' ').Length <= LongestLead ? lead : null;

    private static string[] Parts(string name) => name.ToLowerInvariant().Split(['-', '_', ' '], StringSplitOptions.RemoveEmptyEntries);

    // GPT-NeoX is two parts of a name.
    private static HashSet<string> Runs(string name)
    {
        var parts = Parts(name);
        return [.. from start in Enumerable.Range(0, parts.Length) from length in Enumerable.Range(2, 3) where start + length <= parts.Length select Squeezed(string.Concat(parts[start..(start + length)]))];
    }

    private static bool IsIn(string word, string text)
    {
        var phrase = WordList.Of(word).Words;
        return Phrases.Create([string.Join(' ', phrase)]).IsIn(text) || (word.Length >= LeastSqueezed && Squeezed(text).Contains(Squeezed(word), StringComparison.Ordinal));
    }
}
