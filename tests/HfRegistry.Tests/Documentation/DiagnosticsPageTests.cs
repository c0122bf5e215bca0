using System.Text;
using System.Text.RegularExpressions;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Documentation;

[TestClass]
public sealed partial class DiagnosticsPageTests
{
    private static readonly (char Digit, string Title)[] Sections =
    [
        ('1', "Resolution"), ('2', "MOF documents"), ('3', "Gate"), ('4', "Registry and Hub"), ('5', "Configuration"), ('6', "GitHub"), ('7', "Files and streams"),
    ];

    [TestMethod]
    public void Page_of_diagnostics_matches_the_code() =>
        Assert.IsNull(RepositoryFiles.Differs(Render(), "docs", "diagnostics.md"));

    [TestMethod]
    public void Every_code_has_one_meaning() =>
        Assert.HasCount(DiagnosticCatalog.All.Count, DiagnosticCatalog.All.Select(kind => kind.Code).Distinct().ToList());

    private static string Render()
    {
        var page = new StringBuilder(
            """
            # Diagnostics

            Every error, warning and message of the build and the command has one of these codes. A code never gets a second
            meaning. In a build, `NoWarn`, `WarningsAsErrors` and `WarningsNotAsErrors` work with them as with any compiler's.

            A message says what is wrong and what to do. Words in braces, such as `{path}`, stand for its arguments.

            This page is written by the tests from `src/HfRegistry/Diagnostics`.

            """).Replace("\r\n", "\n");
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

    private static string Messages(string code) =>
        string.Concat(DiagnosticCatalog.Named.Where(field => field.Descriptor.Code == code).Select(field => $"- {Format().Replace(field.Descriptor.Template, Shown).Replace("<", "\\<", StringComparison.Ordinal)}\n"));

    // A count shows its plural.
    private static string Shown(Match argument) => argument.Groups[2].Value.Split('|') is [_, var many]
        ? many.Replace("#", $"{{{argument.Groups[1].Value}}}", StringComparison.Ordinal)
        : $"{{{argument.Groups[1].Value}}}";

    [GeneratedRegex(@"\{([a-z][A-Za-z]*):([^{}]+)\}")]
    private static partial Regex Format();
}
