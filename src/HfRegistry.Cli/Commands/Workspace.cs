using HfRegistry.Cli.Output;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands;

/// <summary>What a verb works with: the environment, and the registry and configuration files that belong to a folder.</summary>
internal sealed class Workspace
{
    private readonly CommandIO _io;
    private ModelRegistry? _known;

    private Workspace(CommandIO io)
    {
        _io = io;
        Environment = HfEnvironment.Read(io.Variable);
        SwitchProblem = ProblemOf(Environment);
    }

    /// <summary>The environment.</summary>
    public HfEnvironment Environment { get; }

    /// <summary>A switch of the environment that a verb which may ask the Hub cannot honor, or null.</summary>
    public Diagnostic? SwitchProblem { get; }

    /// <summary>The absolute path of the registry file, or null when only the embedded registry answers.</summary>
    public string? RegistryPath { get; init; }

    /// <summary>The registry file's content, or null.</summary>
    public ModelRegistry? File { get; init; }

    /// <summary>The built-in knowledge and the configuration.</summary>
    public required SelectionContext Context { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock => _io.Clock;

    /// <summary>The registry that answers first.</summary>
    public ModelRegistry Registry => File ?? EmbeddedRegistry.Registry;

    /// <summary>All that is known here: the embedded registry, and the file's entries in the place of its own, as a resolver overlays them.</summary>
    public ModelRegistry Known => _known ??= File is { } file ? ModelRegistry.Of([.. EmbeddedRegistry.Registry.Entries, .. file.Entries]) : EmbeddedRegistry.Registry;

    /// <summary>What the registry is, for people.</summary>
    public string RegistryName => RegistryPath is { } path ? TextSanitizer.Sanitize(path, int.MaxValue) : "the embedded registry";

    /// <summary>The configuration's path, for people; null when there is none.</summary>
    public string? ConfigurationName => Context.Configuration.Path is { } path ? TextSanitizer.Sanitize(path, int.MaxValue) : null;

    /// <summary>The age beyond which facts are stale.</summary>
    public TimeSpan MaxAge => TimeSpan.FromDays(Environment.MaxRegistryAgeDays ?? HfEnvironment.DefaultMaxRegistryAgeDays);

    /// <summary>Opens the workspace of the working folder: the environment, the configuration and the registry file.</summary>
    /// <param name="io">The folder, the variables and the clock.</param>
    /// <param name="registryOption">What <c>--registry</c> names, or null for the nearest file above the working folder.</param>
    public static Outcome<Workspace> Open(CommandIO io, string? registryOption)
    {
        var opened = OpenWithoutRegistry(io);
        if (opened.Value is null)
            return opened;
        var found = registryOption is null ? NearestFile.Look(io.Folder, RegistryFile.FileName) : new FoundFile(io.PathOf(registryOption), null);
        opened = opened with { Diagnostics = [.. opened.Diagnostics, .. found.Notes] };
        if (found.Path is not { } path)
            return opened;
        var registry = RegistryFile.Load(path);
        return registry.Value is null
            ? new Outcome<Workspace>(null, registry.Diagnostics)
            : new Outcome<Workspace>(opened.Value.With(path, registry.Value), [.. opened.Diagnostics, .. registry.Diagnostics]);
    }

    /// <summary>Opens the workspace without reading a registry file: the embedded registry answers.</summary>
    public static Outcome<Workspace> OpenWithoutRegistry(CommandIO io)
    {
        var found = NearestFile.Look(io.Folder, HfConfiguration.FileName);
        var configuration = found.Path is { } path ? ConfigurationFile.Load(path) : new Outcome<HfConfiguration>(HfConfiguration.Empty);
        if (configuration.Value is null)
            return new Outcome<Workspace>(null, configuration.Diagnostics);
        var workspace = new Workspace(io) { Context = new SelectionContext(configuration.Value) };
        return new Outcome<Workspace>(workspace, [.. configuration.Diagnostics, .. found.Notes]);
    }

    /// <summary>A client of the Hub. What is odd about its token is told.</summary>
    /// <param name="total">The most time that all requests together may take, or null for as long as they take.</param>
    public HubClient Connect(TimeSpan? total = null)
    {
        if (Environment.TokenWarning is { } repaired)
            new CommandOutput(_io, asJson: false).WriteDiagnostics([repaired]);
        var options = HubOptions.Of(Environment, Context.Configuration.MaxRequestsPerMinute) with { Logger = _io.Log };
        return new HubClient(total is { } limit ? options.WithTimeout(limit) : options, Clock);
    }

    /// <summary>What a resolver of this workspace works with.</summary>
    /// <param name="mode">Whether the Hub is asked.</param>
    /// <param name="timeout">The most time that the Hub may take, or null for the usual one.</param>
    public ResolverOptions ResolverOptions(ResolutionMode mode, TimeSpan? timeout)
    {
        var options = new ResolverOptions { Mode = mode, Registry = File, Context = Context, MaxAge = MaxAge };
        return timeout is { } time ? options with { HubBudget = time } : options;
    }

    /// <summary>Resolves requests as <c>find</c> does, without a place for their diagnostics.</summary>
    public async Task<IReadOnlyList<ResolutionResult>> ResolveAsync(
        IEnumerable<RawRequest> requests, ResolutionMode mode, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var options = ResolverOptions(mode, timeout);
        using var hub = mode == ResolutionMode.Offline ? null : Connect(options.HubBudget);
        return await new ResolveUseCase(options, hub, Clock).RunAsync(requests, cancellationToken);
    }

    private Workspace With(string path, ModelRegistry registry) => new(_io) { Context = Context, RegistryPath = path, File = registry };

    private static Diagnostic? ProblemOf(HfEnvironment environment) =>
        (environment.NetworkProblem ?? environment.MaxRegistryAgeProblem) is { } problem ? DiagnosticCatalog.EnvironmentValue.Create(problem) : null;
}
