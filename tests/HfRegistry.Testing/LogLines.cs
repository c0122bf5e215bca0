using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace HfRegistry.Testing;

/// <summary>A log that remembers every line, with its level in front: <c>Information: Retrying in 1 s: …</c>.</summary>
internal sealed class LogLines : ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Gets the lines of a level.</summary>
    public IReadOnlyList<string> Of(LogLevel level) => [.. _lines.Where(line => line.StartsWith($"{level}: ", StringComparison.Ordinal)).Select(line => line[$"{level}: ".Length..])];

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{logLevel}: {formatter(state, exception)}"));

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _lines);
}
