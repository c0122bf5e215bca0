using HfRegistry.Cards;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>
/// The model's own paper or technical report. The Hub tags every paper that a card links to, so that a tag alone is a hint: the words beside the
/// link, or the entry that the card asks to cite, say whose it is.
/// </summary>
internal static class PaperRule
{
    private const string Tag = "arxiv:";
    private const int LongestEntry = 20_000;

    private static readonly PhraseSet PaperWords = new(["paper", "preprint", "arxiv", "publication", "article", "论文", "introduced in", "presented in", "described in"]);
    private static readonly PhraseSet ReportWords = new(["technical report", "tech report", "whitepaper", "white paper", "技术报告"]);
    private static readonly string[] CiteTitles = ["citation", "citation information", "cite", "how to cite", "cite us", "citing", "bibtex", "bibtex entry and citation info", "citations", "citation bibtex", "引用"];

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (Derivation.IsCopy(evidence))
            return [];
        ComponentFinding[] told = evidence.Card is { } card ? [.. Linked(evidence), .. Cited(card)] : [];
        return told.Length > 0 ? told : Tagged(evidence);
    }

    private static IEnumerable<ComponentFinding> Linked(ModelEvidence evidence)
    {
        foreach (var statement in evidence.Statements.Where(static statement => !statement.IsDenied))
        {
            if (statement.Links.FirstOrDefault(static link => link.IsPaper) is not { } link)
                continue;
            if (ReportWords.IsIn(statement.Words))
                yield return Of(MofComponent.TechnicalReport, DraftEvidence.OfWords(DraftEvidence.LinkedText, statement.Text), link.Address);
            else if (PaperWords.IsIn(statement.Words))
                yield return Of(MofComponent.ResearchPaper, DraftEvidence.OfWords(DraftEvidence.LinkedText, statement.Text), link.Address);
        }
    }

    private static IEnumerable<ComponentFinding> Cited(ModelCard card)
    {
        foreach (var section in card.Sections.Where(static section => CiteTitles.Contains(Titles.Of(section.Title))))
        {
            var entry = section.Blocks.FirstOrDefault(static block => block is { IsQuote: false, Text.Length: < LongestEntry } && BibliographyEntry.Is(block.Text));
            if (entry is not null && BibliographyEntry.TitleOf(entry.Text) is { } title)
                yield return Of(ReportWords.IsIn(title) ? MofComponent.TechnicalReport : MofComponent.ResearchPaper, DraftEvidence.OfWords(DraftEvidence.Text, title), BibliographyEntry.AddressOf(entry.Text));
        }
    }

    private static IEnumerable<ComponentFinding> Tagged(ModelEvidence evidence) => evidence.Info.Tags.Where(static tag => tag.StartsWith(Tag, StringComparison.Ordinal)).Take(1)
        .Select(static tag => Of(MofComponent.ResearchPaper, DraftEvidence.Of(DraftEvidence.Weak, $"tag {tag}: the card links to it, and does not say whose it is"), $"https://arxiv.org/abs/{Uri.EscapeDataString(tag[Tag.Length..])}"));

    private static ComponentFinding Of(MofComponent component, DraftEvidence evidence, string? address) => new(component, evidence, address)
    {
        License = new ComponentLicense(null, DraftEvidence.Of(DraftEvidence.Weak, "the paper's own license is not part of the evidence")),
    };
}
