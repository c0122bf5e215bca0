using System.Collections.Frozen;
using HfRegistry.Selection;

namespace HfRegistry.Mof.Gaps;

/// <summary>
/// A model's name taken apart. Two names may differ in blanks and marks and mean one model; a number, or a word such as <c>instruct</c>, makes another model.
/// </summary>
/// <param name="Key">Its letters and digits in lower case, without the marks of a copy.</param>
/// <param name="Sorted">The same of its words in ascending order: two names may have them in another one.</param>
/// <param name="Numbers">Its numbers, each with its unit and as one where a point parts them (2.5, 7b), in ascending order: 2-1 is 2.1, and not 1.2.</param>
/// <param name="Variants">Its words that tell members of a family apart.</param>
/// <param name="CopyMark">The word that tells of a copy (<c>gguf</c>, <c>4bit</c>), or null.</param>
internal sealed record NameShape(string Key, string Sorted, string Numbers, string Variants, string? CopyMark)
{
    /// <summary>The longest name that is looked at; the Hub's have at most 96 characters.</summary>
    private const int LongestName = 200;

    private static readonly FrozenSet<string> CopyMarks = FrozenSet.ToFrozenSet(
    [
        "aqlm", "awq", "bnb", "coreml", "ct2", "ctranslate2", "exl2", "exl3", "fp8", "ggml", "gguf", "gptq", "hqq", "i1", "imatrix", "int4", "int8", "litert", "mlx", "mxfp4", "nf4",
        "nvfp4", "onnx", "openvino", "ov", "q2", "q3", "q4", "q5", "q6", "q8", "qat", "quant", "quantized", "tflite", "unsloth", "w4a16", "w8a16", "w8a8", "2bit", "3bit", "4bit", "5bit", "6bit", "8bit",
    ]);

    private static readonly FrozenSet<string> VariantWords = FrozenSet.ToFrozenSet(
    [
        "audio", "base", "cased", "chat", "code", "coder", "distill", "distilled", "embedding", "en", "guard", "instruct", "it", "large", "lite", "long", "math", "max", "medium", "mini", "moe",
        "multilingual", "nano", "omni", "plus", "preview", "pro", "reasoning", "reranker", "reward", "small", "thinking", "tiny", "turbo", "uncased", "vision", "vl", "xl", "xs", "zh",
    ]);

    /// <summary>Words that say who publishes or for which library: Meta-Llama-3 and Llama-3-hf are Llama-3.</summary>
    private static readonly FrozenSet<string> SilentWords = FrozenSet.ToFrozenSet(["hf", "meta", "google", "microsoft", "facebook", "nvidia", "ibm", "apple", "openai", "mistralai", "model", "the"]);

    /// <summary>Returns the shape of a name.</summary>
    public static NameShape Of(string name)
    {
        var bounded = (name.Length > LongestName ? name[..LongestName] : name).ToLowerInvariant();
        var words = NameWords.Of(bounded.Replace(' ', '-').Replace('/', '-').Replace('(', '-').Replace(')', '-'));
        var mark = words.Skip(1).FirstOrDefault(CopyMarks.Contains);
        var marked = mark is null ? words : words[..words.IndexOf(mark, 1)];
        var own = marked.Where(static word => !SilentWords.Contains(word)).ToList();
        if (own.Count == 0)
            own = [.. marked];
        return new NameShape(
            NameWords.KeyOf(string.Concat(own)),
            NameWords.KeyOf(string.Concat(own.Order(StringComparer.Ordinal))),
            string.Join(' ', NumbersOf(own).Order(StringComparer.Ordinal)),
            string.Join(' ', own.Where(VariantWords.Contains).Order(StringComparer.Ordinal)),
            mark);
    }

    // Between two words of digits alone stood a point, or what people write for one.
    private static IEnumerable<string> NumbersOf(List<string> words)
    {
        var open = "";
        foreach (var word in words)
        {
            var from = word.AsSpan().IndexOfAnyInRange('0', '9');
            if (from < 0 || (open.Length > 0 && from > 0))
            {
                if (open.Length > 0)
                    yield return open;
                open = "";
            }

            if (from < 0)
                continue;
            var number = word[from..];
            var isPlain = number.All(char.IsAsciiDigit);
            open = open.Length > 0 ? $"{open}.{number}" : number;
            if (isPlain)
                continue;
            yield return open;
            open = "";
        }

        if (open.Length > 0)
            yield return open;
    }
}
