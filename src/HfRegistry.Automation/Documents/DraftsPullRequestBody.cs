using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HfRegistry.Automation.Markdown;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Mof;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Drafting;

namespace HfRegistry.Automation.Documents;

/// <summary>The text of the drafts' pull request: a table, and for each draft what speaks for it and what a person should look at.</summary>
internal static class DraftsPullRequestBody
{
    private const int StepsShown = 6;
    private const int MostEvidence = 300;

    /// <summary>Returns the title: how many documents, and of which models.</summary>
    public static string Title(DraftsFacts facts) => facts.Drafts.IsEmpty
        ? "Draft MOF documents"
        : $"Draft {Phrases.Count(facts.Drafts.Length, "MOF document", "MOF documents")}: {Phrases.Names(facts.Drafts.Select(static draft => draft.Id.Name))}";

    /// <summary>Returns what is proposed, and that a person has to look.</summary>
    public static string Headline(DraftsFacts facts) => facts.Drafts.Length switch
    {
        0 => "No MOF document is missing. No review needed.",
        1 => "1 MOF document was drafted from the Hub's data. It needs review.",
        var many => string.Create(CultureInfo.InvariantCulture, $"{many} MOF documents were drafted from the Hub's data. Each needs review."),
    };

    /// <summary>Returns the lines of the commit below its subject.</summary>
    public static string CommitBody(DraftsFacts facts) => string.Join('\n', facts.Drafts.Select(static draft => $"{draft.Path}: {draft.Id}"));

    /// <summary>Returns the sections, those that a person needs first with the most importance.</summary>
    public static ImmutableArray<BodySection> Sections(DraftsFacts facts) =>
    [
        new("the summary", Headline(facts), 100),
        .. BodyTable.Of("Drafts", ["model", "file", "class now", "reachable", "confidence", "license", "to review"], [.. facts.Drafts.Select(draft => RowOf(draft, facts.Hub))], 90),
        new("how to merge, correct or ignore", Choices(facts), 85),
        .. facts.Drafts.SelectMany((draft, place) => SectionsOf(draft, place, facts.Hub)),
        new("what was not checked", Unchecked(facts), 75),
        new("how the drafts were made", Method(facts), 60),
    ];

    private static ImmutableArray<string> RowOf(DraftedDocument draft, Uri hub) =>
    [
        HubLink.Of(draft.Id, hub),
        MarkdownEscaper.Code(draft.Path.ToString()),
        draft.Class is { } now ? MofClassNames.Of(now) : "not read",
        draft.Next is { } next ? $"{MofClassNames.Of(next.Class)}, {Steps(next.Steps.Length)} away" : draft.Class == MofClass.OpenScience ? "reached" : MarkdownTable.Nothing,
        draft.Draft is { } made ? string.Create(CultureInfo.InvariantCulture, $"{made.Confidence} %") : MarkdownTable.Nothing,
        MarkdownEscaper.Code(draft.Draft?.License.Name),
        draft.Draft is { } listed ? listed.Checklist.Length.ToString(CultureInfo.InvariantCulture) : MarkdownTable.Nothing,
    ];

    private static IEnumerable<BodySection> SectionsOf(DraftedDocument draft, int place, Uri hub)
    {
        if (draft.Draft is not { } made)
        {
            yield return new BodySection($"the draft of {draft.Id}", $"### {MarkdownEscaper.Code(draft.Id.ToString())}\n\nThe Hub did not answer. The file is unchanged since the previous run.", 80 - place);
            yield break;
        }

        var items = made.Checklist.Select(static item => $"- [ ] {MarkdownEscaper.Code(item, MostEvidence)}");
        yield return new BodySection(
            $"the checklist of {draft.Id}",
            $"### {MarkdownEscaper.Code(draft.Id.ToString())}\n\n{(made.Checklist.IsEmpty ? "No open questions. Read the document before you merge it." : string.Join('\n', items))}",
            80 - place);
        yield return new BodySection($"the evidence of {draft.Id}", MarkdownEscaper.Details($"Evidence for {MarkdownEscaper.Html(draft.Id.ToString())}", Evidence(draft, made, hub)), 40 - (place / 2));
    }

    private static string Evidence(DraftedDocument draft, MofDraft made, Uri hub)
    {
        var text = new StringBuilder();
        text.Append("At commit ").Append(HubLink.OfCommit(draft.Id, draft.Revision, hub)).Append(". License of the whole: ").Append(MarkdownEscaper.Code(made.License.Name)).Append(", ").Append(MarkdownEscaper.Code(made.License.Evidence.ToString(), MostEvidence)).Append(".\n");
        foreach (var component in made.Components)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- **{component.Component.Name}** ({component.Confidence} %): ")
                .Append(string.Join("; ", component.Findings.Select(static finding => MarkdownEscaper.Code(finding.Evidence.ToString(), MostEvidence))));
            if (component.Best.Path is { } path)
                text.Append(" at ").Append(MarkdownEscaper.Code(DraftText.WithoutCommit(path)));
            if (component.Best.License is { } own)
                text.Append(", license ").Append(MarkdownEscaper.Code(own.Name ?? "unknown"));
        }

        if (draft.Next is { } next)
        {
            text.Append("\n\nTo reach ").Append(MofClassNames.Of(next.Class)).Append(":\n");
            foreach (var step in next.Steps.Take(StepsShown))
                text.Append("\n- ").Append(MarkdownEscaper.Code(step.Component.Name)).Append(": ").Append(MarkdownEscaper.Code(step.Remedy, MostEvidence));
            if (next.Steps.Length > StepsShown)
                text.Append(CultureInfo.InvariantCulture, $"\n- and {next.Steps.Length - StepsShown} more");
        }

        return text.ToString();
    }

    private static string Choices(DraftsFacts facts)
    {
        var ids = facts.Drafts.Select(static draft => $"      \"{JsonEncodedText.Encode(draft.Id.ToString())}\"");
        return $"""
            ### Merge, correct or ignore

            - **Merge** after your review. First remove the first line of each file (`AUTO-GENERATED DRAFT …`). Merged documents are never overwritten.
            - **Correct** a draft by pushing to this branch. After that, the branch is no longer updated.
            - **Ignore** a model: add its line to {MarkdownEscaper.Code(facts.ConfigurationPath.ToString())}. The next run proposes the rest. Close this pull request to reject all drafts until one changes. The label `hfregistry/hold` stops all updates.

            {MarkdownEscaper.Details("The lines", $"```json\n{{\n  \"mof\": {{\n    \"ignore\": [\n{string.Join(",\n", ids)}\n    ]\n  }}\n}}\n```")}
            """.ReplaceLineEndings("\n");
    }

    private static string Unchecked(DraftsFacts facts)
    {
        var lines = new List<string>
        {
            "- No model was loaded or run, and no paper was read. All facts are from the Hub and the model cards.",
        };
        if (!facts.ReadsSources)
            lines.Add("- GitHub was not searched for source code that a model card does not link (`hfregistry mof draft` does that).");
        if (facts.HasMore)
            lines.Add("- More popular models have no document. They are drafted after you merge this pull request.");
        return $"### Not checked\n\n{string.Join('\n', lines)}";
    }

    private static string Method(DraftsFacts facts) => MarkdownEscaper.Details("How the drafts were made", string.Create(CultureInfo.InvariantCulture, $"""
        `hfregistry` {ProductVersion.Text} asked {MarkdownEscaper.Code(facts.Hub.AbsoluteUri)} for the models with at least {facts.MinDownloads:#,0} downloads in 30 days, and drafted those for which {MarkdownEscaper.Code(facts.Folder.ToString())}
        on the base branch has no document. The class is the one of the Model Openness Tool if a person confirms every component. Confidence: 95 % a file, 80–90 % configuration and
        metadata, 60–75 % words of the card, 50 % a hint. A draft stays in this pull request until it is merged. A new commit of the model alone does not change it.
        """).ReplaceLineEndings("\n"));

    private static string Steps(int count) => count == 1 ? "1 step" : string.Create(CultureInfo.InvariantCulture, $"{count} steps");
}
