using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.UseCases;

namespace HfRegistry.Cli.Commands.Mof.Validate;

/// <summary>Writes findings as SARIF 2.1.0, which code scanning services read.</summary>
internal static class MofSarif
{
    private const string SchemaAddress = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Home = "https://github.com/hfregistry/HfRegistry.Build";
    private const string Root = "ROOT";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(ValidatedDocuments run, CommandIO io)
    {
        var found = run.Diagnostics.ToList();
        var rules = DiagnosticCatalog.All.Where(kind => found.Exists(diagnostic => diagnostic.Code == kind.Code)).ToList();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", SchemaAddress);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules);
            WriteRoot(json, io);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var diagnostic in found)
                WriteResult(json, diagnostic, rules.FindIndex(kind => kind.Code == diagnostic.Code), io);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        io.Out.Write(AgentCommands.EscapeJson(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)));
        io.Out.Write('\n');
    }

    private static void WriteTool(Utf8JsonWriter json, List<DiagnosticDescriptor> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "hfregistry");
        json.WriteString("semanticVersion", ProductVersion.Text);
        json.WriteString("informationUri", Home);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            WriteText(json, "shortDescription", rule.Title);
            WriteText(json, "help", rule.Remedy);
            json.WriteString("helpUri", DiagnosticCatalog.HelpLink(rule.Code));
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRoot(Utf8JsonWriter json, CommandIO io)
    {
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(Root);
        json.WriteString("uri", new Uri($"{io.Folder.TrimEnd(Path.DirectorySeparatorChar)}{Path.DirectorySeparatorChar}").AbsoluteUri);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic, int rule, CommandIO io)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(diagnostic.Severity));
        WriteText(json, "message", diagnostic.Message);
        json.WriteStartArray("locations");
        if (diagnostic.Location is { } at)
            WriteLocation(json, at, io);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, SourceLocation at, CommandIO io)
    {
        var shown = MofWorkspace.Shown(io, at.File);
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        if (Path.IsPathRooted(shown))
        {
            json.WriteString("uri", new Uri(shown).AbsoluteUri);
        }
        else
        {
            json.WriteString("uri", string.Join('/', shown.Split('/').Select(Uri.EscapeDataString)));
            json.WriteString("uriBaseId", Root);
        }

        json.WriteEndObject();
        if (at.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", at.Line);
            json.WriteNumber("startColumn", at.Column);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", PlainText(text));
        json.WriteEndObject();
    }

    // SARIF 2.1.0, 3.11.5 and 3.11.6: braces hold a placeholder unless they are doubled, and `](` makes a link unless the bracket is escaped.
    private static string PlainText(string text) => text
        .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal).Replace("](", "\\](", StringComparison.Ordinal);

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
