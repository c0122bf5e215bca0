using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Tests.Classification;

/// <summary>What the Model Openness Tool counts as open, letter by letter.</summary>
[TestClass]
internal sealed class LicenseTrapTests
{
    [TestMethod]
    [DataRow("Apache-2.0", "Datasets", true, DisplayName = "code's license on data counts in full, with a notice")]
    [DataRow("CC-BY-4.0", "Training code", true, DisplayName = "a document's license on code too")]
    [DataRow("GPL-3.0-only", "Model card", true, DisplayName = "and a license that is marked for nothing")]
    [DataRow("CC0-1.0", "Datasets", true, DisplayName = "CC0 became a document's license by a slip of the tool")]
    [DataRow("CC0-1.0", "Model card", false)]
    [DataRow("Apache-2.0", "Model card", false)]
    [DataRow("OpenMDW-1.0", "Datasets", false)]
    [DataRow("OpenMDW-1.0", "Training code", false)]
    [DataRow("CDLA-Permissive-2.0", "Datasets", false)]
    [DataRow("ODC-PDDL-1.0", "Datasets", true, DisplayName = "the tool's own spelling of the PDDL")]
    [DataRow("GPL-3.0", "Training code", true, DisplayName = "deprecated ids still count")]
    [DataRow("LGPL-2.1+", "Training code", true)]
    [DataRow("AGPL-3.0", "Training code", true)]
    [DataRow("BSD-3-Clause", "Training code", true, DisplayName = "no BSD is marked for code")]
    [DataRow("OGL-UK-2.0", "Datasets", true)]
    [DataRow("GFDL-1.3", "Data card", true)]
    public void An_open_license_counts_in_full_whatever_it_was_written_for(string license, string component, bool isUnusual)
    {
        var verdict = Judge(license, component);

        Assert.AreEqual(ComponentStatus.Included, verdict.Status);
        Assert.AreEqual(isUnusual, verdict.IsUnusual);
    }

    [TestMethod]
    [DataRow("PDDL-1.0", "Datasets")]
    [DataRow("C-UDA-1.0", "Datasets")]
    [DataRow("CC-PDDC", "Model card")]
    [DataRow("FreeBSD-DOC", "Model card")]
    [DataRow("MulanPSL-1.0", "Training code")]
    [DataRow("OGL-UK-1.0", "Datasets")]
    [DataRow("CC-BY-SA-3.0-DE", "Datasets")]
    [DataRow("CC-BY-NC-4.0", "Datasets")]
    [DataRow("CC-BY-ND-4.0", "Model card")]
    [DataRow("apache-2.0", "Training code")]
    [DataRow("Apache 2.0", "Training code")]
    [DataRow("MIT license", "Training code")]
    [DataRow("BSD-3", "Training code")]
    [DataRow("GPL", "Training code")]
    [DataRow(" Apache-2.0", "Training code")]
    [DataRow("MIT OR Apache-2.0", "Training code")]
    [DataRow("Unlicensed", "Training code")]
    [DataRow("unlicense", "Training code")]
    [DataRow("other", "Training code")]
    [DataRow("Proprietary", "Training code")]
    [DataRow("Undisclosed", "Training code")]
    [DataRow("BigScience-BLOOM-RAIL-1.0", "Model parameters (Final)")]
    [DataRow("Llama 3.1 Community License Agreement", "Model parameters (Final)")]
    [DataRow("Gemma Terms of Use", "Model parameters (Final)")]
    [DataRow("Component not included", "Datasets")]
    public void Everything_else_is_invalid(string license, string component) =>
        Assert.AreEqual(ComponentStatus.Invalid, Judge(license, component).Status);

    [TestMethod]
    [DataRow("apache-2.0", "Apache-2.0")]
    [DataRow("mit", "MIT")]
    [DataRow("bsd-3-clause", "BSD-3-Clause")]
    [DataRow("cc-by-4.0", "CC-BY-4.0")]
    [DataRow("cc0-1.0", "CC0-1.0")]
    [DataRow("afl-3.0", "AFL-3.0")]
    [DataRow("openmdw-1.0", "OpenMDW-1.0")]
    [DataRow("Apache 2.0", "Apache-2.0")]
    [DataRow("BSD-3", "BSD-3-Clause")]
    public void The_normalized_reading_takes_other_spellings_for_their_ids(string license, string id)
    {
        var verdict = Judge(license, "Training code", MofReading.Normalized);

        Assert.AreEqual((ComponentStatus.Included, id), (verdict.Status, verdict.License));
    }

    [TestMethod]
    [DataRow("PDDL-1.0")]
    [DataRow("pddl")]
    [DataRow("cc-by-nc-4.0")]
    [DataRow("openrail")]
    [DataRow("llama3.1")]
    [DataRow("MIT OR Apache-2.0")]
    [DataRow("Apach-2.0")]
    public void Normalizing_opens_nothing_that_is_closed_or_only_guessed(string license) =>
        Assert.AreEqual(ComponentStatus.Invalid, Judge(license, "Datasets", MofReading.Normalized).Status);

    private static ComponentVerdict Judge(string license, string component, MofReading reading = MofReading.Mot)
    {
        var document = new MofDocument { Components = [new(new(component)) { License = new(license) }] };
        return MofClassifier.Classify(document, reading).Of(MofComponent.Find(component)!)!;
    }
}
