using System.Text.RegularExpressions;

namespace HfRegistry.Generate;

/// <summary>The examples of the documentation: what a console block shows is what the command prints. A line of <c>…</c> stands for lines left out.</summary>
internal static partial class CommandExamples
{
    private const string Prompt = "$ ";

    /// <summary>Returns the page with what each of its commands prints.</summary>
    /// <param name="page">The page.</param>
    public static async Task<string> WriteAsync(string page)
    {
        using var folder = await ExampleFolder.CreateAsync();
        foreach (var block in ConsoleBlock().Matches(page).Select(static match => match.Groups[1].Value).ToList())
        {
            var lines = new List<string>();
            foreach (var (command, shown) in Split(block))
            {
                lines.Add(Prompt + command);
                lines.AddRange(IsReproducible(command) ? Excerpt(await folder.RunAsync(command), shown) : shown);
            }

            page = page.Replace(block, string.Concat(lines.Select(static line => $"{line}\n")), StringComparison.Ordinal);
        }

        return page;
    }

    /// <summary>Returns the part of the output that the page shows; all of it when the page leaves nothing out.</summary>
    /// <param name="printed">The lines that the command prints.</param>
    /// <param name="shown">The lines that the page shows now.</param>
    public static List<string> Excerpt(List<string> printed, List<string> shown)
    {
        if (!shown.Exists(IsGap))
            return printed;
        var excerpt = new List<string>();
        var at = 0;
        while (shown.Count > 0)
        {
            var part = shown.TakeWhile(static line => !IsGap(line)).ToList();
            if (excerpt.Count > 0 && part.Find(static line => line.Length > 0) is { } first)
                at = Math.Max(at, printed.FindIndex(at, line => Numbers().Replace(line, "") == Numbers().Replace(first, "")) - part.IndexOf(first));
            excerpt.AddRange(printed.Skip(at).Take(part.Count));
            at += part.Count;
            excerpt.AddRange(shown.Skip(part.Count).Take(1));
            shown = [.. shown.Skip(part.Count + 1)];
        }

        return excerpt;
    }

    // The others need the Hub, or print what machine this is.
    private static bool IsReproducible(string command) =>
        command.StartsWith("hfregistry ", StringComparison.Ordinal)
        && !command.StartsWith("hfregistry refresh", StringComparison.Ordinal)
        && !command.StartsWith("hfregistry verify", StringComparison.Ordinal)
        && !command.StartsWith("hfregistry restore", StringComparison.Ordinal)
        && !command.StartsWith("hfregistry download", StringComparison.Ordinal)
        && !command.StartsWith("hfregistry cache", StringComparison.Ordinal)
        && !command.Contains("--detect", StringComparison.Ordinal);

    private static IEnumerable<(string Command, List<string> Shown)> Split(string block)
    {
        (string Command, List<string> Shown)? current = null;
        foreach (var line in block.TrimEnd('\n').Split('\n'))
        {
            if (!line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                current!.Value.Shown.Add(line);
                continue;
            }

            if (current is { } finished)
                yield return finished;
            current = (line[Prompt.Length..], []);
        }

        yield return current!.Value;
    }

    private static bool IsGap(string line) => line.Trim() == "…";

    [GeneratedRegex(@"(?<=^```console\n)(.*?)(?=^```$)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
