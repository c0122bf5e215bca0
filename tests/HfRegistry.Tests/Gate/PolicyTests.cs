using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Gate;

/// <summary>The demands beside the metrics.</summary>
[TestClass]
internal sealed class PolicyTests
{
    [TestMethod]
    [DataRow("apache-2.0", "permissive", true)]
    [DataRow("apache-2.0", "Apache-2.0", true)]
    [DataRow("apache-2.0", "mit", false)]
    [DataRow("mit", "permissive", true)]
    [DataRow("agpl-3.0", "gpl-3.0", false, DisplayName = "no substrings: agpl is not gpl")]
    [DataRow("cc-by-nc-4.0", "cc-by-4.0", false)]
    [DataRow("cc-by-nc-4.0", "non-commercial", true)]
    [DataRow("llama3.1", "use-restricted", true)]
    [DataRow("openrail", "permissive", false)]
    [DataRow("other", "permissive", false)]
    [DataRow(null, "permissive", false)]
    [DataRow(null, "none", true)]
    public void A_license_is_allowed_by_its_id_its_name_or_its_family(string? license, string rule, bool isAllowed)
    {
        Assert.IsTrue(LicenseRules.TryRead(rule, out var read));
        var subject = With(Judged.Record with { License = license });

        Assert.AreEqual(isAllowed, Judged.Judge(subject, new GateDemands { AllowedLicenses = [read] }).IsPassed);
        Assert.AreEqual(!isAllowed, Judged.Judge(subject, new GateDemands { DeniedLicenses = [read] }).IsPassed);
    }

    [TestMethod]
    public void What_is_denied_fails_although_its_family_is_allowed()
    {
        var demands = new GateDemands { AllowedLicenses = ["permissive"], DeniedLicenses = ["Apache-2.0"] };

        Assert.AreEqual("its license is apache-2.0, and Apache-2.0 is denied", Judged.Judge(Judged.Subject(), demands).Policy.Single().Reason);
    }

    [TestMethod]
    public void Every_demand_that_is_not_met_is_told()
    {
        var model = new ModelRecord
        {
            Id = Judged.Id,
            License = "llama2",
            Gating = Gating.Manual,
            Formats = ["pytorch"],
            HasCustomCode = true,
            LastModified = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Downloads30d = 999,
        };

        var verdict = Judged.Judge(With(model) with { MofClass = 3 }, Everything);

        Assert.AreSequenceEqual([PolicyDemand.License, PolicyDemand.Gated, PolicyDemand.SafeWeights, PolicyDemand.CustomCode, PolicyDemand.Age, PolicyDemand.Downloads, PolicyDemand.MofClass], verdict.Policy.Select(static failure => failure.Demand));
        StringAssert.Contains(verdict.PolicyText, "it last changed on 2024-01-01, 1055 days ago, and may have at most 365");
        StringAssert.Contains(verdict.PolicyText, "it has 999 downloads in 30 days, and needs 1,000");
        StringAssert.Contains(verdict.PolicyText, "its MOF document is in class III, and class II is needed");
    }

    [TestMethod]
    public void What_is_not_known_does_not_meet_a_demand_that_was_made()
    {
        var known = Judged.Judge(With(new ModelRecord { Id = Judged.Id }), Everything).Policy.Select(static failure => failure.Demand);
        var nothing = Judged.Judge(With(null), Everything).Policy.Select(static failure => failure.Demand);

        Assert.AreSequenceEqual([PolicyDemand.License, PolicyDemand.Gated, PolicyDemand.SafeWeights, PolicyDemand.Age, PolicyDemand.Downloads], known);
        Assert.AreSequenceEqual([PolicyDemand.License, PolicyDemand.Gated, PolicyDemand.SafeWeights, PolicyDemand.CustomCode, PolicyDemand.Age, PolicyDemand.Downloads], nothing);
    }

    [TestMethod]
    public void What_nobody_demands_nobody_checks() => Assert.IsEmpty(Judged.Judge(With(null), GateDemands.None).Policy);

    [TestMethod]
    public void A_good_model_meets_everything() => Assert.IsEmpty(Judged.Judge(With(Judged.Record) with { MofClass = 2 }, Everything).Policy);

    [TestMethod]
    [DataRow(10, true)]
    [DataRow(9, false)]
    public void Ages_are_counted_in_days_of_UTC(int maxAgeDays, bool passes) =>
        Assert.AreEqual(passes, Judged.Judge(Judged.Subject(), new GateDemands { MaxAgeDays = maxAgeDays }).IsPassed);

    [TestMethod]
    [DataRow(null, true, DisplayName = "no document")]
    [DataRow(0, false, DisplayName = "a document in no class")]
    [DataRow(1, true)]
    [DataRow(2, true)]
    [DataRow(3, false)]
    public void The_MOF_class_counts_where_a_document_exists(int? mofClass, bool passes) =>
        Assert.AreEqual(passes, Judged.Judge(Judged.Subject() with { MofClass = mofClass }, new GateDemands { MinMofClass = 2 }).IsPassed);

    private static GateDemands Everything => new()
    {
        AllowedLicenses = ["permissive"],
        RefusesGated = true,
        NeedsSafeWeights = true,
        RefusesCustomCode = true,
        MaxAgeDays = 365,
        MinDownloads = 1_000,
        MinMofClass = 2,
    };

    private static GateSubject With(ModelRecord? record) => Judged.Subject() with { Record = record };
}
