using HfRegistry.Hub;
using HfRegistry.Resolution;
using Microsoft.Build.Framework;
using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace HfRegistry.Build;

/// <summary>
/// What every task of the package has: paths and variables of its own project (so that MSBuild may run many projects in one process),
/// cancellation, and diagnostics as MSBuild logs them.
/// </summary>
public abstract class HfTask : MSBuildTask, IMultiThreadableTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The folder and the variables of the project that is built; MSBuild sets it.</summary>
    public TaskEnvironment TaskEnvironment { get; set; } = TaskEnvironment.Fallback;

    /// <summary>The project that is built: where diagnostics without a place of their own point to.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Tells the age of facts.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The project's absolute path.</summary>
    private protected string ProjectPath => TaskEnvironment.GetAbsolutePath(ProjectFile);

    /// <summary>The project's folder.</summary>
    private protected string Folder => Path.GetDirectoryName(ProjectPath)!;

    /// <summary>The environment that the build runs in.</summary>
    private protected HfEnvironment Variables => HfEnvironment.Read(TaskEnvironment.GetEnvironmentVariable);

    /// <inheritdoc/>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    /// <returns>False when an error was logged, or the build was cancelled.</returns>
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

    /// <summary>The absolute path of a property's value, or null when the property is empty.</summary>
    private protected string? PathOf(string? value) => string.IsNullOrWhiteSpace(value) ? null : TaskEnvironment.GetAbsolutePath(value.Trim()).Value;

    /// <summary>The value of an outcome whose diagnostics are logged; null when there is none.</summary>
    private protected T? Take<T>(Outcome<T> outcome)
        where T : class
    {
        Report(outcome.Diagnostics);
        return outcome.Value;
    }

    /// <summary>A client of the Hub with the time that the options give it. What is odd about its token is told.</summary>
    private protected HubClient Connect(ResolverOptions options)
    {
        var environment = Variables;
        if (environment.TokenWarning is { } repaired)
            Report(repaired);
        return new HubClient(HubOptions.Of(environment, options.Context.Configuration.MaxRequestsPerMinute).Within(options.HubBudget), Clock);
    }

    /// <summary>Logs diagnostics.</summary>
    private protected void Report(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            Report(diagnostic);
    }

    /// <summary>Logs a diagnostic.</summary>
    private protected void Report(Diagnostic diagnostic)
    {
        // Without a file MSBuild would point into our own targets.
        var (file, line, column) = diagnostic.Location ?? new SourceLocation(ProjectPath);
        switch (diagnostic.Severity)
        {
            case Severity.Error:
                Log.LogError(null, diagnostic.Code, null, diagnostic.HelpLink, file, line, column, 0, 0, diagnostic.Message);
                break;
            case Severity.Warning:
                Log.LogWarning(null, diagnostic.Code, null, diagnostic.HelpLink, file, line, column, 0, 0, diagnostic.Message);
                break;
            default:
                Log.LogMessage(null, diagnostic.Code, null, file, line, column, 0, 0, MessageImportance.Normal, diagnostic.Message);
                break;
        }
    }
}
