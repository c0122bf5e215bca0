using System.Collections.Immutable;

namespace HfRegistry.Cache;

/// <summary>A request for files of a repository.</summary>
internal sealed record FileRequest
{
    /// <summary>Gets the patterns to take (<see cref="FilePatterns"/>); empty for the set that a framework needs.</summary>
    public ImmutableArray<string> Include { get; init; } = [];

    /// <summary>Gets the patterns to leave out.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Gets the framework whose weights to take (one of <c>Frameworks.All</c>); null for the repository's own best.</summary>
    public string? Framework { get; init; }

    /// <summary>Gets the quantization to take, such as <c>Q4_K_M</c> of GGUF or <c>int8</c> of ONNX; null for the usual one.</summary>
    public string? Quantization { get; init; }
}

/// <summary>The files that a request chose.</summary>
/// <param name="Files">The files, in the order of their paths.</param>
/// <param name="LeftOut">How many weight files of the repository were left out: other formats, other quantizations.</param>
/// <param name="Basis">The reason for the choice, as the end of a sentence; null when the request named patterns.</param>
internal sealed record FileSelection(ImmutableArray<RemoteFile> Files, int LeftOut = 0, string? Basis = null);

/// <summary>
/// Chooses the files of a repository: those that patterns name, or the set that one framework needs to load the model. A repository
/// often holds the same weights in five formats and a dozen quantizations; never more than one of them is taken.
/// </summary>
internal static class FileSelector
{
    /// <summary>The formats in the order in which one is taken unasked: safe ones first.</summary>
    private static readonly ImmutableArray<string> Preferred = ["safetensors", "gguf", "onnx", "pytorch", "openvino", "tensorflow", "jax", "coreml"];

    /// <summary>Chooses files.</summary>
    /// <param name="files">All files of the commit.</param>
    /// <param name="request">What is asked for.</param>
    /// <returns>The files; else HFR7104 with what the repository holds.</returns>
    public static Outcome<FileSelection> Choose(IReadOnlyCollection<RemoteFile> files, FileRequest request)
    {
        if (!request.Include.IsEmpty)
        {
            var named = ByPatterns(files, request);
            return named.IsEmpty ? new(DiagnosticCatalog.NoFileChosen.Create(request.Include.Select(static pattern => $"'{pattern}'"))) : new(new FileSelection(named));
        }

        var weights = files.ToLookup(static file => WeightFile.FormatOf(file.Path));
        var format = request.Framework ?? Preferred.FirstOrDefault(weights.Contains);
        if (format is null)
            return new(new FileSelection(ByPatterns(files, request), Basis: "the repository holds no weights of a known format"));
        if (!weights.Contains(format))
        {
            var held = weights.Where(static group => group.Key is not null).Select(static group => group.Key!).Order(StringComparer.Ordinal);
            return new(DiagnosticCatalog.NoSuchWeights.Create(format, held.DefaultIfEmpty("none")));
        }

        var set = WeightSets.Choose(format, [.. weights[format]], request.Quantization);
        if (set.Value is not { } chosen)
            return new(set.Diagnostics[0]);
        var companions = weights[null].Where(static file => WeightFiles.IsCompanion(file.Path));
        var all = chosen.Files.Concat(companions).Concat(chosen.Companions(files)).DistinctBy(static file => file.Path);
        var patterns = new FilePatterns([], request.Exclude);
        return new(new FileSelection(
            [.. all.Where(file => patterns.Matches(file.Path)).OrderBy(static file => file.Path, StringComparer.Ordinal)],
            weights.Where(static group => group.Key is not null).Sum(static group => group.Count()) - chosen.Files.Length,
            chosen.Basis));
    }

    /// <summary>Takes the files that a lock file names.</summary>
    /// <param name="files">All files of the commit.</param>
    /// <param name="locked">What the lock file says of each.</param>
    /// <param name="id">The model, for the diagnostic.</param>
    /// <returns>The files; else HFR7110 with both hashes of the first that is another one.</returns>
    public static Outcome<FileSelection> Take(IReadOnlyCollection<RemoteFile> files, ImmutableArray<ModelFile> locked, ModelId id)
    {
        var byPath = files.DistinctBy(static file => file.Path).ToDictionary(static file => file.Path, StringComparer.Ordinal);
        foreach (var file in locked)
        {
            if (byPath.GetValueOrDefault(file.Path) is not { } found)
                return new(DiagnosticCatalog.HubFileDiffers.Create(id, file.Path, "no such file", file.Hash));
            if (found.ETag != file.Hash)
                return new(DiagnosticCatalog.HubFileDiffers.Create(id, file.Path, found.ETag, file.Hash));
            if (found.Size != file.Size)
                return new(DiagnosticCatalog.HubFileDiffers.Create(id, file.Path, $"{found.Size} bytes", $"{file.Size} bytes"));
        }

        return new(new FileSelection([.. locked.Select(file => byPath[file.Path])]));
    }

    private static ImmutableArray<RemoteFile> ByPatterns(IEnumerable<RemoteFile> files, FileRequest request)
    {
        var patterns = new FilePatterns(request.Include, request.Exclude);
        return [.. files.Where(file => patterns.Matches(file.Path)).OrderBy(static file => file.Path, StringComparer.Ordinal)];
    }
}
