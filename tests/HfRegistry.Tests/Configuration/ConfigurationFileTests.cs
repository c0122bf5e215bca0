using System.Text;
using HfRegistry.Configuration;

namespace HfRegistry.Tests.Configuration;

[TestClass]
public sealed class ConfigurationFileTests
{
    [TestMethod]
    public void Every_mistake_is_reported_in_the_order_of_the_text()
    {
        var diagnostics = ConfigurationFile.Parse(Encoding.UTF8.GetBytes("{\n\"defaultMargins\": 1,\n\"maxRequestsPerMinute\": 0,\n\"deny\": [\"a//b\"]}"), "f").Diagnostics;

        CollectionAssert.AreEqual(
            new[] { ("HFR5002", 2, 1), ("HFR5003", 3, 25), ("HFR5003", 4, 10) },
            diagnostics.Select(found => (found.Code, found.Location!.Line, found.Location.Column)).ToArray());
        StringAssert.Contains(diagnostics[0].Message, "did you mean \"defaultMargin\"?");
    }

    [TestMethod]
    public void A_whole_configuration_is_read()
    {
        var read = ConfigurationFile.Parse("""{"tasks":{"t":{"types":["bert"],"class":"C"}},"profiles":{"p":500,"q":{"maxMB":1.5,"description":"d"}},"sizes":{"a/b":2}}"""u8, "f").Value!;

        Assert.AreEqual("C", read.Tasks.Single().ClassName);
        Assert.AreEqual(1_500_000, read.Profiles[1].MaxWeights.Bytes);
        Assert.AreEqual(2_000_000, read.Sizes[ModelId.Parse("a/b")].Bytes);
    }

    [TestMethod]
    public void A_missing_file_cannot_be_read() =>
        Assert.AreEqual("HFR5004", ConfigurationFile.Load(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).Diagnostics.Single().Code);
}
