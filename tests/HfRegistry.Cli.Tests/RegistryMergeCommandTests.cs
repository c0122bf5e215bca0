using HfRegistry.Files;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>The command <c>registry merge</c>, and the shares of a refresh that it joins.</summary>
[TestClass]
internal sealed class RegistryMergeCommandTests
{
    private const string Merge = "registry merge base.json";

    private static readonly ModelRegistry Base = SmallRegistry.Create();

    [TestMethod]
    public async Task Four_parts_of_a_refresh_come_to_the_same_bytes_as_the_whole()
    {
        string[] types = ["bert", "gpt2", "gptj", "t5", "vit", "whisper", "xlm-roberta"];
        await using var hub = await LocalHub.StartAsync([.. Population.OfEach(types, 5)]);
        using var shell = Files(("base", Base), ("whole", Base), ("part-1", Base), ("part-2", Base), ("part-3", Base), ("part-4", Base)).With(hub);

        (await shell.RunAsync("refresh --all --registry whole.json")).Ended(ExitCode.Done);
        foreach (var part in new[] { 1, 2, 3, 4 })
        {
            var run = (await shell.RunAsync($"refresh --all --shard {part}/4 --registry part-{part}.json --json")).Ended(ExitCode.Done);
            Assert.AreEqual($"{part}/4", (await run.JsonOfAsync("refresh")).GetProperty("shard").GetString());
        }

        var merged = (await shell.RunAsync($"{Merge} part-4.json part-2.json part-1.json part-3.json --json")).Ended(ExitCode.Done);

        var parts = (await merged.JsonOfAsync("registry-merge")).GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("taken").GetArrayLength()).ToList();
        Assert.HasCount(4, parts);
        Assert.IsTrue(parts.TrueForAll(taken => taken > 50), string.Join(' ', parts));
        CollectionAssert.AreEqual(await File.ReadAllBytesAsync(shell.PathOf("whole.json")), await File.ReadAllBytesAsync(shell.PathOf("base.json")));
    }

    [TestMethod]
    public async Task A_person_reads_which_part_of_the_types_was_refreshed()
    {
        await using var hub = await LocalHub.StartAsync([.. Population.OfEach(["bert", "gptj"], 3)]);
        using var shell = new Shell().With(Base).With(hub);

        var run = (await shell.RunAsync("refresh --type bert --type gptj --shard 2/2")).Ended(ExitCode.Done);

        Assert.StartsWith($"{shell.RegistryPath}: written, part 2/2\n  1 updated, 0 unchanged", run.Out);
        Assert.AreEqual(Base.Find(ModelType.Parse("gptj"))!.DefaultModel, RegistryFile.Load(shell.RegistryPath).Value!.Find(ModelType.Parse("gptj"))!.DefaultModel);
    }

    [TestMethod]
    public async Task A_person_reads_what_came_from_where()
    {
        using var shell = Files(("base", Base), ("one", SmallRegistry.Refreshed("bert", "gpt2")), ("two", SmallRegistry.Refreshed("gptj")), ("three", Base));

        var run = (await shell.RunAsync($"{Merge} one.json two.json three.json")).Ended(ExitCode.Done);

        Assert.AreEqual(
            $"""
            {shell.PathOf("base.json")}: written (5 types)
              {shell.PathOf("one.json")}: 2 types
              {shell.PathOf("two.json")}: 1 type
              {shell.PathOf("three.json")}: nothing new

            """,
            run.Out);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public async Task With_an_output_the_base_is_left_as_it_is()
    {
        using var shell = Files(("base", Base), ("part", SmallRegistry.Refreshed("bert")));
        var before = await File.ReadAllBytesAsync(shell.PathOf("base.json"));

        var run = (await shell.RunAsync($"{Merge} part.json --output merged.json --json")).Ended(ExitCode.Done);

        Assert.AreEqual(shell.PathOf("merged.json"), (await run.JsonOfAsync("registry-merge")).GetProperty("registry").GetString());
        CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(shell.PathOf("base.json")));
        CollectionAssert.AreEqual(await File.ReadAllBytesAsync(shell.PathOf("part.json")), await File.ReadAllBytesAsync(shell.PathOf("merged.json")));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" --output part.json")]
    public async Task What_the_file_holds_already_is_not_written(string output)
    {
        using var shell = Files(("base", Base), ("part", Base));
        // A file that a person wrote in another form is not put in order unasked.
        var text = (await File.ReadAllTextAsync(shell.PathOf("part.json"))).Replace("  ", "\t", StringComparison.Ordinal);
        shell.Write("base.json", text);
        shell.Write("part.json", text);

        var run = (await shell.RunAsync($"{Merge} part.json{output} --json")).Ended(ExitCode.Done);

        Assert.IsFalse(run.Json.GetProperty("written").GetBoolean());
        Assert.AreEqual(text, await File.ReadAllTextAsync(shell.PathOf("base.json")));
        Assert.AreEqual(text, await File.ReadAllTextAsync(shell.PathOf("part.json")));
    }

    [TestMethod]
    [InProcess("a process cannot be given a clock")]
    public async Task Change_of_the_file_between_reading_and_writing_is_kept()
    {
        using var shell = Files(("base", Base), ("part", SmallRegistry.Refreshed("bert")));
        var path = shell.PathOf("base.json");
        var clock = new FakeClock();
        shell.Clock = clock;
        var taken = await RegistryFile.LockAsync(path, clock, CancellationToken.None);
        Task<CommandRun> running;
        using (taken.Value)
        {
            running = shell.RunAsync($"{Merge} part.json");
            await clock.UntilWaitingAsync(1);
            await File.WriteAllBytesAsync(path, RegistryFile.Render(Base.With(new RegistryEntry { Type = ModelType.Parse("mine"), DefaultReason = "by hand" })));
        }

        clock.Advance(TimeSpan.FromSeconds(5));
        (await running).Ended(ExitCode.Done);

        var merged = RegistryFile.Load(path).Value!;
        Assert.AreEqual("by hand", merged.Find(ModelType.Parse("mine"))?.DefaultReason);
        Assert.AreEqual(SmallRegistry.Refreshed("bert").Find(ModelType.Parse("bert"))!.UpdatedAt, merged.Find(ModelType.Parse("bert"))!.UpdatedAt);
    }

    [TestMethod]
    public async Task A_contradiction_is_named_and_everything_else_is_merged()
    {
        var bert = SmallRegistry.Refreshed("bert", "gpt2").Find(ModelType.Parse("bert"))!;
        using var shell = Files(
            ("base", Base), ("one", SmallRegistry.Refreshed("bert", "gpt2")), ("two", SmallRegistry.Refreshed("gptj").With(bert with { DefaultReason = "another one" })));

        var run = (await shell.RunAsync($"{Merge} one.json two.json --json")).Ended(ExitCode.Findings);
        var text = (await shell.RunAsync($"{Merge} one.json two.json")).Ended(ExitCode.Findings).Out;

        var conflict = (await run.JsonOfAsync("registry-merge")).GetProperty("conflicts").EnumerateArray().Single();
        Assert.AreEqual("bert", conflict.GetProperty("model_type").GetString());
        Assert.AreSequenceEqual([shell.PathOf("one.json"), shell.PathOf("two.json")], conflict.GetProperty("files").EnumerateArray().Select(file => file.GetString()!));
        Assert.Contains($"error HFR4009: Shards {shell.PathOf("one.json")} and {shell.PathOf("two.json")} disagree about bert", run.Error);
        Assert.Contains($"{shell.PathOf("base.json")}: nothing to write (5 types)\n", text);
        Assert.Contains("  bert: as it was; ", text);
        CollectionAssert.AreEqual(RegistryFile.Render(SmallRegistry.Refreshed("gpt2", "gptj")), await File.ReadAllBytesAsync(shell.PathOf("base.json")));
    }

    [TestMethod]
    public async Task A_part_that_cannot_be_read_is_named_with_its_place_and_nothing_is_written()
    {
        using var shell = Files(("base", Base), ("part", SmallRegistry.Refreshed("bert")));
        shell.Write("broken.json", "{\n  \"bert\": [ }");
        var before = await File.ReadAllBytesAsync(shell.PathOf("base.json"));

        var run = (await shell.RunAsync($"{Merge} part.json broken.json missing.json --json")).Ended(ExitCode.Usage);

        var errors = (await run.JsonOfAsync("error")).GetProperty("errors");
        Assert.AreSequenceEqual(["HFR4002", "HFR4001"], errors.EnumerateArray().Select(error => error.GetProperty("code").GetString()!));
        Assert.AreEqual(2, errors[0].GetProperty("line").GetInt32());
        CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(shell.PathOf("base.json")));
    }

    [TestMethod]
    public async Task Without_the_base_nothing_is_merged()
    {
        using var shell = Files(("part", SmallRegistry.Refreshed("bert")));

        var run = (await shell.RunAsync($"{Merge} part.json")).Ended(ExitCode.Usage);

        Assert.Contains($"{shell.PathOf("base.json")}: error HFR4001: ", run.Error);
        Assert.IsFalse(File.Exists(shell.PathOf("base.json")));
    }

    [TestMethod]
    public async Task A_file_that_cannot_be_written_is_told()
    {
        using var shell = Files(("base", Base), ("part", SmallRegistry.Refreshed("bert")));
        Directory.CreateDirectory(shell.PathOf("folder"));

        var run = (await shell.RunAsync($"{Merge} part.json --output folder")).Ended(ExitCode.Usage);

        Assert.StartsWith($"{shell.PathOf("folder")}: not written (5 types)\n", run.Out);
        Assert.Contains("HFR4007", run.Error);
    }

    [TestMethod]
    [InProcess("a process cannot skip its wait of half a minute")]
    public async Task While_another_process_writes_the_file_it_waits_and_then_is_refused()
    {
        using var shell = Files(("base", Base), ("part", SmallRegistry.Refreshed("bert")));
        shell.Clock = new FakeClock { SkipsWaits = true };
        using var other = (await FileLock.TakeAsync(shell.PathOf("base.json"), TimeSpan.Zero, TimeProvider.System, CancellationToken.None)).Value;

        Assert.Contains("HFR4008", (await shell.RunAsync($"{Merge} part.json")).Ended(ExitCode.Refused).Error);
        CollectionAssert.AreEqual(RegistryFile.Render(Base), await File.ReadAllBytesAsync(shell.PathOf("base.json")));
    }

    private static Shell Files(params (string Name, ModelRegistry Registry)[] files)
    {
        var shell = new Shell();
        foreach (var (name, registry) in files)
            Assert.IsNull(RegistryFile.Save(registry, shell.PathOf($"{name}.json")));
        return shell;
    }
}
