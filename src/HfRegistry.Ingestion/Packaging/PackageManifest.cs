using System.Text.Json;
using System.Text.Json.Serialization;
using HfRegistry.Files;

namespace HfRegistry.Ingestion.Packaging;

/// <summary>
/// The manifest of a package, its first entry: the content, and the reasons for which it was let in. There is no clock and no machine in it, so that equal input gives equal bytes; the days in it are
/// those of the facts.
/// </summary>
internal sealed record PackageManifest
{
    /// <summary>The name of the entry.</summary>
    public const string Name = "hfregistry-package.json";

    /// <summary>The version of the form.</summary>
    public const int Version = 1;

    /// <summary>Gets the version of the form.</summary>
    public int SchemaVersion { get; init; } = Version;

    /// <summary>Gets <c>model</c> or <c>dataset</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the id of the repository.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the Hub's own <c>_id</c>; null where the Hub does not say it.</summary>
    public string? HubId { get; init; }

    /// <summary>Gets the version of the package.</summary>
    [JsonPropertyName("version")]
    public required string PackageVersion { get; init; }

    /// <summary>Gets the commit.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the license as the Hub states it; null when it states none.</summary>
    public string? License { get; init; }

    /// <summary>Gets the models that it was made from, as its card names them.</summary>
    public required IReadOnlyList<string> BaseModels { get; init; }

    /// <summary>Gets the address of the commit that the files come from.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the files, in the ordinal order of their paths.</summary>
    public required IReadOnlyList<PackagedFile> Files { get; init; }

    /// <summary>Gets the scores; null for a dataset.</summary>
    public PackagedScores? Scores { get; init; }

    /// <summary>Gets the verdict.</summary>
    public required PackagedVerdict Gate { get; init; }

    /// <summary>Gets the component of a CycloneDX document that describes the model; null for a dataset.</summary>
    public JsonElement? Bom { get; init; }

    /// <summary>Gets the program that made the package.</summary>
    public required string Tool { get; init; }

    /// <summary>Returns the bytes of the entry.</summary>
    public byte[] Render() => MachineJson.Render(this, PackageJson.Default.PackageManifest);

    /// <summary>Reads a manifest.</summary>
    /// <returns>The manifest, or null when the text is none.</returns>
    public static PackageManifest? Read(ReadOnlySpan<byte> utf8) => MachineJson.Read(utf8, PackageJson.Default.PackageManifest).Value;
}

/// <summary>A file of a package.</summary>
/// <param name="Path">The path.</param>
/// <param name="SizeBytes">The size.</param>
/// <param name="Sha256">The SHA-256 of the content.</param>
/// <param name="GitId">The git object id; of a file in large file storage, its pointer's.</param>
/// <param name="Crc32">The CRC-32 of the content, eight hexadecimal digits: with it the archive is put together without reading the file.</param>
internal sealed record PackagedFile(string Path, long SizeBytes, string Sha256, string GitId, string Crc32)
{
    /// <summary>Gets the Hub's word on the file's safety; null when there is none yet.</summary>
    public string? Scan { get; init; }

    /// <summary>Gets whether loading the file can run code: it is a pickle, by its name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool UnsafeFormat { get; init; }
}

/// <summary>The scores of a model.</summary>
/// <param name="AsOf">The day of the facts.</param>
/// <param name="NetScore">The net score; null when too little is known.</param>
/// <param name="Metrics">The value of each metric; null when it is unknown.</param>
/// <param name="Unknown">The reason of each unknown metric.</param>
internal sealed record PackagedScores(DateOnly AsOf, double? NetScore, IReadOnlyDictionary<string, double?> Metrics, IReadOnlyDictionary<string, string> Unknown);

/// <summary>The verdict of the gate.</summary>
/// <param name="Verdict"><c>passed</c>, or <c>waived</c> when an exception let it pass.</param>
/// <param name="Waived">What it would fail without demands of its own.</param>
/// <param name="Reason">The reason of the exception, and where it stands; null without one.</param>
internal sealed record PackagedVerdict(string Verdict, IReadOnlyList<string> Waived, string? Reason);

/// <summary>Reads and writes manifests without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PackageManifest))]
internal sealed partial class PackageJson : JsonSerializerContext;
