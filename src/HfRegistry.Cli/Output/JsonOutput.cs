using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using HfRegistry.Cli.Commands.Mof;

namespace HfRegistry.Cli.Output;

/// <summary>Writes the documents of <c>--json</c>. Source-generated: a verb's start-up does not pay for reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(FindDocument))]
[JsonSerializable(typeof(FindListDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(RefreshDocument))]
[JsonSerializable(typeof(DiffDocument))]
[JsonSerializable(typeof(GateDocument))]
[JsonSerializable(typeof(VerifyDocument))]
[JsonSerializable(typeof(SuggestDocument))]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(ScoreDocument))]
[JsonSerializable(typeof(TypesDocument))]
[JsonSerializable(typeof(TasksDocument))]
[JsonSerializable(typeof(HardwareDocument))]
[JsonSerializable(typeof(LockDocument))]
[JsonSerializable(typeof(MofClassifyDocument))]
[JsonSerializable(typeof(MofValidateDocument))]
[JsonSerializable(typeof(NewTestDocument))]
[JsonSerializable(typeof(MofDraftDocument))]
[JsonSerializable(typeof(MofGapDocument))]
[JsonSerializable(typeof(MofCompareDocument))]
[JsonSerializable(typeof(ActionDocument))]
[JsonSerializable(typeof(RegistryMergeDocument))]
internal sealed partial class JsonOutput : JsonSerializerContext
{
    /// <summary>The context with the settings that an attribute cannot state.</summary>
    public static JsonOutput Indented { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        // Reasons are prose with quotes; the text never enters HTML, and foreign text went through TextSanitizer.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The same, without a character that HTML gives a meaning to: for a document that people put into pages.</summary>
    public static JsonOutput MarkdownEscaper { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <summary>Writes one document and a line end.</summary>
    public static void Write<T>(TextWriter output, T document, JsonTypeInfo<T> type)
    {
        output.Write(AgentCommands.EscapeJson(JsonSerializer.Serialize(document, type)));
        output.Write('\n');
    }
}
