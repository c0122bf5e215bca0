using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Selection;

/// <summary>
/// Questions with the answers that an experienced engineer would give, asked of the embedded registry. The tables in <c>Answers</c> hold
/// patterns: any id that fits is as good as another, and <c>-</c> stands for no answer. The shares are lower bounds; a change of the registry that lowers one has to be looked at.
/// </summary>
[TestClass]
internal sealed class AnswerTests
{
    private static readonly SelectionContext Context = new();
    private static readonly ConcurrentDictionary<(string Task, string Hardware, string License, string Framework), Candidate?> Answers = [];

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void Nine_of_ten_task_and_hardware_questions_have_an_answer_that_is_right_or_debatable()
    {
        var verdicts = (from row in Rows("tasks.tsv")
                        from hardware in row[1].Split(',')
                        let chosen = Choose(row[0], hardware, row[2], row[3])
                        select (Question: $"{row[0]} {hardware} {row[2]} {row[3]}", Answer: chosen?.Model.Id.ToString(), Verdict: Judge(chosen?.Model.Id.ToString(), row[4], row[5]))).ToList();

        Report(verdicts);
        AssertShare(verdicts, right: 0.75, rightOrDebatable: 0.9);
    }

    [TestMethod]
    public void No_answer_is_over_the_limit_of_its_hardware()
    {
        foreach (var row in Rows("tasks.tsv"))
        {
            foreach (var hardware in row[1].Split(',').Where(static name => name != "-"))
            {
                if (Choose(row[0], hardware, row[2], row[3]) is { } chosen)
                    Assert.IsLessThanOrEqualTo(Context.Profiles.Single(profile => profile.Name == hardware).MaxWeights.Bytes, chosen.Model.Size!.Value.Bytes, chosen.Model.Id.ToString());
            }
        }
    }

    [TestMethod]
    public void Nearly_every_type_stands_for_the_model_that_people_mean()
    {
        var verdicts = Rows("types.tsv").Select(row => (Type: row[0], Answer: EmbeddedRegistry.Registry.Find(ModelType.Parse(row[0]))?.DefaultModel?.ToString() ?? "-", Row: row))
            .Select(static asked => (asked.Type, (string?)asked.Answer, Judge(asked.Answer, asked.Row[1], asked.Row[2]))).ToList();

        Report(verdicts);
        AssertShare(verdicts, right: 0.85, rightOrDebatable: 0.97);
    }

    [TestMethod]
    public void A_size_is_what_an_engineer_expects_of_the_name_and_the_count()
    {
        var wrong = Rows("sizes.tsv").Select(static row => (Id: row[0], Size: SizeOf(row), Least: double.Parse(row[4], CultureInfo.InvariantCulture), Most: double.Parse(row[5], CultureInfo.InvariantCulture)))
            .Where(static asked => !(asked.Size >= asked.Least && asked.Size <= asked.Most))
            .Select(static asked => $"{asked.Id}: {asked.Size} MB, not {asked.Least} to {asked.Most}").ToList();

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    [TestMethod]
    public void The_page_shows_the_answers_of_the_embedded_registry()
    {
        var page = File.ReadAllText(RepositoryFiles.PathOf("docs/selection.md"));
        var rows = page[page.IndexOf("| task | hardware |", StringComparison.Ordinal)..].Split('\n').Skip(2).TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();

        Assert.IsNotEmpty(rows);
        foreach (var row in rows)
            Assert.AreEqual(row[3], Choose(row[0], row[1] is { Length: > 0 } hardware ? hardware : "-", row[2] is { Length: > 0 } license ? license : "-")?.Model.Id.ToString(), string.Join(' ', row));
    }

    [TestMethod]
    [DataRow("smallest", 100)]
    [DataRow("quality", 900)]
    [DataRow("popular", 300)]
    public void A_preference_decides_before_the_rank(string prefer, int expectedMB)
    {
        var registry = Known.Registry(Known.Entry("llama", Known.Model("acme/small", 2_000, "text-generation", sizeMB: 100), Known.Model("acme/used", 9_000_000, "text-generation", sizeMB: 300),
            Known.Model("acme/large", 2_000, "text-generation", sizeMB: 900)));

        var chosen = Selector.Select(Known.Ask("", registry, new RawRequest { Include = "", Task = "text-generation", Prefer = prefer }), registry, Context).Chosen!;

        Assert.AreEqual(ByteSize.FromMegabytes(expectedMB), chosen.Model.Size);
    }

    [TestMethod]
    public void The_first_suggestion_is_what_find_answers()
    {
        foreach (var task in Rows("tasks.tsv").Select(static row => row[0]).Distinct(StringComparer.Ordinal))
        {
            var request = RequestReader.Read(new RawRequest { Include = "", Task = task }, EmbeddedRegistry.Registry, Context).Value!;

            Assert.AreEqual(
                Selector.Select(request, EmbeddedRegistry.Registry, Context).Chosen?.Model.Id,
                Suggestions.Of(request, EmbeddedRegistry.Registry, Context, 5, new DateOnly(2026, 8, 22)).FirstOrDefault()?.Candidate.Model.Id, task);
        }
    }

    private static Candidate? Choose(string task, string hardware, string license, string framework = "-") =>
        Answers.GetOrAdd((task, hardware, license, framework), static question => Ask(question.Task, Asked(question.Hardware), Asked(question.License), Asked(question.Framework)));

    private static string? Asked(string cell) => cell == "-" ? null : cell;

    private static Candidate? Ask(string task, string? hardware, string? license, string? framework)
    {
        var raw = new RawRequest { Include = "", Task = task, Hardware = hardware, License = license, Framework = framework };
        return Selector.Select(RequestReader.Read(raw, EmbeddedRegistry.Registry, Context).Value!, EmbeddedRegistry.Registry, Context).Chosen;
    }

    private static double? SizeOf(string[] row)
    {
        var model = new HubModel
        {
            Id = ModelId.Parse(row[0]),
            ParameterCount = row[1] == "-" ? null : long.Parse(row[1], CultureInfo.InvariantCulture),
            PipelineTag = row[2],
            ModelType = row[3] == "-" ? null : row[3],
            LibraryName = "transformers",
        };
        return RecordBuilder.Build(model, new DateOnly(2026, 8, 22), Context).Size?.Bytes / 1e6;
    }

    private static string Judge(string? answer, string right, string debatable) =>
        Fits(answer ?? "-", right) ? "right" : Fits(answer ?? "-", debatable) ? "debatable" : answer is null ? "none" : "wrong";

    private static bool Fits(string answer, string patterns) => patterns.Split('|', StringSplitOptions.RemoveEmptyEntries)
        .Any(pattern => Regex.IsMatch(answer, $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    private void Report(IReadOnlyCollection<(string Question, string? Answer, string Verdict)> verdicts)
    {
        foreach (var (question, answer, verdict) in verdicts.Where(static asked => asked.Verdict != "right"))
            TestContext.WriteLine($"{verdict}: {question}: {answer}");
        TestContext.WriteLine(string.Join(", ", verdicts.CountBy(static asked => asked.Verdict).Select(static pair => $"{pair.Value} {pair.Key}")) + $" of {verdicts.Count}");
    }

    private static void AssertShare(IReadOnlyCollection<(string Question, string? Answer, string Verdict)> verdicts, double right, double rightOrDebatable)
    {
        var missed = string.Join('\n', verdicts.Where(static asked => asked.Verdict is "wrong" or "none").Select(static asked => $"{asked.Verdict}: {asked.Question}: {asked.Answer}"));
        Assert.IsGreaterThanOrEqualTo(rightOrDebatable, verdicts.Count(static asked => asked.Verdict is "right" or "debatable") / (double)verdicts.Count, missed);
        Assert.IsGreaterThanOrEqualTo(right, verdicts.Count(static asked => asked.Verdict == "right") / (double)verdicts.Count, missed);
    }

    private static IEnumerable<string[]> Rows(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Selection", "Answers", file))
        .Where(static line => !line.StartsWith('#')).Select(static line => line.Split('\t'));
}
