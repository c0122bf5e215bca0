using System.Collections.Immutable;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>The words by which a card denies, promises or speaks of others. English and Chinese, in which nearly all cards are written.</summary>
internal static class CardLanguage
{
    private static readonly ImmutableArray<string> Denials =
    [
        "not", "no", "never", "neither", "nor", "cannot", "without", "none", "unavailable", "undisclosed", "unreleased", "withheld", "withhold", "confidential",
        "unable", "won't", "isn't", "aren't", "don't", "doesn't", "can't", "haven't", "hasn't", "wasn't", "weren't", "didn't", "couldn't",
        "won’t", "isn’t", "aren’t", "don’t", "doesn’t", "can’t", "haven’t", "hasn’t", "wasn’t", "weren’t", "didn’t",
    ];

    // What is promised is not there.
    private static readonly ImmutableArray<string> Promises =
    [
        "soon", "will be", "will release", "will publish", "will open", "will share", "will provide", "will upload", "will add", "to be released", "to be published", "upon acceptance",
        "after acceptance", "once accepted", "upon publication", "plan to", "planned", "plans to", "planning to", "we are working on", "in preparation", "under preparation", "under review",
        "in progress", "work in progress", "tbd", "tba", "todo", "upcoming", "stay tuned", "in the future", "next release", "we hope to", "we intend to", "proprietary", "closed source", "closed-source", "internal only", "in-house",
    ];

    private static readonly ImmutableArray<string> ChineseDenials =
        ["不", "未", "没有", "無", "无法", "即将", "敬请期待", "待发布", "稍后", "后续", "计划", "将会", "保密"];

    private static readonly ImmutableArray<string> OfOthers =
        ["their", "according to", "unlike", "in contrast to", "other models", "the original authors", "the original model's", "the authors of", "others have", "third party", "third-party", "quoted from", "as stated by"];

    private static readonly ImmutableArray<string> TitlesOfOthers =
        ["acknowledgement", "acknowledgements", "acknowledgment", "acknowledgments", "credits", "related work", "references", "thanks", "special thanks", "original model card", "comparison with other models", "致谢", "参考文献"];

    private static readonly ImmutableArray<string> Offers =
    [
        "available", "released", "release", "releases", "releasing", "provide", "provides", "provided", "open source", "open-source", "open sourced", "open-sourced", "published", "publish", "found", "share", "shared",
        "included", "includes", "here", "see", "download", "host", "hosted", "uploaded", "open", "repository", "repo", "github",
    ];

    private static readonly ImmutableArray<string> ChineseOffers = ["开源", "发布", "公开", "提供", "链接", "见", "下载", "仓库", "可用"];

    /// <summary>Whether a sentence says that something is not there, or not yet.</summary>
    public static bool Denies(string sentence) =>
        Denials.Any(word => Words.Has(sentence, word)) || Promises.Any(word => Words.Has(sentence, word))
        || ChineseDenials.Any(word => sentence.Contains(word, StringComparison.Ordinal));

    /// <summary>Whether a sentence offers something.</summary>
    public static bool IsOffer(string sentence) =>
        Offers.Any(word => Words.Has(sentence, word)) || ChineseOffers.Any(word => sentence.Contains(word, StringComparison.Ordinal));

    /// <summary>Whether a sentence is about somebody else's work.</summary>
    public static bool SpeaksOfOthers(string sentence) => OfOthers.Any(word => Words.Has(sentence, word));

    /// <summary>Whether a section is about somebody else's work.</summary>
    public static bool IsAboutOthers(string title) => TitlesOfOthers.Contains(Titles.Of(title));
}
