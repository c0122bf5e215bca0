using System.Collections.Immutable;

namespace HfRegistry.Resolution;

/// <summary>The project's properties as they are written; empty when unset.</summary>
internal sealed record BuildProperties
{
    /// <summary>Gets <c>HfRegistryMode</c>.</summary>
    public string? Mode { get; init; }

    /// <summary>Gets <c>HfRegistryMaxAgeDays</c>.</summary>
    public string? MaxAgeDays { get; init; }

    /// <summary>Gets <c>HfHubTimeoutSeconds</c>.</summary>
    public string? HubTimeoutSeconds { get; init; }

    /// <summary>Gets <c>HfAllowHeuristic</c>.</summary>
    public string? AllowHeuristic { get; init; }

    /// <summary>Gets <c>HfUseLockFile</c>.</summary>
    public string? UseLockFile { get; init; }

    /// <summary>Gets <c>HfLockedMode</c>.</summary>
    public string? LockedMode { get; init; }

    /// <summary>Gets whether an editor evaluates the project: then the network is out of the question.</summary>
    public bool IsDesignTime { get; init; }
}

/// <summary>The settings by which a build resolves models: properties, then the environment's switches, then the defaults.</summary>
internal sealed record BuildSettings
{
    /// <summary>Gets the mode of resolution: whether the Hub is asked.</summary>
    public ResolutionMode Mode { get; private init; }

    /// <summary>Gets whether the build proper would ask the Hub, and this one, which an editor runs, does not.</summary>
    public bool IsSilenced { get; private init; }

    /// <summary>Gets the age beyond which facts are stale.</summary>
    public TimeSpan MaxAge { get; private init; }

    /// <summary>Gets the most time that the Hub may take, or null for the mode's own.</summary>
    public TimeSpan? HubTimeout { get; private init; }

    /// <summary>Gets whether a guess may answer.</summary>
    public bool AllowHeuristic { get; private init; }

    /// <summary>Gets whether the lock file answers.</summary>
    public bool UsesLock { get; private init; }

    /// <summary>Gets whether a difference from the lock file is an error.</summary>
    public bool IsLocked { get; private init; }

    /// <summary>Reads the settings; what cannot be read is a diagnostic that names the property.</summary>
    /// <param name="properties">The project's properties.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="lockExists">Whether the lock file exists.</param>
    /// <param name="project">The project's absolute path.</param>
    public static Outcome<BuildSettings> Read(BuildProperties properties, HfEnvironment environment, bool lockExists, string project)
    {
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var mode = NetworkSwitches.Decide(ReadMode(properties.Mode, project, problems), environment, ResolutionMode.Offline);
        var isLockWanted = ReadFlag("HfUseLockFile", properties.UseLockFile, whenEmpty: true, project, problems);
        var isLocked = ReadFlag("HfLockedMode", properties.LockedMode, whenEmpty: environment.IsCI && lockExists && isLockWanted, project, problems);
        var settings = new BuildSettings
        {
            Mode = properties.IsDesignTime ? ResolutionMode.Offline : mode,
            IsSilenced = properties.IsDesignTime && mode != ResolutionMode.Offline,
            MaxAge = TimeSpan.FromDays(ReadDays(properties.MaxAgeDays, environment, project, problems)),
            HubTimeout = ReadTimeout(properties.HubTimeoutSeconds, project, problems),
            AllowHeuristic = ReadFlag("HfAllowHeuristic", properties.AllowHeuristic, whenEmpty: false, project, problems),
            UsesLock = string.IsNullOrWhiteSpace(properties.UseLockFile) ? lockExists || isLocked : isLockWanted,
            IsLocked = isLocked,
        };
        if (settings.Mode != ResolutionMode.Offline && environment.NetworkProblem is { } problem)
            problems.Add(DiagnosticCatalog.EnvironmentValue.Create(new SourceLocation(project), problem));
        if (settings is { IsLocked: true, UsesLock: false } && problems.Count == 0)
            problems.Add(DiagnosticCatalog.LockedModeWithoutLock.Create(new SourceLocation(project)));
        return problems.Count == 0 ? new Outcome<BuildSettings>(settings) : new Outcome<BuildSettings>(null, problems.ToImmutable());
    }

    private static ResolutionMode? ReadMode(string? text, string project, ImmutableArray<Diagnostic>.Builder problems)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        foreach (var mode in Enum.GetValues<ResolutionMode>())
        {
            if (string.Equals(mode.ToString(), text.Trim(), StringComparison.OrdinalIgnoreCase))
                return mode;
        }

        problems.Add(Unusable("HfRegistryMode", text, "Offline, Auto or Online", project));
        return null;
    }

    private static int ReadDays(string? text, HfEnvironment environment, string project, ImmutableArray<Diagnostic>.Builder problems)
    {
        if (!HfEnvironment.TryReadAgeDays(text, out var days))
            problems.Add(Unusable("HfRegistryMaxAgeDays", text!, $"a {HfEnvironment.AgeDaysRange}", project));
        else if (days is null && environment.MaxRegistryAgeProblem is { } problem)
            problems.Add(DiagnosticCatalog.EnvironmentValue.Create(new SourceLocation(project), problem));
        return days ?? environment.MaxRegistryAgeDays ?? HfEnvironment.DefaultMaxRegistryAgeDays;
    }

    private static TimeSpan? ReadTimeout(string? text, string project, ImmutableArray<Diagnostic>.Builder problems)
    {
        if (HubTimeoutSeconds.TryRead(text, out var time))
            return time;
        problems.Add(Unusable(HubTimeoutSeconds.Property, text!, HubTimeoutSeconds.Range, project));
        return null;
    }

    private static bool ReadFlag(string name, string? text, bool whenEmpty, string project, ImmutableArray<Diagnostic>.Builder problems)
    {
        if (!Flag.TryRead(text, whenEmpty, out var value))
            problems.Add(Unusable(name, text!, "true or false", project));
        return value;
    }

    private static Diagnostic Unusable(string name, string text, string allowed, string project) =>
        DiagnosticCatalog.SwitchValue.Create(new SourceLocation(project), name, text, allowed);
}
