using HfRegistry.Cards;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Drafting.Rules;

namespace HfRegistry.Mof.Tests.Drafting;

[TestClass]
public sealed class LicenseRuleTests
{
    private static readonly LicenseMatch Mit = new(SpdxId.Parse("MIT"), 1, []);

    [TestMethod]
    [DataRow("license: apache-2.0", "Apache-2.0")]
    [DataRow("license: MIT License", "MIT")]
    [DataRow("license: gpl-3.0", "GPL-3.0-only")]
    [DataRow("license: llama3.1", "Llama 3.1 Community License Agreement")]
    [DataRow("license: other\nlicense_name: apache-2.0", "Apache-2.0")]
    [DataRow("license: other\nlicense_name: gemma", "Gemma Terms of Use")]
    [DataRow("license: other\nlicense_name: house-terms", null)]
    [DataRow("license: bsd", null)]
    [DataRow("license: cc", null)]
    [DataRow("license: unknown", null)]
    [DataRow("license: other", null)]
    [DataRow("license: unlicensed", null)]
    [DataRow("license: [mit, apache-2.0]", null)]
    [DataRow("license: [mit, MIT]", "MIT")]
    [DataRow("license: {mit: yes}", null)]
    [DataRow("language: en", null)]
    public void The_metadata_name_a_licence_or_none_is_known(string metadata, string? license) => Assert.AreEqual(license, Find(metadata).Name);

    [TestMethod]
    public void A_licence_file_answers_where_the_metadata_do_not()
    {
        Assert.AreEqual("MIT", Find("license: other", new LicenseFileEvidence("LICENSE", Mit)).Name);
        Assert.AreEqual("MIT", Find("language: en", new LicenseFileEvidence("LICENSE", Mit)).Name);
        Assert.AreEqual("Llama 3.1 Community License Agreement", Find("license: other", new LicenseFileEvidence("LICENSE", null, "LLAMA 3.1 COMMUNITY LICENSE AGREEMENT")).Name);
        Assert.IsNull(Find("license: other", new LicenseFileEvidence("LICENSE", null, "MIT License")).Name);
    }

    [TestMethod]
    public void Metadata_and_file_that_contradict_each_other_are_no_licence()
    {
        var found = Find("license: apache-2.0", new LicenseFileEvidence("LICENSE", Mit));

        Assert.IsNull(found.Name);
        Assert.Contains("metadata license says apache-2.0 and LICENSE has the text of MIT", found.Evidence.Statement);
    }

    [TestMethod]
    public void A_file_that_was_compared_is_surer_than_one_that_was_not()
    {
        Assert.AreEqual(95, Find("license: mit", new LicenseFileEvidence("LICENSE", Mit)).Evidence.Confidence);
        Assert.AreEqual(90, Find("license: mit", new LicenseFileEvidence("LICENSE")).Evidence.Confidence);
        Assert.AreEqual(85, Find("license: mit").Evidence.Confidence);
    }

    [TestMethod]
    [DataRow("LICENSE", "LICENSE")]
    [DataRow("license.md", "license.md")]
    [DataRow("COPYING", "COPYING")]
    [DataRow("docs/LICENSE", null)]
    [DataRow("LICENSES-third-party.txt", null)]
    public void The_licence_file_is_told_by_its_name(string path, string? found) => Assert.AreEqual(found, LicenseFiles.Find(["README.md", path], CardValue.Map.Empty));

    private static ReleaseLicense Find(string metadata, LicenseFileEvidence? file = null)
    {
        var card = ModelCard.Parse($"---\n{metadata}\n---\n");
        return LicenseRule.Find(new ModelEvidence { Info = new HubModel { Id = ModelId.Parse("a/b") }, Card = card, Metadata = card.FrontMatter.Values, LicenseFile = file });
    }
}
