using System.Text.Json;
using System.Text.Json.Serialization;
using HfRegistry.Files;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>
/// A lock file as JSON. Members that this version does not know are kept where they stand: what they mean for a request, its hash tells.
/// </summary>
internal sealed class LockDocument : IJsonOnDeserialized
{
    [JsonConverter(typeof(LockVersionConverter))]
    public int? Version { get; set; }

    public IReadOnlyList<LockRow>? Models { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    public void OnDeserialized()
    {
        JsonMismatchException.Require(Version, "version");
        JsonMismatchException.Require(Models, "models");
        JsonMismatchException.RequireElements(Models, "models");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Models!.Count; i++)
        {
            var place = i;
            if (!seen.Add(Models[i].RequestHash!))
                throw new JsonMismatchException((findings, file) => findings.About(file.Member("models")!.Items[place], "locks a request that stands above", JsonFaultKind.Duplicate));
        }
    }
}

/// <summary>An entry of a lock file as JSON.</summary>
internal sealed class LockRow : IJsonOnDeserialized
{
    public LockedRequest? Request { get; set; }

    public string? RequestHash { get; set; }

    public ModelId? Id { get; set; }

    public Revision? Revision { get; set; }

    public ModelType? Type { get; set; }

    public Tier? Tier { get; set; }

    public string? Reason { get; set; }

    public DateOnly? AsOf { get; set; }

    public IReadOnlyList<string>? Configurations { get; set; }

    public string? Quantization { get; set; }

    public IReadOnlyList<LockedFileRow>? Files { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Returns the row of an entry.</summary>
    public static LockRow Of(LockEntry entry) => new()
    {
        Request = new LockedRequest(entry.Request, entry.UnknownOfRequest),
        RequestHash = entry.RequestHash,
        Id = entry.Id,
        Revision = entry.Revision,
        Type = entry.Type,
        Tier = entry.Tier,
        Reason = entry.Reason,
        AsOf = entry.AsOf,
        Configurations = entry.Configurations.IsEmpty ? null : entry.Configurations,
        Quantization = entry.Quantization,
        Files = entry.Files.IsEmpty ? null : [.. entry.Files.Select(LockedFileRow.Of)],
        Unknown = entry.Unknown,
    };

    /// <summary>Returns the entry of a row that was read.</summary>
    public LockEntry ToEntry() => new()
    {
        Request = Request!.Words,
        UnknownOfRequest = Request.Unknown,
        Id = Id!,
        Revision = Revision,
        Type = Type,
        Tier = Tier!.Value,
        Reason = Reason!,
        AsOf = AsOf,
        Configurations = Configurations is { } names ? [.. names] : [],
        Quantization = Quantization,
        Files = Files is { } files ? [.. files.Select(static file => file.ToFile())] : [],
        Unknown = Unknown,
    };

    public void OnDeserialized()
    {
        JsonMismatchException.Require(Request, "request");
        JsonMismatchException.Require(Id, "id");
        JsonMismatchException.Require(RequestHash, "request_hash");
        JsonMismatchException.Require(Tier, "tier");
        JsonMismatchException.Require(Reason, "reason");
        JsonMismatchException.RequireElements(Files, "files");
        if (RequestHash != LockFile.HashOf(Request!.Words))
            throw new JsonMismatchException(static (findings, entry) => findings.About(entry.Member("request_hash")!, "is not the hash of the request: the file was edited by hand"));
    }
}

/// <summary>A request in a lock file.</summary>
/// <param name="Words">The words that this version knows.</param>
/// <param name="Unknown">The other members, or null.</param>
[JsonConverter(typeof(LockedRequestConverter))]
internal sealed record LockedRequest(RawRequest Words, Dictionary<string, JsonElement>? Unknown);

/// <summary>Reads and writes a request by the table of its fields.</summary>
internal sealed class LockedRequestConverter : JsonConverter<LockedRequest>
{
    public override LockedRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonMismatchException("an object");
        var request = new RawRequest { Include = "" };
        var hasInclude = false;
        Dictionary<string, JsonElement>? unknown = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == RequestFields.IncludeMember)
                (request, hasInclude) = (request with { Include = Word(ref reader) }, true);
            else if (RequestFields.All.FirstOrDefault(field => field.Member == name) is { } field)
                request = field.Set(request, Word(ref reader));
            else
                (unknown ??= []).Add(name, JsonElement.ParseValue(ref reader));
        }

        JsonMismatchException.Require(hasInclude ? request : null, RequestFields.IncludeMember);
        return new LockedRequest(request, unknown);
    }

    public override void Write(Utf8JsonWriter writer, LockedRequest value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(RequestFields.IncludeMember, value.Words.Include);
        foreach (var field in RequestFields.All)
        {
            if (field.Get(value.Words) is { } words)
                writer.WriteString(field.Member, words);
        }

        foreach (var (name, member) in value.Unknown ?? [])
        {
            writer.WritePropertyName(name);
            member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static string Word(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonMismatchException("a string");
}

/// <summary>The version of a lock file's shape.</summary>
internal sealed class LockVersionConverter() : VersionConverter(LockFile.Version);

/// <summary>Reads and writes lock files without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LineConverter), typeof(DayConverter), typeof(WordConverter<Tier>), typeof(ModelIdConverter), typeof(RevisionConverter), typeof(ModelTypeConverter)])]
[JsonSerializable(typeof(LockDocument))]
internal sealed partial class LockJson : JsonSerializerContext;
