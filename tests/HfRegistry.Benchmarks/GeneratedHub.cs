using System.Diagnostics;
using System.Globalization;
using System.Text;
using HfRegistry.Hub;
using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Benchmarks;

/// <summary>
/// A Hub of any number of models, none of which it keeps: each page is made when it is asked for. It runs in a process of its own, and so
/// does the reader, so that the reader's memory is all that is measured.
/// </summary>
internal static class GeneratedHub
{
    private const int PageSize = 1_000;

    /// <summary>Runs this program in one of the two roles, when it was started for one.</summary>
    /// <returns>The exit code, or null when the program was started for something else.</returns>
    public static async Task<int?> RunRoleAsync(string[] args)
    {
        switch (args)
        {
            case ["serve-generated", var models]:
                await using (var hub = await LocalHub.StartAsync([], new LocalHubOptions { Faults = [PagesOf(int.Parse(models, CultureInfo.InvariantCulture))] }))
                {
                    await RoleProcess.ServeAsync(hub.Endpoint.ToString());
                }

                return 0;
            case ["list-all", var endpoint]:
                Console.WriteLine(await ListAllAsync(new Uri(endpoint)));
                return 0;
            default:
                return null;
        }
    }

    /// <summary>Lists so many models from one process in another.</summary>
    /// <returns>How many models were listed, and the reader's greatest working set in bytes.</returns>
    public static async Task<(long Models, long PeakBytes, TimeSpan Elapsed)> ListInAProcessAsync(int models, CancellationToken cancellationToken)
    {
        await using var server = await RoleProcess.StartAsync(cancellationToken, "serve-generated", models.ToString(CultureInfo.InvariantCulture));
        var started = Stopwatch.GetTimestamp();
        using var reader = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["list-all", server.Address]) { RedirectStandardOutput = true })!;
        var figures = (await reader.StandardOutput.ReadToEndAsync(cancellationToken)).Split(' ');
        var elapsed = Stopwatch.GetElapsedTime(started);
        await reader.WaitForExitAsync(cancellationToken);
        return (long.Parse(figures[0], CultureInfo.InvariantCulture), long.Parse(figures[1], CultureInfo.InvariantCulture), elapsed);
    }

    private static async Task<string> ListAllAsync(Uri endpoint)
    {
        using var client = new HubClient(new HubOptions { Endpoint = endpoint });
        var models = 0L;
        await foreach (var page in client.ListModelPagesAsync(new HubModelQuery(), skipped: null, CancellationToken.None))
            models += page.Items.Length;
        using var process = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{models} {process.PeakWorkingSet64}");
    }

    private static LocalFault PagesOf(int models) => async (context, _) =>
    {
        var start = int.TryParse(context.Request.Query["cursor"], NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : 0;
        var end = Math.Min(models, start + PageSize);
        if (end < models)
            context.Response.Headers.Link = string.Create(CultureInfo.InvariantCulture, $"<http://{context.Request.Host}/api/models?cursor={end}>; rel=\"next\"");
        context.Response.ContentType = "application/json";
        var page = new StringBuilder("[");
        for (var rank = start; rank < end; rank++)
            page.Append(rank == start ? "" : ",").Append(Row(rank));
        await context.Response.WriteAsync(page.Append(']').ToString(), context.RequestAborted);
    };

    private static string Row(int rank) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"_id":"{{rank:x24}}","id":"publisher{{rank % 997}}/model-base-{{rank}}","sha":"{{rank:x40}}","downloads":{{100_000_000 / (rank + 1)}},"likes":{{rank % 500}},
        "private":false,"disabled":false,"gated":false,"pipeline_tag":"text-generation","library_name":"transformers",
        "createdAt":"2024-05-01T00:00:00.000Z","lastModified":"2025-05-01T00:00:00.000Z",
        "tags":["transformers","safetensors","llama","text-generation","conversational","en","license:apache-2.0","base_model:some/base","base_model:finetune:some/base","text-generation-inference","endpoints_compatible","region:us"],
        "config":{"architectures":["LlamaForCausalLM"],"model_type":"llama","tokenizer_config":{"bos_token":"<s>","eos_token":"</s>"} },
        "safetensors":{"parameters":{"BF16":{{7_000_000_000L + rank}} },"total":{{7_000_000_000L + rank}} },
        "siblings":[{"rfilename":".gitattributes"},{"rfilename":"README.md"},{"rfilename":"config.json"},{"rfilename":"generation_config.json"},{"rfilename":"model-00001-of-00002.safetensors"},{"rfilename":"model-00002-of-00002.safetensors"},{"rfilename":"model.safetensors.index.json"},{"rfilename":"tokenizer.json"}]}
        """);
}
