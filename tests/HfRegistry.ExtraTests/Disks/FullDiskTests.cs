using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.ExtraTests.Disks;

/// <summary>Ingestions by the command while the disk of one place has room for less and less of what they write.</summary>
[TestClass]
internal sealed class FullDiskTests : IDisposable
{
    /// <summary>Less than any of the three places takes.</summary>
    private const int StepKilobytes = 48;

    private readonly string _root = Directory.CreateTempSubdirectory("hfregistry-disk-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [TestMethod]
    [DataRow("cache", "HFR710[56]")]
    [DataRow("packages", "HFR7201")]
    [DataRow("catalog", "HFR7211")]
    public async Task Full_disk_ends_an_ingestion_with_its_step_and_room_lets_it_succeed(string place, string code)
    {
        await using var hub = await LocalHub.StartAsync((LocalModel.Of("garden/bird", "bert") with { Tags = ["license:apache-2.0"], CardData = """{"license":"apache-2.0"}""" })
            .With("README.md", "# Bird"u8.ToArray()).With("config.json", "{}"u8.ToArray()).With("model.safetensors", new byte[100_000]));
        foreach (var folder in new[] { "cache", "packages", "catalog" })
            Directory.CreateDirectory(Path.Combine(_root, folder));
        await File.WriteAllTextAsync(Path.Combine(_root, "policy.json"), """{"preset":"license-only"}""");
        await using var disk = await SmallDisk.MountAsync(Path.Combine(_root, place), new Dictionary<string, string>
        {
            ["HF_ENDPOINT"] = hub.Endpoint.ToString(),
            ["HF_HUB_CACHE"] = Path.Combine(_root, "cache"),
            ["HFREGISTRY_CATALOG"] = "catalog/catalog.db",
        });
        var command = RepositoryFiles.PathOf("src", "HfRegistry.Cli", "bin", PackedPackage.Configuration, "net10.0", "hfregistry");

        // For the catalog to exist.
        await disk.RunAsync($"{command} ingest garden/nothing");
        var (failures, steps) = (0, 0);
        while (true)
        {
            await disk.FillAsync(failures * StepKilobytes);
            var (exitCode, output) = await disk.RunAsync($"{command} ingest garden/bird --policy policy.json --ignore-space");
            await disk.EmptyAsync();
            if (exitCode == 0)
                break;
            failures++;
            Assert.MatchesRegex($"error {code}", output);

            // A catalog that cannot even be opened begins no step.
            steps += output.Contains("garden/bird 1.0.0: failed at ", StringComparison.Ordinal) ? 1 : 0;
            Assert.Contains("0 packages", (await disk.RunAsync($"{command} packages list")).Output);
            await disk.RunAsync($"{command} packages gc --min-age 0");
            Assert.AreEqual("", (await disk.RunAsync("find packages -type f")).Output.Trim(), output);
        }

        Assert.IsGreaterThan(place == "catalog" ? 0 : failures - 1, steps);
        Assert.IsGreaterThan(1, failures);
        Assert.Contains("1 package,", (await disk.RunAsync($"{command} packages list")).Output);
        Assert.AreEqual(0, (await disk.RunAsync($"{command} packages export garden/bird --output bird.zip")).ExitCode);
    }
}
