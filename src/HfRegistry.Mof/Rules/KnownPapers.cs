using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Cards.Language;

namespace HfRegistry.Mof.Rules;

/// <summary>
/// Papers that half of all cards link to, by their arXiv id: of methods, benchmarks and data, which are no model's own (no names), and of families that others build
/// on, which are the own paper of the models that are called so and nothing else.
/// </summary>
internal static class KnownPapers
{
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
        ["1506.01497"] = ["fasterrcnn"],
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
        ["1809.05053"] = [],
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

    /// <summary>The same papers where they are published elsewhere, and papers that are not on arXiv, by the last part of their addresses.</summary>
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Elsewhere = new Dictionary<string, ImmutableArray<string>>
    {
        ["language_models_are_unsupervised_multitask_learners"] = ["gpt2"],
        ["language_understanding_paper"] = ["openai", "gpt"],
        ["N19-1423"] = Names["1810.04805"],
        ["r1xMH1BtvB"] = Names["2003.10555"],
        ["H1eA7AEtvS"] = Names["1909.11942"],
        ["XPZIaotutsD"] = Names["2006.03654"],
        ["YicbFdNTTy"] = Names["2010.11929"],
        ["2020.acl-main.703"] = Names["1910.13461"],
        ["2020.acl-main.747"] = Names["1911.02116"],
        ["D19-1410"] = Names["1908.10084"],
        ["2020.emnlp-main.365"] = Names["2004.09813"],
        ["2020.emnlp-demos.6"] = Names["1910.03771"],
        ["W18-5446"] = Names["1804.07461"],
        ["D16-1264"] = Names["1606.05250"],
        ["D18-1269"] = Names["1809.05053"],
        ["N18-1101"] = Names["1704.05426"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The titles by which cards cite papers of this kind without an address, in letters and digits.</summary>
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Titles = new Dictionary<string, ImmutableArray<string>>
    {
        ["highresolutionimagesynthesiswithlatentdiffusionmodels"] = Names["2112.10752"],
        ["attentionisallyouneed"] = Names["1706.03762"],
        ["deepresiduallearningforimagerecognition"] = Names["1512.03385"],
        ["learningtransferablevisualmodelsfromnaturallanguagesupervision"] = Names["2103.00020"],
        ["unsupervisedcrosslingualrepresentationlearningatscale"] = Names["1911.02116"],
        ["exploringthelimitsoftransferlearningwithaunifiedtexttotexttransformer"] = Names["1910.10683"],
        ["languagemodelsareunsupervisedmultitasklearners"] = ["gpt2"],
        ["robustspeechrecognitionvialargescaleweaksupervision"] = Names["2212.04356"],
        ["transformersstateoftheartnaturallanguageprocessing"] = Names["1910.03771"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns whether a paper is known to be about something else than the model.</summary>
    /// <param name="paper">Its address, or its arXiv id.</param>
    /// <param name="words">The model's name.</param>
    public static bool IsOfOthers(string paper, ModelWords words) =>
        (Names.TryGetValue(Place.ArxivIdOf(paper) ?? "", out var names) || Elsewhere.TryGetValue(LastPartOf(paper), out names)) && !words.IsOnly(names);

    /// <summary>Returns whether a title is that of a paper known to be about something else than the model.</summary>
    /// <param name="title">The title, as it is cited.</param>
    /// <param name="words">The model's name.</param>
    public static bool IsTitleOfOthers(string title, ModelWords words) => Titles.TryGetValue(ModelWords.Squeezed(title), out var names) && !words.IsOnly(names);

    // …/2020.acl-main.703/, ….pdf, and forum?id=….
    private static string LastPartOf(string address)
    {
        var text = address.Split('#')[0].TrimEnd('/');
        var last = text[(text.LastIndexOfAny(['/', '=']) + 1)..];
        return last.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? last[..^".pdf".Length] : last;
    }
}
