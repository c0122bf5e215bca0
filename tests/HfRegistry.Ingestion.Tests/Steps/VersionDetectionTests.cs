using HfRegistry.Hub;
using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Ingestion.Tests.Steps;

[TestClass]
internal sealed class VersionDetectionTests
{
    private static readonly Revision Commit = Revision.Parse(new('a', 40));
    private static readonly Revision Other = Revision.Parse(new('b', 40));

    [TestMethod]
    [DataRow("mistralai/Mistral-7B-v0.1", "0.1.0")]
    [DataRow("some/model-v2", "2.0.0")]
    [DataRow("some/model_V1.5.3", "1.5.3")]
    [DataRow("some/model-v01.02", "1.2.0")]
    [DataRow("some/model-1.5", null)]
    [DataRow("some/v2-model", null)]
    [DataRow("some/model-v1.2.3.4", null)]
    public void Version_at_the_end_of_a_name_is_found(string id, string? version) => Assert.AreEqual(version, VersionDetection.OfName(ModelId.Parse(id))?.ToString());

    [TestMethod]
    public void Highest_version_of_the_commits_own_tags_is_found()
    {
        HubTag[] tags = [new("v9.0.0", Other), new("1.2.0", Commit), new("v1.10.0-rc.1", Commit), new("v1.10.0", Commit), new("latest", Commit), new("vv", Commit)];

        Assert.AreEqual("1.10.0", VersionDetection.OfTags(tags, Commit)!.ToString());
        Assert.IsNull(VersionDetection.OfTags([tags[4]], Commit));
        Assert.AreEqual("0.0.0+aaaaaaaaaaaa", VersionDetection.OfCommit(Commit).ToString());
    }

    [TestMethod]
    [DataRow("owner/name", PackageKind.Model, "owner/name")]
    [DataRow("gpt2", PackageKind.Model, "gpt2")]
    [DataRow("datasets/owner/name", PackageKind.Dataset, "owner/name")]
    [DataRow("https://huggingface.co/owner/name", PackageKind.Model, "owner/name")]
    [DataRow("https://huggingface.co/datasets/owner/name/", PackageKind.Dataset, "owner/name")]
    [DataRow("hf://models/owner/name", PackageKind.Model, "owner/name")]
    public void Address_of_a_repository_is_read_for_its_id(string text, PackageKind kind, string id)
    {
        Assert.IsTrue(RepositoryAddress.TryParse(text, out var address));
        Assert.AreEqual((kind, id), (address.Kind, address.Id.ToString()));
    }

    [TestMethod]
    [DataRow("https://evil.example/owner/name")]
    [DataRow("http://169.254.169.254/latest")]
    [DataRow("file:///etc/passwd")]
    [DataRow("owner/name/tree/main")]
    [DataRow("https://huggingface.co@evil.example/a")]
    [DataRow("")]
    public void Other_addresses_name_no_repository(string text) => Assert.IsFalse(RepositoryAddress.TryParse(text, out _));
}
