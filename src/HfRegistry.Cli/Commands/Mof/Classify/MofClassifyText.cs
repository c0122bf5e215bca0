using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Mof;
using HfRegistry.Mof.Classification;

namespace HfRegistry.Cli.Commands.Mof.Classify;

/// <summary>The text output of <c>mof classify</c>.</summary>
internal static class MofClassifyText
{
    /// <summary>Writes a line for each document.</summary>
    public static void Write(MofClassifyDocument document, CommandIO io)
    {
        TellErrors(document, io);
        var table = new TextTable(new Column("file"), new Column("model"), new Column("class"),
            new Column("III", IsNumber: true), new Column("II", IsNumber: true), new Column("I", IsNumber: true));
        foreach (var row in document.Documents)
            table.Add(row.Path, row.Name, Numeral(row.Class), Percent(row.Progress.Three), Percent(row.Progress.Two), Percent(row.Progress.One));
        table.Write(io);
    }

    /// <summary>Writes the components of each document, and its gaps.</summary>
    public static void Explain(MofClassifyDocument document, CommandIO io)
    {
        TellErrors(document, io);
        foreach (var (index, row) in document.Documents.Index())
        {
            if (index > 0)
                io.Out.WriteLine();
            io.Out.WriteLine($"{row.Path}: {row.Name}");
            io.Out.WriteLine($"{MofClassification.LabelOf((MofClass)row.Class)} (III {Percent(row.Progress.Three)} %, II {Percent(row.Progress.Two)} %, I {Percent(row.Progress.One)} %)");
            var table = new TextTable(new Column("component"), new Column("status"), new Column("license"), new Column("from"));
            foreach (var component in row.Components)
                table.Add(component.Name, component.Status, component.License, component.LicenseFrom);
            table.Write(io);
            foreach (var gap in row.Gaps ?? [])
                Write(gap, io);
        }
    }

    private static void Write(GapRow gap, CommandIO io)
    {
        io.Out.WriteLine();
        io.Out.WriteLine($"To {MofClassification.LabelOf((MofClass)gap.Class)}:");
        foreach (var step in gap.Steps)
            io.Out.WriteLine($"  {step.Component}: {step.Remedy}");
    }

    private static void TellErrors(MofClassifyDocument document, CommandIO io)
    {
        foreach (var (path, error) in document.Documents.SelectMany(static row => row.Diagnostics.Where(static diagnostic => diagnostic.Severity == "error").Select(error => (row.Path, error))))
            io.Error.WriteLine($"{path}({error.Line},{error.Column}): error {error.Code}: {error.Message}");
    }

    private static string Numeral(int mofClass) => mofClass == 0 ? "" : new string('I', mofClass);

    private static string Percent(double progress) => progress.ToString("0.#", CultureInfo.InvariantCulture);
}
