using HfRegistry.Cli.Output;
using HfRegistry.Refresh;
using Spectre.Console;

namespace HfRegistry.Cli.Commands;

/// <summary>Shows on standard error how far a refresh is: a bar on a terminal, a line now and then in a log.</summary>
internal static class RefreshProgressView
{
    private static readonly TimeSpan TimeBetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Runs a refresh under a view.</summary>
    public static Task<T> RunAsync<T>(CommandIO io, Func<IProgress<RefreshProgress>, Task<T>> refresh) =>
        io.IsErrorTerminal ? BarAsync(io, refresh) : refresh(new Lines(io));

    private static Task<T> BarAsync<T>(CommandIO io, Func<IProgress<RefreshProgress>, Task<T>> refresh) =>
        Terminal.On(io, io.Error).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context => refresh(new Bar(context.AddTask("asking the Hub", maxValue: 1))));

    /// <summary>Reported to from many tasks at once; Spectre's own task is safe for that.</summary>
    private sealed class Bar(ProgressTask task) : IProgress<RefreshProgress>
    {
        public void Report(RefreshProgress value)
        {
            task.Description = Markup.Escape(value.ToString());
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }

    private sealed class Lines(CommandIO io) : IProgress<RefreshProgress>
    {
        private readonly Lock _lock = new();
        private readonly long _started = io.Clock.GetTimestamp();
        private TimeSpan _nextLineAt = TimeBetweenLines;

        public void Report(RefreshProgress value)
        {
            var elapsed = io.Clock.GetElapsedTime(_started);
            lock (_lock)
            {
                if (elapsed < _nextLineAt)
                    return;
                _nextLineAt = elapsed + TimeBetweenLines;
                io.Error.WriteLine(value);
            }
        }
    }
}
