using System.Collections.Immutable;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Hub;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Cli.Action.Documents;

/// <summary>The job <c>mof-gap</c>: which popular models have no document, and which documents are near a class or behind the Hub. Proposes a report where one is kept.</summary>
internal sealed class MofGapJob(ActionContext context) : IActionJob
{
    /// <summary>A request to the Hub each, when the listing does not answer for the document.</summary>
    private const int MostChecked = 300;

    private const string Title = "Update the report on MOF documents";

    /// <inheritdoc/>
    public string Name => JobNames.MofGap;

    /// <inheritdoc/>
    public async Task<JobProposal> RunAsync(BaseSnapshot files, CancellationToken cancellationToken)
    {
        var settings = context.Settings;
        var configuration = await files.ConfigurationOfAsync(TreePath.Parse($"{settings.MofFolder}/all"), cancellationToken);
        if (configuration.Value is not { } known)
            return JobProposal.Failed(Name, configuration.Diagnostics);
        var documents = await BaseDocuments.ReadAsync(files, settings.MofFolder, cancellationToken);
        using var hub = new HubClient(HubOptions.Of(context.Environment, known.MaxRequestsPerMinute), context.IO.Clock);
        var query = new GapQuery
        {
            MinDownloads = settings.MinDownloads ?? GapQuery.DefaultMinDownloads,
            CheckDocuments = documents.All.Length <= MostChecked,
            Ignore = known.MofIgnore,
        };
        var report = await new GapFinder(hub, KnownRenames.Find, context.IO.Clock).FindAsync(documents.Collection, query, skipped: null, progress: null, cancellationToken);
        var text = new GapText(report, settings.MofFolder, files);
        var sections = text.Sections();
        return new JobProposal(JobProposal.RowOf(Name, files) with
        {
            Asked = report.Listed,
            Changes = report.Missing.Length,
            Failed = report.Troubles.Length,
            NeedsHuman = 0,
            Headline = text.Headline,
        })
        {
            Change = settings.GapReport is not { } path ? null
                : settings.ChangeOf(Name, [new DesiredFile(path, text.File())], Title, text.Headline, sections),
            // A part of the Hub's answer would make documents look up to date that nobody asked about.
            IsWithheld = report.IsPartial,
            Text = sections,
            Diagnostics =
            [
                .. configuration.Diagnostics,
                .. documents.Remarks,
                .. documents.Collection.Problems.Concat(report.Troubles).Select(static told => told.Severity == Severity.Error ? told with { Severity = Severity.Warning } : told),
            ],
            IsPartial = report.IsPartial,
        };
    }
}
