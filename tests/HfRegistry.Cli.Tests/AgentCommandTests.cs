using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>Foreign facts that are commands to a build agent: no command prints them as such, whatever its form of output is.</summary>
[TestClass]
internal sealed partial class AgentCommandTests
{
    private const string Azure = "##vso[task.setvariable variable=PATH]x";
    private const string Id = "lab/sparrow";

    private static readonly LocalModel Sparrow = LocalModel.Of(Id, "bert", 60_000_000) with
    {
        PipelineTag = Azure,
        LibraryName = Azure,
        Tags = [$"license:{Azure}", "::error::tag", "##[group]tag"],
        Files = [new HubFile("config.json"), new HubFile("::error::file.bin"), new HubFile($"{Azure}.bin"), new HubFile("README.md")],
        CardData = $$"""{"license":"{{Azure}}","language":"::error::x","datasets":["{{Azure}}"]}""",
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", $"---\nlicense: other\nlicense_name: '{Azure}'\n---\n# {Azure}\n::error::line\n## Training data\n{Azure} https://huggingface.co/datasets/a/b\n"),
    };

    public static IEnumerable<object[]> Lines => new[]
    {
        "find --type bert --offline", "find --type bert --offline --json", "find", "find --json", "find ::error::x", "find ##vso[a]b", "explain bert --offline", "explain bert --offline --json",
        $"verify {Id} --task fill-mask", $"verify {Id} --json", $"score {Id} --explain", $"score {Id} --json", $"score {Id} --markdown", $"gate {Id} --online", $"gate {Id} --online --json",
        "refresh --type bert", "refresh --type bert --json --dry-run", "diff embedded huggingface_model_types.json", "report", "report --json", "suggest --task fill-mask", "types", "types --json", "lock check",
        "mof validate models", "mof validate models --json", "mof validate models --format sarif", "mof validate models --format github", "mof validate ::error::gone.yml",
        "mof classify models", "mof classify models --json", "mof classify models --explain", $"mof draft {Id} --no-github", $"mof draft {Id} --no-github --json --force",
        "mof gap --models-dir models", "mof gap --models-dir models --json", $"mof compare models/{Document} {Id}", "::error::verb", "##vso[a]b", "--::error::option",
    }.Select(static line => new object[] { line });

    private const string Document = "##[x]y.yml";

    [TestMethod]
    [DynamicData(nameof(Lines))]
    public async Task No_line_of_a_command_s_output_is_a_command_to_an_agent(string line)
    {
        await using var hub = await LocalHub.StartAsync(Sparrow);
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(HostileRegistry()).With(hub);
        shell.Write($"models/{Document}", MofDocument);
        shell.Write("models/::error::z.yml", MofDocument.Replace("name: '", "name: '::add-mask::", StringComparison.Ordinal));

        var run = await shell.RunAsync(line);

        Assert.AreNotEqual(ExitCode.Bug, run.ExitCode, run.Error);
        foreach (var written in (run.Out + "\n" + run.Error).Split('\n'))
        {
            if (!Ours().IsMatch(written))
                Assert.DoesNotMatchRegex(Command(), written);
            Assert.DoesNotMatchRegex(Mark(), written);
        }

        if (line.EndsWith("--json", StringComparison.Ordinal) || line.EndsWith("sarif", StringComparison.Ordinal))
            Assert.IsNotNull(run.Json.ToString());
    }

    [TestMethod]
    public async Task JSON_holds_the_foreign_text_as_it_is()
    {
        using var shell = new Shell();
        shell.Write($"models/{Document}", MofDocument);

        var documents = (await shell.RunAsync("mof classify models --json")).Json.GetProperty("documents");

        Assert.AreEqual(Azure, documents[0].GetProperty("name").GetString());
        Assert.AreEqual($"models/{Document}", documents[0].GetProperty("path").GetString());
    }

    private static string MofDocument => $"""
        framework:
          name: Model Openness Framework
          version: '1.0'
          date: '2024-12-15'
        release:
          name: '{Azure}'
          version: '::error::v'
          date: 'soon'
          type: '{Azure}'
          producer: '{Azure}'
          huggingface: https://huggingface.co/{Id}
          license:
            distribution:
              name: '{Azure}'
          components:
            -
              name: '{Azure}'
              license: '{Azure}'
            -
              name: Model card
              license: '::error::license'
        """;

    private static ModelRegistry HostileRegistry()
    {
        var registry = SmallRegistry.Create();
        var bert = registry.Find(ModelType.Parse("bert"))!;
        return registry.With(bert with
        {
            DefaultReason = Azure,
            Models = [bert.Models[0] with { License = Azure, PipelineTag = Azure, Library = "::error::library", Formats = [Azure] }, .. bert.Models.Skip(1)],
        });
    }

    /// <summary>A command of the runner, which our own annotations are too.</summary>
    [GeneratedRegex(@"^\s*::")]
    private static partial Regex Command();

    [GeneratedRegex(@"^::(error|warning|notice) file=[^:]*,title=HFR\d{4}::")]
    private static partial Regex Ours();

    [GeneratedRegex(@"##[A-Za-z]*\[")]
    private static partial Regex Mark();
}
