using System.Collections.Immutable;
using HfRegistry.Build.Code;
using HfRegistry.Build.Items;
using HfRegistry.Build.Outputs;
using HfRegistry.Cache;
using HfRegistry.Resolution;
using HfRegistry.UseCases;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>
/// Turns a project's <c>HfModel</c> items into <c>HfResolvedModel</c> items, generated code and the file beside the binary. Writes only
/// below the project's <c>obj</c> folder, and asks the Hub only when the project or the environment says so.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ResolveModelDefaults : ModelTask
{
    /// <summary>Gets <c>HfUseLockFile</c>: whether the lock file answers; empty for "when it exists".</summary>
    public string? UseLockFile { get; set; }

    /// <summary>Gets <c>HfLockedMode</c>: whether a difference from the lock file is an error; empty for "on a build server, when it exists".</summary>
    public string? LockedMode { get; set; }

    /// <summary>Gets whether this is one framework of several: the lock file may then hold requests of another one.</summary>
    public bool IsOneOfSeveralFrameworks { get; set; }

    /// <summary>Gets whether an editor runs the build: the network is then out of the question.</summary>
    public bool IsDesignTime { get; set; }

    /// <summary>Gets MSBuild's <c>$(Language)</c>.</summary>
    public string? Language { get; set; }

    /// <summary>Gets MSBuild's <c>$(LangVersion)</c>.</summary>
    public string? LanguageVersion { get; set; }

    /// <summary>Gets the place where the generated code goes, or empty for none.</summary>
    public string? CodeFile { get; set; }

    /// <summary>Gets <c>HfCodeNamespace</c>: the namespace of the generated code, or empty for none.</summary>
    public string? CodeNamespace { get; set; }

    /// <summary>Gets MSBuild's <c>$(RootNamespace)</c>.</summary>
    public string? RootNamespace { get; set; }

    /// <summary>Gets <c>HfCodeClass</c>: the name of the generated class.</summary>
    [Required]
    public string CodeClass { get; set; } = "";

    /// <summary>Gets the place where the file for the running program goes, or empty for none.</summary>
    public string? RuntimeJsonFile { get; set; }

    /// <summary>Gets the place where the registry's records of the resolved models go, from which the bill of models is made; empty for none.</summary>
    public string? RecordsFile { get; set; }

    /// <summary>Gets the place where the items go that the next evaluation imports.</summary>
    [Required]
    public string ItemsFile { get; set; } = "";

    /// <summary>Gets the place of the models of the last build, which the log compares with those of this one; empty for no comparison.</summary>
    public string? ModelsFile { get; set; }

    /// <summary>Gets the resolved models.</summary>
    [Output]
    public ITaskItem[] ResolvedModels { get; private set; } = [];

    /// <summary>Gets the files of the models that the project downloads.</summary>
    [Output]
    public ITaskItem[] ModelFiles { get; private set; } = [];

    /// <summary>
    /// Gets whether the answer stands until an input changes. Not so when the Hub should have been asked and was not, or did not answer:
    /// then the next build asks again.
    /// </summary>
    [Output]
    public bool IsFinal { get; private set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        // Everything that can be wrong is told in one build, the mistakes of the items beside those of the files.
        var settings = Take(BuildSettings.Read(Properties(), Variables, File.Exists(LockPathToRead), ProjectPath));
        var (items, problems) = ModelItem.Read(Models);
        var (aliases, clashes) = Aliases.Of(items, CodeClass);
        Report([.. problems, .. clashes, .. CodeNames.Check(CodeNamespace, CodeClass, ProjectPath)]);
        if (settings is null || OpenWorkspace(RegistryFile, ConfigurationFile) is not { } workspace || !TryReadLock(settings, out var projectLock))
            return;
        Report(workspace.Notes);
        Report(MessageImportance.Normal, $"Models are resolved with: {FilesOf(workspace)}, lock file {projectLock?.Path ?? "none"}.");

        var outcomes = await ResolveAsync(items, settings, workspace, projectLock, cancellationToken);
        if (Log.HasLoggedErrors)
            return;
        ImmutableArray<ProjectModel> models = [.. items.Select((item, i) => new ProjectModel(item, aliases[i], outcomes[i].Value, ReasonOf(outcomes[i])))];
        var listing = new ModelFilesListing(projectLock, CommandFor, IsDesignTime);
        using (var hub = IsDesignTime ? null : FilesHubFor(items, workspace))
            models = await listing.ListAsync(models, FilesFrom(hub), hub is null ? FilesBan : null, cancellationToken);
        Report(listing.Diagnostics);
        if (Log.HasLoggedErrors)
            return;
        var files = CacheRoot is { } cache ? FileItems.Of(models, cache).ToList() : [];
        await WriteAsync(models, files, cancellationToken);
        await ReportChangesAsync(models, cancellationToken);
        ResolvedModels = ResolvedItems.Of(models);
        ModelFiles = [.. files.Select(static file => ResolvedItems.Item(file.Include, file.Metadata))];
        IsFinal = !settings.IsSilenced && outcomes.All(static outcome => outcome.Trace.IsFinal) && !listing.IsUnfinished;
    }

    private BuildProperties Properties() => new()
    {
        Mode = Mode,
        MaxAgeDays = MaxAgeDays,
        HubTimeoutSeconds = HubTimeoutSeconds,
        AllowHeuristic = AllowHeuristic,
        UseLockFile = UseLockFile,
        LockedMode = LockedMode,
        IsDesignTime = IsDesignTime,
    };

    private async Task<IReadOnlyList<ResolutionResult>> ResolveAsync(
        ImmutableArray<ModelItem> items, BuildSettings settings, Workspace workspace, ProjectLock? projectLock, CancellationToken cancellationToken)
    {
        var options = OptionsOf(settings, workspace);
        using var hub = workspace.ConnectFor(options);
        var resolution = new ProjectResolution(new ResolveUseCase(options, hub, Clock), projectLock);
        var outcomes = await resolution.ResolveAsync(items, cancellationToken);
        Report(outcomes.SelectMany(outcome => outcome.Diagnostics));
        Report(resolution.UnusedLockEntries([.. items.Select(item => item.Request)]));
        return outcomes;
    }

    private string CommandFor(ResolvedModel model, ProjectLock? projectLock) => projectLock is not null
        ? UpdateCommand
        : $"hfregistry download {model.Id}{(model.Revision is { } commit ? $" --revision {commit}" : "")}";

    private static string ReasonOf(ResolutionResult outcome) => outcome.Value?.Reason ?? outcome.Diagnostics[^1].Message;

    private bool TryReadLock(BuildSettings settings, out ProjectLock? projectLock)
    {
        projectLock = null;
        if (!settings.UsesLock)
            return true;
        // Asked for and not there yet: every request is then missing from it, and says so.
        var path = LockPathToRead;
        var file = File.Exists(path) ? Take(Resolution.LockFile.Load(path)) : new LockFile();
        if (file is not null)
            projectLock = new ProjectLock(file, path, PolicyOf(settings));
        return file is not null;
    }

    // Who else may use an entry: another framework's build, another project of the folder, or a configuration that the lock was made for and this is not.
    private LockPolicy PolicyOf(BuildSettings settings) => new(settings.IsLocked, UnusedIsADifference: !IsOneOfSeveralFrameworks && SharedLockPath is null && IsListedConfiguration)
    {
        Configuration = BuildConfiguration,
        UpdateCommand = UpdateCommand,
    };

    private async Task WriteAsync(
        ImmutableArray<ProjectModel> models, IEnumerable<(string Include, IEnumerable<KeyValuePair<string, string>> Metadata)> files, CancellationToken cancellationToken)
    {
        if (PathOf(CodeFile) is { } codeFile)
        {
            var unit = new CodeUnit(CodeNames.NamespaceOf(CodeNamespace, RootNamespace, CodeClass), CodeClass, [.. models.Select(CodeModelOf)])
            {
                HasNullableTypes = CodeNames.HasNullableTypes(LanguageVersion),
            };
            await WriteAsync(codeFile, CodeGenerator.Write(Language ?? "", unit), cancellationToken);
        }

        if (PathOf(RuntimeJsonFile) is { } jsonFile)
            await WriteAsync(jsonFile, RuntimeJson.Write(models), cancellationToken);
        if (PathOf(RecordsFile) is { } recordsFile)
            await WriteAsync(recordsFile, ResolvedRecords.Write(models), cancellationToken);
        await WriteAsync(TaskEnvironment.GetAbsolutePath(ItemsFile), ResolvedItems.Project(models, files), cancellationToken);
    }

    /// <summary>Says in one line what changed since the last build. An editor's build is none: nobody reads its log.</summary>
    private async Task ReportChangesAsync(ImmutableArray<ProjectModel> models, CancellationToken cancellationToken)
    {
        if (IsDesignTime || PathOf(ModelsFile) is not { } file)
            return;
        if (ResolutionChanges.Describe(models, await OutputFile.ReadAsync(file, cancellationToken)) is { } changes)
            Report(MessageImportance.Normal, changes);
        await WriteAsync(file, ResolutionChanges.FileText(models), cancellationToken);
    }

    private async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        if (await OutputFile.WriteAsync(path, text, cancellationToken) is { } problem)
            Report(problem);
    }

    private static CodeModel CodeModelOf(ProjectModel model) => new(
        model.Alias, model.Item.Request.Include, model.Resolved?.Id.ToString(), model.Resolved?.Revision?.ToString(), model.Resolved?.Type?.Name, model.Resolved?.Task, model.Reason)
    {
        Files = model is { Resolved: { } resolved, Files: { } files }
            ? new CodeFiles(FileItems.SnapshotOf(resolved.Id, files.Commit), files.Files, resolved.Record?.Licensing.Text, resolved.ClassName, resolved.Record?.Formats ?? [])
            : null,
    };
}
