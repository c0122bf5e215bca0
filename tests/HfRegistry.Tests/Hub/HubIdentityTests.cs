using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>Which ids the Hub may answer with, and where it may send somebody for a file.</summary>
[TestClass]
internal sealed class HubIdentityTests
{
    [TestMethod]
    public async Task Another_id_without_a_redirect_is_no_answer()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.Body("""{"id":"evil/other"}"""));
        using var client = hub.Client();
        var expected = new HubError.Malformed("it is about evil/other, and google-bert/bert-base-uncased was asked for");

        Assert.AreEqual(expected, (await client.GetModelAsync(HubScene.BertId)).Error);
        Assert.AreEqual(expected, (await client.GetDetailsAsync(HubScene.BertId)).Error);
        Assert.IsInstanceOfType<HubError.Malformed>(DatasetId.TryParse("nyu-mll/glue", out var glue) ? (await client.GetDatasetAsync(glue)).Error : null);
    }

    [TestMethod]
    public async Task A_redirect_is_a_rename_and_another_letter_case_is_none()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        using var client = hub.Client();

        Assert.AreEqual(HubScene.BertId, (await client.GetModelAsync(ModelId.Parse("bert-base-uncased"))).Value?.Id);

        hub.FailWith(Faults.Body("""{"id":"Google-BERT/bert-base-uncased"}"""));
        Assert.IsNull((await client.GetModelAsync(HubScene.BertId)).Error);
        Assert.IsNull(HubRename.Diagnostic(HubScene.BertId, ModelId.Parse("Google-BERT/BERT-base-uncased")));
    }

    [TestMethod]
    [DataRow("old/name", "new/name", "HFR4112")]
    [DataRow("old/name", "OLD/other", "HFR1010")]
    [DataRow("name", "owner/name", "HFR1010")]
    public void New_hands_are_told_from_a_new_name(string asked, string now, string code) =>
        Assert.AreEqual(code, HubRename.Diagnostic(ModelId.Parse(asked), ModelId.Parse(now))!.Code);

    [TestMethod]
    [DataRow("https://huggingface.co", "https://cdn.example/file", true)]
    [DataRow("https://huggingface.co", "http://cdn.example/file", false)]
    [DataRow("http://mirror.example", "http://cdn.example/file", false)]
    [DataRow("http://mirror.example", "https://cdn.example/file", true)]
    [DataRow("http://mirror.example", "https://169.254.169.254/latest/meta-data", false)]
    [DataRow("http://mirror.example", "http://169.254.169.254/latest/meta-data", false)]
    [DataRow("https://huggingface.co", "https://2852039166/", false)]
    [DataRow("https://huggingface.co", "https://[::ffff:10.0.0.1]/", false)]
    [DataRow("https://huggingface.co", "https://[fe80::1]/", false)]
    [DataRow("https://huggingface.co", "https://[fd00::1]/", false)]
    [DataRow("https://huggingface.co", "https://192.168.1.1/", false)]
    [DataRow("https://huggingface.co", "https://172.31.0.1/", false)]
    [DataRow("https://huggingface.co", "https://172.32.0.1/", true)]
    [DataRow("https://huggingface.co", "https://localhost./", false)]
    [DataRow("https://huggingface.co", "https://a.localhost/", false)]
    [DataRow("https://huggingface.co", "https://user@cdn.example/", false)]
    [DataRow("http://127.0.0.1:5000", "http://127.0.0.1:5001/file", true)]
    [DataRow("http://10.1.2.3", "http://10.1.2.4/file", true)]
    [DataRow("https://10.1.2.3", "http://10.1.2.4/file", false)]
    public void A_file_leaves_the_Hub_over_https_alone_and_for_no_private_network(string endpoint, string target, bool isAllowed) =>
        Assert.AreEqual(isAllowed, new HubAddresses(new Uri(endpoint)).IsPossibleStore(new Uri(target)));

    [TestMethod]
    [DataRow("br")]
    [DataRow("gzip")]
    public async Task A_body_that_is_not_encoded_as_it_says_is_a_malformed_answer(string encoding)
    {
        foreach (var question in HubAsk.All)
        {
            await using var hub = await question.HubAsync(Faults.Body("[{\"id\":\"org/a\"}]", ("Content-Encoding", encoding)));
            using var client = hub.Client();

            Assert.IsInstanceOfType<HubError.Malformed>(await question.AskAsync(client, CancellationToken.None), question.Name);
        }
    }

    [TestMethod]
    public async Task A_refusal_whose_body_cannot_be_unpacked_stays_a_value()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert with { Texts = ImmutableDictionary<string, string>.Empty });
        hub.FailWith(Faults.Status(500, "no brotli", ("Content-Encoding", "br")));
        using var client = hub.Client();

        Assert.IsNotNull(await client.ErrorOfAsync(HubScene.Bert.Id));
    }
}
