using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>Ten broken cards among many: every model has its row, and the broken ones cost nobody else anything.</summary>
[TestClass]
internal sealed class BatchTests
{
    // A tab within a bracket makes a YAML scanner throw what it does not promise.
    private const string BrokenCard = "---\nlicense: [apache-2.0\ntags:\n\t- x\n---\n# Broken\n\nA sentence about a model that nobody can read the metadata of, and yet it is long enough.\n";
    private const string Card = "---\nlicense: mit\n---\n\n# Bird\n\nIt answers questions about birds in whole sentences, and about nothing else, since two people trained it on nothing else.\n";

    [TestMethod]
    public async Task Fifty_drafts_have_fifty_rows()
    {
        await using var hub = await LocalHub.StartAsync([.. Models(50)], new LocalHubOptions());
        using var shell = new Shell().With(hub);

        var run = await shell.RunAsync($"mof draft {string.Join(' ', Models(50).Select(static model => model.Id))} --no-github --json");

        Assert.IsTrue(run.ExitCode is ExitCode.Done or ExitCode.Network, run.Error);
        var drafts = (await run.JsonOfAsync("mof-draft")).GetProperty("drafts").EnumerateArray().ToList();
        Assert.AreSequenceEqual(Models(50).Select(static model => model.Id), drafts.Select(static draft => draft.GetProperty("id").GetString()!));
        foreach (var draft in drafts.Where(static draft => !IsBroken(draft.GetProperty("id").GetString()!)))
            Assert.AreEqual("drafted", draft.GetProperty("status").GetString(), draft.ToString());
        Assert.HasCount(40, Directory.GetFiles(shell.PathOf("models")).Where(static path => !IsBroken(Path.GetFileNameWithoutExtension(path))).ToList());
    }

    [TestMethod]
    public async Task Two_hundred_scores_have_two_hundred_rows()
    {
        await using var hub = await LocalHub.StartAsync([.. Models(200)], new LocalHubOptions());
        using var shell = new Shell().With(hub);

        var run = await shell.RunAsync($"score {string.Join(' ', Models(200).Select(static model => model.Id))} --json");

        Assert.IsTrue(run.ExitCode is ExitCode.Done or ExitCode.Network, run.Error);
        var scored = (await run.JsonOfAsync("score")).GetProperty("models").EnumerateArray().ToList();
        Assert.AreSequenceEqual(Models(200).Select(static model => model.Id), scored.Select(static model => model.GetProperty("model_id").GetString()!));
        Assert.IsTrue(scored.Where(static model => !IsBroken(model.GetProperty("model_id").GetString()!)).All(static model => model.GetProperty("coverage").GetDouble() > 0.5));
    }

    private static IEnumerable<LocalModel> Models(int count)
    {
        var step = count / 10;
        return Enumerable.Range(0, count).Select(i => (i % step == step - 1 ? "broken" : "bird", i)).Select(static named => LocalModel.Of(string.Create(CultureInfo.InvariantCulture, $"garden/{named.Item1}-{named.i}"), "llama") with
        {
            Architectures = ["LlamaForCausalLM"],
            PipelineTag = "text-generation",
            Files = [new HubFile("README.md", 300), new HubFile("config.json", 1), new HubFile("model.safetensors", 440_000_000)],
            Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", named.Item1 == "broken" ? BrokenCard : Card),
        });
    }

    private static bool IsBroken(string name) => name.Contains("broken", StringComparison.Ordinal);
}
