using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class LockTests
{
    private const string Bert = "google-bert/bert-base-uncased";

    [TestMethod]
    public async Task Show_lists_what_is_locked()
    {
        using var shell = Locked(Bert);

        var run = (await shell.RunAsync("lock show --json")).Ended(ExitCode.Done);

        var model = (await run.JsonOfAsync("lock")).GetProperty("files")[0].GetProperty("models")[0];
        Assert.AreEqual(Bert, model.GetProperty("model_id").GetString());
        Assert.AreEqual("bert", model.GetProperty("request").GetProperty("include").GetString());
        Assert.Contains(Bert, (await shell.RunAsync("lock show")).Out);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("app")]
    [DataRow("app/hfregistry.lock.json")]
    public async Task A_lock_file_is_named_by_itself_by_its_folder_or_by_nothing(string path)
    {
        using var shell = Locked(Bert);
        if (path.Length > 0)
        {
            Directory.CreateDirectory(shell.PathOf("app"));
            File.Move(shell.PathOf(LockFile.FileName), shell.PathOf("app", LockFile.FileName));
        }

        (await shell.RunAsync($"lock check {path} --offline")).Ended(ExitCode.Done);
    }

    [TestMethod]
    [DataRow("app")]
    [DataRow("app/hfregistry.One.lock.json app/hfregistry.Two.lock.json app")]
    [DataRow("", DisplayName = "from a folder below")]
    public async Task Every_project_of_a_folder_has_a_lock_file_of_its_own(string paths)
    {
        using var shell = Locked(Bert);
        Directory.CreateDirectory(shell.PathOf("app", "sub"));
        File.Copy(shell.PathOf(LockFile.FileName), shell.PathOf("app", "hfregistry.One.lock.json"));
        File.Move(shell.PathOf(LockFile.FileName), shell.PathOf("app", "hfregistry.Two.lock.json"));
        shell.WorkingFolder = paths.Length == 0 ? Path.Combine("app", "sub") : "";

        var run = (await shell.RunAsync($"lock check {paths} --offline --json")).Ended(ExitCode.Done);

        CollectionAssert.AreEqual(
            new[] { shell.PathOf("app", "hfregistry.One.lock.json"), shell.PathOf("app", "hfregistry.Two.lock.json") },
            run.Json.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()).ToArray());
        Assert.AreEqual(shell.RegistryPath, run.Json.GetProperty("registry").GetString());
    }

    [TestMethod]
    public async Task Check_finds_a_difference_and_shows_both_sides()
    {
        using var shell = Locked("google-bert/bert-large-uncased");
        var before = await File.ReadAllTextAsync(shell.PathOf(LockFile.FileName));

        var run = (await shell.RunAsync("lock check --offline --json")).Ended(ExitCode.Findings);

        var difference = (await run.JsonOfAsync("lock")).GetProperty("files")[0].GetProperty("differences")[0];
        Assert.StartsWith("google-bert/bert-large-uncased@", difference.GetProperty("locked").GetString());
        Assert.StartsWith($"{Bert}@", difference.GetProperty("now").GetString());
        Assert.IsFalse(difference.GetProperty("request").TryGetProperty("allow_gated", out _), "Nobody said it.");
        Assert.Contains("HFR1020", run.Error);
        Assert.AreEqual(before, await File.ReadAllTextAsync(shell.PathOf(LockFile.FileName)));
    }

    [TestMethod]
    public async Task A_difference_is_told_in_the_request_s_words_with_a_count()
    {
        using var shell = Locked("google-bert/bert-large-uncased", new RawRequest { Include = "bert", Task = "fill-mask", AllowGated = "true" });

        var run = (await shell.RunAsync("lock check --offline")).Ended(ExitCode.Findings);

        Assert.Contains("differs, 0 added, 0 removed, 1 changed (1 models)", run.Out);
        Assert.Contains("bert (Task=fill-mask, AllowGated=true): google-bert/bert-large-uncased@", run.Out);
        Assert.Contains("bert (Task=fill-mask, AllowGated=true) is locked to", run.Error);
    }

    [TestMethod]
    public async Task Update_needs_no_project_and_writes_what_resolves_now()
    {
        using var shell = Locked("google-bert/bert-large-uncased");

        var run = (await shell.RunAsync("lock update . --offline --json")).Ended(ExitCode.Done);

        Assert.IsTrue((await run.JsonOfAsync("lock")).GetProperty("files")[0].GetProperty("written").GetBoolean());
        Assert.AreEqual(ModelId.Parse(Bert), LockFile.Load(shell.PathOf(LockFile.FileName)).Value!.Entries[0].Id);
        (await shell.RunAsync("lock check --offline")).Ended(ExitCode.Done);
        Assert.Contains("up to date", (await shell.RunAsync("lock update --offline")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    public async Task A_request_that_nothing_meets_any_more_keeps_its_entry_and_is_a_finding()
    {
        using var shell = Locked(Bert, new RawRequest { Include = "bert", MaxSizeMB = "1" });

        var run = (await shell.RunAsync("lock update . --offline --json")).Ended(ExitCode.Findings);

        Assert.Contains("HFR1007", run.Error);
        Assert.AreEqual(1, run.Json.GetProperty("files")[0].GetProperty("unresolved").GetInt32());
        Assert.Contains($"{LockFile.FileName}: 1 not resolved (1 models)", (await shell.RunAsync("lock check --offline")).Ended(ExitCode.Findings).Out);
        Assert.IsFalse(run.Json.GetProperty("files")[0].GetProperty("written").GetBoolean());
        Assert.AreEqual(ModelId.Parse(Bert), LockFile.Load(shell.PathOf(LockFile.FileName)).Value!.Entries[0].Id);
    }

    [TestMethod]
    [DataRow("lock show")]
    [DataRow("lock check")]
    [DataRow("lock update .")]
    public async Task A_missing_lock_says_how_to_make_one_and_a_broken_one_where_it_is_broken(string line)
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var missing = (await shell.RunAsync(line)).Ended(ExitCode.Usage).Error;
        Assert.Contains("HFR1023: The lock file", missing);
        Assert.Contains("dotnet build PROJECT -t:HfUpdateLock", missing);
        shell.Write(LockFile.FileName, "{");
        Assert.Contains($"{LockFile.FileName}(1,", (await shell.RunAsync(line)).Ended(ExitCode.Usage).Error);
    }

    private static Shell Locked(string id, RawRequest? request = null)
    {
        var shell = new Shell().With(SmallRegistry.Create());
        var entry = new LockEntry
        {
            Request = request ?? new RawRequest { Include = "bert" },
            Id = ModelId.Parse(id),
            Revision = Revision.Parse(new string('a', 40)),
            Type = ModelType.Parse("bert"),
            Tier = Tier.Registry,
            Reason = "a test locked it",
            AsOf = new DateOnly(2026, 11, 1),
        };
        Assert.IsNull(new LockFile { Entries = [entry] }.Save(shell.PathOf(LockFile.FileName)));
        return shell;
    }
}
