using System.Text.Json;
using Microsoft.Build.Framework;

namespace HfRegistry.Testing.BuildLog;

/// <summary>
/// A logger that MSBuild loads (<c>-logger:…;events.jsonl</c>) and that writes what happened as one JSON object a line, so that tests
/// assert facts and not the text that a console logger makes of them.
/// </summary>
public sealed class Recorder : ILogger, IDisposable
{
    /// <summary>How MSBuild begins to say that a task runs in a process of its own.</summary>
    private const string TaskInAnotherProcess = "Launching task";

    /// <summary>How the package begins to say what changed since the last build.</summary>
    private const string Changes = "HfRegistry: ";

    private readonly Lock _lock = new();
    private StreamWriter? _file;

    /// <inheritdoc/>
    public LoggerVerbosity Verbosity { get; set; } = LoggerVerbosity.Detailed;

    /// <inheritdoc/>
    public string? Parameters { get; set; }

    /// <inheritdoc/>
    public void Initialize(IEventSource eventSource)
    {
        ArgumentNullException.ThrowIfNull(eventSource);
        _file = new StreamWriter(Parameters ?? throw new LoggerException("The recorder needs a file."));
        eventSource.ErrorRaised += (_, e) => Write(new BuildEvent("error", NameOf(e.ProjectFile), Code: e.Code, Text: e.Message, File: e.File, Line: e.LineNumber, Column: e.ColumnNumber, HelpLink: e.HelpLink));
        eventSource.WarningRaised += (_, e) => Write(new BuildEvent("warning", NameOf(e.ProjectFile), Code: e.Code, Text: e.Message, File: e.File, Line: e.LineNumber, Column: e.ColumnNumber, HelpLink: e.HelpLink));
        eventSource.TargetStarted += (_, e) => Write(new BuildEvent("ran", NameOf(e.ProjectFile), e.TargetName));
        eventSource.MessageRaised += (_, e) => Told(e);
    }

    /// <inheritdoc/>
    public void Shutdown() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private void Told(BuildMessageEventArgs e)
    {
        if (e is TargetSkippedEventArgs skipped)
            Write(new BuildEvent("skipped", NameOf(skipped.ProjectFile ?? skipped.TargetFile), skipped.TargetName, Text: skipped.SkipReason.ToString()));
        else if (e.Code is not null || e.Importance == MessageImportance.High || Begins(e, TaskInAnotherProcess) || Begins(e, Changes))
            Write(new BuildEvent("message", NameOf(e.ProjectFile), Code: e.Code, Text: e.Message, File: e.File, Line: e.LineNumber, Column: e.ColumnNumber));
    }

    private static bool Begins(BuildMessageEventArgs e, string text) => e.Message?.StartsWith(text, StringComparison.Ordinal) == true;

    private void Write(BuildEvent happened)
    {
        lock (_lock)
            _file?.WriteLine(JsonSerializer.Serialize(happened));
    }

    private static string? NameOf(string? path) => Path.GetFileName(path);
}
