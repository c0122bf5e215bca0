using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Projects;

/// <summary>Resolves the <c>HfModel</c> items of projects as their builds do, but never asks the Hub. Projects that share files share what is read of them.</summary>
/// <param name="environment">The environment.</param>
/// <param name="clock">Tells the age of facts.</param>
internal sealed class ProjectResolver(HfEnvironment environment, TimeProvider clock)
{
    /// <summary>The name of the items.</summary>
    public const string ItemType = "HfModel";

    private readonly Dictionary<(string? Configuration, string? Registry), Outcome<Workspace>> _workspaces = [];
    private readonly Dictionary<ResolverOptions, ResolveUseCase> _resolvers = [];

    /// <summary>Gets what is read of a project.</summary>
    public static ProjectQuery Query { get; } = new(
        [ItemType],
        ["HfRegistryFile", "HfConfigurationFile", "HfLockFile", "HfUseLockFile", "HfLockedMode", "HfRegistryMode", "HfRegistryMaxAgeDays", "HfHubTimeoutSeconds", "HfAllowHeuristic"])
    { ItemOfEveryConfiguration = ItemType };

    /// <summary>Resolves the items of a project that was evaluated with <see cref="Query"/>.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ProjectModels> ResolveAsync(EvaluatedProject project, CancellationToken cancellationToken)
    {
        List<DeclaredItem> items = [.. project.Items];
        if (items.Count == 0)
            return new ProjectModels(project, [], []);
        var lockPath = ProjectLockPath.Of(project.Path, project.Property("HfLockFile"));
        var settings = BuildSettings.Read(PropertiesOf(project), environment, File.Exists(lockPath), project.Path);
        var opened = Open(project);
        var locked = settings.Value is { UsesLock: true } ? File.Exists(lockPath) ? LockFile.Load(lockPath) : new Outcome<LockFile>(new LockFile()) : null;
        ImmutableArray<Diagnostic> problems = [.. settings.Diagnostics, .. opened.Diagnostics, .. locked?.Diagnostics ?? []];
        if (settings.Value is not { } read || opened.Value is not { } workspace || locked is { Value: null })
            return new ProjectModels(project, [], problems);

        var options = workspace.ResolverOptions(ResolutionMode.Offline, timeout: null) with { MaxAge = read.MaxAge, AllowHeuristic = read.AllowHeuristic };
        if (!_resolvers.TryGetValue(options, out var resolve))
            _resolvers[options] = resolve = new ResolveUseCase(options, hub: null, clock);
        var requests = items.ConvertAll(static item => (Request: RequestFields.RequestOf(item.Include, name => item.Metadata.GetValueOrDefault(name)?.Value), (SourceLocation?)item.Location));
        var projectLock = locked?.Value is { } content ? new ProjectLock(content, lockPath, new LockPolicy(read.IsLocked)) : null;
        var results = await resolve.RunAsync(requests, projectLock, cancellationToken);
        return new ProjectModels(
            project,
            [.. items.Select((item, i) => new DeclaredModel(item, requests[i].Request, results[i]) { Locked = projectLock?.File.Find(requests[i].Request) })],
            [.. problems, .. workspace.Notes])
        {
            Options = options,
            Workspace = workspace,
            LockPath = projectLock?.Path,
        };
    }

    /// <summary>Returns the settings of a project's build.</summary>
    public static BuildProperties PropertiesOf(EvaluatedProject project) => new()
    {
        Mode = project.Property("HfRegistryMode"),
        MaxAgeDays = project.Property("HfRegistryMaxAgeDays"),
        HubTimeoutSeconds = project.Property("HfHubTimeoutSeconds"),
        AllowHeuristic = project.Property("HfAllowHeuristic"),
        UseLockFile = project.Property("HfUseLockFile"),
        LockedMode = project.Property("HfLockedMode"),
    };

    private Outcome<Workspace> Open(EvaluatedProject project)
    {
        var folder = Path.GetDirectoryName(project.Path)!;
        var configuration = Named(project.Property("HfConfigurationFile"), folder);
        var registry = Named(project.Property("HfRegistryFile"), folder);
        var key = (configuration ?? NearestFile.Find(folder, HfConfiguration.FileName), registry ?? NearestFile.Find(folder, RegistryFile.FileName));
        if (!_workspaces.TryGetValue(key, out var opened))
            _workspaces[key] = opened = Workspace.Open(folder, environment, clock, configuration, registry);
        return opened;
    }

    private static string? Named(string property, string folder) => string.IsNullOrWhiteSpace(property) ? null : Path.GetFullPath(property.Trim(), folder);
}
