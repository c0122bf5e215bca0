using HfRegistry.Resolution;

namespace HfRegistry.Tests.Resolution;

/// <summary>Properties, then the environment's switches, then the defaults.</summary>
[TestClass]
internal sealed class BuildSettingsTests
{
    private static readonly BuildProperties Nothing = new();

    [TestMethod]
    [DataRow(null, "", ResolutionMode.Offline)]
    [DataRow(null, "FORCE_API_CALLS=1", ResolutionMode.Online)]
    [DataRow(null, "FORCE_API_CALLS=1 HF_HUB_OFFLINE=on", ResolutionMode.Offline)]
    [DataRow("auto", "HF_HUB_OFFLINE=1", ResolutionMode.Auto)]
    [DataRow("Online", "", ResolutionMode.Online)]
    [DataRow("Offline", "FORCE_API_CALLS=yes", ResolutionMode.Offline)]
    public void The_mode_follows_the_precedence_of_switches(string? property, string environment, ResolutionMode expected) =>
        Assert.AreEqual(expected, Read(Nothing with { Mode = property }, environment).Value!.Mode);

    [TestMethod]
    [DataRow(null, "", 30)]
    [DataRow(null, "MAX_REGISTRY_AGE_DAYS=7", 7)]
    [DataRow("3", "MAX_REGISTRY_AGE_DAYS=7", 3)]
    [DataRow(" 0 ", "", 0)]
    public void The_age_is_the_propertys_the_variables_or_thirty_days(string? property, string environment, int days) =>
        Assert.AreEqual(TimeSpan.FromDays(days), Read(Nothing with { MaxAgeDays = property }, environment).Value!.MaxAge);

    [TestMethod]
    [DataRow(null, null, false, "", false, false)]
    [DataRow(null, null, true, "", true, false)]
    [DataRow(null, null, true, "CI=true", true, true)]
    [DataRow(null, null, true, "TEAMCITY_VERSION=2026.1", true, true)]
    [DataRow(null, null, true, "CI=false", true, false)]
    [DataRow(null, null, false, "CI=true", false, false)]
    [DataRow("false", null, true, "", false, false)]
    [DataRow("true", null, false, "", true, false)]
    [DataRow(null, "true", false, "", true, true)]
    [DataRow(null, "false", true, "CI=true", true, false)]
    public void The_lock_is_used_when_it_exists_and_strict_on_a_build_server(string? use, string? locked, bool exists, string environment, bool uses, bool strict)
    {
        var settings = Read(Nothing with { UseLockFile = use, LockedMode = locked }, environment, exists).Value!;
        Assert.AreEqual((uses, strict), (settings.UsesLock, settings.IsLocked));
    }

    [TestMethod]
    public void An_editor_never_asks_the_Hub_and_knows_that_the_build_would()
    {
        var settings = Read(Nothing with { Mode = "Online", IsDesignTime = true }, "").Value!;
        Assert.AreEqual(ResolutionMode.Offline, settings.Mode);
        Assert.IsTrue(settings.IsSilenced);
        Assert.IsFalse(Read(Nothing with { IsDesignTime = true }, "").Value!.IsSilenced);
    }

    [TestMethod]
    public void Every_unusable_value_is_told_with_the_name_of_its_property()
    {
        var properties = new BuildProperties { Mode = "Sometimes", MaxAgeDays = "-1", AllowHeuristic = "maybe", UseLockFile = "1", LockedMode = "\u202E" };
        var outcome = Read(properties, "");
        Assert.IsNull(outcome.Value);
        CollectionAssert.AreEquivalent(
            new[] { "HfRegistryMode", "HfRegistryMaxAgeDays", "HfAllowHeuristic", "HfUseLockFile", "HfLockedMode" },
            outcome.Diagnostics.Select(diagnostic => diagnostic.Message.Split(' ')[0]).ToList());
        Assert.IsTrue(outcome.Diagnostics.All(diagnostic => diagnostic.Code == DiagnosticCatalog.SwitchValue.Code && !diagnostic.Message.Contains('\u202E', StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("999999999")]
    [DataRow("36501")]
    [DataRow("soon")]
    public void An_unusable_age_in_the_environment_is_told_unless_the_property_decides(string days)
    {
        var refusal = Read(Nothing, $"MAX_REGISTRY_AGE_DAYS={days}").Diagnostics.Single();

        Assert.AreEqual("HFR5005", refusal.Code);
        StringAssert.Contains(refusal.Message, $"MAX_REGISTRY_AGE_DAYS is '{days}'");
        Assert.IsNotNull(Read(Nothing with { MaxAgeDays = "7" }, $"MAX_REGISTRY_AGE_DAYS={days}").Value);
    }

    [TestMethod]
    public void A_build_cannot_be_held_to_a_lock_file_that_it_leaves_unread()
    {
        var refusal = Read(Nothing with { LockedMode = "true", UseLockFile = "false" }, "", lockExists: true).Diagnostics.Single();
        Assert.AreEqual("HFR5005", refusal.Code);
        StringAssert.Contains(refusal.Message, "HfUseLockFile");

        // On a build server nobody asked for the strict mode, so that no lock is no contradiction.
        Assert.IsFalse(Read(Nothing with { UseLockFile = "false" }, "CI=true", lockExists: true).Value!.IsLocked);
    }

    [TestMethod]
    public void A_wrong_endpoint_matters_only_to_a_build_that_asks_the_Hub()
    {
        Assert.IsNotNull(Read(Nothing, "HF_ENDPOINT=nowhere").Value);
        Assert.IsNull(Read(Nothing with { Mode = "Online" }, "HF_ENDPOINT=nowhere").Value);
    }

    private static Outcome<BuildSettings> Read(BuildProperties properties, string environment, bool lockExists = false)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return BuildSettings.Read(properties, HfEnvironment.Read(variables.GetValueOrDefault), lockExists, "/p.csproj");
    }
}
