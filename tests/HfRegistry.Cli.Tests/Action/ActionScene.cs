using System.Collections.Immutable;
using System.Text;
using HfRegistry.Automation.Inputs;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>
/// A repository on a local GitHub, a local Hub, and the variables that a runner sets. At its end the scene looks for both tokens in all that
/// was written and told.
/// </summary>
internal sealed class ActionScene : IAsyncDisposable
{
    public const string Branch = "hfregistry/registry";
    public const string DraftsBranch = "hfregistry/mof-drafts";

    private const string HubToken = "hf_valid";

    private readonly List<string> _told = [];

    private ActionScene(LocalGitHub gitHub, LocalHub hub) => (GitHub, Hub) = (gitHub, hub);

    public LocalGitHub GitHub { get; }

    public LocalHub Hub { get; }

    public FakeClock Clock { get; } = new() { SkipsWaits = true };

    public Shell Shell { get; } = new();

    public LocalPull Pull => GitHub.Pulls.Single();

    public ModelRegistry Proposed => RegistryFile.Parse(Encoding.UTF8.GetBytes(GitHub.Text(Branch, RegistryFile.FileName)!), RegistryFile.FileName).Value!;

    /// <summary>The Hub a while after <see cref="SmallRegistry"/> was made: bert is gated now, gpt2 is gone, and there is t5.</summary>
    public static ImmutableArray<LocalModel> Models =>
    [
        Model("google-bert/bert-base-uncased", "bert", "fill-mask", 1_200_000) with { Gating = Gating.Manual },
        Model("google-bert/bert-large-uncased", "bert", "fill-mask", 700_000),
        Model("openai-community/gpt2-medium", "gpt2", "text-generation", 900_000),
        Model("google-t5/t5-base", "t5", "translation", 2_000_000),
    ];

    public static async Task<ActionScene> StartAsync(
        LocalGitHubOptions? gitHub = null, ModelRegistry? registry = null, IEnumerable<LocalModel>? models = null,
        IEnumerable<(ActionInput Input, string Value)>? inputs = null, params (string Path, string Text)[] files)
    {
        var all = files.Append((RegistryFile.FileName, Encoding.UTF8.GetString(RegistryFile.Render(registry ?? SmallRegistry.Create())))).Append(("README.md", "# Hello\n"));
        var options = (gitHub ?? new LocalGitHubOptions()) with { Files = all.DistinctBy(file => file.Item1).ToImmutableDictionary(file => file.Item1, file => file.Item2) };
        var scene = new ActionScene(await LocalGitHub.StartAsync(options), await LocalHub.StartAsync(models ?? Models, new LocalHubOptions { Tokens = [HubToken] }));
        foreach (var name in new[] { "GITHUB_API_URL", "GITHUB_GRAPHQL_URL", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN" })
            scene.Shell.Variables[name] = scene.GitHub.Variable(name)!;
        scene.Shell.Variables["GITHUB_ACTIONS"] = "true";
        scene.Shell.Variables["GITHUB_WORKSPACE"] = scene.Shell.Folder;
        scene.Shell.Variables["GITHUB_OUTPUT"] = scene.Shell.PathOf("output");
        scene.Shell.Variables["GITHUB_STEP_SUMMARY"] = scene.Shell.PathOf("summary.md");
        scene.Shell.Variables["HF_TOKEN"] = HubToken;
        scene.Shell.With(scene.Hub).Clock = scene.Clock;
        scene.Given(ActionInputs.Types, "bert, gpt2\nt5");
        foreach (var (input, value) in inputs ?? [])
            scene.Given(input, value);
        return scene;
    }

    /// <summary>Returns a registry as the text of its file.</summary>
    public static string Text(ModelRegistry registry) => Encoding.UTF8.GetString(RegistryFile.Render(registry));

    /// <summary>Returns a lock file that holds one model type of the small registry.</summary>
    public static async Task<string> LockOfAsync(string type) => Encoding.UTF8.GetString((await LockUpdater.UpdateAsync(
        null, [(new RawRequest { Include = type }, null)], new ModelResolver(new ResolverOptions { Registry = SmallRegistry.Create() }))).Lock.Render());

    public static LocalModel Model(string id, string type, string task, long downloads) => LocalModel.Of(id, type, downloads) with
    {
        PipelineTag = task,
        LibraryName = "transformers",
        Tags = ["license:apache-2.0"],
        ParametersByDtype = ImmutableSortedDictionary<string, long>.Empty.Add("F32", 110_000_000),
        Files = [new HubFile("config.json"), new HubFile("model.safetensors"), new HubFile("tokenizer.json")],
    };

    /// <summary>A model with a card that speaks for itself.</summary>
    public static LocalModel Documented(string id, long downloads, string words = "") => Model(id, "llama", "text-generation", downloads) with
    {
        Architectures = ["LlamaForCausalLM"],
        Tags = ["license:mit", "arxiv:2101.00001"],
        Files = [new HubFile("LICENSE"), new HubFile("README.md"), new HubFile("config.json"), new HubFile("model.safetensors"), new HubFile("train.py")],
        Texts = ImmutableDictionary<string, string>.Empty.Add(
            "README.md", $"---\nlicense: mit\n---\n\n# {id}\n\nIt answers questions about birds in whole sentences. {words}\n\n## Training data\n\nTwo people collected it over a summer.\n"),
    };

    public ActionScene Given(ActionInput input, string value)
    {
        Shell.Variables[input.Variable] = value;
        return this;
    }

    /// <summary>Runs the step; the requests, outputs and summary of earlier steps are forgotten.</summary>
    public async Task<CommandRun> RunAsync(string options = "")
    {
        GitHub.ForgetRequests();
        File.Delete(Shell.PathOf("output"));
        File.Delete(Shell.PathOf("summary.md"));
        var run = await Shell.RunAsync($"action {options}");
        _told.AddRange([run.Out, run.Error, Output, Summary]);
        return run;
    }

    /// <summary>The file of outputs, as it stands.</summary>
    public string Output => TextOf("output");

    public string Summary => TextOf("summary.md");

    /// <summary>An output as a runner reads it: the lines between two delimiters.</summary>
    public string? OutputOf(string name)
    {
        var lines = Output.Split('\n');
        var at = Array.FindIndex(lines, line => line.StartsWith($"{name}<<", StringComparison.Ordinal));
        return at < 0 ? null : string.Join('\n', lines.Skip(at + 1).TakeWhile(line => line != lines[at][(name.Length + 2)..]));
    }

    public async ValueTask DisposeAsync()
    {
        await GitHub.DisposeAsync();
        await Hub.DisposeAsync();
        var written = GitHub.Pulls.SelectMany(pull => pull.Comments.Select(comment => comment.Body).Append(pull.Body).Append(pull.Title))
            .Concat(GitHub.Requests.SelectMany(request => new[] { request.Target, request.Body }))
            .Concat(Directory.EnumerateFiles(Shell.Folder).Select(File.ReadAllText));
        Shell.Dispose();
        foreach (var text in written.Concat(_told))
        {
            Assert.DoesNotContain(LocalGitHub.Token, text, "GitHub's token was told");
            Assert.DoesNotContain(HubToken, text, "the Hub's token was told");
        }
    }

    private string TextOf(string name) => File.Exists(Shell.PathOf(name)) ? File.ReadAllText(Shell.PathOf(name)) : "";
}
