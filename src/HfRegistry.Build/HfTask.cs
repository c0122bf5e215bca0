using HfRegistry.Cache;
using HfRegistry.UseCases;
using Microsoft.Build.Framework;
using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace HfRegistry.Build;

/// <summary>
/// The base of every task of the package: paths and variables of its own project (so that MSBuild may run many projects in one process),
/// cancellation, and diagnostics as MSBuild logs them.
/// </summary>
public abstract class HfTask : MSBuildTask, IMultiThreadableTask, ICancelableTask, IDisposable
{
    private const int MaxLineLength = 8_000;
    /// <summary>The command that installs <c>hfregistry</c>, for messages: who has the package need not have the command.</summary>
    private const string CommandInstallation = " (The command: `dotnet tool install --global HfRegistry.Cli`.)";

    private readonly CancellationTokenSource _cancellation = new();
    private WarningPolicy? _warnings;

    /// <summary>Gets the folder and the variables of the project that is built; MSBuild sets it.</summary>
    public TaskEnvironment TaskEnvironment { get; set; } = TaskEnvironment.Fallback;

    /// <summary>Gets the project that is built: where diagnostics without a place of their own point to.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Gets <c>TreatWarningsAsErrors</c> of the project.</summary>
    public string? TreatWarningsAsErrors { get; set; }

    /// <summary>Gets <c>WarningsAsErrors</c> of the project: codes of warnings that are errors.</summary>
    public string? WarningsAsErrors { get; set; }

    /// <summary>Gets <c>WarningsNotAsErrors</c> of the project: codes that stay warnings.</summary>
    public string? WarningsNotAsErrors { get; set; }

    /// <summary>Gets <c>NoWarn</c> of the project: codes of warnings that are messages.</summary>
    public string? NoWarn { get; set; }

    /// <summary>Gets the clock that tells the age of facts.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets the project's absolute path.</summary>
    private protected string ProjectPath => TaskEnvironment.GetAbsolutePath(ProjectFile);

    /// <summary>Gets the project as a command takes it that runs in the project's folder.</summary>
    private protected string ProjectArgument
    {
        get
        {
            // The project of `dotnet run app.cs` is app.cs.csproj and exists in memory alone: commands take the source file.
            var source = Path.ChangeExtension(ProjectPath, null);
            var file = TextSanitizer.Sanitize(Path.GetFileName(!File.Exists(ProjectPath) && File.Exists(source) ? source : ProjectPath), int.MaxValue);
            return file.Contains(' ', StringComparison.Ordinal) ? $"\"{file}\"" : file;
        }
    }

    /// <summary>Gets the project's folder.</summary>
    private protected string Folder => Path.GetDirectoryName(ProjectPath)!;

    /// <summary>Gets the environment that the build runs in.</summary>
    private protected HfEnvironment Variables => HfEnvironment.Read(TaskEnvironment.GetEnvironmentVariable);

    /// <inheritdoc/>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    /// <returns>False when an error was logged, or the build was canceled.</returns>
    public sealed override bool Execute()
    {
        try
        {
            // MSBuild's contract is synchronous: this is the one place where the asynchronous engine is waited for.
            RunAsync(_cancellation.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return false;
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the task holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _cancellation.Dispose();
    }

    /// <summary>Does the task's work; what goes wrong as expected is reported, and only bugs throw.</summary>
    private protected abstract Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Gets the folder of the shared Hugging Face cache, or null where the environment names none. A relative one lies below the project's folder.</summary>
    private protected string? CacheRoot => CacheLocation.Find(TaskEnvironment.GetEnvironmentVariable, path => TaskEnvironment.GetAbsolutePath(path));

    /// <summary>Returns the absolute path of a property's value, or null when the property is empty.</summary>
    private protected string? PathOf(string? value) => string.IsNullOrWhiteSpace(value) ? null : TaskEnvironment.GetAbsolutePath(value.Trim()).Value;

    /// <summary>Returns the value of an outcome whose diagnostics are logged; null when there is none.</summary>
    private protected T? Take<T>(Outcome<T> outcome)
        where T : class
    {
        Report(outcome.Diagnostics);
        return outcome.Value;
    }

    /// <summary>Returns what the work of the project stands on; null when a file cannot be read, which is told.</summary>
    /// <param name="registryFile">The registry file that the project names, or empty for the nearest one.</param>
    /// <param name="configurationFile">The configuration that the project names, or empty for the nearest one.</param>
    private protected Workspace? OpenWorkspace(string? registryFile, string? configurationFile) =>
        Take(Workspace.Open(Folder, Variables, Clock, PathOf(configurationFile), PathOf(registryFile))) is { } opened ? opened with { Logger = new BuildLogger(Log), TokenRepaired = Report } : null;

    /// <summary>Returns the same without a registry file, for work that chooses no model.</summary>
    private protected Workspace? OpenWorkspaceWithoutRegistry(string? configurationFile) =>
        Take(Workspace.OpenWithoutRegistry(Folder, Variables, Clock, PathOf(configurationFile))) is { } opened ? opened with { Logger = new BuildLogger(Log), TokenRepaired = Report } : null;

    /// <summary>Logs diagnostics.</summary>
    private protected void Report(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Report(diagnostic);
    }

    /// <summary>Returns a message whose commands work for whoever has the package: our targets belong to this project, and a solution need not know them.</summary>
    private string InBuildTerms(string message)
    {
        var named = message.Replace("`dotnet build -t:Hf", $"`dotnet build {ProjectArgument} -t:Hf", StringComparison.Ordinal);
        return named.Contains("`hfregistry ", StringComparison.Ordinal) ? named + CommandInstallation : named;
    }

    /// <summary>Logs a diagnostic; a warning as what the project makes of it.</summary>
    private protected void Report(Diagnostic diagnostic)
    {
        _warnings ??= new WarningPolicy(TreatWarningsAsErrors, WarningsAsErrors, WarningsNotAsErrors, NoWarn);
        diagnostic = _warnings.Apply(diagnostic);
        // Without a file MSBuild would point into our own targets.
        var (path, line, column) = diagnostic.Location ?? new SourceLocation(ProjectPath);
        var (file, message) = (SafeLine(path), SafeLine(InBuildTerms(diagnostic.Message)));
        switch (diagnostic.Severity)
        {
            case Severity.Error:
                Log.LogError(null, diagnostic.Code, null, diagnostic.HelpLink, file, line, column, 0, 0, message);
                break;
            case Severity.Warning:
                Log.LogWarning(null, diagnostic.Code, null, diagnostic.HelpLink, file, line, column, 0, 0, message);
                break;
            default:
                Log.LogMessage(null, diagnostic.Code, null, file, line, column, 0, 0, MessageImportance.Normal, message);
                break;
        }
    }

    /// <summary>Logs a line without a code.</summary>
    private protected void Report(MessageImportance importance, string line) => Log.LogMessage(importance, SafeLine(line));

    /// <summary>
    /// Returns a text that may hold foreign words as one line of a build's log, which is standard output: it holds no line end behind which "error CS0001:" would
    /// be an error of its own, and no build agent takes it for a command.
    /// </summary>
    internal static string SafeLine(string text) => AgentCommands.Escape(TextSanitizer.Sanitize(text, MaxLineLength));
}
