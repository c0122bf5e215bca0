using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Tests.Classification;

/// <summary>The classes and figures that the Model Openness Tool's own evaluator gives.</summary>
[TestClass]
internal sealed class ClassTests
{
    private const string Report = "Technical report";
    private const string Paper = "Research paper";
    private const string Closed = "Proprietary";
    private const string Open = "Apache-2.0";

    private static MofDocument All => Releases.Under(Open, Releases.All);

    [TestMethod]
    public void Six_components_of_class_III_with_the_report_alone() =>
        AssertClass(MofClass.OpenModel, 100, 60, 0, Releases.Under(Open, Releases.ClassThree));

    [TestMethod]
    public void Six_components_of_class_III_with_the_paper_alone() =>
        AssertClass(MofClass.OpenModel, 100, 60, 0, Releases.Under(Open, Releases.ClassThree).Without(Report).With(Paper, null));

    [TestMethod]
    public void Everything_but_the_paper() => AssertClass(MofClass.OpenTooling, 100, 100, 92.9, All.Without(Paper));

    [TestMethod]
    public void Everything_but_the_report() => AssertClass(MofClass.OpenScience, 100, 100, 100, All.Without(Report));

    [TestMethod]
    public void Everything_with_a_closed_report_beside_an_open_paper() => AssertClass(MofClass.OpenScience, 100, 100, 100, All.With(Report, Closed));

    [TestMethod]
    public void Everything_with_an_unlicensed_report_beside_an_open_paper() => AssertClass(MofClass.OpenScience, 100, 100, 100, All.With(Report, ""));

    [TestMethod]
    public void Everything_with_a_closed_paper_beside_an_open_report() => AssertClass(MofClass.OpenTooling, 100, 100, 92.9, All.With(Paper, Closed));

    [TestMethod]
    public void Everything_but_the_data_card() => AssertClass(MofClass.None, 83.3, 0, 0, All.Without("Data card"));

    [TestMethod]
    public void Everything_open() => AssertClass(MofClass.OpenScience, 100, 100, 100, All);

    [TestMethod]
    public void A_card_under_the_Hubs_spelling_of_a_license()
    {
        var document = Releases.Under("apache-2.0", "Model card");

        AssertClass(MofClass.None, 0, 0, 0, document);
        AssertVerdict(document, "Model card", ComponentStatus.Invalid, "apache-2.0", "release.license.distribution");
        AssertVerdict(document, "Model card", ComponentStatus.Included, "Apache-2.0", "release.license.distribution", MofReading.Normalized);
    }

    [TestMethod]
    public void Licenses_that_say_none_do_not_fall_through()
    {
        var document = Releases.Under(Open, "Model architecture").With("Model card", "unlicensed").With("Data card", "");

        AssertClass(MofClass.None, 16.7, 0, 0, document);
        AssertVerdict(document, "Model card", ComponentStatus.Unlicensed, "unlicensed", "component");
        AssertVerdict(document, "Data card", ComponentStatus.Unlicensed, "", "component");
        AssertVerdict(document, "Model architecture", ComponentStatus.Included, Open, "release.license.distribution");
        Assert.AreEqual(16.7 / 3, MofClassifier.Classify(document).Progress.Values.Average(), 0.05);
    }

    [TestMethod]
    public void Neither_report_nor_paper_leaves_class_III_open_and_class_I_at_nothing() =>
        AssertClass(MofClass.None, 83.3, 0, 0, All.Without(Report).Without(Paper));

    [TestMethod]
    [DataRow(Closed, ComponentStatus.Invalid)]
    [DataRow("unlicensed", ComponentStatus.Unlicensed)]
    public void A_paper_that_is_not_open_takes_the_reports_place_and_leaves_it_unfilled(string license, ComponentStatus status)
    {
        var document = Releases.Under(Open, Releases.ClassThree).Without(Report).With(Paper, license);

        AssertClass(MofClass.None, 83.3, 0, 0, document);
        var classified = MofClassifier.Classify(document);
        Assert.IsNull(classified.Of(MofComponent.TechnicalReport));
        Assert.AreEqual(status, classified.Of(MofComponent.ResearchPaper)?.Status);
    }

    [TestMethod]
    public void A_report_is_missed_only_where_no_paper_stands_in()
    {
        Assert.AreEqual(ComponentStatus.Missing, MofClassifier.Classify(Releases.Under(Open, "Model card")).Of(MofComponent.TechnicalReport)?.Status);
        Assert.AreEqual(ComponentStatus.Invalid, MofClassifier.Classify(All.With(Report, Closed)).Of(MofComponent.TechnicalReport)?.Status);
    }

    [TestMethod]
    public void Optional_components_change_no_figure_and_show_only_when_listed()
    {
        var optional = MofComponent.All.Where(component => !component.IsRequired).ToList();
        var document = optional.Aggregate(Releases.Under(Open, Releases.ClassThree), (release, component) => release.With(component.Name, Closed));

        AssertClass(MofClass.OpenModel, 100, 60, 0, document);
        foreach (var component in optional)
        {
            AssertVerdict(document, component.Name, ComponentStatus.Invalid, Closed, "component");
            Assert.IsNull(MofClassifier.Classify(All).Of(component));
        }
    }

    [TestMethod]
    public void A_license_of_the_kind_comes_before_the_distributions_and_other_kinds_are_ignored()
    {
        var document = Releases.Under(Closed, Releases.ClassThree) with
        {
            Licenses = [new("weights", new(Open)), new("document", new("CC-BY-4.0")), new("data", new("")), new("code", new("unlicensed")), new("distribution", new(Closed))],
        };

        AssertClass(MofClass.None, 66.7, 0, 0, document);
        AssertVerdict(document, "Data card", ComponentStatus.Included, "CC-BY-4.0", "release.license.document");
        AssertVerdict(document, "Model parameters (Final)", ComponentStatus.Invalid, Closed, "release.license.distribution");
        AssertVerdict(document, "Model architecture", ComponentStatus.Unlicensed, "unlicensed", "release.license.code");
    }

    [TestMethod]
    public void Nothing_anywhere_is_no_license() =>
        AssertVerdict(new MofDocument { Components = [new(new("Datasets"))] }, "Datasets", ComponentStatus.Unlicensed, null, null);

    [TestMethod]
    public void An_unknown_component_is_taken_for_Datasets_and_the_last_of_two_wins_as_in_the_tools_import()
    {
        var document = Releases.Under(Open, Releases.All) with
        {
            Components = [.. All.Components, new(new("Training dataset")) { License = new(Closed) }, new(new("Model card")) { License = new("unlicensed") }],
        };

        AssertVerdict(document, "Datasets", ComponentStatus.Invalid, Closed, "component");
        AssertVerdict(document, "Model card", ComponentStatus.Unlicensed, "unlicensed", "component");
        AssertVerdict(document, "Datasets", ComponentStatus.Included, Open, "release.license.distribution", MofReading.Normalized);
    }

    [TestMethod]
    public void The_normalized_reading_takes_names_and_denials_as_they_are_meant()
    {
        var document = Releases.Under("Apache 2.0").With("model Card", "mit").With("Data card", "Component not included").With("Datasets", "Undisclosed");

        AssertVerdict(document, "Model card", ComponentStatus.Included, "MIT", "component", MofReading.Normalized);
        AssertVerdict(document, "Data card", ComponentStatus.Missing, null, null, MofReading.Normalized);
        AssertVerdict(document, "Data card", ComponentStatus.Invalid, "Component not included", "component");
        AssertVerdict(document, "Datasets", ComponentStatus.Unlicensed, "unlicensed", "component", MofReading.Normalized);
    }

    [TestMethod]
    public void Each_class_has_the_tools_label() => Assert.AreSequenceEqual(
        ["Unclassified", "Class I - Open Science Model", "Class II - Open Tooling Model", "Class III - Open Model"],
        Enum.GetValues<MofClass>().Select(MofClassification.LabelOf));

    private static void AssertClass(MofClass expected, double third, double second, double first, MofDocument document)
    {
        var classified = MofClassifier.Classify(document);
        Assert.AreEqual(expected, classified.Class);
        Assert.AreEqual(third, Math.Round(classified.Progress[MofClass.OpenModel], 1), "III");
        Assert.AreEqual(second, Math.Round(classified.Progress[MofClass.OpenTooling], 1), "II");
        Assert.AreEqual(first, Math.Round(classified.Progress[MofClass.OpenScience], 1), "I");
    }

    private static void AssertVerdict(MofDocument document, string component, ComponentStatus status, string? license, string? from, MofReading reading = MofReading.Mot)
    {
        var verdict = MofClassifier.Classify(document, reading).Of(MofComponent.Find(component)!);
        Assert.AreEqual((status, license, from), (verdict!.Status, verdict.License, verdict.LicenseFrom));
    }
}
