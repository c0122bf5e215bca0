using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HfRegistry.Ingestion.Catalog;

namespace HfRegistry.Ingestion.Steps;

/// <summary>The product of the first step: with it a run goes on with the same commit, even after the branch moved.</summary>
internal sealed record ResolvedProduct(string Id, string Revision, string Version);

/// <summary>The product of the size check.</summary>
internal sealed record SizeProduct(int Files, long SizeBytes);

/// <summary>The product of the gate.</summary>
internal sealed record GateProduct(string Verdict, double? NetScore);

/// <summary>The product of the download.</summary>
internal sealed record FetchProduct(long FetchedBytes, long TotalBytes);

/// <summary>The product of the verification.</summary>
internal sealed record VerifyProduct(int Files, long SizeBytes);

/// <summary>The product of the packaging.</summary>
internal sealed record PackageProduct(string Digest, long SizeBytes);

/// <summary>The product of the store.</summary>
internal sealed record StoreProduct(string Object, int Objects);

/// <summary>The reason why a run ended without a package.</summary>
internal sealed record FailureProduct(string Step, string Code, string Message);

/// <summary>Reads and writes what steps record.</summary>
internal static class StepProducts
{
    /// <summary>Returns the record of a step.</summary>
    public static RunStep Of<T>(IngestStep step, T product, JsonTypeInfo<T> type) => new(NameOf(step), JsonSerializer.Serialize(product, type));

    /// <summary>Returns the name of a step: <c>resolve</c>.</summary>
    public static string NameOf(IngestStep step) => JsonNamingPolicy.SnakeCaseLower.ConvertName(step.ToString());

    /// <summary>Returns what a run recorded of a step, or null.</summary>
    public static string? Find(IngestionRun run, IngestStep step) => run.Steps.FirstOrDefault(recorded => recorded.Name == NameOf(step))?.Produced;

    /// <summary>Reads what the first step recorded; null when it has not, or what it recorded is of another version of this program.</summary>
    public static (ModelId Id, Revision Commit, PackageVersion Version)? FindResolved(IngestionRun run) =>
        Find(run, IngestStep.Resolve) is { } text && Parse(text) is { } product && ModelId.TryParse(product.Id, out var id)
        && Revision.TryParse(product.Revision, out var commit) && PackageVersion.TryParse(product.Version, out var version) ? (id, commit, version) : null;

    private static ResolvedProduct? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, StepJson.Default.ResolvedProduct);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Reads and writes the records without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ResolvedProduct))]
[JsonSerializable(typeof(SizeProduct))]
[JsonSerializable(typeof(GateProduct))]
[JsonSerializable(typeof(FetchProduct))]
[JsonSerializable(typeof(VerifyProduct))]
[JsonSerializable(typeof(PackageProduct))]
[JsonSerializable(typeof(StoreProduct))]
[JsonSerializable(typeof(FailureProduct))]
internal sealed partial class StepJson : JsonSerializerContext;
