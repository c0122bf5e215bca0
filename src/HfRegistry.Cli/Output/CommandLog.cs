using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace HfRegistry.Cli.Output;

/// <summary>Writes the engine's log to standard error, as far as <c>--verbosity</c> asks for it.</summary>
internal sealed class CommandLog(TextWriter error) : ILogger
{
    private const int MaxLineLength = 1_000;

    private static readonly FrozenDictionary<Verbosity, LogLevel> Levels = new Dictionary<Verbosity, LogLevel>
    {
        [Verbosity.Quiet] = LogLevel.Error,
        [Verbosity.Minimal] = LogLevel.Warning,
        [Verbosity.Normal] = LogLevel.Information,
        [Verbosity.Detailed] = LogLevel.Debug,
        [Verbosity.Diagnostic] = LogLevel.Trace,
    }.ToFrozenDictionary();

    private readonly Lock _gate = new();

    /// <summary>Gets or sets how much is written.</summary>
    public Verbosity Verbosity { get; set; } = Verbosity.Minimal;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Levels[Verbosity];

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var line = TextSanitizer.Sanitize(formatter(state, exception), MaxLineLength);
        // Requests run side by side; a line is written in one piece.
        lock (_gate)
            error.WriteLine(line);
    }
}
