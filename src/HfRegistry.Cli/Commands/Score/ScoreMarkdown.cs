using System.Text;
using HfRegistry.Cli.Output;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.Cli.Commands.Score;

/// <summary>The output of <c>score --markdown</c>: a table for a pull request, in which foreign text is inert.</summary>
internal static class ScoreMarkdown
{
    /// <summary>GitHub refuses a body of more than 65,536 characters; the rest is for what is written around this one.</summary>
    private const int MaxLength = 60_000;

    public static void Write(ScoreDocument document, bool explains, CommandIO io)
    {
        var text = new StringBuilder()
            .Append(MarkdownTable.Head("model", "net score", "license", "size", "ramp-up", "bus factor", "claims", "data and code", "datasets", "code"))
            .Append('\n');
        foreach (var (place, model) in document.Models.Index())
        {
            var row = Row(model) + "\n";
            if (text.Length + row.Length > MaxLength)
            {
                text.Append("\nAnd ").Append(document.Models.Count - place).Append(" more: `hfregistry score` lists all of them.\n");
                break;
            }

            text.Append(row);
        }

        foreach (var model in explains ? document.Models : [])
        {
            var explanation = Explanation(model);
            if (text.Length + explanation.Length > MaxLength)
                break;
            text.Append(explanation);
        }

        io.Out.Write(text);
    }

    private static string Row(ScoreRow model) =>
        MarkdownTable.Row([MarkdownTable.Code(model.ModelId), ScoreTable.Value(model.NetScore), .. ScoreTable.Metrics(model).Select(static metric => ScoreTable.Value(metric.Row.Score))]);

    private static string Explanation(ScoreRow model)
    {
        var text = new StringBuilder("\n### ").Append(MarkdownTable.Code(model.ModelId)).Append("\n\n");
        foreach (var (name, row) in ScoreTable.Metrics(model))
        {
            text.Append("- ").Append(name).Append(": ").Append(ScoreTable.Value(row.Score)).Append('\n');
            foreach (var line in row.Reason is { } reason ? row.Evidence.Prepend(reason) : row.Evidence)
                text.Append("  - ").Append(MarkdownTable.Code(line)).Append('\n');
        }

        return text.ToString();
    }
}
