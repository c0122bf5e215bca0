using System.Collections.Frozen;
using HfRegistry.Selection;

namespace HfRegistry.Mof.Gaps;

/// <summary>
/// A model's name taken apart. Two names may differ in blanks and marks and mean one model; a number, or a word such as <c>instruct</c>, makes another model.
/// </summary>
/// <param name="Key">Its letters and digits in lower case, without the marks of a copy.</param>
/// <param name="Numbers">Its numbers in ascending order: version, size, context.</param>
/// <param name="Variants">Its words that tell members of a family apart.</param>
/// <param name="CopyMark">The word that tells of a copy (<c>gguf</c>, <c>4bit</c>), or null.</param>
internal sealed record NameShape(string Key, string Numbers, string Variants, string? CopyMark)
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

    /// <summary>The shape of a name.</summary>
    public static NameShape Of(string name)
    {
        var bounded = name.Length > LongestName ? name[..LongestName] : name;
        var words = NameWords.Of(bounded.Replace(' ', '-').Replace('/', '-').Replace('(', '-').Replace(')', '-'));
        var mark = words.Skip(1).FirstOrDefault(CopyMarks.Contains);
        var own = mark is null ? words : words[..words.IndexOf(mark, 1)];
        return new NameShape(
            NameWords.KeyOf(string.Concat(own)),
            string.Join(' ', own.SelectMany(NumbersOf).Order(StringComparer.Ordinal)),
            string.Join(' ', own.Where(VariantWords.Contains).Order(StringComparer.Ordinal)),
            mark);
    }

    private static IEnumerable<string> NumbersOf(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var start = i;
            while (i < word.Length && char.IsAsciiDigit(word[i]))
                i++;
            if (i > start)
                yield return word[start..i];
        }
    }
}
