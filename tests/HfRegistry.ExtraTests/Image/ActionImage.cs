using System.Collections.Immutable;
using System.Diagnostics;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.ExtraTests.Image;

/// <summary>
/// The action's image, run as GitHub's runner runs it, on a local GitHub and a local Hub. <c>.ci/container</c> builds the image and names the
/// program that stands in for the runner.
/// </summary>
[TestClass]
[TestCategory("Image")]
internal sealed class ActionImage
{
    private const string HubToken = "hf_valid";
    private const string RegistryPath = "config/types.json";

    [TestMethod]
    public async Task It_opens_a_pull_request_and_hands_on_outputs_and_a_summary()
    {
        await using var hub = await StartHubAsync();
        await using var gitHub = await LocalGitHub.StartAsync(new LocalGitHubOptions());

        var run = await RunAsync(gitHub, hub, ("INPUT_MODE", "pull-request"));

        Assert.AreEqual(0, run.ExitCode, run.Told);
        Assert.HasCount(1, gitHub.Pulls);
        Assert.Contains("google-t5/t5-base", gitHub.Text("hfregistry/registry", RegistryPath)!);
        Assert.Contains("\ncreated\n", run.Output);
        Assert.Contains("## hfregistry: registry", run.Summary);
    }

    [TestMethod]
    public async Task All_jobs_share_a_pull_request_and_documents_are_drafted_where_nothing_may_be_written()
    {
        await using var hub = await StartHubAsync();
        await using var gitHub = await LocalGitHub.StartAsync(new LocalGitHubOptions());

        var run = await RunAsync(gitHub, hub, ("INPUT_JOBS", "all"), ("INPUT_STRATEGY", "single"), ("INPUT_GAP-REPORT", "gaps.md"));

        Assert.AreEqual(0, run.ExitCode, run.Told);
        Assert.HasCount(1, gitHub.Pulls);
        Assert.StartsWith("# AUTO-GENERATED DRAFT", gitHub.Text("hfregistry/all", "models/t5-base.yml")!);
        Assert.Contains("google-t5/t5-base", gitHub.Text("hfregistry/all", "gaps.md")!);
        Assert.Contains("google-t5/t5-base", gitHub.Text("hfregistry/all", RegistryPath)!);
    }

    [TestMethod]
    public async Task A_dry_run_writes_nothing()
    {
        await using var hub = await StartHubAsync();
        await using var gitHub = await LocalGitHub.StartAsync(new LocalGitHubOptions());

        var run = await RunAsync(gitHub, hub, ("INPUT_MODE", "dry-run"));

        Assert.AreEqual(0, run.ExitCode, run.Told);
        Assert.IsEmpty(gitHub.Writes);
        Assert.Contains("\nplanned\n", run.Output);
    }

    [TestMethod]
    public async Task A_wrong_input_with_a_dash_arrives_and_is_an_annotation()
    {
        await using var hub = await StartHubAsync();
        await using var gitHub = await LocalGitHub.StartAsync(new LocalGitHubOptions());

        var run = await RunAsync(gitHub, hub, ("INPUT_MODE", "dry-run"), ("INPUT_MAX-WAIT", "tomorrow"));

        Assert.AreEqual(2, run.ExitCode, run.Told);
        Assert.Contains("::error", run.Told);
        Assert.Contains("'max-wait'", run.Told);
    }

    private static Task<LocalHub> StartHubAsync() => LocalHub.StartAsync(
        [
            LocalModel.Of("google-t5/t5-base", "t5", 2_000_000) with
            {
                PipelineTag = "translation",
                LibraryName = "transformers",
                Tags = ["license:apache-2.0"],
                ParametersByDtype = ImmutableSortedDictionary<string, long>.Empty.Add("F32", 220_000_000),
                Files = [new HubFile("config.json"), new HubFile("model.safetensors"), new HubFile("tokenizer.json")],
            },
        ],
        new LocalHubOptions { Tokens = [HubToken] });

    private static async Task<ImageRun> RunAsync(LocalGitHub gitHub, LocalHub hub, params (string Name, string Value)[] inputs)
    {
        var runner = Environment.GetEnvironmentVariable("HFREGISTRY_IMAGE_RUNNER");
        Assert.IsNotNull(runner, "HFREGISTRY_IMAGE_RUNNER names no program: run .ci/container, which builds the image first.");
        var folder = Directory.CreateTempSubdirectory("hfregistry-image-").FullName;
        try
        {
            var commands = Directory.CreateDirectory(Path.Combine(folder, "file_commands")).FullName;
            await File.WriteAllTextAsync(Path.Combine(commands, "output"), "");
            await File.WriteAllTextAsync(Path.Combine(commands, "summary"), "");
            List<(string Name, string Value)> variables =
            [
                ("GITHUB_ACTIONS", "true"), ("CI", "true"), ("HOME", "/github/home"), ("GITHUB_WORKSPACE", "/github/workspace"),
                ("GITHUB_OUTPUT", "/github/file_commands/output"), ("GITHUB_STEP_SUMMARY", "/github/file_commands/summary"),
                ("INPUT_TOKEN", LocalGitHub.Token), ("INPUT_TYPES", "t5"), ("INPUT_REGISTRY-PATH", RegistryPath),
                ("HF_TOKEN", HubToken), ("HF_ENDPOINT", hub.Endpoint.ToString()), .. inputs,
            ];
            foreach (var name in new[] { "GITHUB_API_URL", "GITHUB_GRAPHQL_URL", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY" })
                variables.Add((name, gitHub.Variable(name)!));

            var start = new ProcessStartInfo(runner) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.ArgumentList.Add(folder);
            foreach (var (name, value) in variables)
                start.ArgumentList.Add($"{name}={value}");

            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var told = await process.StandardOutput.ReadToEndAsync() + await error;
            await process.WaitForExitAsync();

            var run = new ImageRun(process.ExitCode, told, await File.ReadAllTextAsync(Path.Combine(commands, "output")), await File.ReadAllTextAsync(Path.Combine(commands, "summary")));
            foreach (var text in new[] { run.Told, run.Output, run.Summary })
            {
                Assert.DoesNotContain(LocalGitHub.Token, text);
                Assert.DoesNotContain(HubToken, text);
            }

            return run;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record ImageRun(int ExitCode, string Told, string Output, string Summary);
}
