using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HfRegistry.Build.Items;

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

    private static void Write(Utf8JsonWriter json, ProjectModel model)
    {
        json.WriteStartObject();
        foreach (var (_, member, value) in ResolvedFacts.All)
        {
            if (member is null)
                continue;
            json.WritePropertyName(member);
            WriteValue(json, value(model));
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case DateOnly day:
                json.WriteStringValue(day.ToString("O", CultureInfo.InvariantCulture));
                break;
            case Enum name:
                json.WriteStringValue(name.ToString().ToLowerInvariant());
                break;
            case ImmutableArray<string> list:
                json.WriteStartArray();
                foreach (var text in list)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }
}
