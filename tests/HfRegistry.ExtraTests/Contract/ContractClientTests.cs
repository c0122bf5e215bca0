using System.Diagnostics;
using HfRegistry.Testing;

namespace HfRegistry.ExtraTests.Contract;

/// <summary>Clients that know nothing but the contract, against the server as a process.</summary>
[TestClass]
internal sealed class ContractClientTests
{
    private const string Model = "garden/bird";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("/usr/bin/python3", "client.py")]
    [DataRow("bash", "client.sh")]
    public async Task Client_works_as_it_is_written(string program, string script)
    {
        var root = Directory.CreateTempSubdirectory("hfregistry-contract-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(root, "hfregistry.json"), """{"gate":{"preset":"license-only"}}""", TestContext.CancellationToken);
            await using var hub = await LocalHub.StartAsync((LocalModel.Of(Model, "bert") with { Tags = ["license:apache-2.0"], CardData = """{"license":"apache-2.0"}""" })
                .With("README.md", "# Bird"u8.ToArray()).With("config.json", "{}"u8.ToArray()).With("model.safetensors", new byte[100_000]));
            await using var node = new ServerNode(["--Folder", root], new Dictionary<string, string> { ["HF_ENDPOINT"] = hub.Endpoint.ToString(), ["HF_HUB_CACHE"] = Path.Combine(root, "cache") });
            var password = (await node.RunAsync(TestContext.CancellationToken, "user", "add", "alice", "--Right", "search,download,upload")).Trim();
            node.Start();
            await node.WaitUntilReadyAsync(TestContext.CancellationToken);

            using var client = Process.Start(new ProcessStartInfo(program, [RepositoryFiles.PathOf("tests", "HfRegistry.ExtraTests", "Contract", script), node.Address, "alice", password, Model])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, errors) = (client.StandardOutput.ReadToEndAsync(TestContext.CancellationToken), client.StandardError.ReadToEndAsync(TestContext.CancellationToken));
            await client.WaitForExitAsync(TestContext.CancellationToken);

            Assert.AreEqual("done\n", await output, $"{await errors}\n{node.Log}");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
