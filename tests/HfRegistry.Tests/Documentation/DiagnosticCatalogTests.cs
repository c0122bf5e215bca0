namespace HfRegistry.Tests.Documentation;

[TestClass]
internal sealed class DiagnosticCatalogTests
{
    [TestMethod]
    public void No_code_has_two_meanings() =>
        Assert.HasCount(DiagnosticCatalog.All.Count, DiagnosticCatalog.All.Select(kind => kind.Code).Distinct().ToList());
}
