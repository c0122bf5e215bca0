using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Editing;
using HfRegistry.Cli.Output;
using HfRegistry.Cli.Projects;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Cli.Commands.Update;

/// <summary>Updates the pinned commits and the lock files of projects.</summary>
/// <param name="projects">The projects, at least one.</param>
/// <param name="root">The folder whose files may be edited.</param>
/// <param name="locks">Their lock files, and whether the Hub is asked.</param>
/// <param name="answer">The output.</param>
internal sealed class UpdateHandler(IReadOnlyList<ManagedProject> projects, string root, LockEdits locks, CommandOutput answer)
{
    private readonly ProjectEdits _edits = new(root);
    private readonly List<UpdateRow> _changes = [];
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Gets whether nothing is written.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Updates models.</summary>
    /// <param name="models">What their items include, or their aliases; empty for all models.</param>
    /// <param name="cancellationToken">Cancels; nothing is written then.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> models, CancellationToken cancellationToken)
    {
        var known = projects.SelectMany(static project => project.Models).ToList();
        if (models.FirstOrDefault(model => !known.Exists(item => ManagedProject.IsNamed(item, model))) is { } unknown)
            return answer.WriteErrors([DiagnosticCatalog.ModelNotDeclared.Create(NameOfAll(), unknown, Spelling.DidYouMean(unknown, known.Select(static item => item.Include)))]);
        foreach (var project in projects)
        {
            var items = project.Models.Where(item => models.Count == 0 || models.Any(model => ManagedProject.IsNamed(item, model))).ToList();
            var pins = await PinAsync(project, items, cancellationToken);
            await LockAsync(project, items, pins, cancellationToken);
        }

        var written = EditedFiles.Write([.. _edits.Changes, .. locks.Changes], IsDryRun, answer.IO);
        if (written.Value is not { } files)
            return answer.WriteErrors([.. _diagnostics, .. written.Diagnostics]);
        answer.WriteDiagnostics(_diagnostics);
        answer.Write(new UpdateDocument(IsDryRun, _changes, files, [.. _diagnostics.Select(DiagnosticRow.Of)]), static () => UpdateJson.Default.UpdateDocument, UpdateDocument.WriteText);
        return ExitCode.Of(_diagnostics);
    }

    private string NameOfAll() => projects is [var only] ? Path.GetFileName(only.Project.Path) : "the projects";

    /// <summary>Moves pinned commits in project files.</summary>
    /// <returns>The new requests by the hash of the old ones.</returns>
    private async Task<Dictionary<string, RawRequest>> PinAsync(ManagedProject project, IEnumerable<DeclaredItem> items, CancellationToken cancellationToken)
    {
        var pinned = items.Select(static item => (Item: item, Request: ManagedProject.RequestOf(item))).Where(static pin => pin.Request.Revision is not null).ToList();
        var outcomes = await project.ResolveAsync(pinned.Select(static pin => pin.Request with { Revision = null }), project.Options(locks.Mode, locks.Timeout), cancellationToken);
        var moved = new Dictionary<string, RawRequest>(StringComparer.Ordinal);
        foreach (var ((item, request), outcome) in pinned.Zip(outcomes))
        {
            _diagnostics.AddRange(outcome.Diagnostics.Select(diagnostic => diagnostic with { Location = diagnostic.Location ?? item.Location }));
            if (outcome.Value is not { Revision: { } newest } model || newest.ToString() == request.Revision || !IsNewer(project, item, request, model))
                continue;
            var commit = newest.ToString();
            var place = item.Metadata[RequestFields.Revision.Name].Location;
            // Two frameworks, or two projects, may have the one element.
            var isMoved = _changes.Exists(change => change.Place == place);
            if (!isMoved && _edits.Edit(place.File, file => file.Change(place, request.Revision!, commit)) is { } problem)
            {
                _diagnostics.Add(problem.Code == DiagnosticCatalog.ProjectFileChanged.Code ? DiagnosticCatalog.RevisionNotLiteral.Create(place, item.Include) : problem);
                continue;
            }

            moved.TryAdd(LockFile.HashOf(request), request with { Revision = commit });
            if (!isMoved)
                _changes.Add(new UpdateRow(TextSanitizer.Sanitize(place.File, int.MaxValue), TextSanitizer.Sanitize(item.Include), TextSanitizer.Sanitize(request.Revision), commit) { Place = place });
        }

        return moved;
    }

    // The Hub names the newest commit; a registry may be older than the pin.
    private bool IsNewer(ManagedProject project, DeclaredItem item, RawRequest request, ResolvedModel newest)
    {
        if (newest.Tier == Tier.Hub)
            return true;
        var pinnedOn = locks.DayOf(project, request) ?? project.DayOf(newest.Id, request.Revision!);
        if (pinnedOn is null || newest.AsOf is null)
            _diagnostics.Add(DiagnosticCatalog.PinnedCommitUndated.Create(item.Location, newest.Id, request.Revision!, newest.Revision!.Short));
        return newest.AsOf >= pinnedOn;
    }

    private async Task LockAsync(ManagedProject project, IEnumerable<DeclaredItem> items, Dictionary<string, RawRequest> moved, CancellationToken cancellationToken)
    {
        if (project.LockPath is not { } path)
            return;
        // What an optional item lacks cannot be locked.
        var requests = items.Where(static item => !ManagedProject.IsOptional(item)).Select(item => (Item: item, Request: ManagedProject.RequestOf(item)))
            .Select(asked => (moved.GetValueOrDefault(LockFile.HashOf(asked.Request), asked.Request), (SourceLocation?)asked.Item.Location)).ToList();
        var updated = await locks.UpdateAsync(project, requests, moved, cancellationToken);
        _diagnostics.AddRange((updated.Value?.Diagnostics ?? updated.Diagnostics).Except(_diagnostics));
        if (updated.Value is { } update)
            _changes.AddRange(update.Changes.Select(change => new UpdateRow(TextSanitizer.Sanitize(path, int.MaxValue), RequestText.Of(change.Request), Side(change.Old), Side(change.New))));
    }

    private static string? Side(LockEntry? entry) => entry is null ? null : entry.Revision is { } revision ? $"{entry.Id}@{revision}" : entry.Id.ToString();
}
