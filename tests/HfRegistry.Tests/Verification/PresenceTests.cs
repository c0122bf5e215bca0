using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Verification;

namespace HfRegistry.Tests.Verification;

/// <summary>Whether a model is there, is the one that it was, and can be had.</summary>
[TestClass]
internal sealed class PresenceTests
{
    private static readonly ModelId NewId = ModelId.Parse("acme/bert-next");

    private static readonly ModelRecord Known = new() { Id = Verified.Id, HubId = new string('a', 24), AsOf = new DateOnly(2026, 8, 1) };

    [TestMethod]
    public void A_sound_model_passes_every_check()
    {
        var verification = Verified.Of(Verified.Sound);

        Assert.AreEqual(CheckVerdict.Passed, verification.Verdict);
        Assert.AreSequenceEqual(["exists", "name", "enabled", "access", "files", "weights"], verification.Checks.Select(check => check.Name));
        Assert.IsTrue(verification.Checks.All(check => check.Verdict == CheckVerdict.Passed));
    }

    [TestMethod]
    public void A_missing_model_fails_and_says_when_it_was_last_seen()
    {
        var verification = Verified.Refused(new HubError.NotFound("acme/bert-base"), Known);

        Assert.AreEqual(CheckVerdict.Failed, verification.Verdict);
        Assert.IsNull(verification.CurrentId);
        Assert.AreEqual(
            "acme/bert-base does not exist on the Hub, or is private: the Hub tells them apart only for a token that may see it; it was last seen on 2026-08-01",
            verification.Check("exists").Reason);
    }

    [TestMethod]
    public void A_disabled_model_exists_and_fails()
    {
        Assert.AreEqual(CheckVerdict.Failed, Verified.Refused(new HubError.Disabled("m")).Check("enabled").Verdict);
        Assert.AreEqual(CheckVerdict.Failed, Verified.Of(Verified.Sound with { IsDisabled = true }).Check("enabled").Verdict);
    }

    public static IEnumerable<HubError> Troubles =>
    [
        new HubError.BadToken(), new HubError.RateLimited(null), new HubError.Unavailable("u"), new HubError.Malformed("m"), new HubError.BadRequest("b"),
        new HubError.RevisionNotFound("m", "main"), new HubError.EntryNotFound("m"),
    ];

    [TestMethod]
    [DynamicData(nameof(Troubles))]
    public void What_is_no_answer_about_the_model_leaves_it_unknown(HubError trouble)
    {
        var verification = Verified.Refused(trouble);

        Assert.AreEqual((CheckVerdict.Unknown, CheckVerdict.Unknown), (verification.Verdict, verification.Check("exists").Verdict));
        Assert.AreSame(trouble, verification.Trouble);
    }

    [TestMethod]
    public void A_renamed_model_fails_and_names_the_new_id_and_the_day()
    {
        var known = Known with { Id = NewId, RenamedSince = ImmutableSortedDictionary<ModelId, DateOnly>.Empty.Add(Verified.Id, new DateOnly(2026, 7, 1)) };

        var verification = Verified.Of(Verified.Sound with { Id = NewId }, known: known);

        Assert.AreEqual(NewId, verification.CurrentId);
        Assert.AreEqual((CheckVerdict.Failed, "it was renamed: write acme/bert-next, as the registry knows since 2026-07-01"), verification.Check("name"));
        Assert.AreEqual(CheckVerdict.Passed, verification.Check("identity").Verdict);
    }

    [TestMethod]
    public void An_id_that_leads_to_another_repository_is_not_to_be_followed()
    {
        var verification = Verified.Of(Verified.Sound with { Id = NewId, HubId = new string('b', 24) }, known: Known);

        Assert.AreEqual(CheckVerdict.Failed, verification.Check("identity").Verdict);
        Assert.Contains("_id is bbbbbbbbbbbbbbbbbbbbbbbb, and was aaaaaaaaaaaaaaaaaaaaaaaa", verification.Check("identity").Reason);
        Assert.Contains("do not follow it unseen", verification.Check("name").Reason);
    }

    [TestMethod]
    public void The_same_id_with_another_repository_behind_it_fails() =>
        Assert.AreEqual(CheckVerdict.Failed, Verified.Of(Verified.Sound with { HubId = new string('b', 24) }, known: Known).Check("identity").Verdict);

    [TestMethod]
    public void Another_case_is_noted_and_no_fault()
    {
        var verification = Verified.Of(Verified.Sound with { Id = ModelId.Parse("Acme/BERT-base") });

        Assert.AreEqual((CheckVerdict.Noted, "the Hub writes it Acme/BERT-base"), verification.Check("name"));
        Assert.AreEqual(CheckVerdict.Passed, verification.Verdict);
    }

    [TestMethod]
    public void A_gated_model_fails_until_its_terms_are_accepted()
    {
        var gated = Verified.Sound with { Gating = Gating.Manual };

        Assert.AreEqual(CheckVerdict.Failed, Verified.Of(gated, accessError: new HubError.Gated("m")).Check("access").Verdict);
        Assert.AreEqual(CheckVerdict.Noted, Verified.Of(gated).Check("access").Verdict);
        Assert.AreEqual(CheckVerdict.Unknown, Verified.Of(gated, accessError: new HubError.Unavailable("down")).Check("access").Verdict);
    }

    [TestMethod]
    public void A_new_version_is_noted()
    {
        var verification = Verified.Of(Verified.Sound with { NewVersion = NewId });

        Assert.AreEqual((CheckVerdict.Noted, "its card names acme/bert-next as its new version"), verification.Check("version"));
        Assert.AreEqual(CheckVerdict.Passed, verification.Verdict);
    }
}
