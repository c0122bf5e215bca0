using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The mode of resolution: whether the Hub is asked.</summary>
internal enum ResolutionMode
{
    /// <summary>Never.</summary>
    Offline,

    /// <summary>For what the registry lacks or holds beyond its age, within a small time, falling back with a warning.</summary>
    Auto,

    /// <summary>For every request that names a type or a model, within the same time, falling back with a warning.</summary>
    Online,
}

/// <summary>The options of a resolver.</summary>
internal sealed record ResolverOptions
{
    private static readonly TimeSpan AutoBudget = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OnlineBudget = TimeSpan.FromSeconds(5);

    private readonly TimeSpan? _hubBudget;

    /// <summary>Gets the mode of resolution: whether the Hub is asked.</summary>
    public ResolutionMode Mode { get; init; }

    /// <summary>Gets the repository's registry file, or null: then only the embedded registry answers.</summary>
    public ModelRegistry? Registry { get; init; }

    /// <summary>Gets the registry below the file; the embedded one.</summary>
    public ModelRegistry Embedded { get; init; } = EmbeddedRegistry.Registry;

    /// <summary>Gets the built-in knowledge and the configuration.</summary>
    public SelectionContext Context { get; init; } = new();

    /// <summary>Gets the age beyond which facts are stale.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(HfEnvironment.DefaultMaxRegistryAgeDays);

    /// <summary>Gets whether a guess from the type's name may answer what nothing else can.</summary>
    public bool AllowHeuristic { get; init; }

    /// <summary>
    /// Gets the most time that the Hub may take for all requests together, retries included, counted from the first request: by default 2 seconds,
    /// or 5 in the mode <see cref="ResolutionMode.Online"/>, where somebody asked for the Hub's answer.
    /// </summary>
    public TimeSpan HubBudget
    {
        get => _hubBudget ?? (Mode == ResolutionMode.Online ? OnlineBudget : AutoBudget);
        init => _hubBudget = value;
    }

    /// <summary>Returns the same with a configuration that knows its models under every id that a registry knows of them.</summary>
    internal ResolverOptions WithRenames()
    {
        if (!Context.NamesModels)
            return this;
        var context = Context.WithRenames(Registry is { } file ? [file, Embedded] : [Embedded]);
        return ReferenceEquals(context, Context) ? this : this with { Context = context };
    }
}
