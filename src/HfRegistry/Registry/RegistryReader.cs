using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Files;

namespace HfRegistry.Registry;

/// <summary>Turns the JSON tree of a registry file into entries.</summary>
internal sealed class RegistryReader(byte[] utf8, JsonFindings findings)
{
    /// <summary>Every member of an entry that this version knows.</summary>
    internal static readonly ImmutableArray<string> Members =
        ["component_of", "default_model", "default_reason", "default_state", "details", "downloads", "models", "updated_at"];

    private readonly RecordReader _records = new(utf8, findings);

    public IReadOnlyList<RegistryEntry> Read(JsonValue root)
    {
        var entries = new List<RegistryEntry>();
        var spellings = new Dictionary<ModelType, string>();
        foreach (var (name, offset, value) in findings.Members(root))
        {
            if (!ModelType.TryParse(name, out var type))
                findings.Add(JsonFaultKind.Shape, offset, $"\"{TextSanitizer.Sanitize(name)}\" is not a model type");
            else if (!spellings.TryAdd(type, name))
                findings.Add(JsonFaultKind.Duplicate, offset, $"\"{name}\" and \"{spellings[type]}\" are two spellings of one model type");
            else
                entries.Add(ReadEntry(type, value));
        }

        return entries;
    }

    private RegistryEntry ReadEntry(ModelType type, JsonValue value)
    {
        var entry = new RegistryEntry { Type = type };
        var listed = ImmutableArray<ModelId>.Empty;
        Dictionary<ModelId, long> downloads = [];
        Dictionary<ModelId, ModelRecord>? details = null;
        var extra = ModelRecord.NoExtra.ToBuilder();
        foreach (var (name, _, member) in findings.Members(value))
        {
            switch (name)
            {
                case "models":
                    listed = ReadList(member);
                    break;
                case "downloads":
                    downloads = ReadMap(member, (_, count) => findings.Count(count) ?? 0);
                    break;
                case "details":
                    details = ReadMap(member, _records.Read);
                    break;
                case "default_model" or "default_reason" or "default_state" or "component_of" or "updated_at" when member.Kind == JsonValueKind.Null:
                    break;
                case "default_model":
                    entry = entry with { DefaultModel = findings.Parsed<ModelId>(member, ModelId.TryParse, "a model id") };
                    break;
                case "default_reason":
                    entry = entry with { DefaultReason = findings.Line(member) };
                    break;
                case "default_state":
                    entry = entry with { DefaultState = ReadState(member) };
                    break;
                case "component_of":
                    entry = entry with { ComponentOf = findings.Parsed<ModelType>(member, ModelType.TryParse, "a model type") };
                    break;
                case "updated_at":
                    entry = entry with { UpdatedAt = _records.Time(member) };
                    break;
                default:
                    extra[name] = _records.Keep(member);
                    break;
            }
        }

        return entry with { Models = Join(listed, downloads, details, entry.UpdatedAt), Extra = extra.ToImmutable() };
    }

    private DefaultState ReadState(JsonValue value)
    {
        switch (value.Kind == JsonValueKind.String ? value.Text : null)
        {
            case "pinned":
                return DefaultState.Pinned;
            case "frozen":
                return DefaultState.Frozen;
            default:
                findings.Expected(value, "pinned or frozen");
                return DefaultState.Chosen;
        }
    }

    private static ImmutableArray<ModelRecord> Join(
        ImmutableArray<ModelId> listed, Dictionary<ModelId, long> downloads, Dictionary<ModelId, ModelRecord>? details, DateTimeOffset? updatedAt)
    {
        // The original shape dates its facts by the entry alone.
        var day = details is null && updatedAt is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : (DateOnly?)null;
        var places = listed.ToHashSet();
        var unlisted = downloads.Keys.Concat(details?.Keys ?? Enumerable.Empty<ModelId>()).Where(places.Add).Order();
        return [.. listed.Concat(unlisted.ToList()).Select(id =>
            (details?.GetValueOrDefault(id) ?? new ModelRecord { Id = id, AsOf = day }) with
            {
                Id = id,
                Downloads30d = downloads.TryGetValue(id, out var count) ? count : null,
            })];
    }

    private ImmutableArray<ModelId> ReadList(JsonValue value)
    {
        var ids = ImmutableArray.CreateBuilder<ModelId>();
        var seen = new HashSet<ModelId>();
        foreach (var item in findings.Items(value))
        {
            if (findings.Parsed<ModelId>(item, ModelId.TryParse, "a model id") is not { } id)
                continue;
            if (seen.Add(id))
                ids.Add(id);
            else
                findings.About(item, $"names {id} a second time", JsonFaultKind.Duplicate);
        }

        return ids.ToImmutable();
    }

    private Dictionary<ModelId, T> ReadMap<T>(JsonValue value, Func<ModelId, JsonValue, T> read)
    {
        var map = new Dictionary<ModelId, T>();
        foreach (var (name, offset, member) in findings.Members(value))
        {
            if (!ModelId.TryParse(name, out var id))
                findings.Add(JsonFaultKind.Shape, offset, $"\"{TextSanitizer.Sanitize(name)}\" is not a model id");
            else if (!map.TryAdd(id, read(id, member)))
                findings.Add(JsonFaultKind.Duplicate, offset, $"\"{TextSanitizer.Sanitize(name)}\" names one model a second time, in another case");
        }

        return map;
    }
}
