using System.Text;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Documentation;

[TestClass]
public sealed class DiagnosticsPageTests
{
    private static readonly (char Digit, string Title)[] Sections =
    [
        ('1', "Resolution"), ('2', "MOF documents"), ('3', "Gate"), ('4', "Registry and Hub"), ('5', "Configuration"), ('6', "GitHub"), ('7', "Files and streams"),
    ];

    [TestMethod]
    public void The_page_of_diagnostics_says_what_the_code_says() =>
        Assert.IsNull(RepositoryFiles.Differs(Render(), "docs", "diagnostics.md"));

    [TestMethod]
    public void No_code_has_two_meanings() =>
        Assert.HasCount(DiagnosticCatalog.All.Count, DiagnosticCatalog.All.Select(kind => kind.Code).Distinct().ToList());

    private static string Render()
    {
        var page = new StringBuilder(
            """
            # Diagnostics

            Every error, warning and message of the build and the command has one of these codes. A code never gets a second
            meaning. In a build, `NoWarn`, `WarningsAsErrors` and `WarningsNotAsErrors` work with them as with any compiler's.

            This page is written by the tests from `src/HfRegistry/DiagnosticCatalog.cs`.

            """).Replace("\r\n", "\n");
        foreach (var (digit, title) in Sections)
        {
            var kinds = DiagnosticCatalog.All.Where(kind => kind.Code[3] == digit).ToList();
            if (kinds.Count == 0)
                continue;
            page.Append($"\n## HFR{digit}xxx: {title}\n");
            foreach (var kind in kinds)
                page.Append($"\n### {kind.Code}\n\n**{kind.Title}** ({kind.Severity.ToString().ToLowerInvariant()}). {kind.Remedy}\n");
        }

        return page.ToString();
    }
}
