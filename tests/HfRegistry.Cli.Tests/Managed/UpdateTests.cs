using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Managed;

/// <summary><c>hfregistry update</c> on projects that import no SDK.</summary>
[TestClass]
[InProcess("the image has no SDK")]
internal sealed class UpdateTests
{
    private const string Bert = "google-bert/bert-base-uncased";
    private static readonly string Old = new('0', 40);
    private static readonly string New = new('a', 40);

    [TestMethod]
    public async Task Pinned_commits_and_lock_files_move_to_the_commits_of_the_registry()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var imported = shell.Write("Directory.Build.props", $"<Project><ItemGroup><HfModel Include=\"openai-community/gpt2\">\r\n<Revision>{Old}</Revision></HfModel></ItemGroup></Project>");
        var path = shell.Write("App.csproj", $"<Project>\n  <PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup>\n  <Import Project=\"Directory.Build.props\" />\n  <ItemGroup>\n    <HfModel Include=\"{Bert}\" Revision='{Old}' />\n    <HfModel Include=\"xlm-roberta\" />\n  </ItemGroup>\n</Project>");
        var texts = (await File.ReadAllTextAsync(imported), await File.ReadAllTextAsync(path));
        await LockAsync(shell);

        var run = (await shell.RunAsync("update --json")).Ended(ExitCode.Done);

        var changes = (await run.JsonOfAsync("update")).GetProperty("changes").EnumerateArray().Select(static change => $"{Path.GetFileName(change.GetProperty("path").GetString())} {change.GetProperty("new").GetString()}");
        Assert.AreSequenceEqual(
            [
                $"App.csproj {New}", $"Directory.Build.props {New}",
                $"hfregistry.lock.json FacebookAI/xlm-roberta-base@{New}", $"hfregistry.lock.json {Bert}@{New}", $"hfregistry.lock.json openai-community/gpt2@{New}",
            ],
            changes.Order(StringComparer.Ordinal));
        Assert.AreEqual((texts.Item1.Replace(Old, New, StringComparison.Ordinal), texts.Item2.Replace(Old, New, StringComparison.Ordinal)), (await File.ReadAllTextAsync(imported), await File.ReadAllTextAsync(path)));
        var entries = LockFile.Load(shell.PathOf(LockFile.FileName)).Value!.Entries;
        Assert.AreSequenceEqual([New, New, New], entries.Select(static entry => entry.Revision!.ToString()));
        Assert.HasCount(2, entries.Where(static entry => entry.Request.Revision == New));

        Assert.AreEqual("Every pinned commit and locked model is up to date.\n", (await shell.RunAsync("update .")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    public async Task Only_the_named_model_is_updated()
    {
        // The embedded registry knows the day of this commit.
        var pinned = EmbeddedRegistry.Registry.FindKnownAs(ModelId.Parse(Bert))!.Value.Model.Revision;
        using var shell = new Shell().With(SmallRegistry.Create());
        var path = shell.Write("src/App.csproj", $"<Project><ItemGroup>\n<HfModel Include=\"{Bert}\" Revision=\"{pinned}\" Alias=\"Words\" />\n<HfModel Include=\"openai-community/gpt2\" Revision=\"{Old}\" />\n</ItemGroup></Project>");
        var text = await File.ReadAllTextAsync(path);

        var dry = (await shell.RunAsync("update words src --dry-run")).Ended(ExitCode.Done);
        Assert.Contains($"+<HfModel Include=\"{Bert}\" Revision=\"{New}\" Alias=\"Words\" />\n <HfModel", dry.Out);
        Assert.AreEqual(text, await File.ReadAllTextAsync(path));

        (await shell.RunAsync("update words src")).Ended(ExitCode.Done);
        Assert.AreEqual(text.Replace($"\"{pinned}\" Alias", $"\"{New}\" Alias", StringComparison.Ordinal), await File.ReadAllTextAsync(path));
    }

    [TestMethod]
    public async Task Registry_that_is_older_than_a_locked_commit_takes_nothing_back()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Write("App.csproj", "<Project><ItemGroup><HfModel Include=\"bert\" /></ItemGroup></Project>");
        await LockAsync(shell);
        (await shell.RunAsync("update")).Ended(ExitCode.Done);
        var locked = LockFile.Load(shell.PathOf(LockFile.FileName)).Value!;
        var newer = new LockFile { Entries = [.. locked.Entries.Select(static entry => entry with { Revision = Revision.Parse(new string('c', 40)), AsOf = new DateOnly(2099, 1, 1) })] };
        newer.Save(shell.PathOf(LockFile.FileName));

        Assert.AreEqual("Every pinned commit and locked model is up to date.\n", (await shell.RunAsync("update")).Ended(ExitCode.Done).Out);

        Assert.AreEqual(new string('c', 40), LockFile.Load(shell.PathOf(LockFile.FileName)).Value!.Entries.Single().Revision!.ToString());
    }

    [TestMethod]
    public async Task Pinned_commit_never_moves_to_an_older_one()
    {
        var pinned = EmbeddedRegistry.Registry.FindKnownAs(ModelId.Parse(Bert))!.Value.Model;
        var registry = SmallRegistry.Create();
        using var shell = new Shell().With(ModelRegistry.Of(registry.Entries.Select(entry => entry with { Models = [.. entry.Models.Select(model => model with { AsOf = pinned.AsOf!.Value.AddDays(-1) })] })));
        var text = $"<Project>\n<ItemGroup><HfModel Include=\"{Bert}\" Revision=\"{pinned.Revision}\" />\n<HfModel Include=\"openai-community/gpt2\" Revision=\"{Old}\" /></ItemGroup></Project>";
        var path = shell.Write("App.csproj", text);

        var run = (await shell.RunAsync("update")).Ended(ExitCode.Done);

        Assert.AreEqual(text, await File.ReadAllTextAsync(path));
        Assert.AreEqual("Nothing was updated.\n", run.Out);
        Assert.StartsWith($"{path}(3,1): warning HFR8112: openai-community/gpt2 stays at commit {Old}: nothing tells whether aaaaaaa of the registry is newer. Run `hfregistry update --online`", run.Error);
        Assert.ContainsSingle(run.Error.Split('\n').Where(static line => line.Contains("HFR8112: ", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Hub_names_the_newest_commit_with_online()
    {
        await using var hub = await LocalHub.StartAsync(LocalModel.Of(Bert, "bert", 1_000) with { Sha = new string('b', 40), PipelineTag = "fill-mask", LibraryName = "transformers" });
        using var shell = new Shell().With(SmallRegistry.Create()).With(hub);
        shell.Clock = TimeProvider.System;
        var path = shell.Write("App.csproj", $"<Project><ItemGroup><HfModel Include=\"{Bert}\" Revision=\"{Old}\" /></ItemGroup></Project>");

        (await shell.RunAsync("update --online")).Ended(ExitCode.Done);

        Assert.Contains(new string('b', 40), await File.ReadAllTextAsync(path));
    }

    [TestMethod]
    [DataRow("update gpt3", "HFR8108")]
    [DataRow("update nowhere.csproj", "HFR8108")]
    [DataRow("update", "HFR8110")]
    public async Task What_cannot_be_updated_leaves_the_project_as_it_is(string line, string code)
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var text = $"<Project><PropertyGroup><Pin>{EmbeddedRegistry.Registry.FindKnownAs(ModelId.Parse(Bert))!.Value.Model.Revision}</Pin></PropertyGroup><ItemGroup><HfModel Include=\"{Bert}\" Revision=\"$(Pin)\" /></ItemGroup></Project>";
        var path = shell.Write("App.csproj", text);

        Assert.Contains($"error {code}: ", (await shell.RunAsync(line)).Ended(ExitCode.Usage).Error);
        Assert.AreEqual(text, await File.ReadAllTextAsync(path));
    }

    // As a build of the day before locked it.
    private static async Task LockAsync(Shell shell)
    {
        using var yesterday = new Shell();
        var registry = SmallRegistry.Create();
        yesterday.With(ModelRegistry.Of(registry.Entries.Select(entry => entry with { Models = [.. entry.Models.Select(model => model with { Revision = Revision.Parse(Old) })] })));
        foreach (var file in Directory.EnumerateFiles(shell.Folder, "*.*").Where(static file => Path.GetExtension(file) != ".json"))
            File.Copy(file, yesterday.PathOf(Path.GetFileName(file)));
        (await yesterday.RunAsync("init --lock")).Ended(ExitCode.Done);
        File.Copy(yesterday.PathOf(LockFile.FileName), shell.PathOf(LockFile.FileName));
    }
}
