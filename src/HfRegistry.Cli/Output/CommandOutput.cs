using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HfRegistry.Selection;

namespace HfRegistry.Cli.Output;

/// <summary>The output of a command: the document or its text to standard output, everything else to standard error.</summary>
internal sealed class CommandOutput(CommandIO io, bool asJson)
{
    /// <summary>Room for a path and a list of candidates; an argument of a megabyte does not fill the screen.</summary>
    private const int MaxLineLength = 4_000;

    /// <summary>Gets the streams.</summary>
    public CommandIO IO => io;

    /// <summary>Prints diagnostics as compilers do, each with the page that explains it.</summary>
    public void WriteDiagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            if (io.Log.Verbosity == Verbosity.Quiet && diagnostic.Severity != Severity.Error)
                continue;
            io.Error.WriteLine(TextSanitizer.Sanitize(diagnostic.ToString(), MaxLineLength));
            io.Error.WriteLine($"    see {diagnostic.HelpLink}");
        }
    }

    /// <summary>Prints one line beside the answer.</summary>
    public void WriteNote(string line)
    {
        if (io.Log.Verbosity != Verbosity.Quiet)
            io.Error.WriteLine(line);
    }

    /// <summary>Writes the answer. What JSON takes is made only where JSON is asked for: the start of a command waits for it.</summary>
    public void Write<T>(T document, Func<JsonTypeInfo<T>> type, Action<T, CommandIO> text) => Write(document, type, JsonOutput.ForPrograms, text);

    /// <summary>Writes the answer, as JSON in a form of its own.</summary>
    public void Write<T>(T document, Func<JsonTypeInfo<T>> type, JsonWriterOptions form, Action<T, CommandIO> text)
    {
        if (asJson)
            JsonOutput.Write(io.Out, document, type(), form);
        else
            text(document, io);
    }

    /// <summary>Ends a command without an answer.</summary>
    /// <param name="diagnostics">Why, with at least one error.</param>
    /// <param name="candidates">The models that came nearest, where there are any.</param>
    /// <returns>The exit code.</returns>
    public int WriteErrors(IReadOnlyList<Diagnostic> diagnostics, IReadOnlyList<Rejection>? candidates = null)
    {
        WriteDiagnostics(diagnostics);
        if (asJson)
        {
            var errors = diagnostics.Where(static diagnostic => diagnostic.Severity == Severity.Error).Select(DiagnosticRow.Of);
            JsonOutput.Write(
                io.Out,
                new ErrorDocument([.. errors]) { Candidates = candidates?.Select(DroppedRow.Of).ToList() },
                ErrorJson.Default.ErrorDocument,
                JsonOutput.ForPrograms);
        }

        return ExitCode.Of(diagnostics);
    }
}
