namespace HfRegistry.Diagnostics;

// Edits of project files: HFR81xx.
internal static partial class DiagnosticCatalog
{
    /// <summary>A project file, or a file that it imports, cannot be read for an edit.</summary>
    public static readonly DiagnosticDescriptor ProjectFileUnreadable = new("HFR8101", Severity.Error, "A project file cannot be edited",
        "{path} cannot be edited: {reason}.",
        "Correct the file, or edit it by hand.");

    /// <summary>A project file changed between its reading and its writing.</summary>
    public static readonly DiagnosticDescriptor ProjectFileChanged = new("HFR8102", Severity.Error, "A file changed while it was being edited",
        "{path} changed after it was read and was not edited.",
        "Run the command again.")
    { Failure = FailureKind.Refusal };

    /// <summary>A project file is read-only.</summary>
    public static readonly DiagnosticDescriptor ProjectFileReadOnly = new("HFR8103", Severity.Error, "A file is read-only",
        "{path} is read-only and was not edited.",
        "Make it writable, then run the command again.")
    { Failure = FailureKind.Refusal };

    /// <summary>A project file cannot be replaced.</summary>
    public static readonly DiagnosticDescriptor ProjectFileNotWritten = new("HFR8104", Severity.Error, "A file cannot be written",
        CannotBeWritten,
        "Close programs that have the file open, check the folder's permissions and the free space, then run the command again.");

    /// <summary>A file that would have to be edited lies outside of the repository.</summary>
    public static readonly DiagnosticDescriptor FileOutsideRepository = new("HFR8105", Severity.Error, "A file outside of the repository is not edited",
        "{path} lies outside of {root} and was not edited.",
        "Edit it by hand.");

    /// <summary>A command that edits one project found several.</summary>
    public static readonly DiagnosticDescriptor SeveralProjects = new("HFR8106", Severity.Error, "There are several projects",
        "There are several projects in {path}: {projects}.",
        "Name one of them.");

    /// <summary>A project manages package versions centrally, and has no file for them.</summary>
    public static readonly DiagnosticDescriptor CentralVersionsMissing = new("HFR8107", Severity.Error, "Directory.Packages.props is missing",
        "The project manages package versions centrally, but there is no Directory.Packages.props.",
        "Create the file, then run the command again.");

    /// <summary>A project does not have the model that is to be changed.</summary>
    public static readonly DiagnosticDescriptor ModelNotDeclared = new("HFR8108", Severity.Error, "The project has no such model",
        "No HfModel item of {project} is '{model}'{hint}.",
        "`hfregistry list` shows the models of a project.");

    /// <summary>A project has the model already that is to be added.</summary>
    public static readonly DiagnosticDescriptor ModelAlreadyDeclared = new("HFR8109", Severity.Error, "The project has the model already",
        "The project has the HfModel item '{model}' already, named {alias} in generated code.",
        "Edit it there, remove it first, or choose another name with --alias.");

    /// <summary>An item has no element of its own that could be edited.</summary>
    public static readonly DiagnosticDescriptor ItemNotLiteral = new("HFR8110", Severity.Error, "An item cannot be edited",
        "The HfModel item '{model}' comes from the expression '{include}'.",
        "Edit it by hand.");

    /// <summary>A pinned commit is not written as such.</summary>
    public static readonly DiagnosticDescriptor RevisionNotLiteral = ItemNotLiteral.Variant(
        "The Revision of the HfModel item '{model}' comes from an expression.");

    /// <summary>A model is to be pinned, and no commit of it is known.</summary>
    public static readonly DiagnosticDescriptor NoCommitToPin = new("HFR8111", Severity.Error, "No commit is known to pin",
        "No commit of {model} is known.",
        "Run `hfregistry refresh` with its type or id, or leave out --pin.");

    /// <summary>A pinned commit may be newer than the registry's.</summary>
    public static readonly DiagnosticDescriptor PinnedCommitUndated = new("HFR8112", Severity.Warning, "It is not known which commit is newer",
        "{model} stays at commit {pinned}: nothing tells whether {newest} of the registry is newer.",
        "Run `hfregistry update --online`, which asks the Hub for the newest commit.");
}
