using System.Text.Json;

namespace HfRegistry.Bom;

/// <summary>Writes what bills of materials are made of. What is not known is left out.</summary>
internal static class BomJson
{
    private const int MaxText = 1_000;

    /// <summary>Writes a text, made printable: most of them are foreign.</summary>
    public static void Text(this Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            json.WriteString(name, TextSanitizer.Sanitize(text, MaxText));
    }

    /// <summary>Writes an object; an empty one is left out.</summary>
    public static void Object(this Utf8JsonWriter json, string name, bool isEmpty, Action<Utf8JsonWriter> members)
    {
        if (isEmpty)
            return;
        json.WriteStartObject(name);
        members(json);
        json.WriteEndObject();
    }

    /// <summary>Writes a list of objects; an empty one is left out.</summary>
    public static void Objects<T>(this Utf8JsonWriter json, string name, IReadOnlyCollection<T> items, Action<Utf8JsonWriter, T> members)
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a list of texts; an empty one is left out.</summary>
    public static void Texts(this Utf8JsonWriter json, string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(TextSanitizer.Sanitize(text, MaxText));
        json.WriteEndArray();
    }

    /// <summary>Writes names with values; those without a value are left out.</summary>
    public static void Properties(this Utf8JsonWriter json, IEnumerable<(string Name, string? Value)> properties) =>
        json.Objects("properties", [.. properties.Where(static property => !string.IsNullOrEmpty(property.Value))], static (writer, property) =>
        {
            writer.WriteString("name", $"hfregistry:{property.Name}");
            writer.Text("value", property.Value);
        });
}
