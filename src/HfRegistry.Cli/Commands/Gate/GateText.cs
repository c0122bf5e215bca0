using HfRegistry.Cli.Output;
using HfRegistry.Gate;

namespace HfRegistry.Cli.Commands.Gate;

/// <summary>The text output of <c>gate</c>.</summary>
internal static class GateText
{
    public static void Write(GateDocument gated, CommandIO io)
    {
        foreach (var model in gated.Models)
        {
            var verdict = model.Gate switch { { Passed: false } => "failed", { Waived.Count: > 0 } => "passed, waived", _ => "passed" };
            var score = model.NetScore is { } net ? $"net score {ScoreText.Of(net)}" : "no net score";
            var from = model.AsOf is null ? "" : $", by {(model.ScoredFrom == "hub" ? "the Hub" : "the registry")} of {model.AsOf}";
            io.Out.WriteLine($"{model.ModelId}: {verdict} ({score}{from})");
            WriteMetrics(model, io);
            foreach (var failure in model.Gate.Policy)
                io.Out.WriteLine($"  Policy not met: {failure.Reason} ({failure.Source})");
            foreach (var waived in model.Gate.Waived)
                io.Out.WriteLine($"  {waived}");
            if (model.Gate.WaivedReason is { } reason)
                io.Out.WriteLine($"  The reason: {reason}");
        }

        io.Out.WriteLine($"{gated.Passed} passed, {gated.Failed} failed");
    }

    private static void WriteMetrics(GatedModelRow model, CommandIO io)
    {
        if (model.Gate.Failures.Count == 0)
            return;
        if (model.Metrics.Count == 0)
        {
            io.Out.WriteLine("  Nobody has scored it: every metric that is asked for is unknown.");
            return;
        }

        io.Out.WriteLine($"  Failed metrics: {string.Join(", ", model.Gate.Failures.Select(static failure => failure.Text))}");
        foreach (var failure in model.Gate.Failures)
            Write(failure, io);
    }

    private static void Write(MetricFailureRow failure, CommandIO io)
    {
        io.Out.WriteLine($"    {failure.Metric}: demanded by {failure.Source}; what raises it: {failure.Remedy}");
        foreach (var found in failure.Evidence)
            io.Out.WriteLine($"      found: {found}");
    }
}
