using System.Text.Json;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Catalog;

/// <summary>Converts between rows and what they stand for.</summary>
internal static class CatalogRows
{
    /// <summary>Returns an id as it is compared.</summary>
    public static string Fold(ModelId id) => id.ToString().ToLowerInvariant();

    /// <summary>Returns the name of a kind in tables.</summary>
    public static string NameOf(PackageKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Returns the name of a state in tables.</summary>
    public static string NameOf(RunState state) => state.ToString().ToLowerInvariant();

    /// <summary>Returns the row of a package.</summary>
    public static PackageRow Write(CatalogPackage package) => new()
    {
        PackageId = package.PackageId,
        Tenant = package.Key.Tenant.ToString(),
        Kind = NameOf(package.Key.Kind),
        ModelId = package.Key.Id.ToString(),
        FoldedId = Fold(package.Key.Id),
        Version = package.Key.Version.ToString(),
        Revision = package.Revision.ToString(),
        Object = package.Object.ToString(),
        Digest = package.Digest,
        Size = package.Size,
        Manifest = package.Manifest,
        Scores = JsonSerializer.Serialize(package.Scores),
        License = package.License,
        Verdict = package.Verdict,
        BaseModels = JsonSerializer.Serialize(package.BaseModels),
        Description = package.Description,
        CreatedBy = package.CreatedBy,
        CreatedAt = package.CreatedAt,
    };

    /// <summary>Reads a package.</summary>
    public static CatalogPackage Read(PackageRow row) =>
        new(row.PackageId, KeyOf(row), Revision.Parse(row.Revision), StoreKey.Parse(row.Object), row.Digest, row.Size, row.Manifest)
        {
            Scores = JsonSerializer.Deserialize<Dictionary<string, double?>>(row.Scores)!,
            License = row.License,
            Verdict = row.Verdict,
            BaseModels = JsonSerializer.Deserialize<List<string>>(row.BaseModels)!,
            Description = row.Description,
            CreatedBy = row.CreatedBy,
            CreatedAt = row.CreatedAt,
        };

    /// <summary>Returns the row of a run that begins.</summary>
    public static RunRow NewRun(RunRequest request, DateTimeOffset now) => new()
    {
        RunId = Guid.CreateVersion7(now),
        Tenant = request.Tenant.ToString(),
        Kind = NameOf(request.Kind),
        ModelId = request.Id.ToString(),
        Version = request.Version,
        RequestedBy = request.RequestedBy,
        Options = request.Options,
        State = NameOf(RunState.Open),
        OpenKey = $"{request.Tenant}/{NameOf(request.Kind)}/{Fold(request.Id)}@{request.Version}",
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>Reads a run.</summary>
    public static IngestionRun Read(RunRow row, IEnumerable<RunStepRow> steps) =>
        new(row.RunId, RequestOf(row), Enum.Parse<RunState>(row.State, ignoreCase: true), [.. steps.Select(static step => new RunStep(step.Name, step.Produced))])
        {
            Progress = row.Progress,
            Failure = row.Failure,
            PackageId = row.PackageId,
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
        };

    private static PackageKey KeyOf(PackageRow row) =>
        new(TenantName.Parse(row.Tenant), KindOf(row.Kind), ModelId.Parse(row.ModelId), PackageVersion.Parse(row.Version));

    private static RunRequest RequestOf(RunRow row) =>
        new(TenantName.Parse(row.Tenant), KindOf(row.Kind), ModelId.Parse(row.ModelId), row.Version) { RequestedBy = row.RequestedBy, Options = row.Options };

    private static PackageKind KindOf(string name) => Enum.Parse<PackageKind>(name, ignoreCase: true);
}
