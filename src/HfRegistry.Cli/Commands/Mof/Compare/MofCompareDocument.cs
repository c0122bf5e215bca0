using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Cli.Commands.Mof.Compare;

/// <summary>A field of the release that differs.</summary>
internal sealed record CompareFieldRow(string Field, string? Document, string Hub, string Evidence);

/// <summary>A component of a document against today's evidence.</summary>
internal sealed record CompareComponentRow(string Name, string Standing, bool Difference, string? DocumentLicense, string? HubLicense, IReadOnlyList<string> Evidence);

/// <summary><c>mof compare</c>: a document against today's evidence.</summary>
internal sealed record MofCompareDocument : Document
{
    public required string File { get; init; }

    /// <summary>Gets the model as the Hub spells it today.</summary>
    public required string Id { get; init; }

    /// <summary>Gets old ids of it that were asked for or that the document names.</summary>
    public required IReadOnlyList<string> RenamedFrom { get; init; }

    public required string? Revision { get; init; }

    public required bool Differs { get; init; }

    public required IReadOnlyList<CompareFieldRow> Fields { get; init; }

    public required IReadOnlyList<CompareComponentRow> Components { get; init; }

    /// <summary>Gets the reason why the card could not be read, or null.</summary>
    public required string? CardUnread { get; init; }

    public required long Requests { get; init; }

    public static MofCompareDocument Of(DocumentComparison comparison, string file, long requests) => new()
    {
        File = TextSanitizer.Sanitize(file, int.MaxValue),
        Id = comparison.Id.ToString(),
        RenamedFrom = [.. comparison.RenamedFrom.Select(static id => id.ToString())],
        Revision = comparison.Revision?.ToString(),
        Differs = comparison.HasDifferences,
        Fields = [.. comparison.Fields.Select(static field => new CompareFieldRow(field.Field, field.Document, field.Hub, field.Evidence))],
        Components = [.. comparison.Components.Select(static component => new CompareComponentRow(
            component.Component.Name, NameOf(component.Standing), component.IsDifference, component.DocumentLicense, component.HubLicense, component.Evidence))],
        CardUnread = comparison.Unread,
        Requests = requests,
    };

    private static string NameOf(ComponentStanding standing) => standing switch
    {
        ComponentStanding.LicenseDiffers => "license_differs",
        ComponentStanding.NotListed => "not_listed",
        ComponentStanding.NoEvidence => "no_evidence",
        _ => standing.ToString().ToLowerInvariant(),
    };
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MofCompareDocument))]
internal sealed partial class MofCompareJson : JsonSerializerContext;
