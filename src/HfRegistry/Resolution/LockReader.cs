using System.Globalization;
using System.Text.Json;
using HfRegistry.Files;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>Turns the JSON tree of a lock file into entries. Members that it does not know are of a newer version: what they mean for a request, its hash tells.</summary>
internal sealed class LockReader(JsonFindings findings)
{
    private static readonly Dictionary<string, Tier> Tiers =
        Enum.GetValues<Tier>().ToDictionary(static tier => tier.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public IReadOnlyList<LockEntry> Read(JsonValue root)
    {
        findings.Members(root);
        if (Member(root, "version") is not { Kind: JsonValueKind.Number } version || version.Text != LockFile.Version.ToString(CultureInfo.InvariantCulture))
        {
            findings.Add(JsonFaultKind.Shape, (Member(root, "version") ?? root).Offset, $"the lock file's \"version\" must be {LockFile.Version}, the one that this program reads");
            return [];
        }

        if (Required(root, "models") is not { } models)
            return [];
        var entries = new List<LockEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in findings.Items(models))
        {
            if (ReadEntry(item) is not { } entry)
                continue;
            if (!seen.Add(entry.RequestHash))
                findings.About(item, "locks a request that stands above", JsonFaultKind.Duplicate);
            entries.Add(entry);
        }

        return entries;
    }

    private LockEntry? ReadEntry(JsonValue item)
    {
        findings.Members(item);
        if (item.Kind != JsonValueKind.Object
            || Required(item, "request") is not { } words || ReadRequest(words) is not { } request
            || Required(item, "id") is not { } idText || findings.Parsed<ModelId>(idText, ModelId.TryParse, "a model id") is not { } id
            || Required(item, "request_hash") is not { } hash || Required(item, "tier") is not { } tier || Required(item, "reason") is not { } reason)
            return null;
        var entry = new LockEntry
        {
            Request = request,
            Id = id,
            Tier = ReadTier(tier),
            Reason = findings.Line(reason) ?? "",
            Revision = Member(item, "revision") is { } revision ? findings.Parsed<Revision>(revision, Revision.TryParse, "a commit id of 40 hexadecimal digits") : null,
            Type = Member(item, "type") is { } type ? findings.Parsed<ModelType>(type, ModelType.TryParse, "a model type") : null,
            AsOf = Member(item, "as_of") is { } day ? findings.Day(day) : null,
            Configurations = Member(item, "configurations") is { } configurations ? findings.Lines(configurations) : [],
        };
        if (findings.Text(hash) is { } stored && stored != entry.RequestHash)
            findings.About(hash, "is not the hash of the request: the file was edited by hand");
        return entry;
    }

    private RawRequest? ReadRequest(JsonValue words)
    {
        findings.Members(words);
        if (words.Kind != JsonValueKind.Object || Required(words, LockMembers.Include) is not { } include || findings.Text(include) is not { } included)
            return null;
        return RequestFields.All.Aggregate(new RawRequest { Include = included }, (request, field) => field.Set(request, Word(words, field.Member)));
    }

    private string? Word(JsonValue words, string name) => Member(words, name) is { } word ? findings.Text(word) : null;

    private Tier ReadTier(JsonValue value)
    {
        if (value.Kind == JsonValueKind.String && Tiers.TryGetValue(value.Text, out var tier))
            return tier;
        findings.Expected(value, "one of lock, hub, registry, embedded, heuristic, request");
        return Tier.Lock;
    }

    private static JsonValue? Member(JsonValue holder, string name) => holder.Members.Find(member => member.Name == name).Value;

    private JsonValue? Required(JsonValue holder, string name)
    {
        var value = Member(holder, name);
        if (value is null)
            findings.About(holder, $"lacks \"{name}\"");
        return value;
    }
}
