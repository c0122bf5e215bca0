using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Packaging;
using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Cli.Commands.Packages;

/// <summary>A package of the catalog.</summary>
internal sealed record PackageRow(
    string Kind, string Id, string Version, string Revision, string PackageId, string Sha256, long SizeBytes, string? License, string Verdict, double? NetScore, DateTimeOffset CreatedAt)
{
    public static PackageRow Of(CatalogPackage package) => new(
        package.Key.Kind == PackageKind.Dataset ? "dataset" : "model", package.Key.Id.ToString(), package.Key.Version.ToString(), package.Revision.ToString(), package.PackageId.ToString("D"),
        package.Digest, package.Size, package.License, package.Verdict, package.Scores.GetValueOrDefault("net_score"), package.CreatedAt);
}

/// <summary><c>packages list</c>.</summary>
internal sealed record PackageListDocument(string Store, IReadOnlyList<PackageRow> Packages, long SizeBytes) : Document
{
    public static PackageListDocument Of(string store, IReadOnlyList<CatalogPackage> packages) =>
        new(TextSanitizer.Sanitize(store, int.MaxValue), [.. packages.Select(PackageRow.Of)], packages.Sum(static package => package.Size));
}

/// <summary><c>packages show</c>.</summary>
internal sealed record PackageDocument(PackageRow Package, PackageManifest Manifest) : Document;

/// <summary><c>packages export</c>.</summary>
internal sealed record ExportedDocument(PackageRow Package, string Path) : Document;

/// <summary><c>packages remove</c>. The objects are those that no other package uses.</summary>
internal sealed record RemovedDocument(PackageRow Package, int Objects) : Document;

/// <summary>An object of the store that nothing uses.</summary>
internal sealed record SweptRow(string Object, long SizeBytes);

/// <summary><c>packages gc</c>.</summary>
internal sealed record SweptDocument(string Store, bool DryRun, IReadOnlyList<SweptRow> Removed, long SizeBytes, int EndedRuns) : Document
{
    public static SweptDocument Of(string store, SweptStore swept, bool isDryRun) => new(
        TextSanitizer.Sanitize(store, int.MaxValue), isDryRun, [.. swept.Objects.Select(static one => new SweptRow(one.Key.ToString(), one.Length))], swept.Objects.Sum(static one => one.Length), swept.Runs);
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PackageListDocument))]
[JsonSerializable(typeof(PackageDocument))]
[JsonSerializable(typeof(ExportedDocument))]
[JsonSerializable(typeof(RemovedDocument))]
[JsonSerializable(typeof(SweptDocument))]
internal sealed partial class PackagesJson : JsonSerializerContext;
