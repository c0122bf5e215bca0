using HfRegistry.Licenses;

namespace HfRegistry.Tests.Licenses;

[TestClass]
internal sealed class SpdxCatalogTests
{
    [TestMethod]
    [DataRow("Apache-2.0", true)]
    [DataRow("apache-2.0", false)]
    [DataRow("GPL-3.0+", true)]
    [DataRow(" MIT", false)]
    [DataRow("", false)]
    [DataRow(null, false)]
    public void An_id_counts_in_its_exact_spelling_only(string? text, bool isId) => Assert.AreEqual(isId, SpdxId.TryParse(text, out _));

    [TestMethod]
    public void The_catalog_is_whole()
    {
        Assert.IsGreaterThan(700, SpdxCatalog.All.Length);
        Assert.AreEqual(226, SpdxCatalog.All.Count(license => license.IsOpen));
        Assert.AreEqual(19, SpdxCatalog.All.Count(license => license.Uses.HasFlag(LicenseUses.Code)));
        Assert.AreEqual(8, SpdxCatalog.All.Count(license => license.Uses.HasFlag(LicenseUses.Document)));
        Assert.AreEqual(5, SpdxCatalog.All.Count(license => license.Uses.HasFlag(LicenseUses.Data)));
        Assert.AreEqual(31, SpdxCatalog.All.Count(license => license.IsOpenData));
    }

    [TestMethod]
    [DataRow("PDDL-1.0")]
    [DataRow("C-UDA-1.0")]
    [DataRow("CC-PDDC")]
    [DataRow("FreeBSD-DOC")]
    [DataRow("MulanPSL-1.0")]
    public void A_license_made_for_a_kind_may_still_not_be_open(string id)
    {
        var license = SpdxCatalog.Find(id);

        Assert.IsFalse(license?.IsOpen);
        Assert.AreNotEqual(LicenseUses.None, license?.Uses);
    }

    [TestMethod]
    public void Only_the_tools_own_spelling_of_the_pddl_is_open_and_no_spdx_id() =>
        Assert.IsTrue(SpdxCatalog.Find("ODC-PDDL-1.0") is { IsOpen: true, IsInSpdxList: false });

    [TestMethod]
    public void Every_open_license_has_a_family()
    {
        var without = SpdxCatalog.All.Where(license => license.IsOpen && license.Family is LicenseFamily.Other or LicenseFamily.None).Select(license => license.Id).ToList();

        Assert.IsEmpty(without, string.Join(' ', without));
    }

    [TestMethod]
    public void No_license_that_forbids_trade_or_changes_is_open_and_every_family_has_a_name()
    {
        Assert.IsFalse(SpdxCatalog.All.Any(license => license is { IsOpen: true, Family: LicenseFamily.NonCommercial or LicenseFamily.UseRestricted }));
        foreach (var family in Enum.GetValues<LicenseFamily>())
            Assert.AreEqual(family, LicenseFamilies.Parse(LicenseFamilies.NameOf(family)));
    }
}
