using System.Collections.Immutable;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;

namespace HfRegistry.Mof.Drafting;

/// <summary>Makes a draft of evidence. Pure: equal evidence gives an equal draft.</summary>
internal static class DraftBuilder
{
    /// <summary>Returns the draft of a model.</summary>
    public static MofDraft Build(ModelEvidence evidence) => Build(evidence, DraftRules.Find(evidence));

    /// <summary>Returns the draft with some components, such as those that a person accepted.</summary>
    /// <param name="evidence">What is known of the model.</param>
    /// <param name="components">The components.</param>
    public static MofDraft Build(ModelEvidence evidence, ImmutableArray<DraftedComponent> components)
    {
        var license = LicenseRule.Find(evidence);
        var fields = new Fields();
        ImmutableArray<string> candidates = [.. Candidates(evidence, components)];
        var document = new MofDocument
        {
            Name = new MofValue(evidence.Info.Id.Name),
            Version = fields.Take("version", ReleaseFacts.Version(evidence)),
            Date = fields.Take("date", ReleaseFacts.Date(evidence)),
            Type = fields.Take("type", ReleaseFacts.Type(evidence)),
            Architecture = fields.Take("architecture", ArchitectureKind.Of(evidence)),
            Treatment = fields.Take("treatment", ReleaseFacts.Treatment(evidence)),
            Origin = fields.Take("origin", ReleaseFacts.Origin(evidence)),
            Producer = fields.Take("producer", ReleaseFacts.Producer(evidence)),
            Repository = fields.Take("repository", evidence.Repository is { } repository ? (repository.Address, repository.Evidence) : null),
            HuggingFace = new MofValue(HubPage.OfModel(evidence.Info.Id)),
            Licenses = [.. Licenses(license)],
            Components = [.. components.Select(component => Listed(component, license))],
        };
        return new MofDraft(evidence.Info.Id, evidence.Revision, license, components)
        {
            Document = document,
            Comments = CommentsOf(fields.Comments.AboveField(LicenseKey(license), license.Evidence.ToString()).AboveField("components", candidates), components, license) with { Header = HeaderOf(evidence) },
            Checklist = [.. DraftChecklist.Of(evidence, license, components, document), .. candidates],
            Reachable = DraftClass.Reachable(document, components),
        };
    }

    // The comment stands above what is there: the license of the whole, or that of the code alone.
    private static string LicenseKey(ReleaseLicense license) => license.Name is not null ? "license.distribution" : "license";

    // What may be the model's own is for a person to choose: better nothing than a wrong one.
    private static IEnumerable<string> Candidates(ModelEvidence evidence, ImmutableArray<DraftedComponent> components)
    {
        if (!components.Any(static component => component.Component == MofComponent.ResearchPaper || component.Component == MofComponent.TechnicalReport) && PaperRule.Candidates(evidence) is { IsEmpty: false } papers)
            yield return $"is one of these the model's own paper? {string.Join(", ", papers)}";
        if (evidence.Repository is null && RepositoryFinder.Candidates(evidence) is { IsEmpty: false } repositories)
            yield return $"is one of these the model's own repository? {string.Join(", ", repositories)}";
    }

    private static IEnumerable<MofReleaseLicense> Licenses(ReleaseLicense license)
    {
        if (license.Name is { } name)
            yield return new MofReleaseLicense(MofReleaseLicense.Distribution, new MofValue(name), new MofValue(license.Path ?? ""));
        if (license.Code is { Name: { } code })
            yield return new MofReleaseLicense(MofReleaseLicense.KindOf(MofKind.Code), new MofValue(code), new MofValue(license.CodePath ?? ""));
    }

    private static ListedComponent Listed(DraftedComponent drafted, ReleaseLicense release)
    {
        var best = drafted.Best;
        return new ListedComponent(new MofValue(drafted.Component.Name))
        {
            ComponentPath = MofValue.OrNone(best.Path),
            License = (best.License, release.Of(drafted.Component.Kind)) switch
            {
                (null, not null) => null,
                (null, null) => new MofValue(ListedComponent.Unlicensed),
                var (own, _) => new MofValue(own.Name ?? ListedComponent.Unlicensed),
            },
        };
    }

    private static MofComments CommentsOf(MofComments comments, ImmutableArray<DraftedComponent> components, ReleaseLicense release)
    {
        foreach (var (index, component) in components.Index())
        {
            comments = comments.AboveComponent(index, [.. component.Findings.Select(static finding => finding.Evidence.ToString())]);
            var license = component.Best.License is { } own ? $"license: {own.Evidence}" : release.Of(component.Component.Kind) is null ? "license: none is known of the repository" : null;
            if (license is not null)
                comments = comments.AboveComponentField(index, "license", license);
        }

        return comments;
    }

    private static ImmutableArray<string> HeaderOf(ModelEvidence evidence) =>
    [
        DraftText.Marker,
        $"{DraftText.SourceLabel}{HubPage.OfModel(evidence.Info.Id)}",
        $"{DraftText.RevisionLabel}{evidence.Revision?.ToString() ?? DraftText.NoRevision}",
        .. evidence.HasSourceEvidence ? [$"{DraftText.SourcesLabel}{(evidence.Repository?.Source is { } source ? $"{source.Name} at {source.Commit}" : DraftText.NoSource)}"] : Array.Empty<string>(),
        "confidence: 95 % files, 80-90 % configuration and metadata, 60-75 % words of the card, 50 % hints",
    ];

    /// <summary>Fills fields in and keeps what they rest on.</summary>
    private sealed class Fields
    {
        public MofComments Comments { get; private set; } = MofComments.None;

        public MofValue? Take(string key, (string Value, DraftEvidence Evidence)? found)
        {
            if (found is not { } fact)
                return null;
            Comments = Comments.AboveField(key, fact.Evidence.ToString());
            return new MofValue(fact.Value);
        }
    }
}
