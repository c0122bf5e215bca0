using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Cli.Projects;

namespace HfRegistry.Cli.Commands.Why;

/// <summary><c>why</c>: the items that lead to a model.</summary>
internal static class WhyCommand
{
    public static Command Create(CommandIO io)
    {
        var model = new Argument<string>("MODEL") { Description = "A model id, an old id of it, or the type that items ask for." };
        var path = ProjectPath.Create();
        var command = new Command("why", "Show the projects and items that lead to a model, and the reasons for the choice.") { model, path };
        return command.WithHandler(io, (parsed, answer, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(model).Trim(), ProjectPath.Of(parsed, path, io), io, answer, cancellationToken));
    }

    private static async Task<int> RunAsync(string word, string path, CommandIO io, CommandOutput answer, CancellationToken cancellationToken)
    {
        var solution = await SolutionModels.LoadAsync(path, HfEnvironment.Read(io.Variable), io.Clock, cancellationToken);
        if (solution.Projects.IsEmpty && solution.Diagnostics.Any(static diagnostic => diagnostic.Severity == Severity.Error))
            return answer.WriteErrors(solution.Diagnostics);
        answer.WriteDiagnostics(solution.Diagnostics);
        var document = new WhyDocument(
            TextSanitizer.Sanitize(word),
            [.. solution.Projects.Select(project => WhyProject.Of(project, model => LeadsTo(model, word))).Where(static project => project.Items.Count > 0)],
            solution.Projects.Length,
            [.. solution.Diagnostics.Select(DiagnosticRow.Of)]);
        answer.Write(document, static () => WhyJson.Default.WhyDocument, WhyText.Write);
        return ExitCode.Of(solution.Diagnostics) is var code and not ExitCode.Done ? code : document.Projects.Count > 0 ? ExitCode.Done : ExitCode.Findings;
    }

    private static bool LeadsTo(DeclaredModel model, string word)
    {
        if (string.Equals(model.Request.Include.Trim(), word, StringComparison.OrdinalIgnoreCase))
            return true;
        return ModelId.TryParse(word, out var id) && model.Result.Value is { } resolved && (resolved.Id == id || resolved.Record?.RenamedFrom.Contains(id) == true);
    }
}
