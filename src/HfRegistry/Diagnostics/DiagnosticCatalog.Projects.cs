namespace HfRegistry.Diagnostics;

// Projects as MSBuild evaluates them: HFR80xx.
internal static partial class DiagnosticCatalog
{
    /// <summary>The container image has no SDK, and so not the commands that work on projects.</summary>
    public static readonly DiagnosticDescriptor NotInImage = new("HFR8001", Severity.Error, "The command is not in the container image",
        "`hfregistry {command}` is not part of the container image.",
        "Install the tool where the .NET SDK is: `dotnet tool install --global HfRegistry.Cli`.");

    /// <summary>No .NET SDK was found.</summary>
    public static readonly DiagnosticDescriptor SdkMissing = new("HFR8002", Severity.Error, "No .NET SDK was found",
        "Projects are evaluated with the .NET SDK, and none was found: {reason}.",
        "Install the .NET 10 SDK, or set DOTNET_ROOT to the folder that has it.");

    /// <summary>The SDK that global.json asks for is not installed.</summary>
    public static readonly DiagnosticDescriptor SdkOfGlobalJsonMissing = SdkMissing.Variant(
        "The .NET SDK {version}, which global.json asks for, is not installed.",
        "Install it, or change global.json.");

    /// <summary>A path names neither a project nor a solution nor a folder with projects.</summary>
    public static readonly DiagnosticDescriptor NoProject = new("HFR8003", Severity.Error, "No project was found",
        "There is no project or solution in {path}.",
        "Name a project, a solution or a folder with projects.");

    /// <summary>The path does not exist.</summary>
    public static readonly DiagnosticDescriptor NoSuchPath = NoProject.Variant(
        "{path} does not exist.");

    /// <summary>The path is a file of another kind.</summary>
    public static readonly DiagnosticDescriptor NotAProject = NoProject.Variant(
        "{path} is neither a project nor a solution.");

    /// <summary>MSBuild cannot evaluate a project.</summary>
    public static readonly DiagnosticDescriptor ProjectNotLoaded = new("HFR8004", Severity.Error, "A project cannot be loaded",
        "MSBuild cannot load the project: {reason}.",
        "Correct the project; `dotnet msbuild {name} -getProperty:MSBuildProjectName` shows the same error.");

    /// <summary>A solution cannot be read.</summary>
    public static readonly DiagnosticDescriptor SolutionNotRead = new("HFR8005", Severity.Error, "A solution cannot be read",
        "The solution cannot be read: {reason}.",
        "Correct it, or name its projects.");

    /// <summary>A solution names a project that does not exist.</summary>
    public static readonly DiagnosticDescriptor ProjectOfSolutionMissing = new("HFR8006", Severity.Warning, "A project of the solution does not exist",
        "The solution names {path}, which does not exist.",
        "Remove it from the solution, or restore the file.");
}
