using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HfRegistry.Files;

/// <summary>Gathers an object's members and writes them in ordinal order. Members without a value are left out.</summary>
internal sealed class JsonMembers
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly JsonWriterOptions Canonical = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",

        // The files are no HTML: names and reasons stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Few members, and all instantiations are compiled already: a sorted dictionary costs a build more to compile than it ever wins.
    private readonly SortedList<string, Action<Utf8JsonWriter>> _members = new(StringComparer.Ordinal);

    public bool IsEmpty => _members.Count == 0;

    /// <summary>Returns canonical text: indented by two, LF, a final newline.</summary>
    public static byte[] Render(Action<Utf8JsonWriter> write) => Render(write, Canonical);

    /// <summary>Returns the same text on one line: a text's own line ends are escaped in JSON.</summary>
    public static byte[] RenderLine(Action<Utf8JsonWriter> write) => Render(write, Canonical with { Indented = false });

    private static byte[] Render(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
            write(writer);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    public JsonMembers Add(string name, Action<Utf8JsonWriter>? write)
    {
        if (write is not null)
            _members.Add(name, write);
        return this;
    }

    public JsonMembers Add(string name, string? text) => text is null ? this : Add(name, writer => writer.WriteStringValue(text));

    public JsonMembers Add(string name, long? number) => number is { } known ? Add(name, writer => writer.WriteNumberValue(known)) : this;

    public JsonMembers Add(string name, DateOnly? day) => Add(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public JsonMembers Add(string name, DateTimeOffset? time) => Add(name, time?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));

    /// <summary>Adds a flag; false is left out.</summary>
    public JsonMembers AddFlag(string name, bool flag) => flag ? Add(name, static writer => writer.WriteBooleanValue(true)) : this;

    /// <summary>Adds a list; an empty one is left out.</summary>
    public JsonMembers AddList(string name, IReadOnlyCollection<string> texts) => texts.Count == 0 ? this : Add(name, writer => WriteList(writer, texts));

    /// <summary>Adds the members that the reader did not know; a known member wins over one of the same name.</summary>
    public JsonMembers AddUnknown(ImmutableSortedDictionary<string, JsonElement> unknown)
    {
        foreach (var (name, element) in unknown)
            _members.TryAdd(name, element.WriteTo);
        return this;
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, write) in _members)
        {
            writer.WritePropertyName(name);
            write(writer);
        }

        writer.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter writer, IEnumerable<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
