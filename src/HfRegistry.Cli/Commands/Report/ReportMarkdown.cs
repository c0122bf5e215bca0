using HfRegistry.Cli.Output;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.Cli.Commands.Report;

/// <summary>The output of <c>report --format markdown</c>: a file for a repository or a wiki, in which names from the registry are inert.</summary>
internal static class ReportMarkdown
{
    public static void Write(ReportDocument report, CommandIO io)
    {
        var output = io.Out;
        output.Write("# Model registry report\n\n");
        var summary = ReportText.Summary(report).ToList();
        output.Write($"{MarkdownTable.Code(report.Registry)} on {report.Day}.\n\n");
        foreach (var line in summary.Skip(1))
            output.Write($"- {line}\n");
        foreach (var (name, parts) in report.Distributions)
        {
            Begin(output, ReportText.TitleOf(name), ["", "models"]);
            foreach (var part in parts)
                output.Write($"{MarkdownTable.Row(name == "licenses" ? MarkdownTable.Code(part.Label) : part.Label, ReportText.Number(part.Count)!)}\n");
        }

        if (report.Migrations.Count > 0)
        {
            Begin(output, "What happened to models", ["what", "model", "was, or has become", "type", "since", "default"]);
            foreach (var row in report.Migrations)
            {
                output.Write(MarkdownTable.Row(
                    row.Kind, MarkdownTable.Code(row.ModelId), MarkdownTable.Code(row.OtherId), MarkdownTable.Code(row.ModelType), row.Since ?? MarkdownTable.Nothing, row.IsDefault ? "yes" : "") + "\n");
            }
        }

        Begin(output, "Types and their defaults", ["type", "default model", "size", "license", "task", "downloads", "facts", "why"]);
        foreach (var row in report.Types)
        {
            output.Write(MarkdownTable.Row(
                MarkdownTable.Code(row.ModelType), MarkdownTable.Code(ReportText.Default(row)), ReportText.Size(row) ?? MarkdownTable.Nothing, MarkdownTable.Code(row.License),
                MarkdownTable.Code(row.Task), ReportText.Number(row.Downloads) ?? MarkdownTable.Nothing, ReportText.Age(row), MarkdownTable.Code(row.Reason)) + "\n");
        }
    }

    private static void Begin(TextWriter output, string title, string[] columns) => output.Write($"\n## {title}\n\n{MarkdownTable.Head(columns)}\n");
}
