namespace HfRegistry.Resolution;

/// <summary>
/// The precedence of the switches for the network: a flag or property, then an explicit ban in the environment, then <c>FORCE_API_CALLS</c>,
/// then the door's default.
/// </summary>
internal static class NetworkSwitches
{
    /// <summary>Returns the mode of a build or of a <c>find</c>.</summary>
    /// <param name="asked">What a flag or property says, or null.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="byDefault">The door's default.</param>
    public static ResolutionMode Decide(ResolutionMode? asked, HfEnvironment environment, ResolutionMode byDefault) =>
        asked
        ?? (environment.OfflineSwitch is not null ? ResolutionMode.Offline
            : environment.ForceApiCalls ? ResolutionMode.Online
            : byDefault);

    /// <summary>Returns the default of <c>find</c>: asks the Hub for what the registry lacks, but never on a build server.</summary>
    public static ResolutionMode DefaultOfFind(HfEnvironment environment) =>
        environment.IsCI ? ResolutionMode.Offline : ResolutionMode.Auto;

    /// <summary>Returns the reason why a command that needs the network must not run, or null. Only an explicit ban stops it.</summary>
    public static Diagnostic? BanOn(string command, HfEnvironment environment) => environment.OfflineSwitch is { } name
        ? DiagnosticCatalog.NetworkBanned.Create(command, name)
        : null;
}
