using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Tests.Drafting;

[TestClass]
internal sealed class LicenseRuleTests
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
    [DataRow("license: [mit, apache-2.0]", "Apache-2.0", DisplayName = "of two that allow the same, one")]
    [DataRow("license: [apache-2.0, cc-by-nc-4.0]", "CC-BY-NC-4.0", DisplayName = "of a list the one that allows least")]
    [DataRow("license: [apache-2.0, other]", null)]
    [DataRow("license: MIT OR GPL-3.0-only", "MIT", DisplayName = "of a choice the freest")]
    [DataRow("license: MIT AND GPL-3.0-only", "GPL-3.0-only")]
    [DataRow("license: mit\nlicense_name: cc-by-nc-4.0", "CC-BY-NC-4.0")]
    [DataRow("license: [mit, MIT]", "MIT")]
    [DataRow("license: {mit: yes}", null)]
    [DataRow("language: en", null)]
    public void The_metadata_name_a_license_or_none_is_known(string metadata, string? license) => Assert.AreEqual(license, Find(metadata).Name);

    [TestMethod]
    public void A_license_file_answers_where_the_metadata_do_not()
    {
        Assert.AreEqual("MIT", Find("license: other", new LicenseFileEvidence("LICENSE", Mit)).Name);
        Assert.AreEqual("MIT", Find("language: en", new LicenseFileEvidence("LICENSE", Mit)).Name);
        Assert.AreEqual("Llama 3.1 Community License Agreement", Find("license: other", new LicenseFileEvidence("LICENSE", null, "LLAMA 3.1 COMMUNITY LICENSE AGREEMENT")).Name);
        Assert.IsNull(Find("license: other", new LicenseFileEvidence("LICENSE", null, "MIT License")).Name);
    }

    [TestMethod]
    public void Metadata_and_file_that_contradict_each_other_are_no_license()
    {
        var found = Find("license: apache-2.0", new LicenseFileEvidence("LICENSE", Mit));

        Assert.IsNull(found.Name);
        Assert.Contains("metadata license: apache-2.0, and LICENSE has the text of MIT", found.Evidence.Statement);
    }

    [TestMethod]
    public void A_text_that_is_another_one_is_no_open_license()
    {
        var found = Find("license: mit", new LicenseFileEvidence("LICENSE", null, "Acme Research Terms"));

        Assert.IsNull(found.Name);
        Assert.Contains("the text of LICENSE (\"Acme Research Terms\") is another one", found.Evidence.Statement);
    }

    [TestMethod]
    [DataRow("MODEL_LICENSE", DisplayName = "a license of the model beside that of the code")]
    [DataRow("LICENSE-MODEL.txt")]
    [DataRow("USE_POLICY.md")]
    public void Weights_under_terms_of_their_own_are_not_under_the_license_of_the_code(string terms)
    {
        var found = Find("license: apache-2.0", null, "LICENSE", terms, "README.md");

        Assert.AreEqual((null, "Apache-2.0", "LICENSE"), (found.Name, found.Of(MofKind.Code), found.CodePath));
        Assert.Contains($"{terms} has terms of its own", found.Evidence.Statement);
    }

    [TestMethod]
    public void A_license_of_the_model_that_is_known_by_its_text_counts()
    {
        var found = Find("license: apache-2.0", new LicenseFileEvidence("MODEL_LICENSE", new LicenseMatch(SpdxId.Parse("Apache-2.0"), 1, [])), "MODEL_LICENSE");

        Assert.AreEqual("Apache-2.0", found.Name);
    }

    [TestMethod]
    [DataRow("The model weights are released under a non-commercial license.")]
    [DataRow("The weights are licensed under CC-BY-NC-4.0.")]
    [DataRow("This model is licensed under the Llama 2 Community License Agreement.")]
    [DataRow("The code is under Apache-2.0, and the checkpoints under the bigscience-openrail-m license.")]
    [DataRow("Commercial use of the model is prohibited; commercial use requires our permission.")]
    [DataRow("This library is licensed under the CC BY NC License.", DisplayName = "what the card calls this is the repository")]
    [DataRow("This work is licensed under CC BY-NC 4.0.")]
    [DataRow("本模型权重仅供学术研究，不得用于商业用途。")]
    public void Words_of_the_card_against_an_open_license_leave_none(string card)
    {
        var found = Find("license: apache-2.0", card);

        Assert.IsNull(found.Name);
        Assert.Contains("the card says", found.Evidence.Statement);
    }

    [TestMethod]
    [DataRow("The model is released under the Apache-2.0 license, and commercial use is welcome.")]
    [DataRow("The dataset is licensed for non-commercial use only.")]
    [DataRow("The library is licensed under CC BY-NC 4.0.", DisplayName = "some library")]
    [DataRow("This repository is licensed under Apache-2.0.")]
    [DataRow("It was fine-tuned from Llama 2 and does well.")]
    [DataRow("Unlike other models under a non-commercial license, ours is free.")]
    [DataRow("The license of gemma differs.")]
    [DataRow("The model is intended for research purposes only.", DisplayName = "what it is meant for is no license")]
    public void Other_words_leave_an_open_license_as_it_is(string card) => Assert.AreEqual("Apache-2.0", Find("license: apache-2.0", card).Name);

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
    [DataRow("MODEL_LICENSE", "MODEL_LICENSE")]
    [DataRow("LICENCE", "LICENCE", DisplayName = "British spelling")]
    [DataRow("LICENSE-APACHE-2.0", "LICENSE-APACHE-2.0")]
    [DataRow("Llama License.pdf", "Llama License.pdf")]
    [DataRow("USE_POLICY.md", null)]
    [DataRow("DATA_LICENSE", null)]
    [DataRow("license.json", null)]
    [DataRow("docs/LICENSE", null)]
    [DataRow("LICENSES-third-party.txt", null)]
    public void The_license_file_is_told_by_its_name(string path, string? found) => Assert.AreEqual(found, LicenseFileNames.Find(["README.md", path], null));

    private static ReleaseLicense Find(string metadata, LicenseFileEvidence? file = null, params string[] files) => Find(metadata, "", file, files);

    private static ReleaseLicense Find(string metadata, string body, LicenseFileEvidence? file = null, params string[] files) =>
        LicenseRule.Find(new ModelEvidence(new ModelFacts(new HubModel { Id = ModelId.Parse("a/b") }, Fact.Known($"---\n{metadata}\n---\n{body}"))) { LicenseFile = file, Files = [.. files] });
}
