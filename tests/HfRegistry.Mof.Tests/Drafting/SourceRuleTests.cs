using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Rules;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Drafting;

/// <summary>What a draft concludes from the facts of a source repository.</summary>
[TestClass]
internal sealed class SourceRuleTests
{
    private const string Heron = "acme/heron-7b";

    private static readonly SourceRepository Repository = new()
    {
        Name = "acme/heron",
        Commit = Revision.Parse(new string('c', 40)),
        License = SpdxId.Parse("MIT"),
        LicenseFiles = [new SourceLicenseFile("LICENSE", SpdxId.Parse("MIT"))],
        Code = [new SourceCode(SourcePurpose.Training, "train.py", 4)],
        HasCode = true,
    };

    [TestMethod]
    public async Task Code_has_the_license_of_its_repository_and_names_its_file()
    {
        var training = await TrainingOf(Repository);

        Assert.AreEqual("85 % - file train.py and 3 more of the repository acme/heron", training!.Best.Evidence.ToString());
        Assert.AreEqual($"https://github.com/acme/heron/blob/{Repository.Commit}/train.py", training.Best.Path);
        Assert.AreEqual(("MIT", "GitHub names MIT for acme/heron"), (training.Best.License!.Name, training.Best.License.Evidence.Statement));
    }

    [TestMethod]
    public async Task License_file_of_the_code_counts_before_the_one_that_GitHub_names()
    {
        var training = await TrainingOf(Repository with { LicenseFiles = [new SourceLicenseFile("LICENSE-CODE", SpdxId.Parse("Apache-2.0")), new SourceLicenseFile("LICENSE-MODEL", SpdxId.Parse("MIT"))] });

        Assert.AreEqual(("Apache-2.0", "file LICENSE-CODE of acme/heron has the text of Apache-2.0"), (training!.Best.License!.Name, training.Best.License.Evidence.Statement));
    }

    [TestMethod]
    public async Task Unknown_license_is_to_be_looked_up()
    {
        var training = await TrainingOf(Repository with { License = null, LicenseFiles = [new SourceLicenseFile("LICENSE", null)] });

        Assert.AreEqual((null, "https://github.com/acme/heron"), (training!.Best.License!.Name, training.Best.License.LookUp));
    }

    [TestMethod]
    public async Task Fork_is_less_sure() =>
        Assert.AreEqual("60 % - file train.py and 3 more of the fork acme/heron", (await TrainingOf(Repository with { IsFork = true }))!.Best.Evidence.ToString());

    [TestMethod]
    public async Task Quantized_copy_has_no_training_code() => Assert.IsNull(await TrainingOf(Repository, "base_model: acme/egret\nbase_model_relation: quantized\n"));

    [TestMethod]
    public async Task Drafts_that_differ_in_commits_alone_say_the_same()
    {
        var texts = new List<string>();
        foreach (var (repository, sha) in new[] { (Repository, 'a'), (Repository with { Commit = Revision.Parse(new string('d', 40)) }, 'b'), (Repository with { Code = [new SourceCode(SourcePurpose.Training, "sft.py", 4)] }, 'a') })
        {
            await using var scene = await DraftScene.StartAsync(Model("") with { Sha = new string(sha, 40) });
            await scene.DraftAsync([Heron], new Reader(repository));
            texts.Add(scene.Text("heron-7b.yml"));
        }

        Assert.AreNotEqual(texts[0], texts[1]);
        Assert.IsTrue(DraftText.SayTheSame(texts[0], texts[1]));
        Assert.IsFalse(DraftText.SayTheSame(texts[0], texts[2]));
    }

    [TestMethod]
    public async Task Missing_repository_leaves_the_draft_complete()
    {
        await using var scene = await DraftScene.StartAsync(Model(""));

        var result = await scene.DraftAsync([Heron], new Reader(null));

        Assert.IsEmpty(result.Diagnostics);
        Assert.Contains("# repository evidence: none\n", scene.Text("heron-7b.yml"));
        Assert.AreEqual(DraftStatus.Unchanged, (await scene.DraftAsync([Heron], new Reader(null))).Outcomes.Single().Status);
    }

    private static async Task<DraftedComponent?> TrainingOf(SourceRepository repository, string metadata = "")
    {
        await using var scene = await DraftScene.StartAsync(Model(metadata));
        return (await scene.DraftAsync([Heron], new Reader(repository))).Outcomes.Single().Draft!.Components.FirstOrDefault(static component => component.Component == Components.Training);
    }

    private static LocalModel Model(string metadata) => LocalModel.Of(Heron, "llama", 1_000) with
    {
        Files = [new HubFile("README.md"), new HubFile("config.json"), new HubFile("model.safetensors")],
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", $"---\nlicense: mit\n{metadata}---\n\n# Heron\n\nOur code is available at [heron](https://github.com/acme/heron).\n"),
    };

    private sealed class Reader(SourceRepository? repository) : ISourceReader
    {
        public Task<Fact<SourceRepository>> ReadAsync(string name, CancellationToken cancellationToken) => Task.FromResult(repository is null ? Fact.Absent<SourceRepository>() : Fact.Known(repository));
    }
}
