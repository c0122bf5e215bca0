using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Mof.Tests.Gaps;

[TestClass]
internal sealed class HubAddressTests
{
    [TestMethod]
    [DataRow("https://huggingface.co/garden/bird", HubAddressForm.Address, "garden/bird")]
    [DataRow(" https://huggingface.co/garden/bird/ ", HubAddressForm.Address, "garden/bird")]
    [DataRow("http://www.huggingface.co/garden/bird", HubAddressForm.Address, "garden/bird")]
    [DataRow("https://hf.co/garden/bird", HubAddressForm.Address, "garden/bird")]
    [DataRow("huggingface.co/garden/bird", HubAddressForm.Address, "garden/bird")]
    [DataRow("https://huggingface.co/bird", HubAddressForm.Address, "bird")]
    [DataRow("https://huggingface.co/garden/bird/blob/main/README.md", HubAddressForm.Page, "garden/bird")]
    [DataRow("https://huggingface.co/garden/bird/tree/main", HubAddressForm.Page, "garden/bird")]
    [DataRow("https://huggingface.co/garden/bird?library=transformers", HubAddressForm.Page, "garden/bird")]
    [DataRow("garden/bird", HubAddressForm.BareId, "garden/bird")]
    [DataRow("bird", HubAddressForm.NoModel, null)]
    [DataRow("The Bird of the Garden", HubAddressForm.NoModel, null)]
    [DataRow("https://huggingface.co/collections/garden/birds-65a1b2c3d4e5f60718293a4b", HubAddressForm.NoModel, null)]
    [DataRow("https://huggingface.co/datasets/garden/bird", HubAddressForm.NoModel, null)]
    [DataRow("https://huggingface.co/spaces/garden/bird", HubAddressForm.NoModel, null)]
    [DataRow("https://huggingface.co/", HubAddressForm.NoModel, null)]
    [DataRow("huggingface.co", HubAddressForm.NoModel, null)]
    [DataRow("https://huggingface.co.example/garden/bird", HubAddressForm.NoModel, null)]
    [DataRow("https://example.org/garden/bird", HubAddressForm.NoModel, null)]
    [DataRow("https://huggingface.co/../garden", HubAddressForm.Address, "garden")]
    [DataRow("https://huggingface.co/%3Cscript%3E/x", HubAddressForm.NoModel, null)]
    [DataRow("javascript:alert(1)", HubAddressForm.NoModel, null)]
    [DataRow("", HubAddressForm.None, null)]
    [DataRow("   ", HubAddressForm.None, null)]
    [DataRow(null, HubAddressForm.None, null)]
    public void A_field_names_a_model_in_these_ways(string? text, HubAddressForm form, string? id)
    {
        var address = HubAddress.Read(text);

        Assert.AreEqual((form, id), (address.Form, address.Id?.ToString()));
    }

    [TestMethod]
    public void A_text_of_a_megabyte_names_nothing() => Assert.AreEqual(HubAddressForm.NoModel, HubAddress.Read($"https://huggingface.co/{new string('a', 1_000_000)}").Form);
}
