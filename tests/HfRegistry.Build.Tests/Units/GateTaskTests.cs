using System.Globalization;
using System.Text;
using HfRegistry.Build.Items;
using HfRegistry.Gate;
using HfRegistry.Registry;
using HfRegistry.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = System.Threading.Tasks.Task;

namespace HfRegistry.Build.Tests.Units;

/// <summary>The gate's task as MSBuild calls it, without MSBuild.</summary>
[TestClass]
internal sealed class GateTaskTests
{
    private const string Project = """
        <Project>
          <ItemGroup>
            <HfModel Include="acme/good" />
            <HfModel Include="acme/poor" Alias="Poor" />
          </ItemGroup>
        </Project>
        """;

    private static readonly string Folder = Directory.CreateTempSubdirectory("hfregistry-gate-").FullName;

    [TestMethod]
    public void A_model_that_fails_is_an_error_at_the_line_of_its_item_and_lists_every_metric()
    {
        var (task, engine) = Gate();

        Assert.IsFalse(task.Execute());
        var error = engine.Errors.Single();
        Assert.AreEqual(("HFR3001", Path.Combine(Folder, "p.csproj"), 4), (error.Code, error.File, error.LineNumber));
        StringAssert.Contains(error.Message, "acme/poor fails 2 metrics: Ramp-Up Time (0.4 < 0.5), Bus Factor (0.3 < 0.5), as the preset strict requires.");
        Assert.HasCount(2, engine.Messages.Where(message => message.Code == "HFR3004").ToList(), "each failure is explained");
        Assert.AreEqual(DiagnosticCatalog.HelpLink("HFR3001"), error.HelpLink);
        Assert.IsFalse(task.IsFinal);
    }

    [TestMethod]
    public void A_warning_lets_the_build_go_on_and_is_told_again_in_the_next_one()
    {
        var (task, engine) = Gate();
        task.Gate = "warn";

        Assert.IsTrue(task.Execute());
        Assert.AreEqual("HFR3001", engine.Warnings.Single().Code);
        Assert.IsFalse(task.IsFinal);
        Assert.AreEqual("failed", task.GatedModels[1].GetMetadata("GateVerdict"));
    }

    [TestMethod]
    public void A_warning_of_the_gate_is_an_error_where_the_project_says_so()
    {
        var (task, engine) = Gate();
        (task.Gate, task.WarningsAsErrors) = ("warn", "HFR3001");

        Assert.IsFalse(task.Execute());
        Assert.AreEqual("HFR3001", engine.Errors.Single().Code);
    }

    [TestMethod]
    public void A_threshold_that_an_item_lowers_for_itself_lets_its_model_in_with_the_reason_in_the_log()
    {
        var (task, engine) = Gate(("GateMin", "bus_factor=0.2; RampUpTime=0.3"), ("GateReason", "we know its authors"));

        Assert.IsTrue(task.Execute(), string.Join('\n', engine.Errors.Select(error => error.Message)));
        Assert.IsTrue(task.IsFinal);
        var waived = engine.Messages.Single(message => message.Code == "HFR3005");
        StringAssert.Contains(waived.Message, "acme/poor passes because of its own settings: Ramp-Up Time (0.4 < 0.5) is accepted with 0.3 in place of 0.5; Bus Factor (0.3 < 0.5) is accepted with 0.2");
        StringAssert.Contains(waived.Message, "we know its authors (the item)");
        Assert.AreSequenceEqual(["passed", "waived"], task.GatedModels.Select(item => item.GetMetadata("GateVerdict")));
    }

    [TestMethod]
    public void The_scores_are_metadata_beside_what_was_there_and_the_next_evaluation_has_them_too()
    {
        var (task, _) = Gate(("GateMin", "0"));
        task.ItemsFile = "obj/gated.props";

        Assert.IsTrue(task.Execute());
        var item = task.GatedModels[1];
        Assert.AreEqual(("acme/poor", "Poor", "0.7"), (item.ItemSpec, item.GetMetadata("Alias"), item.GetMetadata("NetScore")));
        StringAssert.Contains(item.GetMetadata("Scores"), "ramp_up_time=0.4,bus_factor=0.3,");
        StringAssert.Contains(File.ReadAllText(Path.Combine(Folder, "obj", "gated.props")), "<_HfKnownGatedModel Include=\"acme/poor\" Alias=\"Poor\"");
    }

    [TestMethod]
    public void A_model_without_scores_says_how_to_get_them_and_an_id_needs_no_item()
    {
        var (task, engine) = Gate();
        task.Models = [];
        task.ResolvedModels = [new TaskItem("acme/unknown")];

        Assert.IsFalse(task.Execute());
        Assert.AreEqual("HFR3003", engine.Errors.Single().Code);
        StringAssert.Contains(engine.Errors[0].Message, "hfregistry refresh --scores");
    }

    [TestMethod]
    public void A_policy_file_stands_in_the_place_of_the_configuration()
    {
        File.WriteAllText(Path.Combine(Folder, "policy.json"), """{"threshold": 0, "allowLicenses": ["mit"]}""");
        var (task, engine) = Gate();
        task.PolicyFile = "policy.json";

        Assert.IsFalse(task.Execute());
        Assert.IsTrue(engine.Errors.All(error => error.Code == "HFR3002"));
        StringAssert.Contains(engine.Errors[1].Message, "acme/poor does not meet the policy of gate of policy.json: its license is apache-2.0, and allowed are MIT.");
    }

    [TestMethod]
    public void The_class_of_a_MOF_document_comes_in_as_metadata()
    {
        File.WriteAllText(Path.Combine(Folder, "mof.json"), """{"threshold": 0, "minMofClass": "II"}""");
        var (task, engine) = Gate();
        task.PolicyFile = "mof.json";
        task.ResolvedModels[0].SetMetadata("MofClass", "III");

        Assert.IsFalse(task.Execute());
        StringAssert.Contains(engine.Errors.Single().Message, "its MOF document is in class III, and class II is needed");
    }

    [TestMethod]
    public void Old_scores_and_scores_of_another_commit_say_so()
    {
        var (task, engine) = Gate(("GateMin", "0"));
        task.MaxAgeDays = "5";
        task.ResolvedModels[0].SetMetadata("Revision", new string('b', 40));

        Assert.IsTrue(task.Execute());
        var stale = engine.Messages.Where(message => message.Code == "HFR3006").Select(message => message.Message).ToList();
        StringAssert.Contains(stale[0], "The scores of acme/good are of commit aaaaaaa, but the build uses bbbbbbb.");
        StringAssert.Contains(stale[1], "The scores of acme/poor are from 2026-11-14 and too old.");
        Assert.IsTrue(engine.Messages.Any(message => message.Message == "The gate let 2 of 2 models in, by scores of 2026-11-14."));
    }

    [TestMethod]
    [DataRow("HfGate", "maybe")]
    [DataRow("HfGatePreset", "lenient")]
    [DataRow("HfGateMin", "bus_faktor=0.2")]
    [DataRow("HfGateMin", "bus_factor=2")]
    [DataRow("HfGateAllowUnknown", "nothing")]
    [DataRow("HfGateSizeDevice", "desktop")]
    public void A_property_that_cannot_be_read_is_named(string property, string value)
    {
        var (task, engine) = Gate();
        (task.Gate, task.Preset, task.Min, task.AllowUnknown) =
            (property == "HfGate" ? value : null, property == "HfGatePreset" ? value : null, property == "HfGateMin" ? value : null, property == "HfGateAllowUnknown" ? value : null);

        task.SizeDevice = property == "HfGateSizeDevice" ? value : null;

        Assert.IsFalse(task.Execute());
        Assert.AreEqual("HFR5005", engine.Errors.Single().Code);
        StringAssert.Contains(engine.Errors[0].Message, property);
    }

    [TestMethod]
    public void Wrong_words_of_an_item_are_told_at_its_line()
    {
        var (task, engine) = Gate(("GateMin", "bus_faktor=0.2"));

        Assert.IsFalse(task.Execute());
        Assert.AreEqual(("HFR1005", 4), (engine.Errors.Single().Code, engine.Errors[0].LineNumber));
        StringAssert.Contains(engine.Errors[0].Message, "did you mean 'bus_factor'?");
    }

    [TestMethod]
    public async Task A_Hub_that_refuses_leaves_the_registry_to_answer_and_the_next_build_asks_again()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Status(503));
        var (task, engine) = Gate(TimeProvider.System, ("GateMin", "0"));
        task.TaskEnvironment = In(("HF_ENDPOINT", hub.Endpoint.ToString()));
        task.Mode = "Online";

        Assert.IsTrue(task.Execute(), string.Join('\n', engine.Errors.Select(error => error.Message)));
        Assert.IsTrue(engine.Warnings.All(warning => warning.Code == "HFR3007"));
        Assert.IsFalse(task.IsFinal);
        Assert.IsTrue(engine.Messages.Any(message => message.Importance == MessageImportance.Low && message.Message!.StartsWith("Retrying in 1 s: the Hub cannot be reached: status 503", StringComparison.Ordinal)), "a detailed log shows retries");
    }

    [TestMethod]
    public void A_cancelled_gate_ends_without_an_error()
    {
        var (task, engine) = Gate();
        task.Mode = "Online";
        task.TaskEnvironment = In(("HF_ENDPOINT", "http://127.0.0.1:9"));
        task.Cancel();

        Assert.IsFalse(task.Execute());
        Assert.IsEmpty(engine.Errors);
    }

    [ClassInitialize]
    public static void Write(TestContext _)
    {
        Directory.CreateDirectory(Path.Combine(Folder, ".git"));
        File.WriteAllBytes(Path.Combine(Folder, RegistryFile.FileName), RegistryFile.Render(ModelRegistry.Of(
        [
            new RegistryEntry
            {
                Type = ModelType.Parse("bert"),
                UpdatedAt = new DateTimeOffset(2026, 11, 14, 0, 0, 0, TimeSpan.Zero),
                Models = [Model("acme/good", 0.9, ""), Model("acme/poor", 0.7, """, "bus_factor": 0.3, "ramp_up_time": 0.4""")],
            },
        ])));
    }

    [ClassCleanup]
    public static void Delete() => Directory.Delete(Folder, recursive: true);

    private static ModelRecord Model(string id, double value, string others)
    {
        var members = new Dictionary<string, RecordedScore>(StringComparer.Ordinal);
        foreach (var metric in Quality.MetricNames.All)
            members[Quality.MetricNames.NameOf(metric)] = new RecordedScore(value);
        foreach (var other in others.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = other.Split(':');
            members[parts[0].Trim('"')] = new RecordedScore(double.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        return new ModelRecord
        {
            Id = ModelId.Parse(id),
            License = "apache-2.0",
            Scores = new RecordedScores
            {
                AsOf = new DateOnly(2026, 11, 14),
                Revision = Revision.Parse(new string('a', 40)),
                Metrics = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, members),
                Net = value,
                Coverage = 1,
            },
        };
    }

    private static (GateModelMetrics Task, RecordingEngine Engine) Gate(params IEnumerable<(string Name, string Value)> poorMetadata) => Gate(new FakeClock(), poorMetadata);

    private static (GateModelMetrics Task, RecordingEngine Engine) Gate(TimeProvider clock, params IEnumerable<(string Name, string Value)> poorMetadata)
    {
        var metadata = string.Concat(poorMetadata.Select(pair => $" {pair.Name}=\"{pair.Value}\""));
        File.WriteAllText(Path.Combine(Folder, "p.csproj"), Project.Replace(" Alias=\"Poor\"", $" Alias=\"Poor\"{metadata}", StringComparison.Ordinal), Encoding.UTF8);
        var file = Path.Combine(Folder, "p.csproj");
        var engine = new RecordingEngine();
        var task = new GateModelMetrics
        {
            BuildEngine = engine,
            Clock = clock,
            ProjectFile = "p.csproj",
            TaskEnvironment = In(),
            Models = [Item("acme/good"), Item("acme/poor", [("Alias", "Poor"), .. poorMetadata])],
            ResolvedModels =
            [
                new TaskItem("acme/good", new Dictionary<string, string> { ["Alias"] = "Good" }),
                new TaskItem("acme/poor", new Dictionary<string, string> { ["Alias"] = "Poor" }),
            ],
        };
        return (task, engine);

        ITaskItem Item(string include, params IEnumerable<(string Name, string Value)> given) => new TaskItem(
            include, given.Append((ItemLocator.DefinedIn, file)).ToDictionary(pair => pair.Item1, pair => pair.Item2));
    }

    private static TaskEnvironment In(params IEnumerable<(string Name, string Value)> variables) =>
        TaskEnvironment.CreateWithProjectDirectoryAndEnvironment(Folder, variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
