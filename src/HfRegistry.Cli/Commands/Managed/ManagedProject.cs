using HfRegistry.Cli.Output;
using HfRegistry.Cli.Projects;
using HfRegistry.Configuration;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Managed;

/// <summary>A project whose models a command changes: as MSBuild evaluates it, and with what its build resolves them.</summary>
/// <param name="Project">The project.</param>
/// <param name="Workspace">The configuration and the registry that its build uses.</param>
/// <param name="Settings">The settings of its build.</param>
internal sealed record ManagedProject(EvaluatedProject Project, Workspace Workspace, BuildSettings Settings)
{
    /// <summary>The name of the items that are models.</summary>
    public const string ModelItem = ProjectResolver.ItemType;

    /// <summary>The name of the items that are MOF documents.</summary>
    public const string DocumentItem = "HfMofYaml";

    /// <summary>The name of an item's metadata with its name in generated code.</summary>
    public const string Alias = "Alias";

    private const string DefaultClass = "HfModels";

    private static readonly ProjectQuery Query = new(
        [ModelItem, DocumentItem, ManagedPackage.Reference, ManagedPackage.GlobalReference, ManagedPackage.Version],
        [.. ProjectResolver.Query.Properties, "HfCodeClass", ManagedPackage.CentralSwitch, ManagedPackage.CentralFile, ManagedPackage.ImportMark, ManagedPackage.Folders])
    { ItemOfEveryConfiguration = ModelItem };

    /// <summary>Gets the absolute path of the project's folder.</summary>
    public string Folder => Path.GetDirectoryName(Project.Path)!;

    /// <summary>Gets the folder whose files a command may edit: the repository, else the project's own.</summary>
    public string Root => NearestFile.RepositoryRoot(Folder) ?? Folder;

    /// <summary>Gets its models, of all target frameworks.</summary>
    public IEnumerable<DeclaredItem> Models => Project.Items.Where(static item => item.Type == ModelItem);

    /// <summary>Gets the name of the class in generated code.</summary>
    public string CodeClass => Project.Property("HfCodeClass") is { Length: > 0 } name ? name : DefaultClass;

    /// <summary>Gets the lock file that its build reads, or null when it reads none.</summary>
    public string? LockPath => Settings.UsesLock && File.Exists(NewLockPath) ? NewLockPath : null;

    /// <summary>Gets the path of its lock file, whether there is one or not.</summary>
    public string NewLockPath => ProjectLockPath.Of(Project.Path, Project.Property("HfLockFile"));

    /// <summary>Returns what an item asks for, word for word.</summary>
    public static RawRequest RequestOf(DeclaredItem item) => RequestFields.RequestOf(item.Include, name => ValueOf(item, name));

    /// <summary>Returns an item's name in generated code.</summary>
    public static string AliasOf(DeclaredItem item) => ValueOf(item, Alias) ?? ModelAliases.DefaultOf(item.Include);

    /// <summary>Returns whether an item includes a name, or has it as its alias.</summary>
    public static bool IsNamed(DeclaredItem item, string name) =>
        item.Include.Equals(name, StringComparison.OrdinalIgnoreCase) || name.Equals(ValueOf(item, Alias), StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether the project copes without an item's model.</summary>
    public static bool IsOptional(DeclaredItem item) => Flag.TryRead(ValueOf(item, "Optional"), whenEmpty: false, out var optional) && optional;

    /// <summary>Evaluates the only project of a path.</summary>
    /// <param name="io">The streams, variables and folder.</param>
    /// <param name="path">The absolute path of a project file, or of a folder with one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Outcome<ManagedProject> Open(CommandIO io, string path, CancellationToken cancellationToken)
    {
        var (projects, diagnostics) = OpenAll(io, path, cancellationToken);
        return projects switch
        {
            [] => new Outcome<ManagedProject>(null, diagnostics),
            [var only] => new Outcome<ManagedProject>(only, diagnostics),
            _ => new Outcome<ManagedProject>(DiagnosticCatalog.SeveralProjects.Create(path, projects.Select(project => Path.GetRelativePath(io.Folder, project.Project.Path)))),
        };
    }

    /// <summary>Evaluates the projects of a path.</summary>
    /// <param name="io">The streams, variables and folder.</param>
    /// <param name="path">The absolute path of a project, a solution or a folder.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static (IReadOnlyList<ManagedProject> Projects, IReadOnlyList<Diagnostic> Diagnostics) OpenAll(CommandIO io, string path, CancellationToken cancellationToken)
    {
        var loaded = ProjectLoader.Load(path, Query, cancellationToken);
        var outcomes = loaded.Projects.Select(project => Open(io, project)).ToList();
        return ([.. outcomes.Select(static outcome => outcome.Value).OfType<ManagedProject>()], [.. loaded.Diagnostics, .. outcomes.SelectMany(static outcome => outcome.Diagnostics).Distinct()]);
    }

    /// <summary>Returns the options that its build resolves models with.</summary>
    /// <param name="mode">Whether the Hub is asked; null for what the build does.</param>
    /// <param name="timeout">The most time that the Hub may take, or null for the build's.</param>
    public ResolverOptions Options(ResolutionMode? mode = null, TimeSpan? timeout = null) =>
        Workspace.ResolverOptions(mode ?? Settings.Mode, timeout ?? Settings.HubTimeout) with { MaxAge = Settings.MaxAge, AllowHeuristic = Settings.AllowHeuristic };

    /// <summary>Returns the latest day on which a registry knows a commit as a model's newest; null when none knows it.</summary>
    public DateOnly? DayOf(ModelId id, string commit)
    {
        var options = Options();
        return new[] { options.Registry, options.Embedded }.Select(registry => registry?.FindKnownAs(id)?.Model).Where(model => model?.Revision?.ToString() == commit).Max(static model => model?.AsOf);
    }

    /// <summary>Resolves requests as its build does, but for the lock file.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="options">Those of <see cref="Options"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<ResolutionResult>> ResolveAsync(IEnumerable<RawRequest> requests, ResolverOptions options, CancellationToken cancellationToken)
    {
        using var hub = Workspace.ConnectFor(options);
        return await new ResolveUseCase(options, hub, Workspace.Clock).RunAsync(requests, cancellationToken);
    }

    private static Outcome<ManagedProject> Open(CommandIO io, EvaluatedProject project)
    {
        var folder = Path.GetDirectoryName(project.Path)!;
        var opened = io.OpenWorkspace(folder, Named("HfConfigurationFile"), Named("HfRegistryFile"));
        if (opened.Value is not { } workspace)
            return new Outcome<ManagedProject>(null, opened.Diagnostics);
        var lockPath = ProjectLockPath.Of(project.Path, project.Property("HfLockFile"));
        var settings = BuildSettings.Read(ProjectResolver.PropertiesOf(project), workspace.Environment, File.Exists(lockPath), project.Path);
        return new Outcome<ManagedProject>(settings.Value is { } read ? new ManagedProject(project, workspace, read) : null, [.. opened.Diagnostics, .. settings.Diagnostics]);

        string? Named(string property) => project.Property(property) is { Length: > 0 } file ? Path.GetFullPath(file, folder) : null;
    }

    private static string? ValueOf(DeclaredItem item, string metadata) =>
        item.Metadata.TryGetValue(metadata, out var written) && !string.IsNullOrWhiteSpace(written.Value) ? written.Value.Trim() : null;
}
