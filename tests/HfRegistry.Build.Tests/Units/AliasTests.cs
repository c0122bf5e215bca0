using HfRegistry.Build.Items;

namespace HfRegistry.Build.Tests.Units;

/// <summary>The names of items in code.</summary>
[TestClass]
internal sealed class AliasTests
{
    private static readonly SourceLocation Here = new("/p.csproj", 7, 3);

    [TestMethod]
    [DataRow("bert", null, "Bert")]
    [DataRow("owner/name-base", null, "NameBase")]
    [DataRow("bert", "Own", "Own")]
    [DataRow("bert", "class", "class")]
    public void An_alias_is_the_items_own_or_made_from_what_it_asks_for(string include, string? alias, string expected)
    {
        var (aliases, diagnostics) = Aliases.Of([Some.Item(include, alias)], "HfModels");
        Assert.IsEmpty(diagnostics);
        Assert.AreEqual(expected, aliases[0]);
    }

    [TestMethod]
    [DataRow("1st")]
    [DataRow("a-b")]
    [DataRow("_a")]
    [DataRow("Ärger")]
    [DataRow("all")]
    [DataRow("Id")]
    [DataRow("ToString")]
    [DataRow("hfmodels")]
    public void An_alias_that_no_language_can_take_is_refused_at_its_line(string alias)
    {
        var diagnostic = Aliases.Of([Some.Item("bert", alias, at: Here)], "HfModels").Diagnostics.Single();
        Assert.AreEqual(DiagnosticCatalog.InvalidAlias.Code, diagnostic.Code);
        Assert.AreEqual(Here, diagnostic.Location);
    }

    [TestMethod]
    public void Two_items_of_one_alias_are_told_at_the_second_with_the_place_of_the_first()
    {
        var second = Here with { Line = 9 };
        var diagnostic = Aliases.Of([Some.Item("bert", at: Here), Some.Item("roberta", "BERT", at: second)], "HfModels").Diagnostics.Single();
        Assert.AreEqual(DiagnosticCatalog.DuplicateAlias.Code, diagnostic.Code);
        Assert.AreEqual(second, diagnostic.Location);
        StringAssert.Contains(diagnostic.Message, "/p.csproj(7,3)");
    }
}
