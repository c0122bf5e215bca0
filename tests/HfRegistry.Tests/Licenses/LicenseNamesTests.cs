using HfRegistry.Licenses;

namespace HfRegistry.Tests.Licenses;

[TestClass]
internal sealed class LicenseNamesTests
{
    [TestMethod]
    [DataRow("Apache-2.0", "Apache-2.0", LicenseSpelling.Exact)]
    [DataRow("apache-2.0", "Apache-2.0", LicenseSpelling.HubKeyword)]
    [DataRow("Apache 2.0", "Apache-2.0", LicenseSpelling.NearId)]
    [DataRow("apache-2", "Apache-2.0", LicenseSpelling.CommonName)]
    [DataRow("Apache License, Version 2.0", "Apache-2.0", LicenseSpelling.CommonName)]
    [DataRow("Apache 2.0 license", "Apache-2.0", LicenseSpelling.NearId)]
    [DataRow("MIT license", "MIT", LicenseSpelling.CommonName)]
    [DataRow("The MIT License", "MIT", LicenseSpelling.CommonName)]
    [DataRow("BSD-3", "BSD-3-Clause", LicenseSpelling.CommonName)]
    [DataRow("gpl-3.0", "GPL-3.0-only", LicenseSpelling.HubKeyword)]
    [DataRow("GPL-3.0", "GPL-3.0", LicenseSpelling.Exact)]
    [DataRow("gplv3+", "GPL-3.0-or-later", LicenseSpelling.CommonName)]
    [DataRow("odc-by", "ODC-By-1.0", LicenseSpelling.HubKeyword)]
    [DataRow("pddl", "PDDL-1.0", LicenseSpelling.HubKeyword)]
    [DataRow("openmdw", "OpenMDW-1.0", LicenseSpelling.HubKeyword)]
    [DataRow("CC BY 4.0", "CC-BY-4.0", LicenseSpelling.NearId)]
    [DataRow("Creative Commons Attribution 4.0 International", "CC-BY-4.0", LicenseSpelling.CommonName)]
    [DataRow("unlicense", "Unlicense", LicenseSpelling.HubKeyword)]
    public void A_known_spelling_gives_its_id(string text, string id, LicenseSpelling spelling)
    {
        var reading = LicenseNames.Normalize(text);

        Assert.AreEqual(id, reading.Id?.ToString());
        Assert.AreEqual(spelling, reading.Spelling);
    }

    [TestMethod]
    [DataRow("llama3.1", LicenseFamily.UseRestricted)]
    [DataRow("gemma", LicenseFamily.UseRestricted)]
    [DataRow("openrail++", LicenseFamily.UseRestricted)]
    [DataRow("bigscience-bloom-rail-1.0", LicenseFamily.UseRestricted)]
    [DataRow("deepfloyd-if-license", LicenseFamily.NonCommercial)]
    [DataRow("apple-amlr", LicenseFamily.NonCommercial)]
    [DataRow("bsd", LicenseFamily.Permissive)]
    [DataRow("gpl", LicenseFamily.Copyleft)]
    [DataRow("lgpl", LicenseFamily.WeakCopyleft)]
    [DataRow("cc", LicenseFamily.Other)]
    [DataRow("cc-by-nc", LicenseFamily.NonCommercial)]
    [DataRow("openmdw-1.1", LicenseFamily.Permissive)]
    public void A_license_without_an_id_has_a_name_and_a_family(string text, LicenseFamily family)
    {
        var reading = LicenseNames.Normalize(text);

        Assert.IsNull(reading.Id);
        Assert.AreEqual(LicenseSpelling.Named, reading.Spelling);
        Assert.AreEqual(family, reading.Family);
        Assert.IsNotNull(reading.Name);
    }

    [TestMethod]
    public void A_name_of_many_licenses_is_known_as_such()
    {
        Assert.IsTrue(LicenseNames.Normalize("bsd").IsFamilyName);
        Assert.IsTrue(LicenseNames.Normalize("CC BY").IsFamilyName);
        Assert.IsFalse(LicenseNames.Normalize("llama3.1").IsFamilyName);
        Assert.IsFalse(LicenseNames.Normalize("bsd-3-clause").IsFamilyName);
    }

    [TestMethod]
    [DataRow("unlicensed")]
    [DataRow("None")]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow(null)]
    public void A_word_for_none_is_no_license(string? text) => Assert.AreSame(LicenseReading.NoLicense, LicenseNames.Normalize(text));

    [TestMethod]
    [DataRow("other")]
    [DataRow("unknown")]
    [DataRow("limited use only")]
    [DataRow("not the MIT license")]
    [DataRow("MIT OR Apache-2.0")]
    [DataRow("apache-2.0-modified")]
    [DataRow("license")]
    [DataRow("---")]
    public void A_name_within_a_text_gives_no_id(string text) => Assert.AreSame(LicenseReading.NotUnderstood, LicenseNames.Normalize(text));

    [TestMethod]
    public void A_megabyte_is_no_name() => Assert.AreSame(LicenseReading.NotUnderstood, LicenseNames.Normalize(new string('m', 1 << 20)));

    [TestMethod]
    public void Every_id_is_read_as_itself_and_every_keyword_of_the_Hub_as_an_id()
    {
        foreach (var license in SpdxCatalog.All)
            Assert.AreEqual(license.Id, LicenseNames.Normalize(license.Id.ToString()).Id);
        foreach (var keyword in LicenseNames.HubKeywords)
            Assert.IsTrue(LicenseNames.Normalize(keyword).Spelling is LicenseSpelling.HubKeyword or LicenseSpelling.Exact, keyword);
    }
}
