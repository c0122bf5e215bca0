using HfRegistry.Resolution;

namespace HfRegistry.Tests.Resolution;

[TestClass]
internal sealed class NetworkSwitchesTests
{
    [TestMethod]
    [DataRow(null, "", ResolutionMode.Auto, ResolutionMode.Auto)]
    [DataRow(ResolutionMode.Online, "HF_HUB_OFFLINE=1", ResolutionMode.Offline, ResolutionMode.Online, DisplayName = "a flag beats a ban")]
    [DataRow(ResolutionMode.Offline, "FORCE_API_CALLS=1", ResolutionMode.Auto, ResolutionMode.Offline, DisplayName = "a flag beats FORCE_API_CALLS")]
    [DataRow(null, "HF_HUB_OFFLINE=on", ResolutionMode.Auto, ResolutionMode.Offline)]
    [DataRow(null, "HF_API_DISABLED=YES", ResolutionMode.Auto, ResolutionMode.Offline)]
    [DataRow(null, "USE_STATIC_REGISTRY=True", ResolutionMode.Auto, ResolutionMode.Offline)]
    [DataRow(null, "HF_HUB_OFFLINE=0", ResolutionMode.Auto, ResolutionMode.Auto)]
    [DataRow(null, "FORCE_API_CALLS=1", ResolutionMode.Offline, ResolutionMode.Online)]
    [DataRow(null, "FORCE_API_CALLS=1 HF_HUB_OFFLINE=1", ResolutionMode.Auto, ResolutionMode.Offline, DisplayName = "a ban beats FORCE_API_CALLS")]
    public void The_first_switch_in_the_order_of_precedence_decides(ResolutionMode? asked, string variables, ResolutionMode byDefault, ResolutionMode expected) =>
        Assert.AreEqual(expected, NetworkSwitches.Decide(asked, Environment(variables), byDefault));

    [TestMethod]
    [DataRow("", ResolutionMode.Auto)]
    [DataRow("CI=true", ResolutionMode.Offline)]
    [DataRow("GITHUB_ACTIONS=true", ResolutionMode.Offline)]
    [DataRow("TF_BUILD=True", ResolutionMode.Offline)]
    [DataRow("CI=woodpecker", ResolutionMode.Offline)]
    [DataRow("TEAMCITY_VERSION=2026.1", ResolutionMode.Offline)]
    [DataRow("BUILD_ID=7 BUILD_URL=http://jenkins/7", ResolutionMode.Offline)]
    [DataRow("CODEBUILD_BUILD_ID=a:b AWS_REGION=eu-west-1", ResolutionMode.Offline)]
    [DataRow("BUILD_ID=7", ResolutionMode.Auto)]
    [DataRow("CI=false", ResolutionMode.Auto)]
    [DataRow("CI=0 GITHUB_ACTIONS=true", ResolutionMode.Auto)]
    [DataRow("TRAVIS=false", ResolutionMode.Auto)]
    [DataRow("CI=", ResolutionMode.Auto)]
    public void Find_stays_offline_on_build_servers(string variables, ResolutionMode expected) =>
        Assert.AreEqual(expected, NetworkSwitches.DefaultOfFind(Environment(variables)));

    [TestMethod]
    public void A_ban_on_a_network_command_names_the_switch()
    {
        var ban = NetworkSwitches.BanOn("hfregistry refresh", Environment("HF_API_DISABLED=1"));

        Assert.AreEqual("HFR4107", ban?.Code);
        Assert.Contains("HF_API_DISABLED", ban!.Message);
        Assert.IsNull(NetworkSwitches.BanOn("hfregistry refresh", Environment("CI=1")));
    }

    private static HfEnvironment Environment(string variables)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return HfEnvironment.Read(values.GetValueOrDefault);
    }
}
