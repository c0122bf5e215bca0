using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Refresh;

/// <summary>Which types a refresh asks for.</summary>
[TestClass]
internal sealed class RefreshChoiceTests
{
    private static readonly RefreshOptionNames Names = new("--all", "--type", "--stale-only", "--since");

    private static readonly DateTimeOffset Now = RefreshScenario.Start;

    [TestMethod]
    public async Task Only_what_is_stale_is_asked_for_and_is_then_no_longer_stale()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.Gpt2);
        var registry = (await scenario.RefreshAsync(null, "bert")).Registry;
        scenario.Clock.Advance(TimeSpan.FromDays(31));
        registry = (await scenario.RefreshAsync(registry, "gpt2")).Registry;

        var result = await scenario.RefreshAsync(new RefreshOptions { IsStaleOnly = true }, registry);
        var again = await scenario.RefreshAsync(new RefreshOptions { IsStaleOnly = true }, result.Registry);

        Assert.AreEqual("bert", result.Updated.Single().Name);
        Assert.AreEqual(1, result.Requests);
        Assert.AreEqual(0, again.Requests);
    }

    [TestMethod]
    public async Task A_type_that_is_named_and_not_known_yet_is_as_stale_as_can_be()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.Gpt2);
        var registry = (await scenario.RefreshAsync(null, "bert")).Registry;

        var result = await scenario.RefreshAsync(new RefreshOptions { IsStaleOnly = true, Types = [ModelType.Parse("bert"), ModelType.Parse("gpt2")] }, registry);

        Assert.AreEqual("gpt2", result.Updated.Single().Name);
    }

    [TestMethod]
    public async Task Two_last_resorts_do_not_take_turns()
    {
        await using var scenario = await RefreshScenario.WithAsync(
            LocalModel.Of("acme/tapas-base-finetuned-wtq", "tapas", 23_000), LocalModel.Of("acme/tapas-base-finetuned-sqa", "tapas", 22_000));
        var first = await scenario.RefreshAsync(null, "tapas");
        var second = await scenario.RefreshAsync(first.Registry, "tapas");

        StringAssert.StartsWith(first.Registry.Entries.Single().DefaultReason, "nothing better is known");
        Assert.AreEqual(first.Registry.Entries.Single().DefaultModel, second.Registry.Entries.Single().DefaultModel);
        Assert.IsEmpty(second.Updated);
    }

    [TestMethod]
    public async Task An_entry_without_models_has_nothing_that_grows_old()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);
        var registry = (await scenario.RefreshAsync(null, "gpt2")).Registry;
        scenario.Clock.Advance(TimeSpan.FromDays(300));

        Assert.AreEqual(0, (await scenario.RefreshAsync(new RefreshOptions { IsStaleOnly = true }, registry)).Requests);
    }

    [TestMethod]
    public async Task Only_what_has_changed_on_the_Hub_is_asked_for()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.Gpt2);
        var registry = (await scenario.RefreshAsync(null, "bert", "gpt2")).Registry;
        scenario.Hub.Replace([SampleModels.BertBase with { Sha = new string('a', 40) }, SampleModels.Gpt2 with { Sha = new string('b', 40), LastModified = Now.AddDays(-1) }]);

        var result = await scenario.RefreshAsync(new RefreshOptions { ChangedSince = Now.AddDays(-2) }, registry);

        Assert.AreEqual("gpt2", result.Updated.Single().Name);
        Assert.AreEqual(2, result.Requests, "what has changed, and the one type");
        Assert.Contains("sort=lastModified", scenario.Listings()[2]);
    }

    [TestMethod]
    public async Task What_is_stale_or_has_changed_is_asked_for_when_both_are_wanted()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.Gpt2, LocalModel.Of("t/t5-base", "t5", 5_000));
        var registry = (await scenario.RefreshAsync(null, "bert")).Registry;
        scenario.Clock.Advance(TimeSpan.FromDays(31));
        registry = (await scenario.RefreshAsync(registry, "gpt2", "t5")).Registry;
        scenario.Hub.Replace([SampleModels.BertBase, SampleModels.Gpt2 with { LastModified = Now.AddDays(30) }, LocalModel.Of("t/t5-base", "t5", 5_000)]);

        var result = await scenario.RefreshAsync(new RefreshOptions { IsStaleOnly = true, ChangedSince = Now.AddDays(29) }, registry);

        Assert.AreSequenceEqual(["bert", "gpt2"], result.Updated.Concat(result.Unchanged).Select(type => type.Name).Order());
    }

    [TestMethod]
    public async Task When_more_has_changed_than_can_be_listed_every_type_is_asked_for_and_that_is_told()
    {
        var busy = Population.OfEach(["unasked"], 20_500).Select(model => model with { LastModified = Now });
        await using var scenario = await RefreshScenario.WithAsync([.. busy, SampleModels.BertBase, SampleModels.Gpt2]);
        var registry = (await scenario.RefreshAsync(null, "bert", "gpt2")).Registry;

        var result = await scenario.RefreshAsync(new RefreshOptions { ChangedSince = Now.AddDays(-2) }, registry);

        Assert.HasCount(2, result.Unchanged);
        Assert.AreEqual(22, result.Requests);
        Assert.Contains("more than 20,000 models changed since 2026-09-05 05:00 UTC", result.Diagnostics.Single(diagnostic => diagnostic.Code == "HFR4122").Message);
        Assert.IsFalse(result.IsPartial);
    }

    [TestMethod]
    public async Task When_what_has_changed_cannot_be_listed_every_type_is_asked_for()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.Gpt2);
        var registry = (await scenario.RefreshAsync(null, "bert", "gpt2")).Registry;
        scenario.Hub.FailWith(Faults.When("sort=lastModified", Faults.Status(504)));

        var result = await scenario.RefreshAsync(new RefreshOptions { ChangedSince = Now.AddDays(-2) }, registry);

        Assert.HasCount(2, result.Unchanged);
        Assert.Contains(diagnostic => diagnostic.Code == "HFR4122", result.Diagnostics);
    }

    [TestMethod]
    public async Task Ids_beside_all_types_leave_no_type_out()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.Gpt2);

        var result = await scenario.RefreshAsync(new RefreshOptions { IsAll = true, Ids = [ModelId.Parse(SampleModels.Gpt2.Id)] });

        Assert.AreEqual(666, result.Registry.Count);
    }

    [TestMethod]
    [DataRow("2026-09-01", "2026-09-01T00:00:00Z")]
    [DataRow("2026-09-01T12:30Z", "2026-09-01T12:30:00Z")]
    [DataRow("2026-09-01T12:30:00+02:00", "2026-09-01T10:30:00Z")]
    [DataRow("12h", "2026-09-06T17:00:00Z")]
    [DataRow(" 7d ", "2026-08-31T05:00:00Z")]
    [DataRow("2w", "2026-08-24T05:00:00Z")]
    public void A_date_or_a_duration_says_since_when(string text, string since)
    {
        var options = new RefreshArguments { Since = text }.Read(Names, TimeSpan.FromDays(30), Now).Value!;

        Assert.AreEqual(DateTimeOffset.Parse(since, System.Globalization.CultureInfo.InvariantCulture), options.ChangedSince);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("yesterday")]
    [DataRow("7")]
    [DataRow("d")]
    [DataRow("0d")]
    [DataRow("-1d")]
    [DataRow("7 d")]
    [DataRow("99999999999d")]
    [DataRow("36501d")]
    [DataRow("5200000w")]
    [DataRow("2026-13-01")]
    [DataRow("2026-09-08")]
    [DataRow("7d\u001b[31m")]
    public void A_text_that_is_neither_is_a_mistake(string text)
    {
        var outcome = new RefreshArguments { Since = text }.Read(Names, TimeSpan.FromDays(30), Now);

        Assert.IsNull(outcome.Value);
        Assert.StartsWith("--since '", outcome.Diagnostics.Single().Message);
        Assert.IsTrue(TextSanitizer.IsSafe(outcome.Diagnostics.Single().Message));
    }

    [TestMethod]
    [DataRow("bert", false, null, "--type")]
    [DataRow("", true, null, "--stale-only")]
    [DataRow("", false, "7d", "--since")]
    public void All_and_some_is_a_contradiction(string type, bool isStaleOnly, string? since, string named)
    {
        var words = new RefreshArguments { IsAll = true, Types = type.Length == 0 ? [] : [type], IsStaleOnly = isStaleOnly, Since = since };

        var message = words.Read(Names, TimeSpan.FromDays(30), Now).Diagnostics.Single().Message;

        Assert.AreEqual($"--all and {named} exclude each other. Remove one of them.", message);
    }
}
