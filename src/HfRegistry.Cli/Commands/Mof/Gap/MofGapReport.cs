using System.Globalization;
using System.Text;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Gaps;
using HfRegistry.Reporting;

namespace HfRegistry.Cli.Commands.Mof.Gap;

/// <summary>Writes a gap report in one of its forms, to standard output or a file.</summary>
internal sealed class MofGapReport(string? format, string? output, MofGapSettings settings, CommandIO io)
{
    public const string Text = "text";
    public const string Markdown = "markdown";
    public const string Json = "json";
    public const string Html = "html";

    /// <summary>Writes the report.</summary>
    /// <returns>Null when done; else why its file could not be written.</returns>
    public Diagnostic? Write(GapReport report, MofGapDocument document, CommandOutput answer)
    {
        var path = output is null ? null : io.PathOf(output);
        var write = WriterOf(format ?? FormatOf(path), report);
        if (path is not null && Save(document, write, path) is { } problem)
            return problem;
        answer.Write(document, static () => MofGapJson.Default.MofGapDocument, JsonOutput.ForPages, path is null ? write : (shown, streams) =>
        {
            streams.Out.WriteLine($"{TextSanitizer.Sanitize(path, int.MaxValue)}: written");
            MofGapText.WriteTotals(shown, streams);
        });
        return null;
    }

    // A file is no terminal: no frames, no colors, and the same line ends everywhere.
    private Diagnostic? Save(MofGapDocument document, Action<MofGapDocument, CommandIO> write, string path)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var file = new CommandIO { Out = text, Error = TextWriter.Null, Variable = io.Variable, Folder = io.Folder };
        write(document, file);
        return ReportFile.Save(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private Action<MofGapDocument, CommandIO> WriterOf(string form, GapReport report) => form switch
    {
        Markdown => MofGapMarkdown.Write,
        Json => static (document, streams) => JsonOutput.Write(streams.Out, document, MofGapJson.Default.MofGapDocument, JsonOutput.ForPages),
        Html => (_, streams) => streams.Out.Write(Encoding.UTF8.GetString(GapPage.Render(report, NameOfCollection(), DateOnly.FromDateTime(io.Clock.GetUtcNow().UtcDateTime), path => MofWorkspace.Shown(io, path)))),
        _ => MofGapText.Write,
    };

    // A page is shown to others: where the folder lies is none of their business.
    private string NameOfCollection() => Path.GetFileName(Path.TrimEndingDirectorySeparator(io.PathOf(settings.ModelsDir)));

    private static string FormatOf(string? path) => Path.GetExtension(path)?.ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => Html,
        ".MD" => Markdown,
        ".JSON" => Json,
        _ => Text,
    };
}
