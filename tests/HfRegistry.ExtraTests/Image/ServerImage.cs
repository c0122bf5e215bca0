using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using HfRegistry.Testing;

namespace HfRegistry.ExtraTests.Image;

/// <summary>The server's image, run as an orchestrator runs it: as nobody, with one volume. <c>.ci/container</c> builds the image and names the program that runs it.</summary>
[TestClass]
[TestCategory("Image")]
internal sealed class ServerImage : IDisposable
{
    private const string Model = "garden/bird";

    private readonly string _folder = Directory.CreateTempSubdirectory("hfregistry-server-image-").FullName;
    private readonly string _address = $"http://127.0.0.1:{FreePort()}";

    [TestMethod]
    public async Task It_ingests_a_model_answers_its_health_check_and_stops_on_demand()
    {
        await using var hub = await LocalHub.StartAsync([(LocalModel.Of(Model, "bert") with { Tags = ["license:apache-2.0"] }).With("config.json", "{}"u8.ToArray()).With("model.safetensors", new byte[100_000])]);
        await File.WriteAllTextAsync(Path.Combine(_folder, "hfregistry.json"), """{"gate":{"preset":"license-only"}}""");
        Assert.AreEqual(1, (await RunAsync(hub, "health")).ExitCode, "nobody listens yet");
        var user = await RunAsync(hub, "user", "add", "alice", "--Right", "upload,download,search");
        Assert.AreEqual(0, user.ExitCode, user.Errors);

        using var server = Start(hub);
        await ListeningAsync(server);
        Assert.AreEqual(0, (await RunAsync(hub, "health")).ExitCode);
        using var client = new HttpClient { BaseAddress = new Uri(_address) };
        var token = await PostAsync(client, "/authenticate", new { username = "alice", password = user.Output.Trim() });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["token"]!);
        var stored = await PostAsync(client, "/package/ingest-huggingface", new { model_id = Model });
        using var archive = new ZipArchive(await client.GetStreamAsync(new Uri($"/package/{stored["package_id"]}", UriKind.Relative)));
        Assert.IsNotNull(archive.GetEntry("model.safetensors"));
        StringAssert.Contains(await client.GetStringAsync(new Uri("/", UriKind.Relative)), "Model packages");

        using var stop = Process.Start("kill", ["-TERM", $"{server.Id}"]);
        await server.WaitForExitAsync();
        Assert.AreEqual(0, server.ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task ListeningAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Application started", StringComparison.Ordinal))
            {
                // What it logs later has to be read too, or it would wait for somebody to do so.
                _ = server.StandardOutput.ReadToEndAsync();
                _ = server.StandardError.ReadToEndAsync();
                return;
            }
        }

        Assert.Fail(await server.StandardError.ReadToEndAsync());
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(LocalHub hub, params string[] arguments)
    {
        using var process = Start(hub, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    private Process Start(LocalHub hub, params string[] arguments)
    {
        var runner = Environment.GetEnvironmentVariable("HFREGISTRY_SERVER_IMAGE_RUNNER");
        Assert.IsNotNull(runner, "HFREGISTRY_SERVER_IMAGE_RUNNER names no program: run .ci/container, which builds the image first.");
        var start = new ProcessStartInfo(runner, [_folder, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HF_ENDPOINT"] = hub.Endpoint.ToString();
        start.Environment["HFREGISTRY_SERVER_URLS"] = _address;
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
