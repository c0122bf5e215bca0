using HfRegistry.Build.Restore;
using HfRegistry.Cache;
using HfRegistry.Resolution;
using HfRegistry.UseCases;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>
/// Brings the files of a project's models into the shared cache. When all of them are there as they were, it costs a look at each and loads
/// nothing of the engine.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class RestoreModels : HfTask
{
    /// <summary>Gets the files, as the resolution named them.</summary>
    [Required]
    public ITaskItem[] ModelFiles { get; set; } = [];

    /// <summary>Gets <c>HfRestoreModels</c>: whether missing files may be downloaded; true by default.</summary>
    public string? Restore { get; set; }

    /// <summary>Gets <c>HfConfigurationFile</c>: the configuration, or empty for the nearest one above the project.</summary>
    public string? ConfigurationFile { get; set; }

    /// <summary>Gets the place where the task notes what it found.</summary>
    [Required]
    public string StateFile { get; set; } = "";

    /// <summary>Gets the files where their contents lie.</summary>
    [Output]
    public ITaskItem[] RestoredFiles { get; private set; } = [];

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var statePath = TaskEnvironment.GetAbsolutePath(StateFile).Value;
        var known = FileStates.Read(statePath);
        CachedFile[] files = [.. ModelFiles.Select(CachedFile.Of)];
        if (!Array.TrueForAll(files, file => file.IsUnchanged(known)) && !await RestoreAsync(files, known, statePath, cancellationToken))
            return;
        RestoredFiles = [.. files.Select(static file => file.ToItem())];
    }

    // Apart, so that a build with nothing to do does not load what this needs.
    private async Task<bool> RestoreAsync(CachedFile[] files, FileStates known, string statePath, CancellationToken cancellationToken)
    {
        if (!Flag.TryRead(Restore, whenEmpty: true, out var restores))
            Report(DiagnosticCatalog.SwitchValue.Create(new SourceLocation(ProjectPath), "HfRestoreModels", Restore, "true or false"));
        var workspace = OpenWorkspaceWithoutRegistry(ConfigurationFile);
        if (CacheRoot is not { } root)
            Report(DiagnosticCatalog.NoCache.Create());
        else if (workspace is not null && !Log.HasLoggedErrors)
        {
            var ban = restores ? workspace.Environment.OfflineSwitch : "HfRestoreModels=false";
            using var hub = ban is null ? workspace.Connect() : null;
            var options = new DownloadOptions { Root = root, OfflineSwitch = ban, ForbidsLinks = HfEnvironment.IsTruthy(TaskEnvironment.GetEnvironmentVariable("HF_HUB_DISABLE_SYMLINKS")) };
            var download = new ModelFilesUseCase(options, hub, Clock, new DownloadMessages(Log, Clock));
            Report(await new ModelRestoration(known, ban).RunAsync(files, (id, missing, token) => DownloadAsync(download, workspace.Environment, id, missing, token), cancellationToken));
        }

        return !Log.HasLoggedErrors && await NoteAsync(files, statePath, cancellationToken);
    }

    private async Task<Outcome<DownloadedSnapshot>> DownloadAsync(
        ModelFilesUseCase download, HfEnvironment environment, ModelId id, ModelFiles missing, CancellationToken cancellationToken)
    {
        if (environment.NetworkProblem is { } problem)
            return new(DiagnosticCatalog.EnvironmentValue.Create(problem));
        Report(MessageImportance.High, $"Downloading {missing.Files.Length} files ({new ByteSize(missing.Files.Sum(static file => file.Size))}) of {id} at {missing.Commit.Short}.");
        return await download.RestoreAsync(id, missing, cancellationToken);
    }

    private async Task<bool> NoteAsync(CachedFile[] files, string statePath, CancellationToken cancellationToken)
    {
        if (await Outputs.OutputFile.WriteAsync(statePath, FileStates.TextOf(files), cancellationToken) is not { } problem)
            return true;
        Report(problem);
        return false;
    }
}
