using System.Text.Json;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>The command <c>diff</c>.</summary>
[TestClass]
internal sealed class DiffTests
{
    private static readonly ModelRegistry Before = SmallRegistry.Create();

    [TestMethod]
    public async Task Changes_and_noise_are_one_JSON_value()
    {
        using var shell = Between(Before, Changing(
            ("bert", bert => bert with { License = "cc-by-nc-4.0" }), ("gpt2", gpt2 => gpt2 with { Downloads30d = 1_300_000 })));

        var run = (await shell.RunAsync("diff old.json new.json --json")).Ended(ExitCode.Done);

        var diff = await run.JsonOfAsync("diff");
        var change = diff.GetProperty("changes").EnumerateArray().Single();
        Assert.AreEqual("license_changed", change.GetProperty("kind").GetString());
        Assert.AreEqual("bert", change.GetProperty("model_type").GetString());
        Assert.AreEqual("google-bert/bert-base-uncased", change.GetProperty("model_id").GetString());
        Assert.AreEqual("apache-2.0", change.GetProperty("old").GetString());
        Assert.AreEqual("cc-by-nc-4.0", change.GetProperty("new").GetString());
        Assert.Contains("a person has to look", change.GetProperty("reason").GetString()!);
        Assert.IsTrue(change.GetProperty("needs_review").GetBoolean());
        Assert.AreEqual(1, diff.GetProperty("noise").GetProperty("downloads").GetInt32());
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public async Task Every_kind_is_in_the_schema_and_on_the_page()
    {
        var kinds = Enum.GetValues<ChangeKind>().Select(RegistryChange.NameOf).Order(StringComparer.Ordinal).ToList();
        var schema = JsonDocument.Parse(await File.ReadAllTextAsync(RepositoryFiles.PathOf("docs", "schemas", "diff.output.schema.json"))).RootElement;
        var page = await File.ReadAllTextAsync(RepositoryFiles.PathOf("docs", "cli.md"));

        var named = schema.GetProperty("properties").GetProperty("changes").GetProperty("items").GetProperty("properties").GetProperty("kind").GetProperty("enum");

        Assert.AreSequenceEqual(kinds, named.EnumerateArray().Select(kind => kind.GetString()!).Order(StringComparer.Ordinal));
        foreach (var kind in kinds)
            Assert.MatchesRegex($@"(?m)^\| (\w+, )*{kind}\b", page);
    }

    [TestMethod]
    public async Task Changes_are_a_table_for_people()
    {
        using var shell = Between(Before, Changing(("gpt2", gpt2 => gpt2 with { Gating = Gating.Manual })));

        var run = (await shell.RunAsync("diff old.json new.json")).Ended(ExitCode.Done);

        Assert.MatchesRegex("(?m)^gpt2 +newly gated +openai-community/gpt2 +open +manual +yes +its files", run.Out);
        Assert.EndsWith("1 change, 1 for a person to look at.\n", run.Out);
    }

    [TestMethod]
    public async Task Without_a_change_that_matters_only_the_noise_is_told()
    {
        using var shell = Between(Before, Changing(("gpt2", gpt2 => gpt2 with { Downloads30d = 1_300_000, Likes = 7 })));

        var run = (await shell.RunAsync("diff old.json new.json")).Ended(ExitCode.Done);

        Assert.AreEqual("No change that matters.\nNoise: 1 download count, 1 number of likes.\n", run.Out);
    }

    [TestMethod]
    public async Task The_embedded_registry_does_not_differ_from_itself()
    {
        using var shell = new Shell();

        Assert.AreEqual("No change that matters.\n", (await shell.RunAsync("diff embedded embedded")).Ended(ExitCode.Done).Out);
        Assert.AreEqual("No change that matters.\n", (await shell.RunAsync("diff embedded embedded --markdown")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    public async Task The_configured_cooldown_decides_what_is_too_young()
    {
        var young = Before.Find(ModelType.Parse("gpt2"))!;
        var model = young.Models[0] with { CreatedAt = SmallRegistry.Updated.AddDays(-20) };
        using var shell = Between(
            Before.With(young with { DefaultModel = null }), Before.With(young with { Models = [model] }));

        var patient = (await shell.RunAsync("diff old.json new.json --json")).Json.GetProperty("changes")[0];
        shell.Write("hfregistry.json", """{ "defaultCooldownDays": 30 }""");
        var strict = (await shell.RunAsync("diff old.json new.json --json")).Json.GetProperty("changes")[0];

        Assert.IsFalse(patient.GetProperty("needs_review").GetBoolean());
        Assert.IsTrue(strict.GetProperty("needs_review").GetBoolean());
    }

    [TestMethod]
    public async Task Markdown_and_JSON_exclude_each_other()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("diff embedded embedded --json --markdown")).Ended(ExitCode.Usage);

        Assert.Contains("--markdown and --json exclude each other", run.Error);
        Assert.AreEqual("HFR5006", (await run.JsonOfAsync("error")).GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [TestMethod]
    public async Task Files_that_cannot_be_read_are_both_named()
    {
        using var shell = new Shell();
        shell.Write("broken.json", "{");

        var run = (await shell.RunAsync("diff broken.json missing.json --json")).Ended(ExitCode.Usage);

        var errors = (await run.JsonOfAsync("error")).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString());
        Assert.AreSequenceEqual(["HFR4002", "HFR4001"], errors);
    }

    [TestMethod]
    public async Task A_new_commit_of_a_model_that_is_no_default_is_noise()
    {
        var bert = Before.Find(ModelType.Parse("bert"))!;
        var committed = bert.Models[1] with { Revision = Revision.Parse(new string('b', 40)) };
        using var shell = Between(Before, Before.With(bert with { Models = bert.Models.SetItem(1, committed) }));

        var run = (await shell.RunAsync("diff old.json new.json")).Ended(ExitCode.Done);

        Assert.AreEqual("No change that matters.\nNoise: 1 new commit of a model that is no default.\n", run.Out);
    }

    [TestMethod]
    public async Task Markdown_begins_with_what_a_person_has_to_look_at()
    {
        using var shell = Between(Before, Changing(
            ("bert", bert => bert with { Revision = Revision.Parse(new string('b', 40)) }), ("gpt2", gpt2 => gpt2 with { License = "other" })));

        var run = (await shell.RunAsync("diff old.json new.json --markdown")).Ended(ExitCode.Done);

        Assert.AreEqual(
            $"""
            2 changes, 1 for a person to look at.

            ### A person has to look

            | type | change | model | before | after | why |
            |---|---|---|---|---|---|
            | `gpt2` | license changed | `openai-community/gpt2` | `mit` | `other` | `its license changed; a person has to look: it is or was what gpt2 stands for` |

            ### Changed

            | type | change | model | before | after | why |
            |---|---|---|---|---|---|
            | `bert` | new revision | `google-bert/bert-base-uncased` | `{new string('a', 40)}` | `{new string('b', 40)}` | `its main branch has a new commit` |

            """,
            run.Out);
    }

    [TestMethod]
    public async Task Markdown_stays_within_what_GitHub_takes_and_says_what_is_left_out()
    {
        using var shell = new Shell();
        shell.Write("none.json", "{}");

        var run = (await shell.RunAsync("diff none.json embedded --markdown")).Ended(ExitCode.Done);

        Assert.IsLessThan(65_536, run.Out.Length);
        Assert.MatchesRegex("(?m)^And [0-9]+ more: ", run.Out);
    }

    [TestMethod]
    public async Task Hostile_text_stays_in_its_cell()
    {
        const string Hostile = "x` | @everyone # [link](javascript:alert(1)) <img src=x> ``` `";
        using var shell = Between(Before, Changing(("bert", bert => bert with { License = Hostile })));

        var row = (await shell.RunAsync("diff old.json new.json --markdown")).Ended(ExitCode.Done).Out
            .Split('\n').Single(line => line.Contains("everyone", StringComparison.Ordinal));

        Assert.AreEqual(7, row.Count(static c => c == '|'));
        Assert.Contains("| ```` x` ¦ @everyone # [link](javascript:alert(1)) <img src=x> ``` ` ```` |", row);
    }

    private static Shell Between(ModelRegistry old, ModelRegistry now)
    {
        var shell = new Shell();
        Assert.IsNull(RegistryFile.Save(old, shell.PathOf("old.json")));
        Assert.IsNull(RegistryFile.Save(now, shell.PathOf("new.json")));
        return shell;
    }

    /// <summary>The small registry with other facts of the default models of some types.</summary>
    private static ModelRegistry Changing(params (string Type, Func<ModelRecord, ModelRecord> Change)[] changes)
    {
        var registry = Before;
        foreach (var (type, change) in changes)
        {
            var entry = registry.Find(ModelType.Parse(type))!;
            registry = registry.With(entry with { Models = entry.Models.SetItem(0, change(entry.Models[0])) });
        }

        return registry;
    }
}
