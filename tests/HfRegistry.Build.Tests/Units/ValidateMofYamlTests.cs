using System.Globalization;
using HfRegistry.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace HfRegistry.Build.Tests.Units;

/// <summary>The validation of a collection from build to build.</summary>
[TestClass]
internal sealed class ValidateMofYamlTests
{
    private readonly FakeClock _clock = new();
    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("hfregistry-mof-task-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void One_changed_document_of_three_hundred_is_the_only_one_validated_again()
    {
        for (var i = 0; i < 300; i++)
            Write(Name(i), Document(Name(i)));
        Assert.AreEqual(300, Run(300).ValidatedCount);

        Write(Name(7), $"{Document(Name(7))}# touched\n");

        Assert.AreEqual(1, Run(300).ValidatedCount);
        Assert.AreEqual(0, Run(300).ValidatedCount);
    }

    [TestMethod]
    public void A_name_that_an_unchanged_document_has_too_is_found_and_forgotten_with_the_change()
    {
        Write("one", Document("one"));
        Write("two", Document("two"));
        Assert.IsTrue(Run(["one", "two"]).IsFinal);

        Write("two", Document("one"));
        var collided = Run(["one", "two"]);
        Assert.AreEqual(1, collided.ValidatedCount);
        Assert.AreSequenceEqual(["HFR2111 one.yml", "HFR2111 two.yml"], collided.Errors);
        Assert.IsFalse(collided.IsFinal);

        Write("two", Document("two"));
        Assert.IsTrue(Run(["one", "two"]).IsFinal);
    }

    [TestMethod]
    public void What_was_found_is_told_again_without_reading_the_document_again()
    {
        Write("one", Document("one").Replace("license: OpenMDW-1.0", "license: mit", StringComparison.Ordinal));
        var first = Run(["one"]);
        var second = Run(["one"]);

        Assert.AreSequenceEqual(["HFR2105 one.yml"], first.Warnings);
        Assert.AreSequenceEqual(first.Warnings, second.Warnings);
        Assert.AreEqual((1, 0), (first.ValidatedCount, second.ValidatedCount));
        Assert.IsFalse(second.IsFinal, "A warning is told in every build until it is gone.");
    }

    [TestMethod]
    public void Another_configuration_another_schema_and_another_day_make_everything_new()
    {
        Write("one", Document("one").Replace("license: OpenMDW-1.0", "license: mit", StringComparison.Ordinal));
        Assert.AreEqual(1, Run(["one"]).ValidatedCount);

        File.WriteAllText(Path.Combine(_folder, "hfregistry.json"), """{"mof": {"rules": {"HFR2105": "off"}}}""");
        var configured = Run(["one"]);
        Assert.AreEqual(1, configured.ValidatedCount);
        Assert.IsEmpty(configured.Warnings);

        File.WriteAllText(Path.Combine(_folder, "own.json"), """{"required": ["mine"]}""");
        Assert.AreSequenceEqual(["HFR2006 one.yml"], Run(["one"], "own.json").Errors);

        Run(["one"]);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.AreEqual(1, Run(["one"]).ValidatedCount);
    }

    [TestMethod]
    public void Foreign_text_in_the_log_is_no_command_to_a_build_agent_and_no_error_of_its_own()
    {
        Write("##[error]one", Document("##vso[task.setvariable variable=a]b\\nx.cs(1,1): error CS0001: x").Replace("name: ##vso", "name: \"##vso", StringComparison.Ordinal).Replace("CS0001: x", "CS0001: x\"", StringComparison.Ordinal));
        var engine = new RecordingEngine();
        using var task = new ValidateMofYaml
        {
            BuildEngine = engine,
            ProjectFile = "p.csproj",
            TaskEnvironment = TaskEnvironment.CreateWithProjectDirectoryAndEnvironment(_folder, new Dictionary<string, string>()),
            Clock = _clock,
            Documents = [new TaskItem("##[error]one.yml")],
            CacheFile = "cache.json",
        };
        task.Execute();

        IEnumerable<(string? File, string? Message)> logged =
            [.. engine.Errors.Select(error => (error.File, error.Message)), .. engine.Warnings.Select(warning => (warning.File, warning.Message)), .. engine.Messages.Select(message => (message.File, message.Message))];
        Assert.Contains(line => $"{line.File}: {line.Message}".Contains("## [error]one", StringComparison.Ordinal), logged);
        foreach (var (file, message) in logged)
            Assert.DoesNotMatchRegex(@"##[a-z]*\[|\n", $"{file}: {message}");
    }

    [TestMethod]
    public void A_cache_that_was_cut_short_costs_one_validation()
    {
        Write("one", Document("one"));
        Run(["one"]);
        File.WriteAllText(Path.Combine(_folder, "cache.json"), "{\"Key\":");

        Assert.AreEqual(1, Run(["one"]).ValidatedCount);
    }

    [TestMethod]
    public void A_document_that_is_not_there_and_a_schema_that_nobody_would_check_are_errors()
    {
        Assert.AreSequenceEqual(["HFR2005 gone.yml"], Run(["gone"]).Errors);

        Write("one", Document("one"));
        File.WriteAllText(Path.Combine(_folder, "own.json"), """{"const": 1}""");
        Assert.AreSequenceEqual(["HFR2007 own.json"], Run(["one"], "own.json").Errors);
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"model-{i}");

    private static string Document(string name) => MofDocuments.Right.Replace("Ferry-Small", name, StringComparison.Ordinal);

    private void Write(string stem, string text) => File.WriteAllText(Path.Combine(_folder, $"{stem}.yml"), text);

    private Outcome Run(int count) => Run([.. Enumerable.Range(0, count).Select(Name)]);

    private Outcome Run(string[] stems, string? schema = null)
    {
        var engine = new RecordingEngine();
        using var task = new ValidateMofYaml
        {
            BuildEngine = engine,
            ProjectFile = "p.csproj",
            TaskEnvironment = TaskEnvironment.CreateWithProjectDirectoryAndEnvironment(_folder, new Dictionary<string, string>()),
            Clock = _clock,
            Documents = [.. stems.Select(stem => new TaskItem($"{stem}.yml"))],
            SchemaFile = schema,
            CacheFile = "cache.json",
        };
        var succeeded = task.Execute();
        Assert.AreEqual(engine.Errors.Count == 0, succeeded);
        return new Outcome(task.ValidatedCount, task.IsFinal,
            [.. engine.Errors.Select(error => $"{error.Code} {Path.GetFileName(error.File)}")],
            [.. engine.Warnings.Select(warning => $"{warning.Code} {Path.GetFileName(warning.File)}")]);
    }

    private sealed record Outcome(int ValidatedCount, bool IsFinal, string[] Errors, string[] Warnings);
}
