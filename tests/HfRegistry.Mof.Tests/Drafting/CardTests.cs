using HfRegistry.Licenses;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Validation;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Drafting;

/// <summary>Drafts of twelve models with cards written by hand, against what a person expects.</summary>
[TestClass]
internal sealed class CardTests
{
    public static IEnumerable<object[]> Cards => CardCase.Folders.Select(folder => new object[] { folder });

    [TestMethod]
    [DynamicData(nameof(Cards))]
    public async Task A_draft_holds_what_a_person_expects(string folder)
    {
        var (expected, draft, document) = await DraftAsync(folder);

        Assert.AreEqual(expected.License, draft.License.Name, draft.License.Evidence.ToString());
        Assert.AreEqual(expected.LicensePath, document.LicenseOf(MofReleaseLicense.Distribution)?.Path?.Text ?? "");
        Assert.AreEqual(expected.Repository, document.Repository?.Text);
        Assert.AreEqual(expected.Type, document.Type?.Text);
        Assert.AreEqual(expected.Architecture, document.Architecture?.Text);
        Assert.AreEqual(expected.Treatment, document.Treatment?.Text);
        Assert.AreEqual(expected.Origin, document.Origin?.Text);
        CollectionAssert.AreEquivalent(
            expected.Components.Select(pair => $"{pair.Key}: {pair.Value}").ToList(),
            document.Components.Select(component => $"{component.Name}: {component.License?.Text}").ToList(),
            DraftText.Write(draft));
        Assert.AreEqual(expected.Class, (int)MofClassifier.Classify(document).Class, DraftText.Write(draft));
        foreach (var weak in expected.Weak ?? [])
            Assert.AreEqual(DraftEvidence.Weak, draft.Components.Single(component => component.Component.Name == weak).Confidence);
    }

    [TestMethod]
    [DynamicData(nameof(Cards))]
    public async Task A_draft_is_a_valid_document_in_which_everything_says_what_it_rests_on(string folder)
    {
        var (_, draft, document) = await DraftAsync(folder);
        var text = DraftText.Write(draft);

        var validator = new MofValidator(await MofSchema.BuiltInAsync(), RuleSeverities.Usual, TimeProvider.System);
        var found = validator.ValidateAlone(MofDocumentReader.Parse(text, $"/{draft.Id.Name}.yml"), $"/{draft.Id.Name}.yml");
        Assert.IsFalse(found.HasErrors, string.Join('\n', found.Diagnostics));
        Assert.StartsWith($"# {DraftText.Marker}\n# source: https://huggingface.co/{draft.Id}\n# revision: {draft.Revision}\n", text);
        foreach (var component in draft.Components)
        {
            Assert.IsTrue(component.Findings.All(finding => finding.Evidence.Statement.Length > 0 && finding.Evidence.Confidence is >= 50 and <= 95));
            Assert.Contains($"# {component.Best.Evidence}", text);
        }

        foreach (var license in document.Components.Select(component => component.License?.Text).OfType<string>().Append(draft.License.Name ?? ListedComponent.Unlicensed))
            Assert.IsTrue(license == ListedComponent.Unlicensed || LicenseNames.Normalize(license) is { Spelling: LicenseSpelling.Exact or LicenseSpelling.Named or LicenseSpelling.CommonName }, license);
    }

    [TestMethod]
    public void There_are_twelve() => Assert.HasCount(12, CardCase.Folders.ToList());

    private static async Task<(ExpectedDraft Expected, MofDraft Draft, MofDocument Read)> DraftAsync(string folder)
    {
        var card = CardCase.Read(folder);
        await using var scene = await DraftScene.StartAsync([card.ModelOf(folder)], new LocalHubOptions { Datasets = [.. card.LocalDatasets] });
        var outcome = await scene.DraftAsync(card.Id);
        Assert.AreEqual(DraftStatus.Drafted, outcome.Status, outcome.Diagnostic?.ToString());
        var read = MofDocumentReader.Read(outcome.Path);
        Assert.IsNotNull(read.Value, string.Join('\n', read.Diagnostics));
        return (card.Expected, outcome.Draft!, read.Value);
    }
}
