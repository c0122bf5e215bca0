using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Snapshots;

namespace HfRegistry.Tests.Quality;

[TestClass]
internal sealed class LicenseMetricTests
{
    [TestMethod]
    [DataRow("mit", 1.0)]
    [DataRow("MIT", 1.0)]
    [DataRow("apache-2.0", 1.0)]
    [DataRow("Apache License 2.0", 1.0)]
    [DataRow("cc0-1.0", 1.0)]
    [DataRow("unlicense", 1.0)]
    [DataRow("cc-by-4.0", 1.0)]
    [DataRow("openmdw", 1.0)]
    [DataRow("lgpl-3.0", 0.9)]
    [DataRow("mpl-2.0", 0.9)]
    [DataRow("cc-by-sa-4.0", 0.9)]
    [DataRow("gpl-3.0", 0.7)]
    [DataRow("agpl-3.0", 0.7)]
    [DataRow("openrail", 0.4)]
    [DataRow("creativeml-openrail-m", 0.4)]
    [DataRow("llama3.1", 0.4)]
    [DataRow("gemma", 0.4)]
    [DataRow("cc-by-nc-4.0", 0.2)]
    [DataRow("cc-by-nc-nd-4.0", 0.2)]
    [DataRow("cc-by-nd-4.0", 0.2)]
    [DataRow("other", 0.0)]
    [DataRow("unknown", 0.0)]
    [DataRow("unlicensed", 0.0)]
    [DataRow("limited", 0.0)]
    [DataRow("MIT OR Apache-2.0", 1.0)]
    [DataRow("(MIT OR GPL-3.0-only)", 1.0)]
    [DataRow("MIT AND GPL-3.0-only", 0.7)]
    [DataRow("apache-2.0 with LLVM-exception", 1.0)]
    [DataRow("MIT AND (ISC OR other)", 1.0)]
    [DataRow("MIT AND (GPL-3.0-only OR AGPL-3.0-only)", 0.7)]
    [DataRow("MIT AND (ISC", 0.0)]
    [DataRow("mit, cc-by-nc-4.0", 0.2)]
    public void A_license_is_worth_what_it_allows(string license, double value) =>
        Assert.AreEqual(value, Some.WithMetadata($$"""{"license":"{{license}}"}""").ValueOf(Metric.License));

    [TestMethod]
    [DataRow("""{"license":["gpl-3.0","mit"]}""", "", 0.7, "a model is under all licenses of a list")]
    [DataRow("""{"license":["mit","gpl-3.0"]}""", "", 0.7, "their order does not matter")]
    [DataRow("""{"license":["mit","apache-2.0"]}""", "", 1.0, "all of a list allow nearly everything")]
    [DataRow("""{}""", "license:mit", 1.0, "the tag alone is enough")]
    [DataRow("""{"license":"mit"}""", "license:mit", 1.0, "both agree")]
    [DataRow("""{"license":"MIT License"}""", "license:mit", 1.0, "two spellings of one license are no contradiction")]
    [DataRow("""{"license":["mit","gpl-3.0"]}""", "license:gpl-3.0", 0.7, "a tag that is one of a list is no contradiction")]
    [DataRow("""{"license":"mit"}""", "license:cc-by-nc-4.0", 0.2, "the lower one of two that contradict each other")]
    [DataRow("""{"license":"other","license_name":"llama3.1"}""", "license:other", 0.4, "a name beside other")]
    [DataRow("""{"license":"other","license_name":"acme-non-commercial-license"}""", "license:other", 0.2, "a name that says it")]
    [DataRow("""{"license_name":"gemma-terms-of-use"}""", "", 0.4, "a name alone")]
    [DataRow("""{"license":"mit","license_name":"cc-by-nc-4.0"}""", "license:mit", 0.2, "a name that is another license")]
    [DataRow("""{"license":"other","license_name":"acme","license_link":"LICENSE"}""", "license:other", 0.1, "to be read")]
    [DataRow("""{"license":"our very own"}""", "", 0.0, "nothing to read")]
    [DataRow("""{"license":7}""", "", 0.0, "no license at all")]
    public void Metadata_and_tag_are_weighed(string metadata, string tag, double value, string why) =>
        Assert.AreEqual(value, Some.WithMetadata(metadata, tag.Length > 0 ? [tag] : []).ValueOf(Metric.License), why);

    [TestMethod]
    public void The_front_matter_counts_where_the_Hub_parsed_none() =>
        Assert.AreEqual(0.7, Some.WithCard("---\nlicense: gpl-3.0\n---\n").ValueOf(Metric.License));

    [TestMethod]
    [DataRow("LICENSE", 0.1)]
    [DataRow("LICENSE.md", 0.1)]
    [DataRow("license.txt", 0.1)]
    [DataRow("COPYING", 0.1)]
    [DataRow("licenses_of_others.txt", 0.0)]
    [DataRow("data/LICENSE", 0.0)]
    public void A_license_file_alone_is_something_to_read(string path, double value) =>
        Assert.AreEqual(value, Some.WithFiles(new HubFile(path)).ValueOf(Metric.License));

    [TestMethod]
    public void A_contradiction_and_every_license_are_told()
    {
        var evidence = Some.WithMetadata("""{"license":"mit"}""", "license:cc-by-nc-4.0").Of(Metric.License).Evidence;

        CollectionAssert.AreEqual(
            new[]
            {
                "the metadata says 'mit': MIT, permissive", "the tag says 'cc-by-nc-4.0': CC-BY-NC-4.0, non-commercial", "a program under LGPL-2.1 may not contain it",
                "the metadata and the tag contradict each other: the lower one counts",
            },
            evidence.ToArray());
    }

    [TestMethod]
    [DataRow("mit", true)]
    [DataRow("mpl-2.0", true)]
    [DataRow("lgpl-2.1", true)]
    [DataRow("apache-2.0", false)]
    [DataRow("gpl-3.0", false)]
    [DataRow("llama3.1", null)]
    public void Whether_a_program_under_LGPL_may_contain_it_is_a_statement_of_its_own(string license, bool? isCompatible) =>
        Assert.AreEqual(isCompatible, LicenseMetric.IsCompatibleWithLgpl21(ModelFacts.Of(Some.WithMetadata($$"""{"license":"{{license}}"}"""))!));

    [TestMethod]
    public void Foreign_text_in_the_evidence_is_printable()
    {
        var score = Some.WithMetadata("""{"license":"mit\u202e\n\u001b[31m"}""").Of(Metric.License);

        Assert.IsTrue(score.Evidence.All(TextSanitizer.IsSafe));
    }
}
