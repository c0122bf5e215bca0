using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Selection;

[TestClass]
internal sealed class DemandTests
{
    private static readonly ModelRecord Bert = Known.Model("google-bert/bert-base-uncased", 60_000_000, "fill-mask", sizeMB: 440) with
    {
        License = "apache-2.0",
        Formats = ["pytorch", "safetensors"],
        Gating = Gating.Open,
    };

    public static IEnumerable<object[]> Missed =>
    [
        [Bert, new RawRequest { Include = "", MaxSizeMB = "100" }, "size: its weights take 440 MB, over the 100 MB that were asked for (from its weight files)"],
        [Bert with { Size = null }, new RawRequest { Include = "", Hardware = "cpu-small" }, "size: its size is not known"],
        [Bert, new RawRequest { Include = "", Framework = "gguf" }, "framework: it has pytorch, safetensors, no gguf"],
        [Bert with { Formats = [] }, new RawRequest { Include = "", Framework = "onnx" }, "framework: its files are not known"],
        [Bert, new RawRequest { Include = "", License = "mit" }, "license: its license is apache-2.0"],
        [Bert, new RawRequest { Include = "", License = "copyleft" }, "license: its license is apache-2.0"],
        [Bert with { License = null }, new RawRequest { Include = "", License = "permissive" }, "license: its license is not known"],
        [Bert with { License = "other", LicenseName = "flux-1-dev" }, new RawRequest { Include = "", License = "mit" }, "license: its license is other (flux-1-dev)"],
        [Bert, new RawRequest { Include = "", MinScore = "0.5" }, "score: nobody has scored it"],
        [Bert with { Scores = new() { AsOf = new(2026, 9, 1) } }, new RawRequest { Include = "", MinScore = "0.5" }, "score: its net score is not known: too few of its metrics are"],
        [Bert with { Scores = new() { AsOf = new(2026, 9, 1), Net = 0.49 } }, new RawRequest { Include = "", MinScore = "0.5" }, "score: its net score is 0.49, under 0.5"],
        [Bert with { Gating = Gating.Auto }, new RawRequest { Include = "" }, "gated: it is gated: its terms have to be accepted on the Hub"],
        [Bert with { IsDisabled = true }, new RawRequest { Include = "" }, "available: the Hub has disabled it"],
        [Bert with { GoneSince = new(2026, 9, 1) }, new RawRequest { Include = "" }, "available: it is gone from the Hub since 2026-09-01"],
    ];

    [TestMethod]
    [DynamicData(nameof(Missed))]
    public void A_missed_demand_is_named_for_a_type_and_for_an_id(ModelRecord model, RawRequest demands, string expected)
    {
        var registry = Known.Registry(Known.Entry("bert", model));
        foreach (var include in (string[])["bert", "google-bert/bert-base-uncased"])
        {
            var result = Selector.Select(Known.Ask(include, registry, demands), registry, Known.Context);
            Assert.IsNull(result.Chosen);
            Assert.AreEqual(expected, $"{RequirementNames.NameOf(result.Rejections[0].Requirement)}: {result.Rejections[0].Reason}");
        }
    }

    [TestMethod]
    public void A_score_that_is_just_enough_is_enough_and_no_demand_asks_for_none()
    {
        var registry = Known.Registry(Known.Entry("bert", Bert with { Scores = new() { AsOf = new(2026, 9, 1), Net = 0.5 } }));

        Assert.IsNotNull(Selector.Select(Known.Ask("bert", registry, new RawRequest { Include = "", MinScore = "0.5" }), registry, Known.Context).Chosen);
        Assert.IsNotNull(Selector.Select(Known.Ask("bert", registry), registry, Known.Context).Chosen);
        Assert.AreEqual("HFR1005", RequestReader.Read(new RawRequest { Include = "bert", MinScore = "5" }, registry, Known.Context).Diagnostics.Single().Code);
    }

    [TestMethod]
    [DataRow("true", "onnx/model.onnx; *.json", null, null)]
    [DataRow("true", null, "Q4_K_M", null)]
    [DataRow("maybe", null, null, "HFR1005")]
    [DataRow("true", "/etc/passwd", null, "HFR1005")]
    [DataRow("true", "a/../../b", null, "HFR1005")]
    [DataRow("true", null, "../Q4", "HFR1005")]
    [DataRow("true", "a.gguf", "Q4_K_M", "HFR1006")]
    [DataRow(null, "a.gguf", null, "HFR1006")]
    [DataRow("false", null, "Q4_K_M", "HFR1006")]
    public void Files_are_chosen_only_where_they_are_downloaded(string? download, string? files, string? quantization, string? code)
    {
        var raw = new RawRequest { Include = "google-bert/bert-base-uncased", Download = download, Files = files, Quantization = quantization };
        var read = RequestReader.Read(raw, Known.Registry(Known.Entry("bert", Bert)), Known.Context);

        Assert.AreEqual(code, read.Diagnostics.SingleOrDefault()?.Code);
        if (code is null)
            Assert.AreEqual((true, files?.Split(';').Length ?? 0, quantization), (read.Value!.Download, read.Value.Files.Length, read.Value.Quantization));
    }

    [TestMethod]
    public void A_task_of_the_type_is_enough_and_the_untrained_head_is_said()
    {
        var registry = Known.Registry(Known.Entry("bert", Bert));
        var chosen = Selector.Select(Known.Ask("bert", registry, new RawRequest { Include = "", Task = "text-classification" }), registry, Known.Context).Chosen;
        Assert.IsTrue(chosen!.Reasons.Any(reason => reason.Contains("bert does text-classification as BertForSequenceClassification", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_task_alone_prefers_a_model_that_is_trained_for_it()
    {
        var trained = Known.Model("distilbert/distilbert-base-uncased-finetuned-sst-2-english", 3_500_000, "text-classification");
        var registry = Known.Registry(Known.Entry("bert", Bert), Known.Entry("distilbert", trained));
        var chosen = Selector.Select(Known.Ask("*", registry, new RawRequest { Include = "", Task = "sentiment-analysis" }), registry, Known.Context).Chosen;
        Assert.AreEqual(trained.Id, chosen?.Model.Id);
    }

    [TestMethod]
    public void Size_makes_the_large_model_give_way_to_a_smaller_one_of_its_type()
    {
        var registry = Known.Registry(Known.Entry("t5", Known.Model("google-t5/t5-base", 9_000_000, sizeMB: 890), Known.Model("google-t5/t5-small", 100, sizeMB: 240)));
        var chosen = Selector.Select(Known.Ask("t5", registry, new RawRequest { Include = "", Hardware = "cpu-small" }), registry, Known.Context).Chosen;
        Assert.AreEqual("google-t5/t5-small", chosen?.Model.Id.ToString());
    }

    [TestMethod]
    public void A_license_that_nobody_knows_is_said_to_be_one()
    {
        var request = Known.Ask("bert", Known.Registry(Known.Entry("bert", Bert)), new RawRequest { Include = "", License = "mit, permisive" });

        Assert.AreEqual("license mit or permisive (unknown license; did you mean 'permissive'?)", RequestFields.License.Demand(request));
    }

    [TestMethod]
    public void A_relative_that_would_fit_is_named_but_not_chosen()
    {
        var registry = Known.Registry(
            Known.Entry("t5", Known.Model("google-t5/t5-base", 9_000_000, sizeMB: 890)), Known.Entry("mt5", Known.Model("google/mt5-small", 9_000, sizeMB: 300)));
        var result = Selector.Select(Known.Ask("t5", registry, new RawRequest { Include = "", Hardware = "cpu-small" }), registry, Known.Context);
        Assert.IsNull(result.Chosen);
        Assert.AreEqual(Requirement.Type, result.Rejections[^1].Requirement);
        Assert.AreEqual("google/mt5-small", result.Rejections[^1].Id.ToString());
    }
}
