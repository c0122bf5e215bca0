using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Hub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Cli.Commands.Mof.Compare;

/// <summary><c>mof compare</c>: a document against today's evidence of the Hub.</summary>
internal static class MofCompareCommand
{
    public static Command Create(CommandIO io)
    {
        var file = new Argument<string>("FILE") { Description = "The document." };
        var id = new Argument<string>("ID") { Description = "The model on the Hub: owner/name." };
        var command = new Command("compare", "Compare a document with what the Hub shows of its model today: components and licenses.") { file, id };
        command.WithTimeout();
        return command.WithWorkspace(io, async (parsed, workspace, answer, cancellationToken) =>
        {
            if (workspace.HubRefusal("hfregistry mof compare") is { } problem)
                return answer.WriteErrors([problem]);
            if (!ModelId.TryParse(parsed.GetValue(id), out var model))
                return answer.WriteErrors([DiagnosticCatalog.InvalidModelId.Create(parsed.GetValue(id))]);
            var path = io.PathOf(parsed.GetValue(file)!);
            var read = MofDocumentReader.Read(path);
            if (read.Value is not { } document)
                return answer.WriteErrors(read.Diagnostics);

            using var hub = workspace.Connect(TimeoutOption.Of(parsed));
            var compared = await new DocumentComparer(hub).CompareAsync(document, model, cancellationToken);
            if (compared.Value is not { } comparison)
                return answer.WriteErrors([HubDiagnostics.Of(compared.Error!, Consequence.ModelNotCompared, model)]);
            if (HubRename.ChangesOwner(model, comparison.Id))
                answer.WriteDiagnostics([HubRename.Diagnostic(model, comparison.Id)!]);
            var shown = MofCompareDocument.Of(comparison, MofWorkspace.Shown(io, path), hub.RequestCount);
            answer.Write(shown, static () => MofCompareJson.Default.MofCompareDocument, MofCompareText.Write);
            return comparison.HasDifferences ? ExitCode.Findings : ExitCode.Done;
        });
    }
}
