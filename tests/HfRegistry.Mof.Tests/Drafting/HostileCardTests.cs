using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Validation;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Drafting;

/// <summary>Cards that mean harm give a draft that does none, or a clear refusal.</summary>
[TestClass]
internal sealed class HostileCardTests
{
    private const string Bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nlicense: mit\n---\n";

    public static IEnumerable<object[]> Cards =>
    [
        [Bomb],
        ["---\nlicense: \"mit\\n  evil: true\\u202E\"\ndatasets: [\"a/b\\nx: y\", \"../../etc\", \"'\\\"\"]\nbase_model: \"../../../x\"\n---\n# x\n"],
        ["---\nlicense: |\n  mit\n  components: []\n---\nThe training code is available at [g\u202Et](https://github.com/a/b\u0007\n- name: evil)."],
        ["The training code is available at [here](javascript:alert(1)) and [there](https://github.com/../../x).\u0000\u001B[31m <script>alert(1)</script>"],
        [new string('[', 100_000)],
        [string.Concat(Enumerable.Repeat("The training code is available here. ", 100_000))],
        [$"# {new string('#', 10_000)}\n{new string('|', 60_000)}\n|---|\n"],
        ["---\n" + string.Concat(Enumerable.Repeat("a: {", 5_000))],
        ["# Citation\n\n```\n@article{a, title={" + new string('{', 10_000) + "}}\n```"],
        ["---\nlicense: &l [*l]\n---\n"],
        ["# Evaluation\n\n" + string.Concat(Enumerable.Repeat("😀: \"' #{}[]>|*&!%@`: 12.5\n", 200))],
    ];

    [TestMethod]
    [DynamicData(nameof(Cards))]
    public async Task A_hostile_card_gives_an_inert_draft(string card)
    {
        await using var scene = await DraftScene.StartAsync(Model(card));

        var outcome = await scene.DraftAsync("a/trap");

        Assert.AreEqual(DraftStatus.Drafted, outcome.Status, outcome.Diagnostic?.ToString());
        await AssertInertAsync(scene.Text("trap.yml"));
    }

    [TestMethod]
    public async Task A_card_of_20_megabytes_is_not_read_and_the_draft_says_so()
    {
        await using var scene = await DraftScene.StartAsync(Model(new string('x', 20_000_000)));

        var outcome = await scene.DraftAsync("a/trap");

        Assert.AreEqual(DraftStatus.Drafted, outcome.Status, outcome.Diagnostic?.ToString());
        Assert.Contains("which could not be read", scene.Text("trap.yml"));
        Assert.IsTrue(outcome.Draft!.Checklist.Any(item => item.StartsWith("read the card yourself", StringComparison.Ordinal)));
        await AssertInertAsync(scene.Text("trap.yml"));
    }

    [TestMethod]
    public async Task Names_of_files_and_tags_stay_within_their_quotes()
    {
        var model = Model("# x\n") with
        {
            Files = [new HubFile("README.md"), new HubFile("train: {x}.py"), new HubFile("eval\u202E'\"#.py"), new HubFile("train_😀 # no.py"), new HubFile("null.safetensors"), new HubFile("~.gguf")],
            Tags = ["license:mit\n  evil: true", "dataset:\u202Etxt", "arxiv:1: {}", "base_model:quantized:x: y"],
            PipelineTag = "text-generation\n# x",
            LibraryName = "on: \u0000",
        };
        await using var scene = await DraftScene.StartAsync(model);

        Assert.AreEqual(DraftStatus.Drafted, (await scene.DraftAsync("a/trap")).Status);
        await AssertInertAsync(scene.Text("trap.yml"));
    }

    [TestMethod]
    [DataRow("true")]
    [DataRow("1e3")]
    [DataRow("null")]
    [DataRow("2024-01-01")]
    [DataRow("0x1F")]
    public async Task A_name_that_YAML_takes_for_something_else_is_quoted(string name)
    {
        await using var scene = await DraftScene.StartAsync(Model("# x\n") with { Id = $"a/{name}" });

        await scene.DraftAsync($"a/{name}");

        Assert.Contains($"  name: '{name}'\n", scene.Text($"{name}.yml"));
        await AssertInertAsync(scene.Text($"{name}.yml"), name);
    }

    private static LocalModel Model(string card) => LocalModel.Of("a/trap") with
    {
        Files = [new HubFile("README.md"), new HubFile("config.json"), new HubFile("model.safetensors")],
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", card),
    };

    // One document, our keys and no others, nothing unprintable, valid.
    private static async Task AssertInertAsync(string text, string name = "trap")
    {
        Assert.IsTrue(text.Split('\n').All(TextSanitizer.IsSafe), text);
        var read = MofDocumentReader.Parse(text, $"/{name}.yml");
        Assert.IsNotNull(read.Value, string.Join('\n', read.Diagnostics) + text);
        Assert.AreEqual(name, read.Value.Name?.Text);
        var validator = new MofValidator(await MofSchema.BuiltInAsync(), RuleSeverities.Usual, TimeProvider.System);
        var found = validator.ValidateAlone(read, $"/{name}.yml");
        Assert.IsFalse(found.HasErrors, string.Join('\n', found.Diagnostics) + text);
        Assert.DoesNotContain("evil:", string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith('#'))));
    }
}
