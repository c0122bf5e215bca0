using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Quality;

namespace HfRegistry.Tests.Gate;

[TestClass]
internal sealed class ModelGateTests
{
    [TestMethod]
    public void All_failures_are_listed_in_the_order_of_the_metrics_with_both_numbers()
    {
        var score = Judged.Score(0.9, (Metric.RampUpTime, 0.4), (Metric.BusFactor, 0.3));

        var verdict = Judged.Judge(Judged.Subject(score), GateDemands.None);

        Assert.IsFalse(verdict.IsPassed);
        Assert.AreEqual("Failed metrics: Ramp-Up Time (0.4 < 0.5), Bus Factor (0.3 < 0.5)", verdict.MetricsText);
        Assert.AreSequenceEqual(["found in the card"], verdict.Metrics[0].Evidence);
        Assert.IsTrue(verdict.Metrics.All(static failure => failure.Remedy.Length > 0));
    }

    [TestMethod]
    [DataRow(0.5, true, DisplayName = "at the threshold")]
    [DataRow(0.5 - 1e-10, true, DisplayName = "below it by less than the tolerance")]
    [DataRow(0.5 - 1e-8, false, DisplayName = "below it by more")]
    [DataRow(0.499, false, DisplayName = "what rounds to it")]
    public void Scores_are_compared_unrounded(double value, bool passes) =>
        Assert.AreEqual(passes, Judged.Judge(Judged.Subject(Judged.Score(1, (Metric.BusFactor, value))), GateDemands.None).IsPassed);

    [TestMethod]
    [DataRow(0.3, 0.5, "0.3 < 0.5")]
    [DataRow(0.3868528, 0.5, "0.39 < 0.5")]
    [DataRow(0.4996, 0.5, "0.4996 < 0.5", DisplayName = "rounding never says that a score equals the threshold that it misses")]
    [DataRow(0.125, 0.5, "0.12 < 0.5", DisplayName = "half to even")]
    [DataRow(0, 0.25, "0 < 0.25")]
    public void A_failure_shows_as_many_digits_as_it_takes(double score, double threshold, string text) =>
        Assert.AreEqual(text, ScoreText.Below(score, threshold));

    [TestMethod]
    public void What_is_unknown_fails_with_its_own_reason_and_never_as_0()
    {
        var failure = Judged.Judge(Judged.Subject(Judged.Score(1, (Metric.BusFactor, null))), GateDemands.None).Metrics.Single();

        Assert.IsNull(failure.Score);
        Assert.AreEqual("Bus Factor (unknown: the Hub answered 429)", failure.ToString());
    }

    [TestMethod]
    public void What_is_unknown_passes_where_that_is_allowed_and_a_low_value_does_not()
    {
        var allowed = new GateDemands { AllowedUnknown = [Metric.BusFactor] };

        Assert.IsTrue(Judged.Judge(Judged.Subject(Judged.Score(1, (Metric.BusFactor, null))), allowed).IsPassed);
        Assert.IsFalse(Judged.Judge(Judged.Subject(Judged.Score(1, (Metric.BusFactor, 0.1))), allowed).IsPassed);
        Assert.IsFalse(Judged.Judge(Judged.Subject(Judged.Score(1, (Metric.License, null))), allowed).IsPassed);
    }

    [TestMethod]
    public void A_model_that_nobody_scored_fails_in_every_metric_that_is_asked_for()
    {
        var verdict = ModelGate.Judge(new GateSubject(Judged.Id), Judged.Demanding(new GateDemands { Thresholds = Thresholds((Metric.SizeScore, 0)) }), Judged.Today);

        Assert.HasCount(7, verdict.Metrics);
        Assert.IsTrue(verdict.IsOnlyUnknown);
    }

    [TestMethod]
    public void A_threshold_of_0_asks_nothing_not_even_to_be_known()
    {
        var demands = new GateDemands { Threshold = 0 };

        Assert.IsTrue(Judged.Judge(Judged.Subject(Judged.Score(0, (Metric.License, null))), demands).IsPassed);
    }

    [TestMethod]
    public void The_size_counts_for_the_device_that_is_named()
    {
        var score = Judged.Score(1, (Metric.SizeScore, 0.4)) with { Devices = ImmutableSortedDictionary<string, double>.Empty.Add("desktop_pc", 0.8).Add("raspberry_pi", 0) };

        Assert.IsFalse(Judged.Judge(Judged.Subject(score), GateDemands.None).IsPassed);
        Assert.IsTrue(Judged.Judge(Judged.Subject(score), new GateDemands { SizeDevice = "desktop_pc" }).IsPassed);
        Assert.AreEqual("Size Score (0 < 0.5)", Judged.Judge(Judged.Subject(score), new GateDemands { SizeDevice = "raspberry_pi" }).Metrics.Single().ToString());
        Assert.AreEqual(
            "Size Score (unknown: no device is named desktop; there are desktop_pc, raspberry_pi)",
            Judged.Judge(Judged.Subject(score), new GateDemands { SizeDevice = "desktop" }).Metrics.Single().ToString());
    }

    [TestMethod]
    public void A_model_with_demands_of_its_own_is_let_in_and_says_why()
    {
        var own = new GateDemands { Thresholds = Thresholds((Metric.BusFactor, 0.1)), Reason = "we maintain it ourselves" };
        var rules = Judged.Rules(new GateLayer(own, "the item", IsOfModel: true), new GateLayer(GateDemands.None, "the test"));

        var verdict = ModelGate.Judge(Judged.Subject(Judged.Score(1, (Metric.BusFactor, 0.2))), rules, Judged.Today);

        Assert.IsTrue(verdict.IsPassed);
        Assert.AreEqual("Bus Factor (0.2 < 0.5) is accepted with 0.1 in place of 0.5", verdict.Waived.Single());
        Assert.AreEqual("we maintain it ourselves (the item)", verdict.WaiverReason);
    }

    [TestMethod]
    public void Demands_of_its_own_that_change_nothing_are_not_told()
    {
        var own = new GateDemands { Thresholds = Thresholds((Metric.BusFactor, 0.1)), Reason = "we maintain it ourselves" };
        var rules = Judged.Rules(new GateLayer(own, "the item", IsOfModel: true));

        Assert.IsEmpty(ModelGate.Judge(Judged.Subject(), rules, Judged.Today).Waived);
    }

    [TestMethod]
    public void A_better_score_never_fails_what_a_worse_one_passes()
    {
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            var worse = MetricNames.All.Select(metric => (metric, (double?)random.NextDouble())).ToArray();
            var better = worse.Select(pair => (pair.metric, (double?)Math.Min(1, pair.Item2!.Value + (random.NextDouble() * 0.2)))).ToArray();
            var demands = new GateDemands { Thresholds = Thresholds([.. MetricNames.All.Select(metric => (metric, random.NextDouble()))]) };

            var failedWorse = Judged.Judge(Judged.Subject(Judged.Score(0, worse)), demands).Metrics.Select(static failure => failure.Metric);
            var failedBetter = Judged.Judge(Judged.Subject(Judged.Score(0, better)), demands).Metrics.Select(static failure => failure.Metric);

            Assert.IsEmpty(failedBetter.Except(failedWorse), $"round {round}");
        }
    }

    private static ImmutableSortedDictionary<Metric, double> Thresholds(params (Metric Metric, double Value)[] values) =>
        values.ToImmutableSortedDictionary(static pair => pair.Metric, static pair => pair.Value);
}
