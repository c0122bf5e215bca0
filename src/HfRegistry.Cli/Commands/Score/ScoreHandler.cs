using HfRegistry.Cli.Output;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Score;

/// <summary>One run of <c>score</c>, told to a person or a program.</summary>
internal sealed class ScoreHandler(CommandOutput answer, bool explains, bool asMarkdown)
{
    private readonly long _started = answer.IO.Clock.GetTimestamp();

    /// <summary>Tells the scores.</summary>
    /// <returns>The exit code.</returns>
    public int Report(ScoreResult result)
    {
        var diagnostics = result.Diagnostics;
        answer.WriteDiagnostics(diagnostics);
        var elapsed = answer.IO.Clock.GetElapsedTime(_started);
        var document = new ScoreDocument(
            [.. result.Models.Select(static model => ScoreRow.Of(model.Scored, model.Verdict))], result.Requests, (long)elapsed.TotalMilliseconds, [.. diagnostics.Select(DiagnosticRow.Of)]);
        answer.Write(document, static () => ScoreJson.Default.ScoreDocument, (written, io) =>
        {
            if (asMarkdown)
                ScoreMarkdown.Write(written, explains, io);
            else
                ScoreTable.Write(written, explains, io);
        });
        // What is missing outweighs what was found; what could not be written outweighs both.
        return result.NotSaved is { } unwritten ? ExitCode.Of([unwritten]) : result.IsPartial ? ExitCode.Network : ExitCode.Of(diagnostics);
    }
}
