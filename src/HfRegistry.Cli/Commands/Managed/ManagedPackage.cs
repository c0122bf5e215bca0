using System.Text;
using HfRegistry.Cli.Editing;
using HfRegistry.Cli.Projects;
using HfRegistry.Files;

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

    /// <summary>The property with the folders of restored packages.</summary>
    public const string Folders = "NuGetPackageFolders";

    private const int MaxBytes = 4_000_000;
    private const string Id = "HfRegistry.Build";

    private static readonly (string Name, string Value) IsPrivate = ("PrivateAssets", "all");
    private static readonly (string Name, string Value) OfThisVersion = ("Version", ProductVersion.Text);

    private static readonly NewItem CentralVersion = new(Version, Id, [OfThisVersion]);

    /// <summary>Returns whether a project has its versions in a central file.</summary>
    public static bool HasCentralVersions(ManagedProject managed) => managed.Project.Property(CentralSwitch).Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds to a project what it lacks of the package.</summary>
    /// <returns>Why the project cannot have it, or null.</returns>
    public static Diagnostic? Add(ManagedProject managed, ProjectEdits edits)
    {
        var project = managed.Project;
        if (IsImportedByHand(project) || project.Items.Any(static item => item.Type is Reference or GlobalReference && IsOurs(item)))
            return null;
        var isCentral = HasCentralVersions(managed);
        return (isCentral ? AddVersion(managed, edits) : null) ?? edits.Edit(project.Path, file => file.Add(ReferenceItem(isCentral)));
    }

    /// <summary>Adds the central version that a project lacks.</summary>
    /// <returns>Why it cannot be added, or null.</returns>
    public static Diagnostic? AddVersion(ManagedProject managed, ProjectEdits edits)
    {
        if (managed.Project.Items.Any(static item => item.Type == Version && IsOurs(item)))
            return null;
        return managed.Project.Property(CentralFile) is { Length: > 0 } central && File.Exists(central)
            ? edits.Edit(central, static file => file.Add(CentralVersion))
            : DiagnosticCatalog.CentralVersionsMissing.Create(new SourceLocation(managed.Project.Path));
    }

    /// <summary>Removes from a project without models a reference as <see cref="Add"/> writes it, and its central version when no other file names the package.</summary>
    public static Diagnostic? Remove(ManagedProject managed, ProjectEdits edits)
    {
        var project = managed.Project;
        if (project.Items.Where(static item => item.Type == Reference && IsOurs(item)).ToList() is not [{ IsImported: false } reference])
            return null;
        var isCentral = HasCentralVersions(managed);
        var removed = false;
        if (edits.Edit(project.Path, file => Without(file, ReferenceItem(isCentral), reference, ref removed)) is { } problem)
            return problem;
        return removed && isCentral && project.Items.Where(static item => item.Type == Version && IsOurs(item)).ToList() is [var version] && !IsNamedElsewhere(managed, version.Location.File)
            ? edits.Edit(version.Location.File, file => Without(file, CentralVersion, version, ref removed))
            : null;
    }

    // What the last restore imports is there by a reference, which may be gone since.
    private static bool IsImportedByHand(EvaluatedProject project) => project.Property(ImportMark) is { Length: > 0 } tasks && !project.Property(Folders)
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(folder => ProjectEdits.IsWithin(folder, tasks));

    private static NewItem ReferenceItem(bool isCentral) => new(Reference, Id, isCentral ? [IsPrivate] : [OfThisVersion, IsPrivate]);

    private static bool IsOurs(DeclaredItem item) => item.Include.Equals(Id, StringComparison.OrdinalIgnoreCase);

    // A reference that says more than ours was written by a person, who knows what it is for.
    private static ProjectText Without(ProjectText file, NewItem item, DeclaredItem declared, ref bool removed)
    {
        var element = file.Elements.FirstOrDefault(element => element.Is(declared.Type) && declared.Include.Equals(element["Include"], StringComparison.OrdinalIgnoreCase));
        removed = element is { Children.Count: 0 } && element.Attributes.Select(static attribute => attribute.Name).SequenceEqual(item.Metadata.Select(static metadata => metadata.Name).Prepend("Include"));
        return removed ? file.Remove(element!) : file;
    }

    // A file that cannot be read may name it.
    private static bool IsNamedElsewhere(ManagedProject managed, string central) => Directory
        .EnumerateFiles(managed.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Where(path => path != central && path != managed.Project.Path && Path.GetExtension(path) is var extension
            && (extension.EndsWith("proj", StringComparison.OrdinalIgnoreCase) || extension is ".props" or ".targets") && !IsBuildOutput(Path.GetRelativePath(managed.Root, path)))
        .Any(static path => BoundedFile.Read(path, MaxBytes) is not FileReading.Content content || Encoding.UTF8.GetString(content.Utf8).Contains(Id, StringComparison.OrdinalIgnoreCase));

    private static bool IsBuildOutput(string path) => path.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj" or "node_modules");
}
