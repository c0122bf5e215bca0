using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using HfRegistry.Files;

namespace HfRegistry.Registry;

/// <summary>Reads one model record: a value of an entry's <c>details</c>.</summary>
internal sealed class RecordReader(byte[] utf8, JsonFindings findings)
{
    private const int HubIdLength = 24;

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd"];

    private static readonly string[] Bases = [.. Enum.GetNames<SizeBasis>().Select(static name => name.ToLowerInvariant())];

    /// <summary>Every member that this version knows.</summary>
    internal static readonly FrozenSet<string> Members = FrozenSet.Create(StringComparer.Ordinal,
        "_id", "revision", "pipeline_tag", "library", "architectures", "formats", "params", "size_bytes", "size_basis", "license", "license_name", "licenses", "gated",
        "disabled", "custom_code", "quantized", "likes", "last_modified", "created_at", "base_model", "base_model_relation", "renamed_from",
        "renamed_since", "new_version", "benchmarks", "documented", "as_of", "gone_since", "replaced_since", "scores");

    public ModelRecord Read(ModelId id, JsonValue value)
    {
        var members = findings.Members(value);
        return new ModelRecord
        {
            Id = id,
            HubId = Find(members, "_id") is { } hubId ? findings.Parsed<string>(hubId, TryHubId, "24 hexadecimal digits") : null,
            Revision = Find(members, "revision") is { } revision ? findings.Parsed<Revision>(revision, Revision.TryParse, "a commit id of 40 hexadecimal digits") : null,
            PipelineTag = Text(members, "pipeline_tag"),
            Library = Text(members, "library"),
            Architectures = Texts(members, "architectures"),
            Formats = Texts(members, "formats"),
            ParameterCount = Count(members, "params"),
            Size = Count(members, "size_bytes") is { } bytes ? new ByteSize(bytes) : null,
            SizeBasis = Find(members, "size_basis") is { } basis ? Basis(basis) : SizeBasis.Unknown,
            License = Text(members, "license"),
            Licenses = Texts(members, "licenses"),
            LicenseName = Text(members, "license_name"),
            Gating = Find(members, "gated") is { } gating ? ReadGating(gating) : Gating.Unknown,
            IsDisabled = Flag(members, "disabled"),
            HasCustomCode = Flag(members, "custom_code"),
            Quantization = Text(members, "quantized"),
            Likes = Count(members, "likes"),
            LastModified = Find(members, "last_modified") is { } modified ? Time(modified) : null,
            CreatedAt = Find(members, "created_at") is { } created ? Time(created) : null,
            BaseModels = Ids(members, "base_model"),
            BaseModelRelation = Text(members, "base_model_relation"),
            RenamedFrom = Ids(members, "renamed_from"),
            RenamedSince = Days(members, "renamed_since"),
            NewVersion = Find(members, "new_version") is { } newer ? findings.Parsed<ModelId>(newer, ModelId.TryParse, "a model id") : null,
            Benchmarks = Find(members, "benchmarks") is { } results ? BenchmarkJson.Read(results, findings) : [],
            IsDocumented = Flag(members, "documented"),
            AsOf = Day(members, "as_of"),
            GoneSince = Day(members, "gone_since"),
            ReplacedSince = Day(members, "replaced_since"),
            Scores = Find(members, "scores") is { } scores ? RecordedScoresJson.Read(scores, findings, Keep) : null,
            Extra = Unknown(members),
        };
    }

    /// <summary>Returns a time; one without a zone is UTC, as the original shape wrote it.</summary>
    public DateTimeOffset? Time(JsonValue value)
    {
        if (value.Kind == JsonValueKind.String && DateTimeOffset.TryParseExact(value.Text, TimeFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        findings.Expected(value, "an ISO 8601 time such as 2026-01-31T12:00:00Z");
        return null;
    }

    /// <summary>Returns a member that this version does not know, as it stands.</summary>
    public JsonElement Keep(JsonValue value) => JsonElement.Parse(utf8.AsSpan(value.Offset, value.End - value.Offset));

    // A known member that is null counts as absent.
    private static JsonValue? Find(List<JsonMember> members, string name)
    {
        foreach (var member in members)
        {
            if (member.Name == name)
                return member.Value.Kind == JsonValueKind.Null ? null : member.Value;
        }

        return null;
    }

    private ImmutableSortedDictionary<string, JsonElement> Unknown(List<JsonMember> members)
    {
        var unknown = ModelRecord.NoExtra;
        foreach (var (name, _, value) in members)
        {
            if (!Members.Contains(name))
                unknown = unknown.Add(name, Keep(value));
        }

        return unknown;
    }

    private string? Text(List<JsonMember> members, string name) => Find(members, name) is { } value ? findings.Line(value) : null;

    private ImmutableArray<string> Texts(List<JsonMember> members, string name) => Find(members, name) is { } value ? findings.Lines(value) : [];

    private long? Count(List<JsonMember> members, string name) => Find(members, name) is { } value ? findings.Count(value) : null;

    private bool Flag(List<JsonMember> members, string name) => Find(members, name) is { } value && findings.Flag(value);

    // One id may stand without a list, as model cards write it.
    private ImmutableArray<ModelId> Ids(List<JsonMember> members, string name) => Find(members, name) switch
    {
        null => [],
        { Kind: JsonValueKind.String } text => findings.Parsed<ModelId>(text, ModelId.TryParse, "a model id") is { } id ? [id] : [],
        var list => findings.ParsedList<ModelId>(list, ModelId.TryParse, "a model id"),
    };

    private ImmutableSortedDictionary<ModelId, DateOnly> Days(List<JsonMember> members, string name)
    {
        var days = ImmutableSortedDictionary<ModelId, DateOnly>.Empty;
        if (Find(members, name) is not { } value)
            return days;
        foreach (var (text, offset, day) in findings.Members(value))
        {
            if (!ModelId.TryParse(text, out var id))
                findings.Add(JsonFaultKind.Shape, offset, $"\"{TextSanitizer.Sanitize(text)}\" is not a model id");
            else if (findings.Day(day) is { } read)
                days = days.SetItem(id, read);
        }

        return days;
    }

    private SizeBasis Basis(JsonValue value)
    {
        if (value.Kind == JsonValueKind.String && Array.IndexOf(Bases, value.Text) is >= 0 and var basis)
            return (SizeBasis)basis;
        findings.Expected(value, $"one of {string.Join(", ", Bases.Order(StringComparer.Ordinal))}");
        return SizeBasis.Unknown;
    }

    private Gating ReadGating(JsonValue value)
    {
        switch (value.Kind, value.Text)
        {
            case (JsonValueKind.False, _):
                return Gating.Open;
            case (JsonValueKind.True, _):
                return Gating.Gated;
            case (JsonValueKind.String, "auto"):
                return Gating.Auto;
            case (JsonValueKind.String, "manual"):
                return Gating.Manual;
            default:
                findings.Expected(value, "true, false, \"auto\" or \"manual\"");
                return Gating.Unknown;
        }
    }

    private DateOnly? Day(List<JsonMember> members, string name) => Find(members, name) is { } value ? findings.Day(value) : null;

    private static bool TryHubId(string? text, [NotNullWhen(true)] out string? id)
    {
        id = text is { Length: HubIdLength } && text.All(char.IsAsciiHexDigit) ? text : null;
        return id is not null;
    }
}
