using HfRegistry.Cache;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Lock;

/// <summary>Resolves the requests of lock files anew, and writes the answers or tells how they differ.</summary>
internal sealed class LockHandler(Workspace workspace, ResolutionMode mode, TimeSpan? timeout, bool writes)
{
    /// <summary>Gets the folder of the shared cache, whose lists of files are used, or null.</summary>
    public string? CacheRoot { get; init; }

    /// <summary>Gets what forbids to ask the Hub for the files of models, or null. Their lists are asked for in every other mode: nothing else knows them.</summary>
    public string? FilesBan { get; init; }

    /// <summary>Works through the files; each is written by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<LoadedLock> files, CommandOutput answer, CancellationToken cancellationToken)
    {
        var options = workspace.ResolverOptions(mode, timeout ?? LockUpdater.HubBudget);
        using var hub = mode == ResolutionMode.Offline ? null : workspace.Connect(options.HubBudget);
        var downloads = files.Any(static file => file.Content.Entries.Any(static entry => entry.Request.IsDownloaded));
        using var filesHub = downloads && FilesBan is null ? workspace.Connect(timeout) : null;
        var locking = new LockUseCase(options, hub, workspace.Clock)
        {
            Files = CacheRoot is null ? null : new ModelFilesUseCase(new DownloadOptions { Root = CacheRoot, OfflineSwitch = FilesBan }, filesHub, workspace.Clock),
        };
        var rows = new List<LockFileRow>();
        var diagnostics = new List<Diagnostic>();
        foreach (var file in files)
        {
            var (row, told) = await UpdateAsync(file, locking, cancellationToken);
            rows.Add(row);
            diagnostics.AddRange(told);
        }

        answer.WriteDiagnostics(diagnostics);
        var document = new LockDocument(rows, [.. diagnostics.Select(DiagnosticRow.Of)])
        {
            Registry = workspace.RegistryName,
            Configuration = workspace.ConfigurationName,
        };
        answer.Write(document, static () => LockJson.Default.LockDocument, LockText.WriteDifferences);
        return ExitCode.Of(diagnostics);
    }

    private async Task<(LockFileRow Row, IEnumerable<Diagnostic> Diagnostics)> UpdateAsync(
        LoadedLock file, LockUseCase locking, CancellationToken cancellationToken)
    {
        var place = new SourceLocation(file.Path);
        var update = await locking.RunAsync(file.Content, file.Path, cancellationToken);
        var isWritten = writes && !update.Changes.IsEmpty;
        var notWritten = isWritten ? await update.Lock.SaveAsync(file.Path, file.Content, workspace.Clock, cancellationToken) : null;
        var row = LockText.Row(file with { Content = update.Lock }) with
        {
            Differences = [.. update.Changes.Select(LockText.Row)],
            Unresolved = update.Unresolved,
            Written = isWritten && notWritten is null,
        };
        IEnumerable<Diagnostic> differences = writes ? [] : update.Changes.Select(change => Difference(place, change));
        return (row, [.. update.Diagnostics, .. differences, .. notWritten is null ? [] : new[] { notWritten }]);
    }

    private static string PathWord(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{TextSanitizer.Sanitize(path, int.MaxValue)}\"" : TextSanitizer.Sanitize(path, int.MaxValue);

    private static Diagnostic Difference(SourceLocation place, LockChange change) => DiagnosticCatalog.LockChoiceChanged.Create(
        place, RequestText.Of(change.Request), LockText.Side(change.Old), LockText.Side(change.New), $"hfregistry lock update {PathWord(place.File)}");
}
