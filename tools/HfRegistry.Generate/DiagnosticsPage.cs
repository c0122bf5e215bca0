using System.Text;
using System.Text.RegularExpressions;

namespace HfRegistry.Generate;

/// <summary>The page <c>docs/diagnostics.md</c>.</summary>
internal static partial class DiagnosticsPage
{
    private const string Introduction = """
        # Diagnostics

        ```
        App.csproj(9,5): error HFR1002: No task is named 'text-clasification'; did you mean 'text-classification'? Use a pipeline_tag of the Hub (`hfregistry tasks` lists them), or define the task in hfregistry.json.
        ```

        Every error, warning and message of the build and of the command has one of the codes below. In a build, control them as you control the
        compiler's:

        ```xml
        <PropertyGroup>
          <NoWarn>$(NoWarn);HFR5008</NoWarn>
          <WarningsAsErrors>$(WarningsAsErrors);HFR1010</WarningsAsErrors>
        </PropertyGroup>
        ```

        A message says what is wrong and what to do. Words in braces, such as `{path}`, stand for its arguments.
        A code never changes its meaning. This page is generated from `src/HfRegistry/Diagnostics`.

        """;

    private static readonly (char Digit, string Title)[] Sections =
    [
        ('1', "Resolution"), ('2', "MOF documents"), ('3', "Gate"), ('4', "Registry and Hub"), ('5', "Configuration"), ('6', "GitHub"), ('7', "Files and streams"), ('8', "Projects"),
    ];

    public static string Render()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var (digit, title) in Sections)
        {
            var kinds = DiagnosticCatalog.All.Where(kind => kind.Code[3] == digit).ToList();
            if (kinds.Count == 0)
                continue;
            page.Append($"\n## HFR{digit}xxx: {title}\n");
            foreach (var kind in kinds)
                page.Append($"\n### {kind.Code}\n\n**{kind.Title}** ({kind.Severity.ToString().ToLowerInvariant()})\n\n{Messages(kind.Code)}");
        }

        return page.ToString();
    }

    private static string Messages(string code) => string.Concat(DiagnosticCatalog.Named.Where(field => field.Descriptor.Code == code)
        .Select(field => $"- {Format().Replace(field.Descriptor.Template, Shown).Replace("<", "\\<", StringComparison.Ordinal)}\n"));

    // A count shows its plural.
    private static string Shown(Match argument) => argument.Groups[2].Value.Split('|') is [_, var many]
        ? many.Replace("#", $"{{{argument.Groups[1].Value}}}", StringComparison.Ordinal)
        : $"{{{argument.Groups[1].Value}}}";

    [GeneratedRegex(@"\{([a-z][A-Za-z]*):([^{}]+)\}")]
    private static partial Regex Format();
}
