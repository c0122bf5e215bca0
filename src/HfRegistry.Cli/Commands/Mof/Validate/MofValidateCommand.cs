using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.UseCases;

namespace HfRegistry.Cli.Commands.Mof.Validate;

/// <summary><c>mof validate</c>: the schema, the rules, and the names of all documents together.</summary>
internal static class MofValidateCommand
{
    private const string Text = "text";
    private const string Json = "json";
    private const string Sarif = "sarif";
    private const string GitHub = "github";

    public static Command Create(CommandIO io)
    {
        var paths = MofWorkspace.PathArgument();
        var schema = new Option<string?>("--schema") { Description = "A JSON schema in the place of the built-in one.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "How to write: text, json, sarif (2.1.0) or github (annotations of a workflow).", HelpName = "FORMAT", DefaultValueFactory = _ => Text };
        format.AcceptOnlyFromAmong(Text, Json, Sarif, GitHub);
        var fix = new Option<bool>("--fix") { Description = "Correct the spelling of license ids and component names where it is certain; nothing else of a file changes." };
        var command = new Command("validate", "Check documents against the schema and the rules; exit code 1 when there is an error.") { paths, schema, format, fix };
        command.Validators.Add(result =>
        {
            if (result.GetValue<bool>(CommandExtensions.JsonOption) && result.GetValue(format) is Sarif or GitHub)
                result.AddError($"{CommandExtensions.JsonOption} and --format {result.GetValue(format)} exclude each other: give one of them.");
        });
        return command.WithHandler(io, async (parsed, answer, cancellationToken) =>
        {
            var asked = parsed.GetValue(format)!;
            answer = asked == Json ? new CommandOutput(io, asJson: true) : answer;
            var opened = await MofWorkspace.OpenAsync(io, parsed.GetValue(paths)!, parsed.GetValue(schema), cancellationToken);
            if (opened.Value is not { } workspace)
                return answer.WriteErrors(opened.Diagnostics);
            answer.WriteDiagnostics(opened.Diagnostics);
            var run = workspace.Validation.Run(workspace.Paths, parsed.GetValue(fix), cancellationToken);
            Write(run, asked, answer);
            return run.IsPartial ? ExitCode.Network : run.HasErrors ? ExitCode.Findings : ExitCode.Done;
        });
    }

    private static void Write(ValidatedDocuments run, string format, CommandOutput answer)
    {
        if (format == Sarif)
            MofSarif.Write(run, answer.IO);
        else if (format == GitHub)
            MofAnnotations.Write(run, answer.IO);
        else
            answer.Write(MofValidateDocument.Of(run, answer.IO), static () => MofValidateJson.Default.MofValidateDocument, (document, io) => MofValidateText.Write(run, document, io));
    }
}
