using System.Text.RegularExpressions;
using HfRegistry.Quality;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>The examples of <c>docs/cli.md</c>: what the page shows is what the command prints. A line of <c>…</c> stands for lines left out.</summary>
[TestClass]
public sealed partial class DocumentedExamplesTests
{
    private const string Prompt = "$ ";
    private const string DocumentedFolder = "/home/ada/app";

    [TestMethod]
    public async Task Every_example_that_needs_neither_the_Hub_nor_a_certain_machine_shows_what_the_command_prints()
    {
        using var shell = await ShellWithLockAsync();
        var page = (await File.ReadAllTextAsync(RepositoryFiles.PathOf("docs", "cli.md"))).ReplaceLineEndings("\n");
        var ran = 0;
        foreach (var block in ConsoleBlock().Matches(page).Select(match => match.Groups[1].Value).ToList())
        {
            var lines = new List<string>();
            foreach (var (command, shown) in Examples(block))
            {
                lines.Add(Prompt + command);
                var isRun = !command.StartsWith("hfregistry refresh", StringComparison.Ordinal) && !command.StartsWith("hfregistry verify", StringComparison.Ordinal) && !command.Contains("--detect", StringComparison.Ordinal);
                lines.AddRange(isRun ? Excerpt(await PrintedAsync(shell, command), shown) : shown);
                ran += isRun ? 1 : 0;
            }

            page = page.Replace(block, string.Concat(lines.Select(line => $"{line}\n")), StringComparison.Ordinal);
        }

        Assert.IsGreaterThan(8, ran);
        Assert.IsNull(RepositoryFiles.Differs(page, "docs", "cli.md"));
    }

    [TestMethod]
    [DataRow("a b c", "x y", "a b c", DisplayName = "everything, where nothing is left out")]
    [DataRow("a b c", "x …", "a …", DisplayName = "the first lines")]
    [DataRow("a b c head:2 d", "x … head:1 y", "a … head:2 d", DisplayName = "after a gap from the line that is there but for its numbers")]
    public void An_excerpt_has_the_shape_of_what_the_page_shows(string printed, string shown, string expected) =>
        Assert.AreSequenceEqual(expected.Split(' '), Excerpt([.. printed.Split(' ')], [.. shown.Split(' ')]));

    private static async Task<Shell> ShellWithLockAsync()
    {
        var shell = new Shell();
        var requests = new[] { "bert", "gpt-j", "t5" }.Select(type => (new RawRequest { Include = type }, (SourceLocation?)null)).ToList();
        var update = await LockUpdater.UpdateAsync(null, requests, new ModelResolver(new ResolverOptions()));
        Assert.IsNull(update.Lock.Save(shell.PathOf(LockFile.FileName)));
        foreach (var document in Directory.GetFiles(RepositoryFiles.PathOf("samples", "MofCollection", "models")))
            shell.Write($"models/{Path.GetFileName(document)}", await File.ReadAllTextAsync(document));
        Assert.IsNull(SnapshotFile.Save([SmallFacts.Zebra], shell.PathOf("facts.json"), TimeProvider.System));
        Assert.IsNull(RegistryFile.Save(SmallRegistry.Create(), shell.PathOf("base.json")));
        Assert.IsNull(RegistryFile.Save(SmallRegistry.Refreshed("bert", "gpt2"), shell.PathOf("part-1.json")));
        Assert.IsNull(RegistryFile.Save(SmallRegistry.Refreshed("gptj"), shell.PathOf("part-2.json")));
        return shell;
    }

    private static async Task<List<string>> PrintedAsync(Shell shell, string command)
    {
        var run = await shell.RunAsync(command["hfregistry ".Length..]);
        return [.. (run.Out + run.Error).Replace(shell.Folder, DocumentedFolder, StringComparison.Ordinal).TrimEnd('\n').Split('\n')];
    }

    private static IEnumerable<(string Command, List<string> Shown)> Examples(string block)
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

    /// <summary>What was printed, cut to what the page shows of it; all of it when the page leaves nothing out.</summary>
    private static List<string> Excerpt(List<string> printed, List<string> shown)
    {
        if (!shown.Exists(IsGap))
            return printed;
        var excerpt = new List<string>();
        var at = 0;
        while (shown.Count > 0)
        {
            var part = shown.TakeWhile(line => !IsGap(line)).ToList();
            if (excerpt.Count > 0 && part.Find(line => line.Length > 0) is { } first)
                at = Math.Max(at, printed.FindIndex(at, line => Numbers().Replace(line, "") == Numbers().Replace(first, "")) - part.IndexOf(first));
            excerpt.AddRange(printed.Skip(at).Take(part.Count));
            at += part.Count;
            excerpt.AddRange(shown.Skip(part.Count).Take(1));
            shown = [.. shown.Skip(part.Count + 1)];
        }

        return excerpt;
    }

    private static bool IsGap(string line) => line.Trim() == "…";

    [GeneratedRegex(@"(?<=^```console\n)(.*?)(?=^```$)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
