using System.Globalization;
using Spectre.Console;

namespace HfRegistry.Cli.Output;

/// <summary>A step of a long piece of work.</summary>
/// <param name="Done">How much is done.</param>
/// <param name="Total">How much there is.</param>
/// <param name="Text">The step in words, with the time left where it is known.</param>
internal readonly record struct ProgressStep(int Done, int Total, string Text)
{
    /// <summary>Creates the step of work whose items take about the same time each.</summary>
    public static ProgressStep Of(int done, int total, string what, TimeSpan elapsed)
    {
        var left = done == 0 || done >= total ? null : (double?)Math.Ceiling((elapsed / done * (total - done)).TotalSeconds);
        return new ProgressStep(done, total, string.Create(CultureInfo.InvariantCulture, $"{done} of {total} {what}{(left is null ? "" : string.Create(CultureInfo.InvariantCulture, $", about {left} s left"))}"));
    }
}

/// <summary>Shows on standard error how far a piece of work is: a bar on a terminal, a line now and then in a log.</summary>
internal static class ProgressView
{
    private static readonly TimeSpan TimeBetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Runs the work under a view.</summary>
    /// <param name="io">The streams.</param>
    /// <param name="describe">Puts what the work reports, and the time that it has taken, into words.</param>
    /// <param name="work">The work.</param>
    public static Task<TResult> RunAsync<TProgress, TResult>(CommandIO io, Func<TProgress, TimeSpan, ProgressStep> describe, Func<IProgress<TProgress>, Task<TResult>> work) =>
        io.IsErrorTerminal ? BarAsync(io, describe, work) : work(new Lines<TProgress>(io, describe));

    // Apart from RunAsync so that a redirected run never loads Spectre.Console.
    private static Task<TResult> BarAsync<TProgress, TResult>(CommandIO io, Func<TProgress, TimeSpan, ProgressStep> describe, Func<IProgress<TProgress>, Task<TResult>> work) =>
        Terminal.On(io, io.Error).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context => work(new Bar<TProgress>(io.Clock, context.AddTask("asking the Hub", maxValue: 1), describe)));

    /// <summary>Reported to from many tasks at once; Spectre's own task is safe for that.</summary>
    private sealed class Bar<T>(TimeProvider clock, ProgressTask task, Func<T, TimeSpan, ProgressStep> describe) : IProgress<T>
    {
        private readonly long _started = clock.GetTimestamp();

        public void Report(T value)
        {
            var step = describe(value, clock.GetElapsedTime(_started));
            task.Description = Markup.Escape(step.Text);
            task.MaxValue = Math.Max(1, step.Total);
            task.Value = step.Done;
        }
    }

    private sealed class Lines<T>(CommandIO io, Func<T, TimeSpan, ProgressStep> describe) : IProgress<T>
    {
        private readonly Lock _lock = new();
        private readonly long _started = io.Clock.GetTimestamp();
        private TimeSpan _nextLineAt = TimeBetweenLines;

        public void Report(T value)
        {
            var elapsed = io.Clock.GetElapsedTime(_started);
            lock (_lock)
            {
                if (elapsed < _nextLineAt)
                    return;
                _nextLineAt = elapsed + TimeBetweenLines;
                io.Error.WriteLine(describe(value, elapsed).Text);
            }
        }
    }
}
