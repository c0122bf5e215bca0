using System.Collections.Immutable;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.Configuration;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;
using HfRegistry.GitHub.Sources;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Gaps;
using HfRegistry.Mof.UseCases;
using HfRegistry.Registry;
using HfRegistry.Snapshots;

namespace HfRegistry.Automation.Documents;

/// <summary>
/// The job <c>mof-drafts</c>: drafts documents of the popular models that have none. What is proposed once stays proposed until it is merged,
/// so that a week's counts never move a pull request that somebody is reading.
/// </summary>
internal sealed class MofDraftsJob(ActionContext context) : IActionJob
{
    private ActionSettings Settings => context.Settings;

    public string Name => JobNames.MofDrafts;

    public bool Proposes => true;

    public async Task<JobProposal> RunAsync(BaseBranchSnapshot files, CancellationToken cancellationToken)
    {
        var configuration = await files.ConfigurationOfFolderAsync(Settings.MofFolder, cancellationToken);
        if (configuration.Value is not { } known)
            return JobProposal.Failed(Name, configuration.Diagnostics);
        var documents = await BaseBranchDocuments.ReadAsync(files, Settings.MofFolder, cancellationToken);
        if (documents.Folder is not { } place)
            return JobProposal.Failed(Name, [documents.Refusal!]);
        var proposed = await ProposedDrafts.FindAsync(context, files, place, cancellationToken);
        using var hub = context.Connect(context.WorkspaceOf(known));
        var query = new GapQuery { MinDownloads = Settings.MinDownloads ?? DraftBatch.DefaultMinDownloads, Ignore = known.MofIgnore };
        var report = await new GapUseCase(hub, EmbeddedRegistry.Registry, context.Clock).RunAsync(documents.Collection, query, skipped: null, progress: null, cancellationToken);

        var covered = documents.Collection.Documents.Select(static document => document.Id).OfType<ModelId>().ToHashSet();
        ImmutableArray<ProposedDraft> open = [.. proposed.Where(draft => !covered.Contains(draft.Id) && !report.Query.Ignore.Covers(draft.Id)).Take(Settings.MaxDrafts)];
        var candidates = open.Select(static draft => draft.Id).Concat(report.Missing.Select(static model => model.ToDocument)).Distinct().ToList();
        // Settled before the first is drafted, and for all of them: a name must not depend on who else is drafted in the same round.
        var names = DraftFileNames.Of(candidates, open.ToDictionary(static draft => draft.Id, static draft => Path.GetFileName(draft.Path.ToString())));
        var store = new BranchDraftStore(place, documents);
        // Without a probe of GitHub: who asks it without a token is refused or not by the hour, and with its answers a draft would differ from run to run.
        var sources = Settings.ReadsSources ? SourceReaders.Connect(Settings.Endpoints, Settings.Token, SourceCache.Of(context.Environment, context.Clock), context.Runner.Logger, context.Clock) : null;
        using var reader = sources?.Value;
        var drafting = new DraftUseCase(hub, new DraftOptions(store) { FileNames = names, Sources = reader }, context.Clock);
        var outcomes = await drafting.RunUntilAsync(candidates, Settings.MaxDrafts, cancellationToken);
        var drafts = outcomes.Select(outcome => Drafted(outcome, open, store)).OfType<DraftedDocument>().OrderBy(static draft => draft.Path).ToImmutableArray();
        var facts = new DraftsFacts
        {
            Drafts = drafts,
            ConfigurationPath = files.NearestToFolder(Settings.MofFolder, HfConfiguration.FileName) ?? TreePath.Parse(HfConfiguration.FileName),
            Folder = place,
            Hub = context.Environment.Endpoint,
            MinDownloads = query.MinDownloads,
            ReadsSources = reader is not null,
            HasMore = candidates.Count > drafts.Length,
        };
        return ProposalOf(facts, files, report, outcomes, [.. configuration.Diagnostics, .. sources?.Diagnostics ?? [], .. ModelSource.Problems(drafting.UnknownSources), .. documents.Collection.Problems.CapAtWarning(), .. documents.Remarks], documents.IsComplete, takesBack: !open.IsEmpty && !drafting.UnknownSources.IsEmpty);
    }

    /// <summary>Returns the file that a model gets: the earlier run's as long as nothing but the commit differs, or the Hub does not answer.</summary>
    private static DraftedDocument? Drafted(DraftOutcome outcome, ImmutableArray<ProposedDraft> open, BranchDraftStore store)
    {
        var before = open.FirstOrDefault(draft => draft.Id == outcome.Asked);
        if (outcome is not { Status: DraftStatus.Drafted, Draft: { } draft })
            return outcome.IsTransient && before is not null ? new DraftedDocument(before.Id, before.Path, before.Text) : null;
        var (path, text) = (TreePath.Parse(outcome.Path), store.TextAt(outcome.Path));
        var isKept = before is not null && before.Path == path && DraftText.SayTheSame(before.Text, text);
        return new DraftedDocument(draft.Id, path, isKept ? before!.Text : text) { Draft = draft };
    }

    private JobProposal ProposalOf(DraftsFacts facts, BaseBranchSnapshot files, GapReport report, ImmutableArray<DraftOutcome> outcomes, ImmutableArray<Diagnostic> told, bool isComplete, bool takesBack)
    {
        var sections = DraftsPullRequestBody.Sections(facts);
        var isPartial = !isComplete || report.IsPartial || outcomes.Any(static outcome => outcome.IsTransient);
        return JobProposal.For(Name, files) with
        {
            Asked = outcomes.Length,
            Changes = facts.Drafts.Length,
            Unanswered = outcomes.Count(static outcome => outcome.IsTransient),
            NeedsReview = facts.Drafts.Length,
            Headline = DraftsPullRequestBody.Headline(facts),
            Change = Settings.ChangeOf(Name, [.. facts.Drafts.Select(static draft => new DesiredFile(draft.Path, draft.Text))], DraftsPullRequestBody.Title(facts), DraftsPullRequestBody.CommitBody(facts), sections),
            // Of a Hub that is silent, or a collection that was not read, nobody knows what is missing: what an earlier run proposed stands.
            // And what GitHub told an earlier run and refuses this one is not taken back.
            IsWithheld = !isComplete || (isPartial && facts.Drafts.IsEmpty) || takesBack,
            Text = sections,
            Diagnostics = [.. told.Concat(report.Troubles).Concat(outcomes.Select(ProblemOf).OfType<Diagnostic>()).CapAtWarning()],
            IsPartial = isPartial,
        };
    }

    private static Diagnostic? ProblemOf(DraftOutcome outcome) => outcome switch
    {
        { Status: DraftStatus.Kept } => DiagnosticCatalog.DraftInTheWay.Create(outcome.Path, outcome.Asked),
        _ => outcome.Diagnostic,
    };
}
