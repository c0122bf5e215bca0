using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>
/// Papers that half of all cards link to, by their arXiv id: of methods, benchmarks and data, which are no model's own (no names), and of families that others build
/// on, which are the own paper of the models that are called so and nothing else.
/// </summary>
internal static class KnownPapers
{
    private const int DigitsOfMonth = 4;
    private const int MostDigits = 5;

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Names = new Dictionary<string, ImmutableArray<string>>
    {
        ["1706.03762"] = [],
        ["1810.04805"] = ["bert"],
        ["1907.11692"] = ["roberta"],
        ["1909.11942"] = ["albert"],
        ["1910.01108"] = ["distilbert"],
        ["2003.10555"] = ["electra"],
        ["2006.03654"] = ["deberta"],
        ["2111.09543"] = ["deberta", "mdeberta"],
        ["1910.10683"] = ["t5"],
        ["2010.11934"] = ["mt5"],
        ["2105.13626"] = ["byt5"],
        ["1910.13461"] = ["bart"],
        ["2001.08210"] = ["mbart"],
        ["2008.00401"] = ["mbart"],
        ["1911.02116"] = ["xlm", "roberta", "xlmr"],
        ["1901.07291"] = ["xlm"],
        ["1906.08237"] = ["xlnet"],
        ["2004.05150"] = ["longformer", "led"],
        ["2007.14062"] = ["bigbird", "bird"],
        ["1912.08777"] = ["pegasus"],
        ["2010.11125"] = ["m2m100"],
        ["2207.04672"] = ["nllb"],
        ["2006.11477"] = ["wav2vec2"],
        ["2111.09296"] = ["wav2vec2", "xls", "r"],
        ["2006.13979"] = ["wav2vec2", "xlsr"],
        ["2106.07447"] = ["hubert"],
        ["2212.04356"] = ["whisper"],
        ["2110.13900"] = ["wavlm"],
        ["2010.11929"] = ["vit"],
        ["2012.12877"] = ["deit"],
        ["2103.14030"] = ["swin"],
        ["2201.03545"] = ["convnext"],
        ["1512.03385"] = ["resnet"],
        ["1905.11946"] = ["efficientnet"],
        ["2103.00020"] = ["clip"],
        ["2303.15343"] = ["siglip"],
        ["2304.07193"] = ["dinov2"],
        ["2104.14294"] = ["dino"],
        ["2304.02643"] = ["sam"],
        ["2005.12872"] = ["detr"],
        ["2105.15203"] = ["segformer"],
        ["2112.10752"] = ["stable", "diffusion", "ldm"],
        ["2302.05543"] = ["controlnet"],
        ["2006.11239"] = ["ddpm"],
        ["2010.02502"] = [],
        ["2207.12598"] = [],
        ["2205.11487"] = ["imagen"],
        ["1908.10084"] = [],
        ["2004.09813"] = [],
        ["2002.10957"] = ["minilm"],
        ["1910.03771"] = [],
        ["2302.13971"] = ["llama"],
        ["2307.09288"] = ["llama", "llama2"],
        ["2407.21783"] = ["llama"],
        ["2310.06825"] = ["mistral"],
        ["2401.04088"] = ["mixtral"],
        ["2309.16609"] = ["qwen"],
        ["2407.10671"] = ["qwen", "qwen2"],
        ["2412.15115"] = ["qwen", "qwen2.5"],
        ["2505.09388"] = ["qwen", "qwen3"],
        ["2412.19437"] = ["deepseek"],
        ["2501.12948"] = ["deepseek", "r1"],
        ["2309.05463"] = ["phi"],
        ["2404.14219"] = ["phi"],
        ["2403.08295"] = ["gemma"],
        ["2306.01116"] = ["falcon"],
        ["2311.16867"] = ["falcon"],
        ["2211.05100"] = ["bloom"],
        ["2205.01068"] = ["opt"],
        ["2204.06745"] = ["gpt", "neox"],
        ["2304.01373"] = ["pythia"],
        ["2210.11416"] = ["flan", "t5"],
        ["2106.09685"] = [],
        ["2305.14314"] = [],
        ["2205.14135"] = [],
        ["2307.08691"] = [],
        ["2104.09864"] = [],
        ["2305.13245"] = [],
        ["1911.02150"] = [],
        ["2108.12409"] = [],
        ["2002.05202"] = [],
        ["1910.07467"] = [],
        ["1910.02054"] = [],
        ["1909.08053"] = [],
        ["2210.17323"] = [],
        ["2306.00978"] = [],
        ["2208.07339"] = [],
        ["2305.18290"] = [],
        ["1707.06347"] = [],
        ["2203.02155"] = [],
        ["2403.07691"] = [],
        ["2402.01306"] = [],
        ["2402.03300"] = [],
        ["2306.01708"] = [],
        ["2311.03099"] = [],
        ["2309.00071"] = [],
        ["2203.15556"] = [],
        ["2001.08361"] = [],
        ["2212.10560"] = [],
        ["2201.11903"] = [],
        ["2109.01652"] = [],
        ["2110.08207"] = [],
        ["2212.08073"] = [],
        ["2310.01377"] = [],
        ["1412.6980"] = [],
        ["1711.05101"] = [],
        ["1910.09700"] = [],
        ["1810.03993"] = [],
        ["1804.07461"] = [],
        ["1905.00537"] = [],
        ["1606.05250"] = [],
        ["1806.03822"] = [],
        ["1808.07036"] = [],
        ["2009.03300"] = [],
        ["2110.14168"] = [],
        ["2107.03374"] = [],
        ["2108.07732"] = [],
        ["2109.07958"] = [],
        ["1905.07830"] = [],
        ["1803.05457"] = [],
        ["1907.10641"] = [],
        ["1911.11641"] = [],
        ["1606.06031"] = [],
        ["2206.04615"] = [],
        ["2311.12022"] = [],
        ["2311.07911"] = [],
        ["2406.01574"] = [],
        ["2103.03874"] = [],
        ["2101.00027"] = [],
        ["1912.06670"] = [],
        ["2210.07316"] = [],
        ["2104.08663"] = [],
        ["2205.13147"] = [],
        ["1704.05179"] = [],
        ["1809.09600"] = [],
        ["1508.05326"] = [],
        ["1704.05426"] = [],
        ["1909.05858"] = [],
        ["1508.07909"] = [],
        ["1808.06226"] = [],
        ["1804.10959"] = [],
        ["1907.05019"] = [],
        ["2012.15840"] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a paper is known to be about something else than the model.</summary>
    public static bool IsOfOthers(string? arxivId, ModelWords words) => arxivId is not null && Names.TryGetValue(arxivId, out var names) && !words.IsOnly(names);

    /// <summary>The arXiv id in an address or a tag, without its version; null for none, and for the placeholder of a template.</summary>
    public static string? ArxivIdOf(string text)
    {
        var last = text.Split('?', '#')[0].TrimEnd('/');
        last = last[(last.LastIndexOfAny(['/', ':']) + 1)..];
        if (last.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))
            last = last[..^".pdf".Length];
        var version = last.LastIndexOf('v');
        if (version > 0)
            last = last[..version];
        var dot = last.IndexOf('.', StringComparison.Ordinal);
        return dot == DigitsOfMonth && last.Length - dot - 1 is DigitsOfMonth or MostDigits && last.All(static c => char.IsAsciiDigit(c) || c == '.')
            && last[2..4] is var month && string.CompareOrdinal(month, "01") >= 0 && string.CompareOrdinal(month, "12") <= 0 && last[(dot + 1)..].Any(static c => c != '0')
            ? last
            : null;
    }
}
