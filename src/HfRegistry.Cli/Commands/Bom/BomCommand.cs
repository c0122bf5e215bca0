using System.CommandLine;
using System.Text;
using System.Text.Json;
using HfRegistry.Bom;
using HfRegistry.Cli.Output;
using HfRegistry.Files;

namespace HfRegistry.Cli.Commands.Bom;

/// <summary><c>bom</c>: the bill of materials of models, as a build writes it.</summary>
internal static class BomCommand
{
    public static Command Create(CommandIO io)
    {
        var spec = new Option<string>("--spec") { Description = "The version of CycloneDX.", DefaultValueFactory = static _ => BomOptions.Specs[0] };
        spec.AcceptOnlyFromAmong([.. BomOptions.Specs]);
        var output = new Option<string?>("--output", "-o") { Description = "Write the bill to this file.", HelpName = "FILE" };
        var command = new Command("bom", "Write a CycloneDX bill of materials of models: commits, licenses, files with hashes, origins, scores.") { spec, output };
        return new BomSubjects().AddTo(command, io, (parsed, source, answer) =>
        {
            var bytes = BomDocument.Render(source.Models.Models, new BomOptions { Spec = parsed.GetValue(spec)!, Endpoint = source.Endpoint, Time = BomOptions.TimeOf(io.Variable("SOURCE_DATE_EPOCH")) });
            var path = parsed.GetValue(output) is { } named ? io.PathOf(named) : null;
            if (path is not null && OutputWriter.Replace(path, bytes, io.Clock) is { } problem)
                return answer.WriteErrors([problem]);
            var document = new BomCommandDocument(
                parsed.GetValue(spec)!, path is null ? null : TextSanitizer.Sanitize(path, int.MaxValue), [.. source.Models.Models.Select(BomModelRow.Of)],
                path is null ? JsonElement.Parse(bytes) : null, [.. source.Diagnostics.Select(DiagnosticRow.Of)]);
            answer.Write(document, static () => BomJson.Default.BomCommandDocument, (shown, streams) => Write(shown, bytes, streams));
            if (path is null)
                WriteUnknown(document, answer);
            return ExitCode.Of(source.Diagnostics);
        });
    }

    private static void Write(BomCommandDocument document, byte[] bytes, CommandIO io)
    {
        if (document.Path is null)
            io.Out.Write(AgentCommands.EscapeJson(Encoding.UTF8.GetString(bytes)));
        else
            io.Out.WriteLine($"{document.Path}: written, {(document.Models.Count == 1 ? "1 model" : $"{document.Models.Count} models")}");
    }

    private static void WriteUnknown(BomCommandDocument document, CommandOutput answer)
    {
        foreach (var model in document.Models)
        {
            if (model.Facts.Where(static fact => fact.Value == "unknown").Select(static fact => fact.Key).ToList() is { Count: > 0 } unknown)
                answer.WriteNote($"{model.ModelId}: {string.Join(", ", unknown)} unknown");
        }
    }
}
