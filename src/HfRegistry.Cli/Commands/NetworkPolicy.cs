using HfRegistry.Resolution;

namespace HfRegistry.Cli.Commands;

/// <summary>The decision whether a command asks the Hub, with its source.</summary>
/// <param name="Mode">The decision.</param>
/// <param name="Reason">Who decided, as a clause: "--offline was given".</param>
internal sealed record NetworkPolicy(ResolutionMode Mode, string Reason)
{
    /// <summary>Returns the policy of a command that resolves: flag, then ban, then <c>FORCE_API_CALLS</c>, then <c>Auto</c> (on a build server <c>Offline</c>).</summary>
    /// <param name="asked">What a flag says, or null.</param>
    /// <param name="environment">The environment.</param>
    public static NetworkPolicy Of(ResolutionMode? asked, HfEnvironment environment)
    {
        var mode = NetworkSwitches.Decide(asked, environment, NetworkSwitches.DefaultOfFind(environment));
        return new NetworkPolicy(mode, (asked, environment) switch
        {
            ({ } flag, _) => $"--{flag.ToString().ToLowerInvariant()} was given",
            (_, { OfflineSwitch: { } name }) => $"{name} is set",
            (_, { ForceApiCalls: true }) => "FORCE_API_CALLS is set",
            (_, { IsCI: true }) => "this is a build server",
            _ => "the default",
        });
    }
}
