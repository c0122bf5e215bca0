using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Commands.Find;

/// <summary>A resolved model in a document of <c>find</c>.</summary>
internal record FoundModel
{
    public required string Requested { get; init; }

    public required string? ModelType { get; init; }

    public required string ModelId { get; init; }

    public required string? Revision { get; init; }

    public required string Tier { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public required IReadOnlyList<string> Alternatives { get; init; }

    public required long? SizeBytes { get; init; }

    public required string? SizeBasis { get; init; }

    public required long? Parameters { get; init; }

    public required string? License { get; init; }

    public required bool? Gated { get; init; }

    public required long? Downloads { get; init; }

    public required string? Task { get; init; }

    public required string? Library { get; init; }

    public required IReadOnlyList<string> Formats { get; init; }

    public required string? ClassName { get; init; }

    public required string? ConfigClass { get; init; }

    public required string? AsOf { get; init; }

    public static FoundModel Of(ResolvedModel model) => new()
    {
        Requested = TextSanitizer.Sanitize(model.Request.Include),
        ModelType = model.Type?.Name,
        ModelId = model.Id.ToString(),
        Revision = model.Revision?.ToString(),
        Tier = model.Tier.ToString().ToLowerInvariant(),
        Reasons = [.. model.Reasons.Select(static reason => TextSanitizer.Sanitize(reason, int.MaxValue))],
        Alternatives = [.. model.Alternatives.Select(static other => other.Id.ToString())],
        SizeBytes = model.Record?.Size?.Bytes,
        SizeBasis = model.Record is { SizeBasis: not HfRegistry.Registry.SizeBasis.Unknown and var basis } ? basis.ToString().ToLowerInvariant() : null,
        Parameters = model.Record?.ParameterCount,
        License = Foreign(model.Record?.Licensing.Text),
        Gated = model.Record?.Gating switch
        {
            null or Gating.Unknown => null,
            Gating.Open => false,
            _ => true,
        },
        Downloads = model.Record?.Downloads30d,
        Task = Foreign(model.Task),
        Library = Foreign(model.Record?.Library),
        Formats = [.. model.Record?.Formats ?? []],
        ClassName = model.ClassName,
        ConfigClass = model.ConfigClass,
        AsOf = model.AsOf?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string? Foreign(string? text) => text is null ? null : TextSanitizer.Sanitize(text);
}

/// <summary><c>find</c> with a type or a task: the choice.</summary>
internal sealed record FindDocument : FoundModel
{
    [SetsRequiredMembers]
    public FindDocument(FoundModel choice)
        : base(choice)
    {
    }

    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; } = Document.Version;

    /// <summary>Gets without a type: the choice, and the best of its alternatives.</summary>
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FoundModel>? Models { get; init; }
}

/// <summary><c>find</c> without a type or a task: every type's model.</summary>
/// <param name="Registry">The registry file, or "the embedded registry".</param>
/// <param name="Models">One model a type, in the order of the types.</param>
/// <param name="WithoutModel">The types of which no model meets the demands, or none is known.</param>
internal sealed record FindListDocument(string Registry, IReadOnlyList<FoundModel> Models, IReadOnlyList<string> WithoutModel) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FindDocument))]
[JsonSerializable(typeof(FindListDocument))]
internal sealed partial class FindJson : JsonSerializerContext;
