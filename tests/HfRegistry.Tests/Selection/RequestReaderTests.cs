using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Selection;

[TestClass]
internal sealed class RequestReaderTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private static readonly ModelRegistry Registry = Known.Registry(
        Known.Entry("gpt2", Known.Model("openai-community/gpt2") with { RenamedFrom = [ModelId.Parse("gpt2"), ModelId.Parse("old-name")] }));

    [TestMethod]
    [DataRow("gpt-j", "gptj", null)]
    [DataRow("GPTJ", "gptj", null)]
    [DataRow("gpt2", "gpt2", null)]
    [DataRow("old-name", null, "old-name")]
    [DataRow("owner/name", null, "owner/name")]
    public void A_known_type_wins_over_an_id(string include, string? type, string? id)
    {
        var request = Known.Ask(include, Registry);
        Assert.AreEqual(type, request.Type?.Name);
        Assert.AreEqual(id, request.Id?.ToString());
    }

    public static IEnumerable<object[]> Mistakes =>
    [
        [new RawRequest { Include = "distilbrt" }, "HFR1001", "did you mean 'distilbert'?"],
        [new RawRequest { Include = "bert", Task = "text-clasification" }, "HFR1002", "did you mean 'text-classification'?"],
        [new RawRequest { Include = "bert", Hardware = "cpu-smal" }, "HFR1003", "did you mean 'cpu-small'?"],
        [new RawRequest { Include = "bert", Framework = "pytorhc" }, "HFR1004", "did you mean 'pytorch'?"],
        [new RawRequest { Include = "bert", MaxSizeMB = "-3" }, "HFR1005", "-3"],
        [new RawRequest { Include = "bert", AllowGated = "maybe" }, "HFR1005", "maybe"],
        [new RawRequest { Include = "owner/name", Revision = "main" }, "HFR1005", "main"],
        [new RawRequest { Include = "bert", License = "a b" }, "HFR1005", "a b"],
        [new RawRequest { Include = "*" }, "HFR1005", "task"],
        [new RawRequest { Include = "bert", Revision = new string('a', 40) }, "HFR1006", "Revision"],
        [new RawRequest { Include = "bert", Task = "object-detection" }, "HFR1006", "fill-mask"],
    ];

    [TestMethod]
    [DynamicData(nameof(Mistakes))]
    public void A_mistake_has_its_code_and_says_what_to_do(RawRequest raw, string code, string part)
    {
        var outcome = RequestReader.Read(raw, Registry, Known.Context);
        Assert.IsNull(outcome.Value);
        Assert.AreEqual(code, outcome.Diagnostics.Single().Code);
        StringAssert.Contains(outcome.Diagnostics.Single().Message, part, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("org/model@" + Commit, "Use org/model and set Revision=\"" + Commit + "\".")]
    [DataRow("org/model@v1.0", "Use org/model and set Revision to the 40 hexadecimal digits of the commit that 'v1.0' names.")]
    [DataRow("gpt2@main", "Use gpt2.")]
    [DataRow("https://huggingface.co/org/model", "Use org/model.")]
    [DataRow("https://huggingface.co/org/model/tree/" + Commit, "Use org/model and set Revision=\"" + Commit + "\".")]
    [DataRow("http://www.HuggingFace.co/org/model/blob/main/config.json?download=true#L1", "Use org/model.")]
    [DataRow("hf.co/org/model/", "Use org/model.")]
    [DataRow("hf://org/model@" + Commit, "Use org/model and set Revision=\"" + Commit + "\".")]
    [DataRow("org/model/resolve/main/model.safetensors", "Use org/model.")]
    public void A_reference_of_another_tool_is_answered_by_what_to_write(string include, string instead)
    {
        var mistake = RequestReader.Read(new RawRequest { Include = include }, Registry, Known.Context).Diagnostics.Single();
        Assert.AreEqual("HFR1005", mistake.Code);
        StringAssert.EndsWith(mistake.Message, instead, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("https://github.com/org/model")]
    [DataRow("https://huggingface.co/datasets/squad")]
    [DataRow("https://huggingface.co/spaces/org/space")]
    [DataRow("org/model/more")]
    [DataRow("org/mo del@main")]
    public void No_model_is_proposed_where_the_text_names_none(string include)
    {
        var mistake = RequestReader.Read(new RawRequest { Include = include }, Registry, Known.Context).Diagnostics.Single();
        StringAssert.EndsWith(mistake.Message, "is not a model id. Use owner/name, as the Hub does.", StringComparison.Ordinal);
    }
}
