using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>
/// The model's own paper or technical report. The Hub tags every paper that a card links to: only words that say whose it is make it the model's own, or an entry
/// that the card asks to cite and that names the model. What remains in doubt is a candidate, for a person to choose from.
/// </summary>
internal static class PaperRule
{
    private const string Tag = "arxiv:";
    private const int LongestEntry = 20_000;
    private const int MostCandidates = 5;
    private const int WordsOfLabel = 5;

    private static readonly Phrases PaperWords = ["paper", "papers", "preprint", "arxiv", "publication", "article", "work", "论文", "論文", "논문"];
    private static readonly Phrases ReportWords = ["technical report", "tech report", "whitepaper", "white paper", "model report", "技术报告", "技術報告"];

    private static readonly Phrases Owns =
    [
        "our paper", "our papers", "our work", "our article", "our report", "our technical report", "our tech report", "our preprint", "our publication", "our arxiv", "our research paper", "our latest paper", "our acl", "our emnlp", "our naacl", "our neurips",
        "our iclr", "our icml", "our cvpr", "the our paper", "accompanying paper", "associated paper", "corresponding paper", "official paper", "companion paper", "original paper of this model", "models reported in the paper", "model reported in the paper",
        "nuestro artículo", "nuestro trabajo", "nuestro paper", "notre article", "notre papier", "unser paper", "unserem paper", "unserer arbeit", "unserem artikel", "nosso artigo", "nostro articolo", "nostro paper",
        "我们的论文", "我们的技术报告", "本模型的论文", "本文", "我們的論文", "私たちの論文", "我々の論文", "本論文", "우리 논문", "нашей статье", "наша статья",
    ];

    private static readonly Phrases Introduces =
    [
        "introduced in", "presented in", "proposed in", "described in", "released in", "published in", "released with", "reported in", "detailed in", "documented in", "introduced by", "from the paper", "of the paper", "official model of", "official checkpoint of",
        "official implementation of", "model of our", "提出", "介绍于",
    ];

    private static readonly Phrases PointsTo =
    [
        "the paper", "the technical report", "the tech report", "the report", "the research paper", "the article", "the preprint", "this paper", "this technical report", "this article", "for more details", "for details", "more information", "read the", "refer to", "see",
        "详见", "参考", "请参阅",
    ];

    private static readonly Phrases SpeaksOfModel = ["this model", "the model", "these models", "the models", "it was", "it is", "they were", "this is", "this repository", "this repo", "this checkpoint", "we present", "we introduce", "we propose", "we release", "本模型", "该模型", "模型"];

    // What a model uses, follows or was made from is somebody else's.
    private static readonly Phrases SpeaksOfMethod =
    [
        "fine tuned version of", "finetuned version of", "fine tuned from", "finetuned from", "based on", "built on", "builds on", "built upon", "initialized from", "initialised from", "using", "uses", "used", "use of", "with the method", "following", "follows", "inspired by",
        "similar to", "trained with", "trained on", "dataset", "datasets", "benchmark", "benchmarks", "corpus", "conversion of", "converted", "quantized", "quantization", "distilled from", "adapted from", "extension of", "variant of", "evaluated on", "architecture", "original", "via", "we also use", "an implementation of", "is that of", "are those of", "training set", "test set", "development set", "dev set", "validation set",
        "基于", "使用", "采用",
    ];

    private static readonly ImmutableArray<string> Ourselves = ["model", "it", "that", "here", "let", "what", "there", "this", "author"];

    // Whoever uses a toolkit cites it: its paper is about no model.
    private static readonly Phrases OfTools = ["toolkit", "toolkits", "toolbox", "library", "libraries", "easy to use framework"];

    private static readonly ImmutableArray<string> CiteTitles = ["citation", "citations", "cite", "citing", "bibtex", "bibtext", "cited", "reference", "引用", "引用方式", "인용", "cita", "citación", "zitat", "zitation", "citação", "citazione", "цитирование"];

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (Derivation.IsCopy(evidence) || evidence.Card is not { } card)
            return [];
        var words = ModelWords.Of(evidence.Info.Id);
        return [.. Linked(evidence, words), .. Cited(evidence, card, words)];
    }

    /// <summary>Returns papers that may be the model's own, where none is known to be: addresses, at most five.</summary>
    public static ImmutableArray<string> Candidates(ModelEvidence evidence)
    {
        if (Derivation.IsCopy(evidence))
            return [];
        var words = ModelWords.Of(evidence.Info.Id);
        return
        [
            .. evidence.Info.Tags.Where(static tag => tag.StartsWith(Tag, StringComparison.Ordinal)).Select(Place.ArxivIdOf)
                .Concat(evidence.Card?.Links.Where(static link => new Place(link.Address).IsPaper).Select(static link => Place.ArxivIdOf(link.Address)) ?? [])
                .Concat(evidence.Card is { } card ? EntriesOf(card).Select(BibliographyEntry.AddressOf).OfType<string>().Select(Place.ArxivIdOf) : [])
                .OfType<string>().Distinct(StringComparer.Ordinal).Where(id => !KnownPapers.IsOfOthers(id, words)).Take(MostCandidates).Select(static id => $"https://arxiv.org/abs/{id}"),
        ];
    }

    private static IEnumerable<ComponentFinding> Linked(ModelEvidence evidence, ModelWords words)
    {
        foreach (var statement in evidence.Statements.Where(static statement => !statement.IsDenied))
        {
            foreach (var link in statement.Links.Where(static link => link.IsPaper))
            {
                var isReport = ReportWords.IsIn(statement.Words);
                if (!KnownPapers.IsOfOthers(link.Address, words) && (isReport || PaperWords.IsIn(statement.Words) || Introduces.IsIn(statement.Words) || Owns.IsIn(statement.Words)) && ConfidenceOf(statement, evidence, words) is { } confidence)
                    yield return Of(isReport ? MofComponent.TechnicalReport : MofComponent.ResearchPaper, DraftEvidence.OfWords(confidence, statement.Text), link.Address);
            }
        }
    }

    private static int? ConfidenceOf(CardStatement statement, ModelEvidence evidence, ModelWords words)
    {
        var sentence = statement.Words;
        if (Owns.IsIn(sentence))
            return DraftEvidence.LinkedText;
        var isMethod = SpeaksOfMethod.IsIn(sentence);
        if (words.AreAllIn(statement.Text) && !isMethod)
            return DraftEvidence.LinkedText;
        if (isMethod || Derivation.IsOfAnotherOwner(evidence))
            return null;
        if (Introduces.IsIn(sentence) && SpeaksOfModel.IsIn(sentence))
            return DraftEvidence.LinkedText;

        // "Paper: …" and "Read the technical report" name no other work; "see Raven's paper" does.
        var isReport = ReportWords.IsIn(sentence);
        if (!isReport && !PaperWords.IsIn(sentence))
            return null;
        if (statement.BeginsLine && statement.WithoutAddresses() is { Words.Length: <= WordsOfLabel } label && (ReportWords.IsIn(label) || PaperWords.IsIn(label)))
            return DraftEvidence.LinkedText;
        return PointsTo.IsIn(sentence) && !sentence.Words.Any(word => IsOfAnother(word, words)) ? isReport ? DraftEvidence.LinkedText : DraftEvidence.Text : null;
    }

    private static bool IsOfAnother(string word, ModelWords words) =>
        word.EndsWith("'s", StringComparison.Ordinal) && word[..^2] is var owner && !Ourselves.Contains(owner) && !words.Has(owner) && !words.IsOwner(owner);

    private static IEnumerable<ComponentFinding> Cited(ModelEvidence evidence, ModelCard card, ModelWords words)
    {
        var entries = EntriesOf(card).Select(static entry => (Title: BibliographyEntry.TitleOf(entry), Address: BibliographyEntry.AddressOf(entry)))
            .Where(static entry => entry.Title is not null).DistinctBy(static entry => entry.Title, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var (title, address) in entries)
        {
            if (IsOwn(title!, address, entries.Count == 1, evidence, words))
                yield return Of(ReportWords.IsIn(title!) ? MofComponent.TechnicalReport : MofComponent.ResearchPaper, DraftEvidence.OfWords(DraftEvidence.Text, title!), address);
        }
    }

    // What the card asks to cite.
    private static IEnumerable<string> EntriesOf(ModelCard card) => card.Sections.Where(static section => Titles.PartsOf(section.Title).Any(static part => part.Split(' ').Any(CiteTitles.Contains) || CiteTitles.Any(title => !char.IsAscii(title[0]) && part.Contains(title, StringComparison.Ordinal))))
        .SelectMany(static section => section.Blocks).Where(static block => block is { IsQuote: false, Text.Length: < LongestEntry })
        .SelectMany(static block => BibliographyEntry.AllOf(block.Text));

    // A title names what it is about before its colon: BERT: Pre-training of …
    private static bool IsOwn(string title, string? address, bool isOnly, ModelEvidence evidence, ModelWords words)
    {
        if ((address is not null && KnownPapers.IsOfOthers(address, words)) || KnownPapers.IsTitleOfOthers(title, words))
            return false;
        if (words.AreAllIn(title))
            return true;
        if (OfTools.IsIn(WordList.Of(title)))
            return false;
        var isOthers = Derivation.IsOfAnotherOwner(evidence);
        return ModelWords.LeadOf(title) is { } lead
            ? !IsDataset(lead, evidence) && (words.IsOwner(lead) || (words.Has(lead) && !isOthers && !string.Equals(ModelWords.Squeezed(lead), ModelWords.Squeezed(evidence.Info.ModelType ?? ""), StringComparison.Ordinal)))
            : isOnly && !isOthers;
    }

    private static bool IsDataset(string lead, ModelEvidence evidence) => evidence.Facts.DeclaredDatasets.Any(name => ModelWords.Squeezed(name[(name.LastIndexOf('/') + 1)..]) == ModelWords.Squeezed(lead));

    private static ComponentFinding Of(MofComponent component, DraftEvidence evidence, string? address) => new(component, evidence, address) { License = PaperLicense.Of(address) };
}
