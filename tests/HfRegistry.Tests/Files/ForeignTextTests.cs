using System.Text;
using HfRegistry.Configuration;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Tests.Refresh;

namespace HfRegistry.Tests.Files;

/// <summary>What comes out of a file may be shown and written as it is: a text that may not be is refused where it stands.</summary>
[TestClass]
internal sealed class ForeignTextTests
{
    [TestMethod]
    [DataRow("""{"bert":{"details":{"a/b":{"license":"\u001b[31mRED"}}}}""", "license")]
    [DataRow("""{"bert":{"details":{"a/b":{"license":"mit\uffff"}}}}""", "license")]
    [DataRow("""{"bert":{"details":{"a/b":{"formats":["safetensors","\u202e"]}}}}""", "formats[1]")]
    [DataRow("""{"bert":{"details":{"a/b":{"pipeline_tag":"\u001b[31mRED"}}}}""", "pipeline_tag")]
    [DataRow("""{"bert":{"details":{"a/b":{"library":"\u001b[31mRED"}}}}""", "library")]
    [DataRow("""{"bert":{"details":{"a/b":{"architectures":["\u001b[31mRED"]}}}}""", "architectures[0]")]
    [DataRow("""{"bert":{"default_reason":"one line\nand another"}}""", "bert.default_reason")]
    public void A_registry_with_a_control_character_is_refused_at_its_place(string text, string place)
    {
        var refusal = RegistryFile.Parse(Encoding.UTF8.GetBytes(text), "f").Diagnostics.Single();

        Assert.AreEqual("HFR4003", refusal.Code);
        StringAssert.Contains(refusal.Message, $"{place} must be one line without control or invisible characters");
        Assert.AreEqual(refusal.Message, TextSanitizer.Sanitize(refusal.Message, int.MaxValue));
        Assert.IsGreaterThan(1, refusal.Location!.Column);
    }

    [TestMethod]
    public void A_configuration_or_a_lock_file_with_a_control_character_is_refused_too()
    {
        var configuration = ConfigurationFile.Parse(Encoding.UTF8.GetBytes("""{"profiles":{"p":{"maxMB":1,"description":"\u001b[31mRED"}}}"""), "f");
        var locked = LockFile.Parse(Encoding.UTF8.GetBytes("""{"version":1,"models":[{"reason":"\u001b[31mRED","request":{"include":"bert"},"request_hash":"0","id":"a/b","tier":"hub"}]}"""), "f");

        StringAssert.Contains(configuration.Diagnostics.Single().Message, "profiles.p.description must be one line");
        StringAssert.Contains(locked.Diagnostics.Single().Message, "models[0].reason must be one line");
    }

    [TestMethod]
    public async Task What_a_refresh_writes_about_a_hostile_model_can_be_read()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase with
        {
            PipelineTag = "fill\u202emask",
            LibraryName = "\u001b[31mRED",
            Tags = ["license:mit\uffff", "license:a\u0001b", "base_model:\u0007/x", "gptq\u200b", "license:mit"],
            Architectures = ["Bert\nModel", "BertModel"],
            QuantizationMethod = "\u2028",
        });

        var refreshed = (await scenario.RefreshAsync()).Registry;
        var read = RegistryFile.Parse(RegistryFile.Render(refreshed), "f");

        Assert.IsNotNull(read.Value, string.Join(Environment.NewLine, read.Diagnostics));
        var model = read.Value.Entries.Single().Models.Single();
        Assert.AreEqual("mit", model.License);
        CollectionAssert.AreEqual(new[] { "BertModel" }, model.Architectures);
        Assert.IsNull(model.Library);
    }
}
