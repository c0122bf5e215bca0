using System.IO.Compression;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary><c>ingest</c> and <c>packages</c> with a local Hub and a store in a folder.</summary>
[TestClass]
[InProcess("the image has no such commands")]
internal sealed class IngestCommandTests
{
    private const string Bird = "garden/bird";
    private const string Policy = """{ "preset": "license-only" }""";

    private static readonly LocalModel Model = (LocalModel.Of(Bird, "bert") with { Tags = ["license:apache-2.0"], CardData = """{"license":"apache-2.0"}""" })
        .With("README.md", "# Bird"u8.ToArray()).With("config.json", "{}"u8.ToArray()).With("model.safetensors", new byte[50_000]);

    private static readonly LocalModel Nest = LocalModel.Of("garden/nest", "bert").With("config.json", "{}"u8.ToArray());

    [TestMethod]
    public async Task Ingest_stores_a_model_and_packages_list_show_export_and_remove_it()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);

        var ingested = await (await shell.RunAsync($"ingest {Bird} --policy policy.json --json")).Ended(ExitCode.Done).JsonOfAsync("ingest");
        var listed = await (await shell.RunAsync("packages list --json")).Ended(ExitCode.Done).JsonOfAsync("packages-list");
        var shown = await (await shell.RunAsync($"packages show {Bird} --json")).Ended(ExitCode.Done).JsonOfAsync("packages-show");
        var exported = await (await shell.RunAsync($"packages export {Bird} --version 1.0.0 --json")).Ended(ExitCode.Done).JsonOfAsync("packages-export");
        var removed = await (await shell.RunAsync($"packages remove {Bird} --version 1.0.0 --json")).Ended(ExitCode.Done).JsonOfAsync("packages-remove");
        var swept = await (await shell.RunAsync("packages gc --min-age 0 --json")).Ended(ExitCode.Done).JsonOfAsync("packages-gc");

        Assert.AreEqual("stored", ingested.GetProperty("results")[0].GetProperty("status").GetString());
        Assert.AreEqual(50_008, ingested.GetProperty("results")[0].GetProperty("fetched_bytes").GetInt64());
        Assert.AreEqual(Bird, listed.GetProperty("packages")[0].GetProperty("id").GetString());
        Assert.AreEqual(3, shown.GetProperty("manifest").GetProperty("files").GetArrayLength());
        using (var archive = await ZipFile.OpenReadAsync(shell.PathOf("garden--bird-1.0.0.zip")))
            Assert.HasCount(4, archive.Entries);
        Assert.AreEqual(shell.PathOf("garden--bird-1.0.0.zip"), exported.GetProperty("path").GetString());
        Assert.AreEqual(1, removed.GetProperty("objects").GetInt32());
        Assert.AreEqual(0, swept.GetProperty("removed").GetArrayLength());
        Assert.Contains(": 0 packages", (await shell.RunAsync("packages list")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    public async Task Text_tells_what_became_of_each()
    {
        await using var hub = await LocalHub.StartAsync(Model, Nest);
        using var shell = Shell(hub);
        shell.Write("models.txt", $"# approved\n{Bird} 2.1.0  # the bird\n\ngarden/nest\n");

        var run = (await shell.RunAsync("ingest --from-file models.txt --policy policy.json --quiet")).Ended(ExitCode.Findings);

        Assert.Contains($"{Bird} 2.1.0: stored at commit ", run.Out);
        Assert.Contains("garden/nest 1.0.0: refused at gate", run.Out);
        Assert.Contains("1 stored, 1 refused, 0 failed", run.Out);
        Assert.Contains("HFR3001", run.Error);
        var table = (await shell.RunAsync("packages list bird")).Ended(ExitCode.Done).Out;
        Assert.Contains("2.1.0", table);
        Assert.IsTrue(table.Split('\n').All(static line => line.Length <= 100 || line.Contains("packages", StringComparison.Ordinal)), table);
        Assert.Contains("apache-2.0", (await shell.RunAsync($"packages show {Bird}")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    public async Task Exit_codes_tell_findings_from_trouble()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        shell.Clock = new FakeClock { SkipsWaits = true };
        (await shell.RunAsync($"ingest {Bird} --policy policy.json")).Ended(ExitCode.Done);
        (await shell.RunAsync($"ingest {Bird} --policy policy.json")).Ended(ExitCode.Findings);
        (await shell.RunAsync("ingest nobody/nothing")).Ended(ExitCode.Findings);

        hub.FailWith(Faults.Status(503));
        (await shell.RunAsync($"ingest {Bird} --version 2.0.0 --policy policy.json")).Ended(ExitCode.Network);
        (await shell.RunAsync($"ingest {Bird} garden/nest --version 2.0.0 --policy policy.json")).Ended(ExitCode.Network);
        shell.Variables["HF_HUB_OFFLINE"] = "1";
        Assert.Contains("HF_HUB_OFFLINE", (await shell.RunAsync($"ingest {Bird}")).Ended(ExitCode.Refused).Error);
        (await shell.RunAsync("packages list")).Ended(ExitCode.Done);
    }

    [TestMethod]
    [DataRow("ingest", "name a model")]
    [DataRow("ingest a/b/c", "a/b/c")]
    [DataRow("ingest garden/bird --version one", "HFR7307")]
    [DataRow("ingest --from-file none.txt", "HFR7314")]
    [DataRow("ingest --from-file wrong.txt", "wrong.txt(2)")]
    [DataRow("ingest garden/bird --store ftp://somewhere", "HFR7")]
    [DataRow("ingest garden/bird --store s3://bucket-of-tests", "HFR7313")]
    [DataRow("packages show a/b/c", "a/b/c")]
    [DataRow("packages remove garden/bird", "--version")]
    [DataRow("packages gc --min-age soon", "--min-age")]
    public async Task Mistake_on_the_line_is_told(string line, string said)
    {
        using var shell = new Shell();
        shell.Write("packages/.catalog.db", "");
        shell.Variables["HF_HUB_CACHE"] = shell.PathOf("cache");
        shell.Write("wrong.txt", "garden/bird\nnot an id at all\n");

        Assert.Contains(said, (await shell.RunAsync(line)).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    public async Task Folder_that_is_missing_is_no_store_and_is_not_made()
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync("packages list")).Ended(ExitCode.Usage);

        Assert.Contains("error HFR7203: 'packages' is not the address of a package store: the folder does not exist.", run.Error);
        Assert.IsFalse(Directory.Exists(shell.PathOf("packages")));
    }

    [TestMethod]
    [DataRow("packages gc --catalog typo.db", "the file typo.db does not exist")]
    [DataRow("packages gc --catalog other.db", "error HFR7213: The catalog knows none of the 1 object in the store")]
    [DataRow("packages gc --catalog Server=db;Password=secret", "a connection string begins with 'Host='")]
    public async Task Sweep_with_a_wrong_catalog_removes_nothing(string line, string said)
    {
        using var shell = new Shell();
        var archive = $"packages/models--a--b/1.0.0/{new string('a', 64)}/package.zip";
        shell.Write(archive, "an archive");
        shell.Write("other.db", "");

        var run = (await shell.RunAsync(line)).Ended(ExitCode.Usage);

        Assert.Contains(said, run.Error);
        Assert.DoesNotContain("secret", run.Error);
        Assert.IsTrue(File.Exists(shell.PathOf(archive)));
    }

    [TestMethod]
    public async Task Package_that_is_not_there_is_a_finding()
    {
        using var shell = new Shell();
        shell.Write("packages/.catalog.db", "");

        Assert.Contains("HFR7310", (await shell.RunAsync("packages show garden/bird")).Ended(ExitCode.Findings).Error);
        Assert.Contains("HFR7310", (await shell.RunAsync("packages remove garden/bird --version 1.0.0")).Ended(ExitCode.Findings).Error);
    }

    [TestMethod]
    public async Task Damaged_archive_is_not_exported()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var shell = Shell(hub);
        (await shell.RunAsync($"ingest {Bird} --policy policy.json")).Ended(ExitCode.Done);
        var archive = Directory.GetFiles(shell.PathOf("packages"), "package.zip", SearchOption.AllDirectories).Single();
        await using (var file = File.OpenWrite(archive))
        {
            file.Position = 2_000;
            file.WriteByte(0xFF);
        }

        Assert.Contains("HFR7311", (await shell.RunAsync($"packages export {Bird} --output out.zip")).Ended(ExitCode.Findings).Error);
        Assert.IsFalse(File.Exists(shell.PathOf("out.zip")));
        Assert.IsEmpty(Directory.GetFiles(shell.Folder, "*.incomplete"));
    }

    private static Shell Shell(LocalHub hub)
    {
        var shell = new Shell().With(hub);
        shell.Clock = TimeProvider.System;
        shell.Variables["HF_HUB_CACHE"] = shell.PathOf("cache");
        shell.Write("policy.json", Policy);
        return shell;
    }
}
