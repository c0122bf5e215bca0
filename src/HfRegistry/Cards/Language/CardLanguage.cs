using System.Collections.Immutable;

namespace HfRegistry.Cards.Language;

/// <summary>The words by which a card denies, promises or speaks of others. English and Chinese, in which nearly all cards are written.</summary>
internal static class CardLanguage
{
    private static readonly Phrases Denials =
    [
        "not", "no", "never", "neither", "nor", "cannot", "without", "none", "unavailable", "undisclosed", "unreleased", "withheld", "withhold", "confidential",
        "unable", "won't", "isn't", "aren't", "don't", "doesn't", "can't", "haven't", "hasn't", "wasn't", "weren't", "didn't", "couldn't",
        "不", "未", "没有", "無", "无法", "即将", "敬请期待", "待发布", "稍后", "后续", "计划", "将会", "保密",
    ];

    // What is promised is not there.
    private static readonly Phrases Promises =
    [
        "soon", "will be", "will release", "will publish", "will open", "will share", "will provide", "will upload", "will add", "to be released", "to be published", "upon acceptance",
        "after acceptance", "once accepted", "upon publication", "plan to", "planned", "plans to", "planning to", "we are working on", "in preparation", "under preparation", "under review",
        "in progress", "work in progress", "tbd", "tba", "todo", "upcoming", "stay tuned", "in the future", "next release", "we hope to", "we intend to", "proprietary", "closed source", "internal only", "in-house",
    ];

    private static readonly Phrases OfOthers = ["their", "according to", "unlike", "in contrast to", "other models", "the original authors", "the original model's", "the authors of", "others have", "third party", "quoted from", "as stated by"];

    private static readonly ImmutableArray<string> TitlesOfOthers =
        ["acknowledgement", "acknowledgements", "acknowledgment", "acknowledgments", "credits", "related work", "references", "thanks", "special thanks", "original model card", "comparison with other models", "see also", "related models", "related projects", "致谢", "参考文献"];

    private static readonly Phrases Offers =
    [
        "available", "released", "release", "releases", "releasing", "provide", "provides", "provided", "open source", "open sourced", "published", "publish", "found", "share", "shared",
        "included", "includes", "here", "see", "download", "host", "hosted", "uploaded", "open", "repository", "repo", "github",
        "开源", "发布", "公开", "提供", "链接", "见", "下载", "仓库", "可用",
    ];

    /// <summary>Returns whether a sentence says that something is not there, or not yet.</summary>
    public static bool Denies(WordList sentence) => Denials.IsIn(sentence) || Promises.IsIn(sentence);

    /// <summary>Returns whether a sentence offers something.</summary>
    public static bool IsOffer(WordList sentence) => Offers.IsIn(sentence);

    /// <summary>Returns whether a sentence is about somebody else's work.</summary>
    public static bool SpeaksOfOthers(WordList sentence) => OfOthers.IsIn(sentence);

    /// <summary>Returns whether a section is about somebody else's work.</summary>
    public static bool IsAboutOthers(string title) => TitlesOfOthers.Contains(Titles.Of(title));
}
