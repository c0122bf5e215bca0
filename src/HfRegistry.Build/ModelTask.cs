using HfRegistry.Build.Items;
using HfRegistry.Cache;
using HfRegistry.Hub;
using HfRegistry.Resolution;
using HfRegistry.UseCases;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>The base of the tasks that resolve a project's <c>HfModel</c> items.</summary>
public abstract class ModelTask : HfTask
{
    /// <summary>Gets the <c>HfModel</c> items.</summary>
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Gets <c>HfRegistryFile</c>: the registry file, or empty for the nearest one above the project, else the embedded one.</summary>
    public string? RegistryFile { get; set; }

    /// <summary>Gets <c>HfConfigurationFile</c>: the configuration, or empty for the nearest one above the project.</summary>
    public string? ConfigurationFile { get; set; }

    /// <summary>Gets <c>HfRegistryMode</c>: <c>Offline</c>, <c>Auto</c> or <c>Online</c>; empty for what the environment's switches say, else <c>Offline</c>.</summary>
    public string? Mode { get; set; }

    /// <summary>Gets <c>HfRegistryMaxAgeDays</c>: the age in days beyond which facts are stale, 0 to 36,500; empty for <c>MAX_REGISTRY_AGE_DAYS</c>, else 30.</summary>
    public string? MaxAgeDays { get; set; }

    /// <summary>Gets <c>HfHubTimeoutSeconds</c>: the most time that the Hub may take for the whole task, 1 to 86,400 seconds; empty for the mode's own.</summary>
    public string? HubTimeoutSeconds { get; set; }

    /// <summary>Gets <c>HfAllowHeuristic</c>: whether a guess may answer what nothing else can; false by default.</summary>
    public string? AllowHeuristic { get; set; }

    /// <summary>Gets <c>HfLockFile</c>: the lock file.</summary>
    [Required]
    public string LockFile { get; set; } = "";

    /// <summary>Gets the lock file that the projects of the folder share: read as long as there is no <see cref="LockFile"/>; empty for none.</summary>
    public string? SharedLockFile { get; set; }

    /// <summary>Gets MSBuild's <c>$(Configuration)</c>.</summary>
    public string? BuildConfiguration { get; set; }

    /// <summary>Gets the configurations whose items an update of the lock file gathers, beside the one that is built: MSBuild's <c>$(Configurations)</c>.</summary>
    public string[] BuildConfigurations { get; set; } = [];

    /// <summary>Gets the absolute path of the project's lock file.</summary>
    private protected string LockPath => TaskEnvironment.GetAbsolutePath(LockFile);

    /// <summary>Gets the absolute path of the lock file that answers: the project's own, else the folder's, else where the project's own would be.</summary>
    private protected string LockPathToRead => SharedLockPath ?? LockPath;

    /// <summary>Gets the absolute path of the lock file of the folder when it stands in for the project's own, else null.</summary>
    private protected string? SharedLockPath => !File.Exists(LockPath) && PathOf(SharedLockFile) is { } shared && shared != LockPath && File.Exists(shared) ? shared : null;

    /// <summary>Gets whether an update of the lock file gathers the items of the configuration that is built, whichever configuration runs it.</summary>
    private protected bool IsListedConfiguration => string.IsNullOrWhiteSpace(BuildConfiguration) || BuildConfigurations.Contains(BuildConfiguration, StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the command that updates the lock file of this project, for messages.</summary>
    private protected string UpdateCommand => $"dotnet build {ProjectArgument}{(IsListedConfiguration ? "" : $" -c {TextSanitizer.Sanitize(BuildConfiguration)}")} -t:HfUpdateLock";

    /// <summary>Returns the files that models are resolved with, for the log.</summary>
    private protected static string FilesOf(Workspace workspace) => $"registry {workspace.RegistryPath ?? "embedded in the package"}, configuration {workspace.Context.Configuration.Path ?? "none"}";

    /// <summary>Gets <c>HfRestoreModels</c>: whether the Hub is asked for files that items download; true by default.</summary>
    public string? Restore { get; set; }

    /// <summary>Gets what forbids to ask the Hub for files, or null: the property, then the environment.</summary>
    private protected string? FilesBan => Flag.TryRead(Restore, whenEmpty: true, out var restores) && !restores ? "HfRestoreModels=false" : Variables.OfflineSwitch;

    /// <summary>Returns a client for the lists of files, or null when no item downloads any, or the Hub may not be asked.</summary>
    private protected HubClient? FilesHubFor(IEnumerable<ModelItem> items, Workspace workspace) =>
        FilesBan is null && items.Any(static item => item.Request.IsDownloaded) ? workspace.Connect(LockUpdater.HubBudget) : null;

    /// <summary>Returns what lists the files of models; null where the environment names no cache.</summary>
    private protected ModelFilesUseCase? FilesFrom(HubClient? hub) => CacheRoot is { } root
        ? new ModelFilesUseCase(new DownloadOptions { Root = root, OfflineSwitch = FilesBan }, hub, Clock)
        : null;

    /// <summary>Returns the options of a resolver.</summary>
    private protected static ResolverOptions OptionsOf(BuildSettings settings, Workspace workspace) =>
        workspace.ResolverOptions(settings.Mode, settings.HubTimeout) with { MaxAge = settings.MaxAge, AllowHeuristic = settings.AllowHeuristic };
}
