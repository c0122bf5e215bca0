using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Gaps;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Gaps;

[TestClass]
internal sealed class DocumentComparisonTests
{
    private const string Card = "---\nlicense: mit\n---\n\n# Bird\n\nIt answers questions about birds in whole sentences, and about nothing else, since two people trained it on nothing else over a summer.\n\nThe evaluation code will not be released.\n";

    private static readonly LocalModel Bird = LocalModel.Of("garden/bird", "llama") with
    {
        FormerIds = ["lab/bird", "older/bird"],
        Architectures = ["LlamaForCausalLM"],
        Files = [new HubFile("README.md"), new HubFile("config.json"), new HubFile("model.safetensors"), new HubFile("train.py")],
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", Card),
        CardData = """{"license":"mit"}""",
        Tags = ["license:mit"],
    };

    [TestMethod]
    public async Task Each_component_stands_as_the_evidence_says()
    {
        var comparison = await CompareAsync("garden/bird", DocumentWith(
            ("Model parameters (Final)", "Apache-2.0", null), ("Model card", "MIT", null), ("Evaluation code", "MIT", null), ("Research paper", "CC-BY-4.0", null),
            ("Datasets", "MIT", "https://huggingface.co/garden/bird/blob/main/data/train.jsonl")));

        var standings = comparison.Components.ToDictionary(component => component.Component.Name);
        Assert.AreEqual((ComponentStanding.LicenseDiffers, "Apache-2.0", "MIT"), (standings["Model parameters (Final)"].Standing, standings["Model parameters (Final)"].DocumentLicense, standings["Model parameters (Final)"].HubLicense));
        Assert.AreEqual(ComponentStanding.Supported, standings["Model card"].Standing);
        Assert.AreEqual(ComponentStanding.NotListed, standings["Training code"].Standing);
        Assert.AreEqual("95 % - file train.py", standings["Training code"].Evidence[0]);
        Assert.AreEqual(ComponentStanding.Contradicted, standings["Evaluation code"].Standing);
        Assert.Contains("will not be released", standings["Evaluation code"].Evidence.Single());
        Assert.AreEqual(ComponentStanding.Contradicted, standings["Datasets"].Standing);
        Assert.AreEqual("the repository has no data/train.jsonl", standings["Datasets"].Evidence.Single());
        Assert.AreEqual(ComponentStanding.NoEvidence, standings["Research paper"].Standing);
        Assert.IsTrue(comparison.HasDifferences);
    }

    [TestMethod]
    public async Task A_document_that_says_what_the_Hub_shows_has_no_difference()
    {
        var draft = await CompareAsync("garden/bird", DocumentWith());
        var whole = DocumentWith([.. draft.Components.Select(component => (component.Component.Name, component.HubLicense ?? "unlicensed", (string?)null))]);

        Assert.IsFalse((await CompareAsync("garden/bird", whole)).HasDifferences);
    }

    [TestMethod]
    public async Task A_new_id_and_another_license_of_the_release_are_differences()
    {
        var document = DocumentWith() with { HuggingFace = new("https://huggingface.co/lab/bird"), Licenses = [new(MofReleaseLicense.Distribution, new("Apache-2.0"))] };

        var comparison = await CompareAsync("lab/bird", document);

        Assert.AreSequenceEqual(["huggingface: lab/bird, garden/bird", "license.distribution: Apache-2.0, MIT"], comparison.Fields.Select(field => $"{field.Field}: {field.Document}, {field.Hub}"));
    }

    [TestMethod]
    [DataRow("lab/bird", "https://huggingface.co/lab/bird", "lab/bird", "the Hub answers for lab/bird with garden/bird")]
    [DataRow("garden/bird", "https://huggingface.co/lab/bird", "lab/bird", "the Hub answers for lab/bird with garden/bird")]
    [DataRow("lab/bird", "https://huggingface.co/older/bird", "lab/bird older/bird", "the Hub answers for older/bird with garden/bird")]
    [DataRow("lab/bird", "https://huggingface.co/garden/bird", "lab/bird", null)]
    [DataRow("lab/bird", null, "lab/bird", null)]
    [DataRow("garden/bird", "garden/bird", "", null)]
    [DataRow("garden/bird", "garden/cat", "", "garden/bird was asked for, which is another model")]
    public async Task A_rename_is_followed_and_is_a_fault_of_a_document_that_names_an_old_id_alone(string asked, string? named, string renamed, string? difference)
    {
        var comparison = await CompareAsync(asked, DocumentWith() with { HuggingFace = MofValue.OrNone(named) });

        Assert.AreEqual("garden/bird", comparison.Id.ToString());
        Assert.AreEqual(renamed, string.Join(' ', comparison.RenamedFrom));
        Assert.AreEqual(difference, comparison.Fields.SingleOrDefault()?.Evidence);
    }

    [TestMethod]
    public async Task A_file_under_an_old_id_is_looked_for_in_the_model_of_today()
    {
        var comparison = await CompareAsync("lab/bird", DocumentWith(("Datasets", "MIT", "https://huggingface.co/lab/bird/blob/main/data/train.jsonl")));

        Assert.AreEqual("the repository has no data/train.jsonl", comparison.Components.Single(component => component.Component.Name == "Datasets").Evidence.Single());
    }

    [TestMethod]
    public async Task A_document_s_own_id_that_the_Hub_does_not_answer_for_now_leaves_the_comparison_to_a_later_run()
    {
        await using var hub = await LocalHub.StartAsync([Bird], new LocalHubOptions { Faults = [Faults.When("models/lab/bird", Faults.Status(503))] });
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint }, new FakeClock { SkipsWaits = true });

        var answer = await new DocumentComparer(client).CompareAsync(
            DocumentWith() with { HuggingFace = new("lab/bird") }, ModelId.Parse("garden/bird"), CancellationToken.None);

        Assert.IsTrue(answer.Error!.IsTransient);
    }

    private static MofDocument DocumentWith(params ImmutableArray<(string Name, string License, string? Path)> components) => new()
    {
        Name = new("bird"),
        HuggingFace = new("https://huggingface.co/garden/bird"),
        Components = [.. components.Select(component => new ListedComponent(new(component.Name)) { License = new(component.License), ComponentPath = MofValue.OrNone(component.Path) })],
    };

    private static async Task<DocumentComparison> CompareAsync(string id, MofDocument document)
    {
        await using var hub = await LocalHub.StartAsync(Bird);
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });
        var answer = await new DocumentComparer(client).CompareAsync(document, ModelId.Parse(id), CancellationToken.None);
        Assert.IsLessThanOrEqualTo(10, hub.Requests.Length);
        return answer.Value!;
    }
}
