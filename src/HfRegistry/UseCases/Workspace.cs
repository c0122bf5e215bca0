using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HfRegistry.UseCases;

/// <summary>The context of the work in a folder, for every door: the environment, and the configuration and registry files that belong to the folder.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Context">The built-in knowledge and the configuration.</param>
/// <param name="Clock">The clock.</param>
internal sealed record Workspace(HfEnvironment Environment, SelectionContext Context, TimeProvider Clock)
{
    private ModelRegistry? _known;

    /// <summary>Gets the absolute path of the registry file, or null when only the embedded registry answers.</summary>
    public string? RegistryPath { get; init; }

    /// <summary>Gets the registry file's content, or null.</summary>
    public ModelRegistry? File { get; init; }

    /// <summary>Gets what is remarkable about the places in which the files were found or passed over.</summary>
    public ImmutableArray<Diagnostic> Notes { get; init; } = [];

    /// <summary>Gets the logger of requests, repetitions and waits.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Gets the listener for what is odd about the token, told when the Hub is connected.</summary>
    public Action<Diagnostic>? TokenRepaired { get; init; }

    /// <summary>Gets a switch of the environment that work which may ask the Hub cannot honor, or null.</summary>
    public Diagnostic? SwitchProblem => (Environment.NetworkProblem ?? Environment.MaxRegistryAgeProblem) is { } problem ? DiagnosticCatalog.EnvironmentValue.Create(problem) : null;

    /// <summary>Returns why work that needs the Hub is refused: a switch forbids the network, or cannot be honored; null when nothing does.</summary>
    /// <param name="work">The work, as a user calls it.</param>
    public Diagnostic? HubRefusal(string work) => NetworkSwitches.BanOn(work, Environment) ?? SwitchProblem;

    /// <summary>Gets the registry that answers first.</summary>
    public ModelRegistry Registry => File ?? EmbeddedRegistry.Registry;

    /// <summary>Gets all that is known here: the embedded registry, and the file's entries in the place of its own, as a resolver overlays them.</summary>
    public ModelRegistry Known => _known ??= File is { } file ? ModelRegistry.Of([.. EmbeddedRegistry.Registry.Entries, .. file.Entries]) : EmbeddedRegistry.Registry;

    /// <summary>Gets the registry's place, for people.</summary>
    public string RegistryName => RegistryPath is { } path ? TextSanitizer.Sanitize(path, int.MaxValue) : "the embedded registry";

    /// <summary>Gets the configuration's path, for people; null when there is none.</summary>
    public string? ConfigurationName => Context.Configuration.Path is { } path ? TextSanitizer.Sanitize(path, int.MaxValue) : null;

    /// <summary>Gets the age beyond which facts are stale.</summary>
    public TimeSpan MaxAge => Environment.MaxAge;

    /// <summary>Opens the workspace of a folder without a registry file: the embedded registry answers.</summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="configurationFile">The absolute path of the configuration that is named, or null for the nearest one from the folder upwards.</param>
    public static Outcome<Workspace> OpenWithoutRegistry(string folder, HfEnvironment environment, TimeProvider clock, string? configurationFile = null)
    {
        var configuration = FoundConfiguration.Read(folder, configurationFile);
        return new Outcome<Workspace>(
            configuration.Value is { } found ? new Workspace(environment, new SelectionContext(found.Value), clock) { Notes = found.Notes } : null, configuration.Diagnostics);
    }

    /// <summary>Opens the workspace of a folder.</summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="configurationFile">The absolute path of the configuration that is named, or null for the nearest one from the folder upwards.</param>
    /// <param name="registryFile">The absolute path of the registry file that is named, or null for the nearest one from the folder upwards.</param>
    public static Outcome<Workspace> Open(string folder, HfEnvironment environment, TimeProvider clock, string? configurationFile, string? registryFile)
    {
        var opened = OpenWithoutRegistry(folder, environment, clock, configurationFile);
        var found = registryFile is null ? NearestFile.Look(folder, RegistryFile.FileName) : new FoundFile(registryFile, null);
        var registry = found.Path is { } path ? RegistryFile.Load(path) : null;
        return new Outcome<Workspace>(
            opened.Value is { } workspace && registry is not { Value: null } ? workspace with { RegistryPath = found.Path, File = registry?.Value, Notes = [.. workspace.Notes, .. found.Notes] } : null,
            [.. opened.Diagnostics, .. registry?.Diagnostics ?? []]);
    }

    /// <summary>Connects to the Hub.</summary>
    /// <param name="total">The most time that all requests together may take, or null for as long as they take.</param>
    public HubClient Connect(TimeSpan? total = null)
    {
        if (Environment.TokenWarning is { } repaired)
            TokenRepaired?.Invoke(repaired);
        var options = HubOptions.Of(Environment, Context.Configuration.MaxRequestsPerMinute) with { Logger = Logger };
        return new HubClient(total is { } limit ? options.WithTimeout(limit) : options, Clock);
    }

    /// <summary>Connects to the Hub for a resolution; null when it is not asked.</summary>
    public HubClient? ConnectFor(ResolverOptions options) => options.Mode == ResolutionMode.Offline ? null : Connect(options.HubBudget);

    /// <summary>Returns the options of a resolver.</summary>
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
        using var hub = ConnectFor(options);
        return await new ResolveUseCase(options, hub, Clock).RunAsync(requests, cancellationToken);
    }
}
