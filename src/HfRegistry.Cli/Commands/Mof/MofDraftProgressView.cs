using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Drafting;
using Spectre.Console;

namespace HfRegistry.Cli.Commands.Mof;

/// <summary>Shows on standard error how far a batch is: a bar with the time left on a terminal, a line now and then in a log.</summary>
internal static class MofDraftProgressView
{
    private static readonly TimeSpan TimeBetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Runs a batch under a view.</summary>
    public static Task<DraftResult> RunAsync(CommandIO io, Func<IProgress<DraftProgress>, Task<DraftResult>> draft) => io.IsErrorTerminal
        ? Terminal.On(io, io.Error).Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => draft(new Bar(context.AddTask("asking the Hub", maxValue: 1))))
        : draft(new Lines(io));

    private sealed class Bar(ProgressTask task) : IProgress<DraftProgress>
    {
        public void Report(DraftProgress value)
        {
            task.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{value.Done} of {value.Total} models"));
            task.MaxValue = value.Total;
            task.Value = value.Done;
        }
    }

    private sealed class Lines(CommandIO io) : IProgress<DraftProgress>
    {
        private readonly Lock _lock = new();
        private readonly long _started = io.Clock.GetTimestamp();
        private TimeSpan _nextLineAt = TimeBetweenLines;

        public void Report(DraftProgress value)
        {
            var elapsed = io.Clock.GetElapsedTime(_started);
            lock (_lock)
            {
                if (elapsed < _nextLineAt || value.Done == 0)
                    return;
                _nextLineAt = elapsed + TimeBetweenLines;
                var left = elapsed / value.Done * (value.Total - value.Done);
                io.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Done} of {value.Total} models asked, about {Math.Ceiling(left.TotalSeconds)} s left"));
            }
        }
    }
}
