using System.Globalization;
using System.Text.RegularExpressions;
using HfRegistry.Cli.Output;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>Tables on a terminal: no line is wider than it, and no word is cut in two.</summary>
[TestClass]
[InProcess("a process has no terminal of a given width")]
internal sealed partial class TableTests
{
    private const int Width = 80;

    /// <summary>A table of any command: what it shows, in which columns and how many rows is chance, and each command's is among the chances.</summary>
    [TestMethod]
    public void No_word_of_any_table_is_cut()
    {
        var random = new Random(20_261_130);
        for (var round = 0; round < 300; round++)
        {
            var columns = Enumerable.Range(0, random.Next(2, 9)).Select(i => new Column(i == 0 && random.Next(3) == 0 ? "" : $"title {i}", random.Next(3) == 0)).ToArray();
            var rows = Enumerable.Range(0, random.Next(1, 6)).Select(_ => columns.Select(column => Cell(random, column)).ToArray()).ToList();

            var lines = Draw(columns, rows);

            Assert.IsLessThanOrEqualTo(Width, lines.Max(static line => line.Length), string.Join('\n', lines));
            foreach (var word in rows.SelectMany(static row => row).SelectMany(static cell => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                Assert.Contains(line => line.Contains(word, StringComparison.Ordinal), lines, $"{word}\n{string.Join('\n', lines)}");
        }
    }

    [TestMethod]
    [DataRow("find")]
    [DataRow("types")]
    [DataRow("tasks")]
    [DataRow("tasks --type bert")]
    [DataRow("hardware")]
    [DataRow("report")]
    [DataRow("suggest --task text-classification")]
    [DataRow("diff old.json huggingface_model_types.json")]
    public async Task Ids_names_and_dates_of_a_command_stay_whole(string line)
    {
        using var shell = new Shell { Width = Width }.With(SmallRegistry.Create());
        shell.Write("old.json", "{}");
        var plain = (await shell.RunAsync(line)).Ended(ExitCode.Done);
        shell.IsTerminal = true;

        var lines = Plain((await shell.RunAsync(line)).Ended(ExitCode.Done).Out);

        var words = Name().Matches(plain.Out).Select(static match => match.Value).Distinct().ToList();
        Assert.IsNotEmpty(words);
        foreach (var word in words)
            Assert.Contains(shown => shown.Contains(word, StringComparison.Ordinal), lines, $"{word}\n{string.Join('\n', lines)}");
    }

    [TestMethod]
    public void Terminal_without_room_for_the_longest_words_gets_a_block_for_each_row() => Assert.AreSequenceEqual(
        [
            "bert",
            $"  model  {new string('o', 40)}/bert",
            "  why    it was chosen since nothing else that anybody knows of fits as well as",
            $"         this {new string('x', 30)}",
        ],
        Draw(
            [new Column("type"), new Column("model"), new Column("why")],
            [["bert", $"{new string('o', 40)}/bert", $"it was chosen since nothing else that anybody knows of fits as well as this {new string('x', 30)}"]]));

    private static string Cell(Random random, Column column) => random.Next(column.IsNumber ? 2 : 5) switch
    {
        0 => "-",
        1 => column.IsNumber ? $"{random.Next(1000).ToString(CultureInfo.InvariantCulture)} MB" : "2026-11-30",
        2 => $"{new string('o', random.Next(3, 20))}/{new string('m', random.Next(3, 30))}-v1.5",
        3 => string.Join(' ', Enumerable.Range(0, random.Next(1, 20)).Select(_ => new string('w', random.Next(1, 12)))),
        _ => $"owner/copy (a copy of owner/{new string('n', random.Next(3, 30))})",
    };

    private static List<string> Draw(Column[] columns, List<string[]> rows)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var io = new CommandIO { Out = output, Error = TextWriter.Null, Variable = static _ => null, Folder = "/", IsOutTerminal = true, Width = Width };
        var table = new TextTable(columns);
        foreach (var row in rows)
            table.Add(row);
        table.Write(io);
        io.Out.Flush();
        return Plain(output.ToString());
    }

    private static List<string> Plain(string text) => [.. Ansi().Replace(text, "").TrimEnd('\n').Split('\n')];

    [GeneratedRegex(@"\x1B\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Ansi();

    [GeneratedRegex(@"[\w.]+[-/][\w./-]+")]
    private static partial Regex Name();
}
