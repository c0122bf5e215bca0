using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Microsoft.Extensions.Logging;

namespace HfRegistry.Build;

/// <summary>Writes the engine's log as messages of low importance: <c>-v:detailed</c> and binary logs show them. What a project is to hear of is a diagnostic.</summary>
internal sealed class BuildLogger(TaskLoggingHelper log) : Microsoft.Extensions.Logging.ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => log.LogsMessagesOfImportance(MessageImportance.Low);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            log.LogMessage(MessageImportance.Low, "{0}", formatter(state, exception));
    }
}
