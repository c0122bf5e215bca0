using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Quality;

namespace HfRegistry.Cli.Commands.Score;

/// <summary>The text output of <c>score</c>: a table of one model's metrics, or a row for each of many models.</summary>
internal static class ScoreTable
{
    private const int BarLength = 20;
    private const int LongestWhy = 110;

    /// <summary>The text for an unknown value.</summary>
    public const string Unknown = "unknown";

    public static void Write(ScoreDocument document, bool explains, CommandIO io)
    {
        if (document.Models.Count > 1 && !explains)
        {
            WriteMany(document, io);
            return;
        }

        foreach (var (place, model) in document.Models.Index())
        {
            if (place > 0)
                io.Out.WriteLine();
            WriteOne(model, explains, io);
        }
    }

    /// <summary>Returns two digits, half to even, for display only.</summary>
    public static string Value(double? score) => score is { } known ? Math.Round(known, 2, MidpointRounding.ToEven).ToString("0.00", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>Returns a model in one line.</summary>
    public static string Headline(ScoreRow model) => string.Create(
        CultureInfo.InvariantCulture,
        $"{model.ModelId}{(model.Revision is { } revision ? $" at {revision[..7]}" : "")}: net score {Value(model.NetScore)}, of {model.Coverage * 100:0} % of the weights; facts of {model.AsOf}");

    /// <summary>Returns the metrics of a model with their names, in their order.</summary>
    public static IEnumerable<(string Name, MetricRow Row)> Metrics(ScoreRow model)
    {
        var rows = model.Metrics;
        MetricRow[] all =
        [
            rows.License, rows.SizeScore, rows.RampUpTime, rows.BusFactor, rows.PerformanceClaims, rows.DatasetAndCodeScore, rows.DatasetQuality, rows.CodeQuality,
        ];
        return MetricNames.All.Select((metric, place) => (MetricNames.NameOf(metric), all[place]));
    }

    private static void WriteOne(ScoreRow model, bool explains, CommandIO io)
    {
        io.Out.WriteLine(Headline(model));
        // A bar is for the eye; what a program reads has none.
        Column[] columns = io.IsOutTerminal
            ? [new("metric"), new("score", IsNumber: true), new(""), new("why")]
            : [new("metric"), new("score", IsNumber: true), new("why")];
        var table = new TextTable(columns);
        foreach (var (name, row) in Metrics(model))
        {
            var why = row.Reason ?? (explains ? "" : TextSanitizer.Sanitize(string.Join("; ", row.Evidence), LongestWhy));
            table.Add(io.IsOutTerminal ? [name, Value(row.Score), Bar(row.Score), why] : [name, Value(row.Score), why]);
        }

        table.Write(io);
        if (explains)
            Explain(model, io);
    }

    private static void Explain(ScoreRow model, CommandIO io)
    {
        foreach (var (name, row) in Metrics(model))
        {
            io.Out.WriteLine($"{name} {Value(row.Score)}{(row.Reason is { } reason ? $": {reason}" : "")}");
            foreach (var evidence in row.Evidence)
                io.Out.WriteLine($"  - {evidence}");
        }

        if (model.Metrics.SizeScore.Devices.Count > 0)
            io.Out.WriteLine($"devices: {string.Join(", ", model.Metrics.SizeScore.Devices.Select(static device => $"{device.Key} {Value(device.Value)}"))}");
        io.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"time: {(model.FetchMs is { } fetch ? $"{fetch:0} ms of asking, " : "")}{model.ComputeMs:0.0} ms of computing"));
    }

    private static void WriteMany(ScoreDocument document, CommandIO io)
    {
        string[] titles = ["net", "license", "size", "ramp-up", "bus", "claims", "data+code", "data", "code"];
        var table = new TextTable([new Column("model"), .. titles.Select(static title => new Column(title, IsNumber: true))]);
        foreach (var model in document.Models)
            table.Add([model.ModelId, Value(model.NetScore), .. Metrics(model).Select(static metric => Value(metric.Row.Score))]);
        table.Write(io);
    }

    private static string Bar(double? score)
    {
        var full = (int)Math.Round((score ?? 0) * BarLength, MidpointRounding.ToEven);
        return score is null ? "" : new string('█', full) + new string('░', BarLength - full);
    }
}
