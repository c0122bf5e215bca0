using System.CommandLine;
using System.Globalization;
using System.Text;
using HfRegistry.Cli.Output;
using HfRegistry.Reporting;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Report;

/// <summary><c>report</c>: what a registry holds, for people and for programs.</summary>
internal static class ReportCommand
{
    private const string Table = "table";
    private const string Markdown = "markdown";
    private const string Html = "html";
    private const string Json = "json";

    public static Command Create(CommandIO io)
    {
        var registry = new SourceOptions().Registry;
        var format = new Option<string?>("--format")
        {
            Description = "The form of the report (by default what the ending of --output says, else table).",
        };
        format.AcceptOnlyFromAmong(Table, Markdown, Html, Json);
        var output = new Option<string?>("--output", "-o") { Description = "Write the report to this file.", HelpName = "FILE" };
        var command = new Command("report", "Report what the registry holds: types, defaults and reasons, sizes, licenses, stale facts, migrations.")
        {
            registry, format, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(format) is { Tokens: [{ Value: var form and not Json }] } && result.GetValue<bool>(CommandExtensions.JsonOption) && result.GetValue(output) is null)
                result.AddError($"--format {form} and {CommandExtensions.JsonOption} exclude each other on standard output: give one of them, or a file with --output.");
        });
        return command.WithWorkspace(io, parsed => parsed.GetValue(registry), (parsed, workspace, answer, _) =>
        {
            if (workspace.Environment.MaxRegistryAgeProblem is not null)
                return Task.FromResult(answer.WriteErrors([workspace.SwitchProblem!]));
            var today = DateOnly.FromDateTime(workspace.Clock.GetUtcNow().UtcDateTime);
            var report = RegistryReport.Of(workspace.Registry, today, (int)workspace.MaxAge.TotalDays);
            var document = ReportDocument.Of(report, workspace.RegistryName);
            var path = parsed.GetValue(output) is { } named ? io.PathOf(named) : null;
            var writer = WriterOf(parsed.GetValue(format) ?? FormatOf(path), report, NameOf(workspace));
            return Task.FromResult(Write(document, writer, path, answer));
        });
    }

    private static int Write(ReportDocument document, Action<ReportDocument, CommandIO> writer, string? path, CommandOutput answer)
    {
        if (path is not null && Save(document, writer, path, answer.IO) is { } problem)
            return answer.WriteErrors([problem]);
        answer.Write(document, static () => ReportJson.Default.ReportDocument, JsonOutput.ForPages, path is null ? writer : (_, io) => io.Out.WriteLine($"{TextSanitizer.Sanitize(path, int.MaxValue)}: written"));
        return ExitCode.Done;
    }

    private static Diagnostic? Save(ReportDocument document, Action<ReportDocument, CommandIO> writer, string path, CommandIO io)
    {
        // A file is no terminal: no frames, no colors, and the same line ends everywhere.
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var file = new CommandIO { Out = text, Error = TextWriter.Null, Variable = io.Variable, Folder = io.Folder };
        writer(document, file);
        return ReportFile.Save(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static Action<ReportDocument, CommandIO> WriterOf(string format, RegistryReport report, string name) => format switch
    {
        Markdown => ReportMarkdown.Write,
        Html => (_, io) => io.Out.Write(Encoding.UTF8.GetString(HtmlReport.Render(report, name))),
        Json => static (document, io) => JsonOutput.Write(io.Out, document, ReportJson.Default.ReportDocument, JsonOutput.ForPages),
        _ => ReportText.Write,
    };

    private static string FormatOf(string? path) => Path.GetExtension(path)?.ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => Html,
        ".MD" => Markdown,
        ".JSON" => Json,
        _ => Table,
    };

    // A page is shown to others: in whose folder the file lies is none of their business.
    private static string NameOf(Workspace workspace) => workspace.RegistryPath is { } path ? Path.GetFileName(path) : "The embedded registry";
}
