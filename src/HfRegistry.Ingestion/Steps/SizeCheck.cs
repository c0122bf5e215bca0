using System.Collections.Immutable;
using HfRegistry.Ingestion.Packaging;

namespace HfRegistry.Ingestion.Steps;

/// <summary>Judges what a listing alone tells: names, number and size of the files, and the Hub's scan of them. Pure.</summary>
internal static class SizeCheck
{
    private const int Shown = 8;

    /// <summary>The words of the Hub's scan for a file that does harm. No word is no good word, and no bad one either.</summary>
    private static readonly ImmutableArray<string> BadScans = ["unsafe", "suspicious", "infected"];

    /// <summary>Returns why a repository is not packaged, or null.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="usedBytes">The bytes of the tenant's packages.</param>
    public static Diagnostic? Problem(ResolvedRepository repository, IngestLimits limits, long usedBytes)
    {
        var id = repository.Key.Id;
        var size = new ByteSize(repository.SizeBytes);
        if (!repository.Skipped.IsEmpty)
            return DiagnosticCatalog.ListingNotKept.Create(id, repository.Skipped.Length, repository.Skipped[0]);
        if (repository.Files.Length > limits.MaxFiles)
            return DiagnosticCatalog.TooManyFiles.Create(id, repository.Files.Length, limits.MaxFiles);
        if (PackageNames.Problems([.. repository.Files.Select(static file => file.File.Path)]) is { IsEmpty: false } names)
            return DiagnosticCatalog.NamesNotKept.Create(id, names.Length, Some(names));
        if (size > limits.MaxSize)
            return DiagnosticCatalog.TooManyBytes.Create(id, size, limits.MaxSize);
        if (limits.MaxTenantSize is { } quota && usedBytes + size.Bytes > quota.Bytes)
            return DiagnosticCatalog.QuotaExceeded.Create(id, size, new ByteSize(usedBytes), quota);
        var bad = repository.Files.Where(static file => file.Scan is { } scan && BadScans.Contains(scan, StringComparer.OrdinalIgnoreCase)).Select(static file => $"{file.File.Path} ({file.Scan})").ToImmutableArray();
        return bad.IsEmpty ? null : DiagnosticCatalog.ScanFailed.Create(id, bad.Length, Some(bad));
    }

    private static IEnumerable<string> Some(ImmutableArray<string> all) => all.Length <= Shown ? all : all.Take(Shown).Append($"and {all.Length - Shown} more");
}
