using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HfRegistry.Registry;
using HfRegistry.Resolution;

namespace HfRegistry.Build.Outputs;

/// <summary>
/// The file beside the binary that tells a running program what its models are: everything known, in the order of the project's items.
/// The schema is <c>docs/schemas/hfmodels.schema.json</c>.
/// </summary>
internal static class RuntimeJson
{
    private const int SchemaVersion = 1;

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the file's text.</summary>
    public static string Write(IEnumerable<ProjectModel> models)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", SchemaVersion);
            json.WriteStartArray("models");
            foreach (var model in models)
                Write(json, model);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, ProjectModel item)
    {
        var model = item.Resolved;
        json.WriteStartObject();
        json.WriteString("alias", item.Alias);
        json.WriteString("requested_as", item.Item.Request.Include);
        json.WriteBoolean("optional", item.Item.IsOptional);
        json.WriteString("id", model?.Id.ToString());
        json.WriteString("revision", model?.Revision?.ToString());
        json.WriteString("type", model?.Type?.Name);
        json.WriteString("task", model?.Task);
        json.WriteString("class_name", model?.ClassName);
        json.WriteString("config_class", model?.ConfigClass);
        WriteFacts(json, model?.Record);
        json.WriteString("tier", model is null ? null : NameOf(model.Tier));
        json.WriteString("reason", TextSanitizer.Sanitize(item.Reason, 1000));
        WriteList(json, "alternatives", model?.Alternatives.Select(other => other.Id.ToString()) ?? []);
        json.WriteString("as_of", model?.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, ModelRecord? record)
    {
        json.WriteString("library", record?.Library);
        json.WriteString("license", record?.Licensing.Text);
        WriteNumber(json, "size_bytes", record?.Size?.Bytes);
        json.WriteString("size_basis", record is { Size: not null } ? NameOf(record.SizeBasis) : null);
        WriteNumber(json, "parameters", record?.ParameterCount);
        WriteNumber(json, "downloads", record?.Downloads30d);
        WriteList(json, "formats", record is null ? [] : record.Formats);
        json.WriteString("gated", record is null ? null : NameOf(record.Gating));
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
