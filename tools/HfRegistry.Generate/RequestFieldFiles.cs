using System.Text.RegularExpressions;
using HfRegistry.Build;
using HfRegistry.Selection;

namespace HfRegistry.Generate;

/// <summary>Everything outside of the code that lists the fields of a request or the metadata of an item.</summary>
internal static partial class RequestFieldFiles
{
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

    [GeneratedRegex(@"@\(HfModel->'%\(Identity\)\|[^']*'\)")]
    private static partial Regex InputLine();

    [GeneratedRegex("<_HfItemMetadata>[^<]*<")]
    private static partial Regex GatheredMetadata();

    [GeneratedRegex(@"(?<include>\n +""include"": \{[^{}]*\})(,\n +""\w+"": \{[^{}]*\})*")]
    private static partial Regex LockedWords();
}
