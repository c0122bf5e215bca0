using System.Text;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Quality;

namespace HfRegistry.Tests.Gate;

/// <summary>What counts when several places say something.</summary>
[TestClass]
internal sealed class GateRulesTests
{
    private static readonly GateSettings Settings = Read("""
        {
          "threshold": 0.6,
          "thresholds": { "bus_factor": 0.3 },
          "noGated": true,
          "models": { "Acme/BERT": { "thresholds": { "ramp-up-time": 0.1 }, "noGated": false, "reason": "ours" } }
        }
        """);

    [TestMethod]
    public void Without_a_word_every_metric_has_to_reach_a_half_and_to_be_known()
    {
        var rules = Judged.Rules();

        Assert.IsTrue(rules.Thresholds.Values.All(static rule => rule is { Value: 0.5, Source: "the preset strict" }));
        Assert.IsEmpty(rules.AllowedUnknown);
        Assert.IsNull(rules.SizeDevice);
    }

    [TestMethod]
    public void The_item_counts_before_the_file_for_the_model_before_the_run_before_the_file_for_all()
    {
        var item = new GateDemands { Thresholds = Of(Metric.License, 0.9) };
        var run = new GateLayer(new GateDemands { Thresholds = Of(Metric.License, 0.8).Add(Metric.RampUpTime, 0.7).Add(Metric.CodeQuality, 0.2) }, "--min");

        var rules = new GateRules(GateLayer.Of(item, run, Settings, Judged.Id, null));

        Assert.AreEqual(new GateRule<double>(0.9, "the item", null), rules.Thresholds[Metric.License]);
        Assert.AreEqual(new GateRule<double>(0.1, "gate.models of hfregistry.json", "ours"), rules.Thresholds[Metric.RampUpTime]);
        Assert.AreEqual(new GateRule<double>(0.2, "--min", null), rules.Thresholds[Metric.CodeQuality]);
        Assert.AreEqual(new GateRule<double>(0.3, "gate of hfregistry.json", null), rules.Thresholds[Metric.BusFactor]);
        Assert.AreEqual(0.6, rules.Thresholds[Metric.SizeScore].Value);
        Assert.IsFalse(rules.RefusesGated!.Value);
        Assert.AreEqual("ours", rules.SpecialReason);
    }

    [TestMethod]
    public void Another_model_has_what_is_said_of_all() =>
        Assert.IsTrue(new GateRules(GateLayer.Of(null, new GateLayer(GateDemands.None, "--min"), Settings, ModelId.Parse("acme/other"), null)).RefusesGated!.Value);

    [TestMethod]
    public void A_preset_hides_the_thresholds_of_weaker_places_and_no_policy()
    {
        var run = new GateLayer(new GateDemands { Preset = GatePreset.LicenseOnly, Thresholds = Of(Metric.SizeScore, 0.2) }, "--preset");

        var rules = new GateRules(GateLayer.Of(null, run, Settings, ModelId.Parse("acme/other"), null));

        Assert.AreEqual(0.5, rules.Thresholds[Metric.License].Value);
        Assert.AreEqual(0, rules.Thresholds[Metric.BusFactor].Value);
        Assert.AreEqual(0.2, rules.Thresholds[Metric.SizeScore].Value, "what stands beside a preset counts before it");
        Assert.IsTrue(rules.RefusesGated!.Value);
    }

    [TestMethod]
    [DataRow("strict", true)]
    [DataRow("balanced", false)]
    [DataRow("license-only", false)]
    [DataRow("License-Only", false)]
    public void Only_the_strict_preset_wants_everything_known_and_each_wants_the_license(string name, bool wantsAll)
    {
        var rules = Judged.Demanding(new GateDemands { Preset = GateOptionParser.Preset(name) });

        Assert.AreEqual(wantsAll, rules.AllowedUnknown.IsEmpty);
        Assert.DoesNotContain(Metric.License, rules.AllowedUnknown);
        Assert.AreEqual(0.5, rules.Thresholds[Metric.License].Value);
    }

    [TestMethod]
    [DataRow("bus_factor=0.3", true)]
    [DataRow("BusFactor = 0.3", true)]
    [DataRow("bus-factor=.3", true)]
    [DataRow("0.3", true)]
    [DataRow("bus_factor=1.1", false)]
    [DataRow("bus_factor=-1", false)]
    [DataRow("bus_factor=NaN", false)]
    [DataRow("bus_factor=", false)]
    [DataRow("bus_faktor=0.3", false)]
    [DataRow("=", false)]
    public void A_threshold_is_a_metric_and_a_number_from_0_to_1(string text, bool isOne)
    {
        var demands = GateDemands.None;

        Assert.AreEqual(isOne, GateOptionParser.TryAdd(text, ref demands, out var mistake), mistake);
        Assert.AreEqual(isOne ? 0.3 : 0.5, Judged.Demanding(demands).Thresholds[Metric.BusFactor].Value);
        Assert.AreEqual(isOne, mistake is null);
    }

    [TestMethod]
    public void A_misspelled_metric_is_named_with_the_one_that_is_near()
    {
        var demands = GateDemands.None;
        Assert.IsFalse(GateOptionParser.TryAdd("bus_faktor=0.3", ref demands, out var mistake));

        StringAssert.Contains(mistake, "did you mean 'bus_factor'?");
    }

    [TestMethod]
    [DataRow("""{"thresholds": {"bus_factors": 0.5}}""", "HFR5002", 17)]
    [DataRow("""{"treshold": 0.5}""", "HFR5002", 2)]
    [DataRow("""{"threshold": 1.5}""", "HFR5003", 15)]
    [DataRow("""{"preset": "lenient"}""", "HFR5003", 12)]
    [DataRow("""{"allowUnknown": ["nothing"]}""", "HFR5003", 19)]
    [DataRow("""{"allowLicenses": ["premissive"]}""", "HFR5003", 20)]
    [DataRow("""{"denyLicenses": ["no such license"]}""", "HFR5003", 19)]
    [DataRow("""{"minMofClass": "IV"}""", "HFR5003", 17)]
    [DataRow("""{"maxAgeDays": -1}""", "HFR5003", 16)]
    [DataRow("""{"models": {"a//b": {}}}""", "HFR5003", 13)]
    [DataRow("""{"models": {"a/b": {}, "A/B": {}}}""", "HFR5003", 24)]
    [DataRow("""{"models": {"a/b": {"models": {}}}}""", "HFR5002", 21)]
    [DataRow("[]", "HFR5003", 1)]
    public void A_mistake_in_a_policy_file_is_told_at_its_place(string text, string code, int column)
    {
        var diagnostic = ConfigurationFile.ParsePolicy(Encoding.UTF8.GetBytes(text), "policy.json").Diagnostics.Single();

        Assert.AreEqual((code, 1, column), (diagnostic.Code, diagnostic.Location!.Line, diagnostic.Location.Column), diagnostic.ToString());
    }

    [TestMethod]
    public void A_policy_file_is_named_where_its_demands_are() =>
        Assert.AreEqual("gate of policy.json", GateLayer.Of(null, new GateLayer(GateDemands.None, "--min"), Read("{}") with { Path = "/somewhere/policy.json" }, Judged.Id, null)[^1].Source);

    private static GateSettings Read(string text) => ConfigurationFile.ParsePolicy(Encoding.UTF8.GetBytes(text), "/home/ada/hfregistry.json").Value!;

    private static System.Collections.Immutable.ImmutableSortedDictionary<Metric, double> Of(Metric metric, double value) =>
        System.Collections.Immutable.ImmutableSortedDictionary<Metric, double>.Empty.Add(metric, value);
}
