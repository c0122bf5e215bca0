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
internal sealed record ManagedProject(EvaluatedProject Project, Workspace Workspace)
{
    /// <summary>The name of the items.</summary>
    public const string ModelItem = "HfModel";

    /// <summary>The name of an item's metadata with its name in generated code.</summary>
    public const string Alias = "Alias";

    private const string DefaultClass = "HfModels";

    private static readonly ProjectQuery Query = new(
        [ModelItem, "HfMofYaml", ManagedPackage.Reference, ManagedPackage.GlobalReference, ManagedPackage.Version],
        [
            "HfRegistryFile", "HfConfigurationFile", "HfRegistryMode", "HfLockFile", "HfUseLockFile", "HfCodeClass",
            ManagedPackage.CentralSwitch, ManagedPackage.CentralFile, ManagedPackage.ImportMark,
        ]);

    /// <summary>Gets the absolute path of the project's folder.</summary>
    public string Folder => Path.GetDirectoryName(Project.Path)!;

    /// <summary>Gets the folder whose files a command may edit: the repository, else the project's own.</summary>
    public string Root => NearestFile.RepositoryRoot(Folder) ?? Folder;

    /// <summary>Gets its models, of all target frameworks.</summary>
    public IEnumerable<DeclaredItem> Models => Project.Items.Where(static item => item.Type == ModelItem);

    /// <summary>Gets the name of the class in generated code.</summary>
    public string CodeClass => Project.Property("HfCodeClass") is { Length: > 0 } name ? name : DefaultClass;

    /// <summary>Gets whether its build asks the Hub.</summary>
    public ResolutionMode Mode => NetworkSwitches.Decide(
        Enum.TryParse<ResolutionMode>(Project.Property("HfRegistryMode"), ignoreCase: true, out var mode) ? mode : null, Workspace.Environment, ResolutionMode.Offline);

    /// <summary>Gets the lock file that its build reads, or null when it reads none: its own, else that of its folder.</summary>
    public string? LockPath
    {
        get
        {
            if (Project.Property("HfUseLockFile").Equals("false", StringComparison.OrdinalIgnoreCase))
                return null;
            // The package, where it is restored, sets the property as its targets would.
            IEnumerable<string> candidates = Project.Property("HfLockFile") is { Length: > 0 } named
                ? [named, LockFile.FileName]
                : [$"hfregistry.{Path.GetFileNameWithoutExtension(Project.Path)}.lock.json", LockFile.FileName];
            return candidates.Select(path => Path.GetFullPath(path, Folder)).FirstOrDefault(File.Exists);
        }
    }

    /// <summary>Returns what an item asks for, word for word.</summary>
    public static RawRequest RequestOf(DeclaredItem item) =>
        RequestFields.All.Aggregate(new RawRequest { Include = item.Include }, (request, field) => field.Set(request, ValueOf(item, field.Name)));

    /// <summary>Returns an item's name in generated code.</summary>
    public static string AliasOf(DeclaredItem item) => ValueOf(item, Alias) ?? ModelAliases.DefaultOf(item.Include);

    /// <summary>Evaluates the only project of a path.</summary>
    /// <param name="io">The streams, variables and folder.</param>
    /// <param name="path">A project file or a folder with one, or null for the working folder.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Outcome<ManagedProject> Open(CommandIO io, string? path, CancellationToken cancellationToken)
    {
        var (projects, diagnostics) = OpenAll(io, path, cancellationToken);
        return projects switch
        {
            [] => new Outcome<ManagedProject>(null, diagnostics),
            [var only] => new Outcome<ManagedProject>(only, diagnostics),
            _ => new Outcome<ManagedProject>(DiagnosticCatalog.SeveralProjects.Create(io.PathOf(path ?? "."), projects.Select(project => Path.GetRelativePath(io.Folder, project.Project.Path)))),
        };
    }

    /// <summary>Evaluates the projects of a path.</summary>
    /// <param name="io">The streams, variables and folder.</param>
    /// <param name="path">A project, a solution or a folder, or null for the working folder.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static (IReadOnlyList<ManagedProject> Projects, IReadOnlyList<Diagnostic> Diagnostics) OpenAll(CommandIO io, string? path, CancellationToken cancellationToken)
    {
        var loaded = ProjectLoader.Load(io.PathOf(path ?? "."), Query, cancellationToken);
        var outcomes = loaded.Projects.Select(project => OpenWorkspace(io, project)).ToList();
        return ([.. outcomes.Select(static outcome => outcome.Value).OfType<ManagedProject>()], [.. loaded.Diagnostics, .. outcomes.SelectMany(static outcome => outcome.Diagnostics).Distinct()]);
    }

    private static Outcome<ManagedProject> OpenWorkspace(CommandIO io, EvaluatedProject project)
    {
        var folder = Path.GetDirectoryName(project.Path)!;
        var opened = io.OpenWorkspace(folder, Named("HfConfigurationFile"), Named("HfRegistryFile"));
        return new Outcome<ManagedProject>(opened.Value is { } workspace ? new ManagedProject(project, workspace) : null, opened.Diagnostics);

        string? Named(string property) => project.Property(property) is { Length: > 0 } file ? Path.GetFullPath(file, folder) : null;
    }

    private static string? ValueOf(DeclaredItem item, string metadata) =>
        item.Metadata.TryGetValue(metadata, out var written) && !string.IsNullOrWhiteSpace(written.Value) ? written.Value.Trim() : null;
}
