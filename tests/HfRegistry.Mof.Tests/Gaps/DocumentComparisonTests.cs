using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Gaps;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Gaps;

[TestClass]
public sealed class DocumentComparisonTests
{
    private const string Card = "---\nlicense: mit\n---\n\n# Bird\n\nIt answers questions about birds in whole sentences, and about nothing else, since two people trained it on nothing else over a summer.\n\nThe evaluation code will not be released.\n";

    private static readonly LocalModel Bird = LocalModel.Of("garden/bird", "llama") with
    {
        FormerIds = ["lab/bird"],
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
    public async Task A_new_id_and_another_licence_of_the_release_are_differences()
    {
        var document = DocumentWith() with { HuggingFace = new("https://huggingface.co/lab/bird"), Licenses = [new(MofReleaseLicense.Distribution, new("Apache-2.0"))] };

        var comparison = await CompareAsync("lab/bird", document);

        Assert.AreSequenceEqual(["huggingface: lab/bird, garden/bird", "license.distribution: Apache-2.0, MIT"], comparison.Fields.Select(field => $"{field.Field}: {field.Document}, {field.Hub}"));
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
        Assert.IsLessThanOrEqualTo(8, hub.Requests.Length);
        return answer.Value!;
    }
}
