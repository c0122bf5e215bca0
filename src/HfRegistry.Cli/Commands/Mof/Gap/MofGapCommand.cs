using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Files;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Cli.Commands.Mof.Gap;

/// <summary><c>mof gap</c>: popular models without a document.</summary>
internal static class MofGapCommand
{
    public static Command Create(CommandIO io)
    {
        var options = new MofGapOptions();
        var format = new Option<string?>("--format") { Description = "The form of the report (by default what the ending of --output says, else text)." };
        format.AcceptOnlyFromAmong(MofGapReport.Text, MofGapReport.Markdown, MofGapReport.Json, MofGapReport.Html);
        var output = new Option<string?>("--output", "-o") { Description = "Write the report to this file.", HelpName = "FILE" };
        var command = new Command("gap", "Find the Hub's popular models without a document, and documents that are behind the Hub or near a class.")
        {
            options.ModelsDir, options.MinDownloads, options.Limit, options.Task, format, output, options.CheckDocuments, options.Draft, options.Max, options.OutputDir, options.Yes, options.GitHub,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(format) is { Tokens: [{ Value: var form and not MofGapReport.Json }] } && result.GetValue<bool>(CommandExtensions.JsonOption) && result.GetValue(output) is null)
                result.AddError($"--format {form} and {CommandExtensions.JsonOption} exclude each other on standard output: give one of them, or a file with --output.");
            if (!result.GetValue(options.Draft) && new Option[] { options.Max, options.OutputDir, options.Yes, options.GitHub }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } stray)
                result.AddError($"{stray.Name} belongs to --draft: add that, or leave it out.");
        });
        command.WithTimeout();
        return command.WithWorkspace(io, static _ => null, async (parsed, workspace, answer, cancellationToken) =>
        {
            if (workspace.HubRefusal("hfregistry mof gap") is { } problem)
                return answer.WriteErrors([problem]);
            var read = options.Read(parsed, workspace, io);
            if (read.Value is not { } settings)
                return answer.WriteErrors(read.Diagnostics);
            if (settings is { IsDraft: true, IsConfirmed: false } && !(io.IsInTerminal && io.IsErrorTerminal))
                return answer.WriteErrors([DiagnosticCatalog.DraftWithoutTerminal.Create()]);
            var collection = CollectedDocuments.ReadFolder(settings.ModelsDir, io.Folder, cancellationToken);
            if (collection.Value is not { } documents)
                return answer.WriteErrors(collection.Diagnostics);
            var unwritable = (parsed.GetValue(output) is { } file ? WritableTarget.Check(io.PathOf(file), DiagnosticCatalog.OutputNotWritten) : null)
                ?? (settings.IsDraft ? WritableTarget.CheckFolder(io.PathOf(settings.OutputDir), DiagnosticCatalog.MofDraftNotWritten) : null);
            if (unwritable is not null)
                return answer.WriteErrors([unwritable]);
            using var sources = GitHubEvidence.Connect(parsed, options.GitHub, io, workspace, answer);
            var writer = new MofGapReport(parsed.GetValue(format), parsed.GetValue(output), settings, io);
            return await new MofGapHandler(workspace, settings, sources, writer, TimeoutOption.Of(parsed)).RunAsync(documents, answer, cancellationToken);
        });
    }
}
