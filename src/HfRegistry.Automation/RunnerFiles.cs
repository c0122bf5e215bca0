using System.Text;
using HfRegistry.Automation.Inputs;
using HfRegistry.GitHub.Actions;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.Automation;

/// <summary>The files by which a step hands on its outputs and its summary; outside of a runner there are none.</summary>
internal sealed class RunnerFiles(Runner runner)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the outputs of a run.</summary>
    /// <returns>Why they could not be written, or null.</returns>
    public Diagnostic? WriteOutputs(ActionOutcome run)
    {
        var lines = ActionOutputs.All.Select(output => (output.Name, Value: output.Of(run))).Where(static output => output.Value is not null)
            .Select(static output => StepOutput.Of(output.Name, output.Value!));
        return Append("GITHUB_OUTPUT", string.Concat(lines));
    }

    /// <summary>Writes the summary, as far as a runner takes it.</summary>
    /// <returns>Why it could not be written, or null.</returns>
    public Diagnostic? WriteSummary(IEnumerable<BodySection> sections) => Append("GITHUB_STEP_SUMMARY", StepOutput.Summary(sections).Markdown + "\n");

    // Appended: steps before this one may have written there.
    private Diagnostic? Append(string name, string text)
    {
        if (runner.Variable(name) is not { Length: > 0 } path)
            return null;
        try
        {
            File.AppendAllText(runner.PathOf(path), text, Utf8);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return DiagnosticCatalog.RunnerFileNotWritten.Create(name, e.Message);
        }
    }
}
