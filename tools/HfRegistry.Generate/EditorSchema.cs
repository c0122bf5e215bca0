using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HfRegistry.Build.Items;
using HfRegistry.Configuration;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Generate;

/// <summary>
/// The file from which editors of MSBuild files know our items, metadata, properties and targets, beside the targets in the package. Its words are those of
/// the reference page; its values are those that the code reads.
/// </summary>
internal static partial class EditorSchema
{
    private const string Format = "https://raw.githubusercontent.com/mhutch/MonoDevelop.MSBuildEditor/main/MonoDevelop.MSBuild/Schemas/buildschema.json";
    private const string Page = "https://github.com/hfregistry/HfRegistry.Build/blob/main/docs/msbuild-reference.md";

    private static readonly string[] Flags = ["true", "false"];

    /// <summary>Returns the file.</summary>
    public static string Render()
    {
        var page = File.ReadAllText(RepositoryFiles.PathOf("docs", "msbuild-reference.md")).ReplaceLineEndings("\n");
        return new JsonObject
        {
            ["$schema"] = Format,
            ["items"] = ObjectOf(Rows(page, "Items").Select(row => (row[0], ItemOf(row, page)))),
            ["properties"] = ObjectOf(Rows(page, "Properties").Select(static row => (row[0], PropertyOf(row)))),
            ["targets"] = ObjectOf(Rows(page, "Targets").Select(static row => (row[0], TargetOf(row)))),
        }.ToJsonString(RequestFieldFiles.Indented) + "\n";
    }

    private static JsonObject ItemOf(string[] row, string page)
    {
        var item = new JsonObject { ["description"] = Text(row[1]) };
        if (row[0] == "HfMofYaml")
            item["type"] = "file";
        var metadata = row[0] == ModelItem.ItemType
            ? ModelItem.Metadata.Select(static metadata => (metadata.Name, MetadataOf(metadata.Meaning, TypeOf(metadata.Name))))
            : MetadataRows(row[0], page).Select(static cells => (cells[0], MetadataOf(cells[1], [])));
        var members = ObjectOf(metadata);
        if (members.Count > 0)
            item["metadata"] = members;
        item["helpUrl"] = $"{Page}#{(members.Count > 0 ? $"metadata-of-{row[0].ToLowerInvariant()}" : "items")}";
        return item;
    }

    private static IEnumerable<string[]> MetadataRows(string item, string page) =>
        page.Contains(Heading($"Metadata of {item}"), StringComparison.Ordinal) ? Rows(page, $"Metadata of {item}") : [];

    private static JsonObject MetadataOf(string meaning, JsonObject type) => With(new JsonObject { ["description"] = Text(meaning) }, type);

    private static JsonObject PropertyOf(string[] row)
    {
        var property = new JsonObject { ["description"] = Text(row[2]) };
        var value = OnlyCode().Match(row[1]).Groups[1].Value;
        if (value.Length > 0)
            property["defaultValue"] = value;
        With(property, TypeOf(row[0]));
        if (property["type"] is null && Flags.Contains(value))
            property["type"] = "bool";
        property["helpUrl"] = $"{Page}#properties";
        return property;
    }

    private static JsonObject TargetOf(string[] row) => new() { ["description"] = Text(row[2]), ["helpUrl"] = $"{Page}#targets" };

    /// <summary>Returns what a value may be, as members of its definition; none for any text.</summary>
    private static JsonObject TypeOf(string name) => name switch
    {
        "HfRegistryMode" => OneOf(Enum.GetNames<ResolutionMode>()),
        "HfGate" => OneOf(["error", "warn", "off"]),
        "HfGatePreset" => OneOf(GateOptionParser.Presets),
        "HfGateSizeDevice" => OneOf(GateOptionParser.Devices),
        "HfUseLockFile" or "HfLockedMode" or "Optional" => new JsonObject { ["type"] = "bool" },
        "HfRegistryMaxAgeDays" or "HfHubTimeoutSeconds" => new JsonObject { ["type"] = "int" },
        "HfRefreshTypes" or "Files" => new JsonObject { ["isList"] = true },
        "CopyToOutput" => OneOf(Enum.GetNames<OutputCopy>().Select(static name => name.ToLowerInvariant())),
        _ when name.EndsWith("File", StringComparison.Ordinal) => new JsonObject { ["type"] = "file" },
        _ => RequestFields.All.FirstOrDefault(field => field.Name == name) switch
        {
            { Form: RequestFieldForm.Flag } => new JsonObject { ["type"] = "bool" },
            { Form: RequestFieldForm.List } => new JsonObject { ["isList"] = true, ["listSeparators"] = "," },
            { } field when field.Values().ToList() is { Count: > 0 } values => OneOf(values, orAnother: true),
            _ => [],
        },
    };

    private static JsonObject OneOf(IEnumerable<string> values, bool orAnother = false) => new()
    {
        ["type"] = orAnother
            ? new JsonObject { ["allowUnknownValues"] = true, ["values"] = new JsonObject(values.Select(static value => KeyValuePair.Create<string, JsonNode?>(value, ""))) }
            : new JsonArray([.. values.Select(static value => (JsonNode)value)]),
    };

    private static JsonObject With(JsonObject definition, JsonObject members)
    {
        foreach (var (name, value) in members)
            definition[name] = value?.DeepClone();
        return definition;
    }

    private static JsonObject ObjectOf(IEnumerable<(string Name, JsonObject Value)> members) =>
        new(members.Select(static member => KeyValuePair.Create<string, JsonNode?>(member.Name, member.Value)));

    private static string Heading(string section) => $"\n## {section}\n";

    /// <summary>Returns the cells of a section's table, the first one without its marks of code.</summary>
    private static IEnumerable<string[]> Rows(string page, string section)
    {
        var start = page.IndexOf(Heading(section), StringComparison.Ordinal);
        if (start < 0)
            throw new InvalidOperationException($"The reference page has no section '{section}'.");
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return page[start..end].Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(static line => line.Split('|')[1..^1].Select(static cell => cell.Trim()).ToArray())
            .Select(static cells => (string[])[cells[0].Trim('`'), .. cells[1..]]);
    }

    /// <summary>Returns Markdown without its links, and without sentences that are nothing else.</summary>
    private static string Text(string markdown) => Link().Replace(Reference().Replace(markdown, ""), "$1");

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@" See \[[^\]]+\]\([^)]+\)\.")]
    private static partial Regex Reference();

    [GeneratedRegex("^`([^`]+)`$")]
    private static partial Regex OnlyCode();
}
