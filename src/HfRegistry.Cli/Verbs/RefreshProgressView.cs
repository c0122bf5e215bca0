using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Refresh;
using Spectre.Console;

namespace HfRegistry.Cli.Verbs;

/// <summary>Shows on standard error how far a refresh is: a bar on a terminal, a line now and then in a log.</summary>
internal static class RefreshProgressView
{
    private static readonly TimeSpan TimeBetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Runs a refresh under a view.</summary>
    public static Task<RefreshResult> RunAsync(CommandIO io, Func<IProgress<RefreshProgress>, Task<RefreshResult>> refresh) =>
        io.IsErrorTerminal ? BarAsync(io, refresh) : refresh(new Lines(io));

    /// <summary>How long the rest takes at the pace so far.</summary>
    internal static TimeSpan TimeLeft(RefreshProgress progress, TimeSpan elapsed) =>
        progress.Done == 0 ? TimeSpan.Zero : elapsed / progress.Done * Math.Max(0, progress.Total - progress.Done);

    private static Task<RefreshResult> BarAsync(CommandIO io, Func<IProgress<RefreshProgress>, Task<RefreshResult>> refresh) =>
        Terminal.On(io, io.Error).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => refresh(new Bar(context.AddTask("asking the Hub", maxValue: 1))));

    /// <summary>Reported to from many tasks at once; Spectre's own task is safe for that.</summary>
    private sealed class Bar(ProgressTask task) : IProgress<RefreshProgress>
    {
        public void Report(RefreshProgress value)
        {
            task.Description = Markup.Escape($"{value.Done} of {value.Total} types");
            task.MaxValue = value.Total;
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
                io.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{value.Done} of {value.Total} types asked, about {Math.Ceiling(TimeLeft(value, elapsed).TotalSeconds)} s left"));
            }
        }
    }
}
