using HfRegistry.Cli.Editing;
using HfRegistry.Cli.Projects;

namespace HfRegistry.Cli.Commands.Managed;

/// <summary>The package by which a project has models: its reference, and its version where versions are managed centrally.</summary>
internal static class ManagedPackage
{
    /// <summary>The name of a reference to a package.</summary>
    public const string Reference = "PackageReference";

    /// <summary>The name of a reference that all projects have.</summary>
    public const string GlobalReference = "GlobalPackageReference";

    /// <summary>The name of a central version.</summary>
    public const string Version = "PackageVersion";

    /// <summary>The property that turns central versions on.</summary>
    public const string CentralSwitch = "ManagePackageVersionsCentrally";

    /// <summary>The property that names the file of central versions.</summary>
    public const string CentralFile = "DirectoryPackagesPropsPath";

    /// <summary>A property of the package itself: it may be imported without a reference.</summary>
    public const string ImportMark = "_HfTasksAssembly";

    private const string Id = "HfRegistry.Build";

    private static readonly (string Name, string Value) IsPrivate = ("PrivateAssets", "all");
    private static readonly (string Name, string Value) OfThisVersion = ("Version", ProductVersion.Text);

    /// <summary>Returns the reference of a project.</summary>
    /// <param name="isCentral">Whether its version is managed centrally.</param>
    public static NewItem ReferenceItem(bool isCentral) => new(Reference, Id, isCentral ? [IsPrivate] : [OfThisVersion, IsPrivate]);

    /// <summary>Gets the central version.</summary>
    public static NewItem VersionItem => new(Version, Id, [OfThisVersion]);

    /// <summary>Adds to a project what it lacks of the package.</summary>
    /// <returns>Why the project cannot have it, or null.</returns>
    public static Diagnostic? Add(ManagedProject managed, ProjectEdits edits)
    {
        var project = managed.Project;
        if (project.Property(ImportMark).Length > 0 || project.Items.Any(static item => item.Type is Reference or GlobalReference && IsOurs(item)))
            return null;
        var isCentral = IsCentral(project);
        if (isCentral && !project.Items.Any(static item => item.Type == Version && IsOurs(item)))
        {
            if (project.Property(CentralFile) is not { Length: > 0 } central || !File.Exists(central))
                return DiagnosticCatalog.CentralVersionsMissing.Create(new SourceLocation(project.Path));
            if (edits.Edit(central, static file => file.Add(VersionItem)) is { } problem)
                return problem;
        }

        return edits.Edit(project.Path, file => file.Add(ReferenceItem(isCentral)));
    }

    /// <summary>Removes from a project without models a reference as <see cref="Add"/> writes it, and its central version when no other file names the package.</summary>
    public static Diagnostic? Remove(ManagedProject managed, ProjectEdits edits)
    {
        var project = managed.Project;
        if (project.Items.Where(static item => item.Type == Reference && IsOurs(item)).ToList() is not [{ IsImported: false } reference])
            return null;
        var isCentral = IsCentral(project);
        var removed = false;
        if (edits.Edit(project.Path, file => Without(file, ReferenceItem(isCentral), reference, ref removed)) is { } problem)
            return problem;
        return removed && isCentral && project.Items.Where(static item => item.Type == Version && IsOurs(item)).ToList() is [var version] && !IsNamedElsewhere(managed, version.Location.File)
            ? edits.Edit(version.Location.File, file => Without(file, VersionItem, version, ref removed))
            : null;
    }

    private static bool IsCentral(EvaluatedProject project) => project.Property(CentralSwitch).Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool IsOurs(DeclaredItem item) => item.Include.Equals(Id, StringComparison.OrdinalIgnoreCase);

    // A reference that says more than ours was written by a person, who knows what it is for.
    private static ProjectText Without(ProjectText file, NewItem item, DeclaredItem declared, ref bool removed)
    {
        var element = file.Elements.FirstOrDefault(element => element.Is(declared.Type) && declared.Include.Equals(element["Include"], StringComparison.OrdinalIgnoreCase));
        removed = element is { Children.Count: 0 } && element.Attributes.Select(static attribute => attribute.Name).SequenceEqual(item.Metadata.Select(static metadata => metadata.Name).Prepend("Include"));
        return removed ? file.Remove(element!) : file;
    }

    private static bool IsNamedElsewhere(ManagedProject managed, string central) => Directory
        .EnumerateFiles(managed.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Where(path => path != central && path != managed.Project.Path && Path.GetExtension(path) is var extension
            && (extension.EndsWith("proj", StringComparison.OrdinalIgnoreCase) || extension is ".props" or ".targets") && !IsBuildOutput(Path.GetRelativePath(managed.Root, path)))
        .Any(static path => File.ReadAllText(path).Contains(Id, StringComparison.OrdinalIgnoreCase));

    private static bool IsBuildOutput(string path) => path.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj" or "node_modules");
}
