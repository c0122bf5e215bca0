using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HfRegistry.Build;
using HfRegistry.Build.Items;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Generate;

/// <summary>Everything outside of the code that lists the fields of a request or the metadata of an item.</summary>
internal static partial class RequestFieldFiles
{
    internal static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the reference page with the metadata of <c>HfModel</c>.</summary>
    public static string WriteItemMetadata(string page)
    {
        var rows = ModelItem.Metadata.Select(static metadata => $"| `{metadata.Name}` | {metadata.Meaning} |");
        return GeneratedSection.Replace(page, "item metadata", $"| Metadata | Meaning |\n|---|---|\n{string.Join('\n', rows)}");
    }

    /// <summary>Returns the targets with the metadata that are inputs of a build, and that are gathered for the lock file.</summary>
    public static string WriteTargets(string targets)
    {
        var names = ModelItem.Metadata.Select(static metadata => metadata.Name).ToList();
        targets = InputLine().Replace(targets, $"@(HfModel->'%(Identity)|{string.Join('|', names.Select(static name => $"%({name})"))}|%(DefiningProjectFullPath)')", 1);
        return GatheredMetadata().Replace(targets, $"<_HfItemMetadata>{string.Join(';', names)};_HfDefinedIn;_HfConfiguration<", 1);
    }

    /// <summary>Returns the schema of lock files with the members of a request.</summary>
    public static string WriteLockSchema(string schema)
    {
        var members = RequestFields.All.Select(static field => $",\n              \"{field.Member}\": {{ \"description\": \"{field.Summary}\", \"type\": \"string\" }}");
        return LockedWords().Replace(schema, match => match.Groups["include"].Value + string.Concat(members), 1);
    }

    /// <summary>Returns the schema of a command's output with the members of a request.</summary>
    public static string WriteOutputSchema(string schema)
    {
        var root = JsonNode.Parse(schema)!;
        var request = root["definitions"]!["demands"]!;
        var properties = new JsonObject { [RequestFields.IncludeMember] = request["properties"]![RequestFields.IncludeMember]!.DeepClone() };
        foreach (var field in RequestFields.All)
        {
            properties[field.Member] = field.IsLeftOutWhenAbsent
                ? new JsonObject { ["description"] = $"{field.Summary} Absent when the request did not say.", ["type"] = field.Form == RequestFieldForm.Flag ? "boolean" : "string" }
                : new JsonObject { ["description"] = field.Summary, ["type"] = new JsonArray("string", "null") };
        }

        request["properties"] = properties;
        request["required"] = new JsonArray([RequestFields.IncludeMember, .. RequestFields.All.Where(static field => !field.IsLeftOutWhenAbsent).Select(static field => (JsonNode)field.Member)]);
        return root.ToJsonString(Indented) + "\n";
    }

    /// <summary>Returns the page of the command with the options of a request in the tables of the commands that take one.</summary>
    public static string WriteOptions(string page)
    {
        var fields = RequestFields.All.Where(static field => field.Options.Count > 0).ToList();
        var rows = string.Concat(fields.Select(static field =>
            $"| {string.Join(", ", field.Options.Select(name => $"`{$"{name} {field.Placeholder}".TrimEnd()}`"))} | {Clause(field)} |\n"));
        var names = string.Join('|', fields.Select(static field => field.Options[0]));
        foreach (var command in (string[])["find", "explain", "suggest"])
        {
            var start = page.IndexOf($"\n## `hfregistry {command}`\n", StringComparison.Ordinal);
            page = new Regex($@"(\| `({names})[ `][^\n]*\n)+").Replace(page, rows.Replace("$", "$$", StringComparison.Ordinal), 1, start);
        }

        return page;
    }

    // Tables of options hold clauses, other tables sentences.
    private static string Clause(RequestField field)
    {
        var text = field.Form == RequestFieldForm.Flag ? field.Summary : $"{field.Summary} {field.More}".TrimEnd();
        return string.Join("; ", text.TrimEnd('.').Split(". ").Select(static sentence => char.ToLowerInvariant(sentence[0]) + sentence[1..]));
    }

    [GeneratedRegex(@"@\(HfModel->'%\(Identity\)\|[^']*'\)")]
    private static partial Regex InputLine();

    [GeneratedRegex("<_HfItemMetadata>[^<]*<")]
    private static partial Regex GatheredMetadata();

    [GeneratedRegex(@"(?<include>\n +""include"": \{[^{}]*\})(,\n +""\w+"": \{[^{}]*\})*")]
    private static partial Regex LockedWords();
}
