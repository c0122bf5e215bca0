using System.Collections.Immutable;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Tests.Classification;

/// <summary>What holds for every document.</summary>
[TestClass]
internal sealed class PropertyTests
{
    private const int Runs = 1_000;

    private static readonly string?[] Licenses = [null, "", "unlicensed", "MIT", "Apache-2.0", "CC-BY-4.0", "PDDL-1.0", "apache-2.0", "Proprietary", "Component not included"];

    [TestMethod]
    [DataRow(MofReading.Mot)]
    [DataRow(MofReading.Normalized)]
    public void Adding_an_open_component_never_lowers_a_class_or_a_progress(MofReading reading)
    {
        var random = new Random(1);
        for (var run = 0; run < Runs; run++)
        {
            var document = Any(random);
            var added = MofComponent.All[random.Next(MofComponent.All.Length)];
            var before = MofClassifier.Classify(document, reading);
            var after = MofClassifier.Classify(document.With(added.Name, "MIT"), reading);

            Assert.IsGreaterThanOrEqualTo(Openness(before.Class), Openness(after.Class), $"{added} {Describe(document)}");

            // Where the report is added beside the paper, class I asks for fourteen instead of thirteen, and has one more of them.
            foreach (var (mofClass, progress) in before.Progress)
                Assert.IsGreaterThanOrEqualTo(progress, after.Progress[mofClass], $"{mofClass} {added} {Describe(document)}");
        }
    }

    [TestMethod]
    [DataRow(MofReading.Mot)]
    [DataRow(MofReading.Normalized)]
    public void The_order_of_components_never_matters(MofReading reading)
    {
        var random = new Random(2);
        for (var run = 0; run < Runs; run++)
        {
            var document = Any(random);
            var shuffled = document.Components.ToArray();
            random.Shuffle(shuffled);

            Assert.AreEqual(
                Describe(MofClassifier.Classify(document, reading)),
                Describe(MofClassifier.Classify(document with { Components = [.. shuffled] }, reading)), Describe(document));
        }
    }

    [TestMethod]
    public void The_normalized_class_is_never_below_the_tools_where_every_component_is_listed_once_and_none_denies_itself()
    {
        var random = new Random(3);
        for (var run = 0; run < Runs; run++)
        {
            var document = Any(random);
            Assert.IsGreaterThanOrEqualTo(
                Openness(MofClassifier.Classify(document).Class), Openness(MofClassifier.Classify(document, MofReading.Normalized).Class), Describe(document));
        }
    }

    [TestMethod]
    public void Closing_every_gap_to_a_class_reaches_it()
    {
        var random = new Random(4);
        for (var run = 0; run < Runs; run++)
        {
            var document = Any(random);
            foreach (var gap in GapAnalysis.Of(document, MofReading.Mot))
            {
                var closed = gap.Steps.Aggregate(document, (release, step) => release.With(step.Component.Name, "MIT"));
                Assert.IsGreaterThanOrEqualTo(Openness(gap.Class), Openness(MofClassifier.Classify(closed).Class), Describe(document));
                Assert.IsFalse(gap.Steps.IsEmpty);
            }
        }
    }

    // Most components are there and open: else nearly every document has no class at all.
    private static MofDocument Any(Random random)
    {
        var kept = MofComponent.All.Where(_ => random.Next(12) > 0).ToArray();
        random.Shuffle(kept);
        return new MofDocument
        {
            Licenses = [.. MofReleaseLicense.Kinds.Where(_ => random.Next(3) == 0).Select(kind => new MofReleaseLicense(kind, MofValue.OrNone(AnyLicense(random))))],
            Components = [.. kept.Select(component => new ListedComponent(new(component.Name)) { License = MofValue.OrNone(random.Next(4) > 0 ? "MIT" : AnyLicense(random)) })],
        };
    }

    private static string? AnyLicense(Random random) => Licenses[random.Next(Licenses.Length)];

    private static int Openness(MofClass mofClass) => mofClass == MofClass.None ? 0 : 4 - (int)mofClass;

    private static string Describe(MofDocument document) => string.Join(", ", document.Components.Select(component => $"{component.Name}={component.License}"));

    private static string Describe(MofClassification classified) =>
        $"{classified.Class} {string.Join(' ', classified.Progress.Values)} {string.Join(", ", classified.Components.Select(verdict => verdict with { Written = null }))}";
}
