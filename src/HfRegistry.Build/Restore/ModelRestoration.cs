using HfRegistry.Cache;
using HfRegistry.UseCases;

namespace HfRegistry.Build.Restore;

/// <summary>Brings files that are missing into the cache, and refuses those that are not what they must be.</summary>
/// <param name="known">What the last build noted.</param>
/// <param name="ban">What forbids the download, or null.</param>
internal sealed class ModelRestoration(FileStates known, string? ban)
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Checks and completes files.</summary>
    /// <param name="files">The files of a project.</param>
    /// <param name="download">Downloads files of one model.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>What is wrong.</returns>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(
        IReadOnlyCollection<CachedFile> files, Func<ModelId, ModelFiles, CancellationToken, Task<Outcome<DownloadedSnapshot>>> download, CancellationToken cancellationToken)
    {
        foreach (var file in files.Where(IsSuspect).DistinctBy(static file => file.ContentPath))
            await VerifyAsync(file, cancellationToken);
        foreach (var model in files.Where(static file => !file.IsThere).GroupBy(static file => (file.Model, file.Commit)))
        {
            if (ban is not null)
            {
                _diagnostics.Add(DiagnosticCatalog.NotRestored.Create(model.Key.Model, model.First().File.Path, ban));
                continue;
            }

            var missing = model.DistinctBy(static file => file.File.Path).ToList();
            var restored = await download(model.Key.Model, new ModelFiles(model.Key.Commit, [.. missing.Select(static file => file.File)]), cancellationToken);
            _diagnostics.AddRange(restored.Diagnostics);
            foreach (var file in model)
                file.Refresh();
        }

        return _diagnostics;
    }

    // Where the lock file is binding, a content that no build of this project has seen is not trusted; elsewhere one that changed is not.
    private bool IsSuspect(CachedFile file) => file.IsThere && !file.IsUnchanged(known) && (file.IsLocked || known.ContainsFile(file));

    private async Task VerifyAsync(CachedFile file, CancellationToken cancellationToken)
    {
        try
        {
            var hash = await ModelFilesUseCase.HashAsync(file.ContentPath, file.File, cancellationToken);
            if (hash != file.File.Hash)
                _diagnostics.Add(DiagnosticCatalog.CachedFileDiffers.Create(file.ContentPath, hash, file.File.Hash));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            _diagnostics.Add(DiagnosticCatalog.CacheNotWritten.Create(file.ContentPath, unreadable.Message));
        }
    }
}
