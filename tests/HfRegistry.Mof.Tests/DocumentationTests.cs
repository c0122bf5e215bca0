using System.Text.RegularExpressions;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests;

/// <summary><c>docs/mof.md</c> against the code.</summary>
[TestClass]
internal sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFiles.PathOf("docs", "mof.md")).ReplaceLineEndings("\n");

    [TestMethod]
    public void The_table_lists_every_rule_with_its_usual_severity() => Assert.AreSequenceEqual(
        DiagnosticCatalog.All.Where(kind => DiagnosticCatalog.IsMofRule(kind.Code)).Select(kind => $"{kind.Code} {kind.Severity}".ToLowerInvariant()),
        RuleRow().Matches(Page).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}".ToLowerInvariant()));

    [TestMethod]
    public void The_table_lists_every_component_with_its_kind_and_class()
    {
        foreach (var component in MofComponent.All)
        {
            var row = $"| {component.Name} | {component.Kind.ToString().ToLowerInvariant()} | {new string('I', (int)component.Class)} | {(component.IsRequired ? "" : "optional |")}";
            Assert.Contains(row, Page);
        }
    }

    [GeneratedRegex(@"^\| (HFR21[0-9]{2}) \| ([a-z]+) \|", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex RuleRow();
}
