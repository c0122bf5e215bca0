using System.Globalization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Report;

/// <summary>The text output of <c>report</c>.</summary>
internal static class ReportText
{
    private const int LabelWidth = 20;
    private const int BarWidth = 30;

    public static void Write(ReportDocument report, CommandIO io)
    {
        foreach (var line in Summary(report))
            io.Out.WriteLine(line);
        foreach (var (name, parts) in report.Distributions)
        {
            io.Out.WriteLine();
            io.Out.WriteLine(TitleOf(name));
            WriteBars(parts, io.Out);
        }

        if (report.Migrations.Count > 0)
        {
            io.Out.WriteLine();
            var migrations = new TextTable(new Column("what"), new Column("model"), new Column("was, or has become"), new Column("type"), new Column("since"), new Column("default"));
            foreach (var row in report.Migrations)
                migrations.Add(row.Kind, row.ModelId, row.OtherId, row.ModelType, row.Since, row.IsDefault ? "yes" : null);
            migrations.Write(io);
        }

        io.Out.WriteLine();
        var types = new TextTable(
            new Column("type"), new Column("default model"), new Column("size", IsNumber: true), new Column("license"), new Column("task"),
            new Column("downloads", IsNumber: true), new Column("facts"), new Column("why"));
        foreach (var row in report.Types)
            types.Add(row.ModelType, Default(row), Size(row), row.License, row.Task, Number(row.Downloads), Age(row), row.Reason);
        types.Write(io);
    }

    /// <summary>Returns the numbers in sentences.</summary>
    public static IEnumerable<string> Summary(ReportDocument report)
    {
        var totals = report.Totals;
        yield return $"{report.Registry} on {report.Day}";
        yield return Line($"{totals.Types:N0} types: {totals.WithDefault:N0} with a default, {totals.Components:N0} parts of another type, {totals.WithoutDefault:N0} without a default.");
        yield return Line($"{totals.StaleTypes:N0} types have facts older than {report.MaxAgeDays:N0} days, or never confirmed ones.");
        yield return Line($"{totals.Models:N0} models: {totals.Licensed:N0} with a known license; {totals.GatedDefaults:N0} defaults are gated.");
        yield return Line($"Migrations: {totals.Replaced:N0} replaced, {totals.Gone:N0} gone, {totals.Disabled:N0} disabled, {totals.Renamed:N0} renamed, {totals.Superseded:N0} superseded.");
    }

    /// <summary>Returns the title of a distribution.</summary>
    public static string TitleOf(string distribution) => distribution switch
    {
        "sizes" => "Models by the size of their weights",
        "licenses" => "Models by license",
        "ages" => "Models by age of the repository",
        _ => "Models by downloads in 30 days",
    };

    /// <summary>Returns the default, or why there is none.</summary>
    public static string Default(ReportTypeRow row) => row.DefaultModel ?? (row.ComponentOf is { } whole ? $"(a part of {whole})" : "(none)");

    /// <summary>Returns the size; an estimate is marked as one.</summary>
    public static string? Size(ReportTypeRow row) =>
        row.SizeBytes is { } bytes ? $"{(row.SizeBasis is not ("parameters" or "files" or "stated") ? "~" : "")}{new ByteSize(bytes)}" : null;

    /// <summary>Returns how old the facts are.</summary>
    public static string Age(ReportTypeRow row) => (row.AgeDays, row.Stale) switch
    {
        ({ } days, var stale) => Line($"{days:N0} d{(stale ? ", stale" : "")}"),
        (null, true) => "never confirmed",
        _ => "",
    };

    /// <summary>Returns a count with commas between thousands.</summary>
    public static string? Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture);

    private static void WriteBars(IReadOnlyList<DistributionRow> parts, TextWriter output)
    {
        var most = parts.Where(static part => !part.Unknown).Select(static part => part.Count).DefaultIfEmpty().Max();
        foreach (var part in parts)
        {
            var bar = part.Unknown || most == 0 ? "" : new string('#', (int)Math.Ceiling((double)BarWidth * part.Count / most));
            output.WriteLine($"  {TextSanitizer.Sanitize(part.Label, LabelWidth - 1),-LabelWidth} {Number(part.Count),6}  {bar}".TrimEnd());
        }
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
