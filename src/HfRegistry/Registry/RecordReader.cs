using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using HfRegistry.Files;
using HfRegistry.Hub;

namespace HfRegistry.Registry;

/// <summary>Reads one model record: a value of an entry's <c>details</c>.</summary>
internal sealed class RecordReader(byte[] utf8, JsonFindings findings)
{
    private const int HubIdLength = 24;

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd"];

    private static readonly ImmutableSortedDictionary<string, SizeBasis> Bases =
        Enum.GetValues<SizeBasis>().ToImmutableSortedDictionary(static basis => basis.ToString().ToLowerInvariant(), static basis => basis, StringComparer.Ordinal);

    /// <summary>Every member that this version knows.</summary>
    internal static readonly FrozenSet<string> Members = FrozenSet.Create(StringComparer.Ordinal,
        "_id", "revision", "pipeline_tag", "library", "architectures", "formats", "params", "size_bytes", "size_basis", "license", "gated",
        "disabled", "custom_code", "quantized", "likes", "last_modified", "created_at", "base_model", "base_model_relation", "renamed_from",
        "documented", "as_of", "gone_since", "replaced_since");

    public ModelRecord Read(ModelId id, JsonValue value)
    {
        var record = new ModelRecord { Id = id };
        var extra = ModelRecord.NoExtra.ToBuilder();
        foreach (var (name, _, member) in findings.Members(value))
        {
            if (member.Kind == JsonValueKind.Null && Members.Contains(name))
                continue;
            if (ReadMember(record, name, member) is { } changed)
                record = changed;
            else
                extra[name] = Keep(member);
        }

        return extra.Count == 0 ? record : record with { Extra = extra.ToImmutable() };
    }

    /// <summary>A time; one without a zone is UTC, as the original shape wrote it.</summary>
    public DateTimeOffset? Time(JsonValue value)
    {
        if (value.Kind == JsonValueKind.String && DateTimeOffset.TryParseExact(value.Text, TimeFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        findings.Expected(value, "an ISO 8601 time such as 2026-01-31T12:00:00Z");
        return null;
    }

    /// <summary>A member that this version does not know, as it stands.</summary>
    public JsonElement Keep(JsonValue value) => JsonElement.Parse(utf8.AsSpan(value.Offset, value.End - value.Offset));

    // Null for a name that this version does not know.
    private ModelRecord? ReadMember(ModelRecord record, string name, JsonValue value) => name switch
    {
        "_id" => record with { HubId = findings.Parsed<string>(value, TryHubId, "24 hexadecimal digits") },
        "revision" => record with { Revision = findings.Parsed<Revision>(value, Revision.TryParse, "a commit id of 40 hexadecimal digits") },
        "pipeline_tag" => record with { PipelineTag = findings.Text(value) },
        "library" => record with { Library = findings.Text(value) },
        "architectures" => record with { Architectures = findings.Texts(value) },
        "formats" => record with { Formats = findings.Texts(value) },
        "params" => record with { ParameterCount = findings.Count(value) },
        "size_bytes" => record with { Size = findings.Count(value) is { } bytes ? new ByteSize(bytes) : null },
        "size_basis" => record with { SizeBasis = Basis(value) },
        "license" => record with { License = findings.Text(value) },
        "gated" => record with { Gating = Gating(value) },
        "disabled" => record with { IsDisabled = findings.Flag(value) },
        "custom_code" => record with { HasCustomCode = findings.Flag(value) },
        "quantized" => record with { Quantization = findings.Text(value) },
        "likes" => record with { Likes = findings.Count(value) },
        "last_modified" => record with { LastModified = Time(value) },
        "created_at" => record with { CreatedAt = Time(value) },
        "base_model" => record with { BaseModels = Ids(value) },
        "base_model_relation" => record with { BaseModelRelation = findings.Text(value) },
        "renamed_from" => record with { RenamedFrom = Ids(value) },
        "documented" => record with { IsDocumented = findings.Flag(value) },
        "as_of" => record with { AsOf = Day(value) },
        "gone_since" => record with { GoneSince = Day(value) },
        "replaced_since" => record with { ReplacedSince = Day(value) },
        _ => null,
    };

    // One id may stand without a list, as model cards write it.
    private ImmutableArray<ModelId> Ids(JsonValue value) => value.Kind == JsonValueKind.String
        ? findings.Parsed<ModelId>(value, ModelId.TryParse, "a model id") is { } id ? [id] : []
        : findings.ParsedList<ModelId>(value, ModelId.TryParse, "a model id");

    private SizeBasis Basis(JsonValue value)
    {
        if (value.Kind == JsonValueKind.String && Bases.TryGetValue(value.Text, out var basis))
            return basis;
        findings.Expected(value, $"one of {string.Join(", ", Bases.Keys)}");
        return SizeBasis.Unknown;
    }

    private Gating Gating(JsonValue value)
    {
        switch (value.Kind, value.Text)
        {
            case (JsonValueKind.False, _):
                return Hub.Gating.Open;
            case (JsonValueKind.True, _):
                return Hub.Gating.Gated;
            case (JsonValueKind.String, "auto"):
                return Hub.Gating.Auto;
            case (JsonValueKind.String, "manual"):
                return Hub.Gating.Manual;
            default:
                findings.Expected(value, "true, false, \"auto\" or \"manual\"");
                return Hub.Gating.Unknown;
        }
    }

    private DateOnly? Day(JsonValue value)
    {
        if (value.Kind == JsonValueKind.String && DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        findings.Expected(value, "a day such as 2026-01-31");
        return null;
    }

    private static bool TryHubId(string? text, [NotNullWhen(true)] out string? id)
    {
        id = text is { Length: HubIdLength } && text.All(char.IsAsciiHexDigit) ? text : null;
        return id is not null;
    }
}
