using System.Collections.Immutable;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Mof.Gaps;
using HfRegistry.Mof.UseCases;
using HfRegistry.Registry;

namespace HfRegistry.Automation.Documents;

/// <summary>The job <c>mof-gap</c>: which popular models have no document, and which documents are near a class or behind the Hub. Proposes a report where one is kept.</summary>
internal sealed class MofGapJob(ActionContext context) : IActionJob
{
    /// <summary>A request to the Hub each, when the listing does not answer for the document.</summary>
    private const int MostChecked = 300;

    public string Name => JobNames.MofGap;

    public bool Proposes => context.Settings.GapReport is not null;

    public async Task<JobProposal> RunAsync(BaseBranchSnapshot files, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var configuration = await files.ConfigurationOfFolderAsync(settings.MofFolder, cancellationToken);
        if (configuration.Value is not { } known)
            return JobProposal.Failed(Name, configuration.Diagnostics);
        var documents = await BaseBranchDocuments.ReadAsync(files, settings.MofFolder, cancellationToken);
        if (documents.Refusal is { } refusal)
            return JobProposal.Failed(Name, [refusal]);
        using var hub = context.Connect(context.WorkspaceOf(known));
        var query = new GapQuery
        {
            MinDownloads = settings.MinDownloads ?? GapQuery.DefaultMinDownloads,
            CheckDocuments = documents.All.Length <= MostChecked,
            Ignore = known.MofIgnore,
        };
        var report = await new GapUseCase(hub, EmbeddedRegistry.Registry, context.Clock).RunAsync(documents.Collection, query, skipped: null, progress: null, cancellationToken);
        var text = new GapPullRequestBody(report, settings.MofFolder, files, context.Environment.Endpoint);
        var isPartial = report.IsPartial || !documents.IsComplete;
        return JobProposal.For(Name, files) with
        {
            Asked = report.Listed,
            Changes = report.Missing.Length,
            Unanswered = report.Troubles.Length,
            NeedsReview = text.NeedsReview,
            Headline = text.Headline,
            Change = settings.GapReport is { } path ? await ChangeOfAsync(path, text, report, documents, files, cancellationToken) : null,
            // A part of the Hub's answer, or of the collection, would make models look done or missing that nobody knows about.
            IsWithheld = isPartial,
            Text = text.Summary(),
            Diagnostics = [.. configuration.Diagnostics, .. documents.Remarks, .. documents.Collection.Problems.Concat(report.Troubles).CapAtWarning()],
            IsPartial = isPartial,
        };
    }

    private async Task<DesiredChange> ChangeOfAsync(TreePath path, GapPullRequestBody text, GapReport report, BaseBranchDocuments documents, BaseBranchSnapshot files, CancellationToken cancellationToken)
    {
        var onBase = Listed(await files.FindAsync(path, cancellationToken));
        var earlier = await context.FindPreviousAsync(Name, files, cancellationToken);
        var proposed = Listed(earlier is null ? null : await earlier.FindAsync((await files.FollowAsync(path, cancellationToken)).OrThrow().Path, cancellationToken));
        var has = report.Present.Select(static model => model.Id).Concat(documents.Collection.Documents.Select(static document => document.Id).OfType<ModelId>()).ToHashSet();
        var known = new GapReportFile(onBase.Rows.SetItems(proposed.Rows)).After(report, id => has.Contains(id) || report.Query.Ignore.Covers(id));
        return context.Settings.ChangeOf(Name, [new DesiredFile(path, text.File(known))], GapPullRequestBody.Title(onBase, known), text.ProposalHeadline(onBase, known), text.Proposal(onBase, known));
    }

    private static GapReportFile Listed(RepositoryFile? file) => file is null ? GapReportFile.Empty : GapReportFile.Read(file.Content.AsSpan());
}
