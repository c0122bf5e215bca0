using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Report;

/// <summary>What <c>report --format markdown</c> writes: a file for a repository or a wiki, in which names from the registry are inert.</summary>
internal static class ReportMarkdown
{
    public static void Write(ReportDocument report, CommandIO io)
    {
        var output = io.Out;
        output.Write("# Model registry report\n\n");
        var summary = ReportText.Summary(report).ToList();
        output.Write($"{Markdown.Code(report.Registry)} on {report.Day}.\n\n");
        foreach (var line in summary.Skip(1))
            output.Write($"- {line}\n");
        foreach (var (name, parts) in report.Distributions)
        {
            Begin(output, ReportText.TitleOf(name), ["", "models"]);
            foreach (var part in parts)
                output.Write($"{Markdown.Row(name == "licenses" ? Markdown.Code(part.Label) : part.Label, ReportText.Number(part.Count)!)}\n");
        }

        if (report.Migrations.Count > 0)
        {
            Begin(output, "What happened to models", ["what", "model", "was, or has become", "type", "since", "default"]);
            foreach (var row in report.Migrations)
            {
                output.Write(Markdown.Row(
                    row.Kind, Markdown.Code(row.ModelId), Markdown.Code(row.OtherId), Markdown.Code(row.ModelType), row.Since ?? Markdown.Nothing, row.IsDefault ? "yes" : "") + "\n");
            }
        }

        Begin(output, "Types and their defaults", ["type", "default model", "size", "license", "task", "downloads", "facts", "why"]);
        foreach (var row in report.Types)
        {
            output.Write(Markdown.Row(
                Markdown.Code(row.ModelType), Markdown.Code(ReportText.Default(row)), ReportText.Size(row) ?? Markdown.Nothing, Markdown.Code(row.License),
                Markdown.Code(row.Task), ReportText.Number(row.Downloads) ?? Markdown.Nothing, ReportText.Age(row), Markdown.Code(row.Reason)) + "\n");
        }
    }

    private static void Begin(TextWriter output, string title, string[] columns) => output.Write($"\n## {title}\n\n{Markdown.Head(columns)}\n");
}
