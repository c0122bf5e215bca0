using HfRegistry.Cli.Commands;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class NetworkPolicyTests
{
    [TestMethod]
    [DataRow(null, "", "Auto", "the default")]
    [DataRow(null, "CI=true", "Offline", "this is a build server")]
    [DataRow(null, "GITHUB_ACTIONS=1", "Offline", "this is a build server")]
    [DataRow(null, "TF_BUILD=True", "Offline", "this is a build server")]
    [DataRow(null, "FORCE_API_CALLS=1", "Online", "FORCE_API_CALLS is set")]
    [DataRow(null, "FORCE_API_CALLS=yes CI=true", "Online", "FORCE_API_CALLS is set")]
    [DataRow(null, "HF_HUB_OFFLINE=1", "Offline", "HF_HUB_OFFLINE is set")]
    [DataRow(null, "HF_API_DISABLED=ON FORCE_API_CALLS=1", "Offline", "HF_API_DISABLED is set")]
    [DataRow(null, "USE_STATIC_REGISTRY=yes", "Offline", "USE_STATIC_REGISTRY is set")]
    [DataRow(null, "HF_HUB_OFFLINE=0", "Auto", "the default")]
    [DataRow("Online", "HF_HUB_OFFLINE=1 CI=true", "Online", "--online was given")]
    [DataRow("Offline", "FORCE_API_CALLS=1", "Offline", "--offline was given")]
    public void A_flag_goes_before_a_ban_and_a_ban_before_force_and_force_before_the_default(string? flag, string variables, string mode, string reason)
    {
        var environment = HfEnvironment.Read(variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]).GetValueOrDefault);

        var policy = NetworkPolicy.Of(flag is null ? null : Enum.Parse<ResolutionMode>(flag), environment);

        Assert.AreEqual(new NetworkPolicy(Enum.Parse<ResolutionMode>(mode), reason), policy);
    }
}
