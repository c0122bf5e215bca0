using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Gaps;
using Spectre.Console;

namespace HfRegistry.Cli.Commands.Mof;

/// <summary>Shows on standard error how far an analysis is: a bar with the time left on a terminal, a line now and then in a log.</summary>
internal static class MofGapProgressView
{
    private static readonly TimeSpan TimeBetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Runs an analysis under a view.</summary>
    public static Task<GapReport> RunAsync(CommandIO io, Func<IProgress<GapProgress>, Task<GapReport>> find) => io.IsErrorTerminal
        ? Terminal.On(io, io.Error).Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => find(new Bar(context.AddTask("asking the Hub", maxValue: 1))))
        : find(new Lines(io));

    private sealed class Bar(ProgressTask task) : IProgress<GapProgress>
    {
        public void Report(GapProgress value)
        {
            task.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{value.Done} {value.What}"));
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }

    private sealed class Lines(CommandIO io) : IProgress<GapProgress>
    {
        private readonly Lock _lock = new();
        private readonly long _started = io.Clock.GetTimestamp();
        private TimeSpan _nextLineAt = TimeBetweenLines;

        public void Report(GapProgress value)
        {
            var elapsed = io.Clock.GetElapsedTime(_started);
            lock (_lock)
            {
                if (elapsed < _nextLineAt)
                    return;
                _nextLineAt = elapsed + TimeBetweenLines;
                io.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Done} of at most {value.Total} {value.What}"));
            }
        }
    }
}
