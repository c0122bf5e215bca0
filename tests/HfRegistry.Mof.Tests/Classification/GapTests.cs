using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Tests.Classification;

[TestClass]
internal sealed class GapTests
{
    [TestMethod]
    public void The_cheapest_step_comes_first_a_license_before_an_artifact_documents_before_code_before_data()
    {
        var document = Releases.Under("MIT", "Data card").With("Model parameters (Final)", "llama3").With("Model card", "cc-by-4.0").With("Technical report", "unlicensed");

        var gap = GapAnalysis.Of(document, MofReading.Mot)[0];

        Assert.AreEqual(MofClass.OpenModel, gap.Class);
        Assert.AreSequenceEqual(
            ["Model card: Spelling", "Technical report: License", "Model parameters (Final): Relicense", "Evaluation results: Publish", "Model architecture: Publish"],
            gap.Steps.Select(step => $"{step.Component}: {step.Effort}"));
        Assert.AreEqual("Write the license as its SPDX id, CC-BY-4.0, instead of 'cc-by-4.0'.", gap.Steps[0].Remedy);
    }

    [TestMethod]
    public void There_is_a_gap_to_the_next_class_and_one_to_class_I_and_none_beyond()
    {
        Assert.AreSequenceEqual([MofClass.OpenTooling, MofClass.OpenScience], ClassesOf(Releases.Under("MIT", Releases.ClassThree)));
        Assert.AreSequenceEqual([MofClass.OpenScience], ClassesOf(Releases.Under("MIT", Releases.All).Without("Research paper")));
        Assert.IsEmpty(ClassesOf(Releases.Under("MIT", Releases.All)));
    }

    [TestMethod]
    public void Where_class_I_asks_for_the_paper_no_report_is_needed_beside_it()
    {
        var gaps = GapAnalysis.Of(Releases.Under("MIT", Releases.All).Without("Research paper").Without("Technical report"), MofReading.Mot);

        Assert.AreSequenceEqual(["Technical report"], gaps[0].Steps.Select(step => step.Component.Name));
        Assert.AreSequenceEqual(["Research paper"], gaps[1].Steps.Select(step => step.Component.Name));
    }

    [TestMethod]
    public void A_paper_that_needs_a_license_alone_is_cheaper_than_a_new_report()
    {
        var gap = GapAnalysis.Of(Releases.Under("MIT", Releases.ClassThree).Without("Technical report").With("Research paper", "unlicensed"), MofReading.Mot)[0];

        Assert.AreEqual(("Research paper", GapEffort.License), (gap.Steps.Single().Component.Name, gap.Steps[0].Effort));
    }

    [TestMethod]
    public void A_misspelled_component_is_a_spelling_away()
    {
        var document = Releases.Under("MIT", Releases.ClassThree).Without("Data card").With("data-card", "MIT");

        Assert.AreEqual(GapEffort.Spelling, GapAnalysis.Of(document, MofReading.Mot)[0].Steps.Single().Effort);
    }

    private static IEnumerable<MofClass> ClassesOf(MofDocument document) => GapAnalysis.Of(document, MofReading.Mot).Select(gap => gap.Class);
}
