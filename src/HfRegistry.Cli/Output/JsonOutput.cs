using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace HfRegistry.Cli.Output;

/// <summary>Writes the documents of <c>--json</c>.</summary>
internal static class JsonOutput
{
    /// <summary>Gets the writer options: reasons are prose with quotes, the text never enters HTML, and foreign text went through <see cref="TextSanitizer"/>.</summary>
    public static JsonWriterOptions ForPrograms { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the options that escape each character with a meaning in HTML, for documents inside pages.</summary>
    public static JsonWriterOptions ForPages { get; } = ForPrograms with { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes one document and a line end.</summary>
    /// <param name="output">The stream.</param>
    /// <param name="document">The document.</param>
    /// <param name="type">The document's type in its command's context.</param>
    /// <param name="form">One of the forms above.</param>
    public static void Write<T>(TextWriter output, T document, JsonTypeInfo<T> type, JsonWriterOptions form)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, form))
            JsonSerializer.Serialize(writer, document, type);
        output.Write(AgentCommands.EscapeJson(Encoding.UTF8.GetString(buffer.WrittenSpan)));
        output.Write('\n');
    }
}
