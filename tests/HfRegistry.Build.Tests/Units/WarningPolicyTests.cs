using System.Xml.Linq;
using HfRegistry.Testing;

namespace HfRegistry.Build.Tests.Units;

/// <summary>The properties that make warnings errors or messages apply to every warning of every task.</summary>
[TestClass]
internal sealed class WarningPolicyTests
{
    private static readonly string[] Properties = ["TreatWarningsAsErrors", "WarningsAsErrors", "WarningsNotAsErrors", "NoWarn"];

    [TestMethod]
    [DataRow("true", "", "", "", Severity.Error, DisplayName = "warnings are errors")]
    [DataRow("true", "", "CS1591;hfr2105", "", Severity.Warning, DisplayName = "but for this one")]
    [DataRow("true", "HFR2105", "", "1701, HFR2105", Severity.Message, DisplayName = "NoWarn comes first")]
    [DataRow("false", "CS1591;HFR2105", "", "", Severity.Error, DisplayName = "this one is an error")]
    [DataRow("", "HFR2105", "HFR2105", "", Severity.Warning, DisplayName = "this one is none after all")]
    [DataRow("false", "", "", "", Severity.Warning, DisplayName = "warnings are warnings")]
    public void A_warning_becomes_what_the_project_says(string treat, string asErrors, string notAsErrors, string noWarn, Severity expected)
    {
        var applied = new WarningPolicy(treat, asErrors, notAsErrors, noWarn).Apply(DiagnosticCatalog.MofLicenseSpelling.Create("x", "y"));

        Assert.AreEqual(expected, applied.Severity);
    }

    [TestMethod]
    public void Errors_and_messages_stay_what_they_are()
    {
        var policy = new WarningPolicy("true", "HFR1001;HFR1013", "", "HFR1001;HFR1013");

        Assert.AreEqual(Severity.Error, policy.Apply(DiagnosticCatalog.UnknownType.Create("x", "")).Severity);
        Assert.AreEqual(Severity.Message, policy.Apply(DiagnosticCatalog.StaleUndated.Create("x")).Severity);
    }

    [TestMethod]
    public void Every_task_is_told_what_the_project_says()
    {
        var document = XDocument.Load(RepositoryFiles.PathOf("build", "HfRegistry.Build.targets"));
        var tasks = document.Descendants("UsingTask").Select(task => task.Attribute("TaskName")!.Value.Split('.')[^1]).ToHashSet();
        var calls = document.Descendants("Target").Elements().Where(element => tasks.Contains(element.Name.LocalName)).ToList();

        CollectionAssert.AreEquivalent(tasks.ToList(), calls.Select(call => call.Name.LocalName).Distinct().ToList());
        foreach (var call in calls)
        {
            foreach (var property in Properties)
                StringAssert.StartsWith(call.Attribute(property)?.Value ?? "", $"$({property})", $"{call.Name.LocalName} {property}");
        }
    }
}
