using HfRegistry.Cache;
using HfRegistry.Hub;
using HfRegistry.Selection;

namespace HfRegistry.UseCases;

/// <summary>Lists, restores and verifies the files of a model that a project downloads.</summary>
/// <param name="options">The cache, and what may be done.</param>
/// <param name="hub">The Hub's client, or null when it is not asked.</param>
/// <param name="clock">Times the waits.</param>
/// <param name="progress">Hears how far a download is, from many threads.</param>
internal sealed class ModelFilesUseCase(DownloadOptions options, HubClient? hub, TimeProvider clock, IProgress<DownloadProgress>? progress = null)
{
    /// <summary>Lists the files that a request chooses: from the cache's own list of the commit where there is one, else by one request to the Hub for each 1,000 files.</summary>
    /// <param name="id">The model.</param>
    /// <param name="revision">The commit, or null for the newest.</param>
    /// <param name="request">The request, of which <see cref="RequestReader"/> found nothing wrong.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<ModelFiles>> ListAsync(ModelId id, Revision? revision, RawRequest request, CancellationToken cancellationToken)
    {
        var listed = await new SnapshotListing(options, hub).ReadAsync(id, revision?.ToString(), cancellationToken);
        if (listed.Value is not { } snapshot)
            return new(null, listed.Diagnostics);
        if (!snapshot.IsComplete)
            return new(DiagnosticCatalog.NotListed.Create(id, snapshot.Commit.Short, options.OfflineSwitch));
        var chosen = FileSelector.Choose(snapshot.Files, RequestOf(request));
        if (chosen.Value is not { } selection)
            return new(null, [.. listed.Diagnostics, .. chosen.Diagnostics]);
        var quantizations = selection.Files.Where(static file => WeightFile.FormatOf(file.Path) == "gguf").Select(static file => WeightSets.QuantizationOf(file.Path)).Distinct().ToList();
        return new(
            new ModelFiles(snapshot.Commit, [.. selection.Files.Select(static file => new ModelFile(file.Path, file.Size, file.ETag))], quantizations is [{ Length: > 0 } only] ? only : null),
            listed.Diagnostics);
    }

    /// <summary>Brings files into the cache; what the Hub has under their names must have their hashes.</summary>
    /// <param name="id">The model.</param>
    /// <param name="files">The files.</param>
    /// <param name="cancellationToken">Ends it at once; what came is kept for the next time.</param>
    public Task<Outcome<DownloadedSnapshot>> RestoreAsync(ModelId id, ModelFiles files, CancellationToken cancellationToken) =>
        new SnapshotDownloader(options, hub, clock, progress).DownloadAsync(
            new DownloadRequest { Id = id, Revision = files.Commit.ToString(), Locked = files.Files }, cancellationToken);

    /// <summary>Returns the hash of a stored file, of the kind that the Hub states for it.</summary>
    /// <param name="path">The absolute path of the content.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IOException">The content cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The content may not be read.</exception>
    public static Task<string> HashAsync(string path, ModelFile file, CancellationToken cancellationToken) =>
        ContentHash.OfAsync(path, RemoteFile.Of(file), cancellationToken);

    /// <summary>Returns the format of a framework's weights, or null when it has no such name. The graphs of transformers.js are ONNX.</summary>
    /// <param name="framework">The framework in any of its spellings, or null.</param>
    public static string? FormatOf(string? framework) => Frameworks.Find(framework?.Trim() ?? "") is { } name ? name == "transformers.js" ? "onnx" : name : null;

    /// <summary>Returns what a request says of files.</summary>
    /// <param name="request">The request.</param>
    public static FileRequest RequestOf(RawRequest request) => new()
    {
        Include = RequestReader.SplitFiles(request.Files ?? ""),
        Framework = FormatOf(request.Framework),
        Quantization = string.IsNullOrWhiteSpace(request.Quantization) ? null : request.Quantization.Trim(),
    };
}
