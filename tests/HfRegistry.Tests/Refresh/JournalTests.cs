using System.Text;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Testing;
using HfRegistry.UseCases;

namespace HfRegistry.Tests.Refresh;

/// <summary>What a refresh that was cut off leaves behind, and what the next one makes of it.</summary>
[TestClass]
internal sealed class JournalTests
{
    [TestMethod]
    public async Task A_refresh_that_was_cut_off_is_gone_on_with_and_asks_only_for_what_is_missing()
    {
        var types = SessionScenario.Types(40);
        await using var scenario = await SessionScenario.WithTypesAsync(40);
        await scenario.CutOffAsync(types, learned: 20);
        Assert.IsFalse(File.Exists(scenario.RegistryPath));

        RefreshedFile? resumed = null;
        var requests = await scenario.RequestsOfAsync(async () => resumed = await scenario.RefreshAsync(types));

        Assert.AreEqual(20, requests);
        Assert.AreEqual(20, resumed!.Result.Resumed);
        Assert.Contains(diagnostic => diagnostic.Code == DiagnosticCatalog.RefreshResumed.Code, resumed.Diagnostics);
        var other = Path.Combine(scenario.Folder, "whole.json");
        await scenario.RefreshAsync(types, path: other);
        CollectionAssert.AreEqual(await File.ReadAllBytesAsync(other), await File.ReadAllBytesAsync(scenario.RegistryPath));
    }

    [TestMethod]
    public async Task A_refresh_that_came_to_its_end_leaves_no_journal()
    {
        await using var scenario = await SessionScenario.WithTypesAsync(5);

        await scenario.RefreshAsync(SessionScenario.Types(5));

        Assert.IsEmpty(scenario.Journals);
        Assert.AreEqual(5, scenario.Registry.Count);
    }

    [TestMethod]
    public async Task A_sweep_is_not_made_twice()
    {
        var types = SessionScenario.Types(200);
        await using var scenario = await SessionScenario.WithAsync(Population.WithRareTypes(types, models: 20_000, popular: 12_000));
        await scenario.CutOffAsync(types, learned: 10 + 30);

        var requests = await scenario.RequestsOfAsync(() => scenario.RefreshAsync(types));

        Assert.AreEqual(100 - 30, requests, "half of the types are answered by the sweep");
        Assert.HasCount(10, scenario.Hub.Requests.Where(request => !request.Target.Contains("filter=", StringComparison.Ordinal)).ToList());
    }

    [TestMethod]
    public async Task After_a_rate_limit_what_was_learnt_is_written_and_the_rest_is_asked_for_in_the_next_window()
    {
        var types = SessionScenario.Types(40);
        await using var scenario = await SessionScenario.WithTypesAsync(
            40, clock => new LocalHubOptions { Quota = 25, Window = TimeSpan.FromHours(1), Clock = clock });
        var first = await scenario.RefreshAsync(types);
        var learned = first.Result.Updated.Length;

        // Answers that overtake each other make the client's count of the quota a cautious one: it may stop short, never run over.
        Assert.IsInRange(15, 25, learned);
        Assert.HasCount(40 - learned, first.Result.Failed);
        Assert.AreEqual(learned, scenario.Registry.Count);

        scenario.Clock.Advance(TimeSpan.FromHours(1));
        RefreshedFile? second = null;
        var requests = await scenario.RequestsOfAsync(async () => second = await scenario.RefreshAsync(types));

        Assert.AreEqual(40 - learned, requests);
        Assert.HasCount(40 - learned, second!.Result.Updated);
        Assert.AreEqual(40, scenario.Registry.Count);
        Assert.IsEmpty(scenario.Journals);
    }

    [TestMethod]
    public async Task A_journal_is_void_after_a_day()
    {
        var types = SessionScenario.Types(40);
        await using var scenario = await SessionScenario.WithTypesAsync(40);
        await scenario.CutOffAsync(types, learned: 20);
        scenario.Clock.Advance(TimeSpan.FromHours(25));

        Assert.AreEqual(40, await scenario.RequestsOfAsync(() => scenario.RefreshAsync(types)));
    }

    [TestMethod]
    public async Task Who_wants_everything_fresh_gets_it()
    {
        var types = SessionScenario.Types(40);
        await using var scenario = await SessionScenario.WithTypesAsync(40);
        await scenario.CutOffAsync(types, learned: 20);

        Assert.AreEqual(40, await scenario.RequestsOfAsync(() => scenario.RefreshAsync(types, isFresh: true)));
        Assert.IsEmpty(scenario.Journals);
    }

    [TestMethod]
    public async Task What_was_learnt_with_a_token_is_not_for_those_without()
    {
        var types = SessionScenario.Types(40);
        await using var scenario = await SessionScenario.WithTypesAsync(40);
        scenario.Environment = scenario.Environment with { Token = HubToken.FromText("hf_valid") };
        await scenario.CutOffAsync(types, learned: 20);
        scenario.Environment = scenario.Environment with { Token = null };

        Assert.AreEqual(40, await scenario.RequestsOfAsync(() => scenario.RefreshAsync(types)));
    }

    [TestMethod]
    public async Task Another_registry_file_has_another_journal()
    {
        var types = SessionScenario.Types(40);
        await using var scenario = await SessionScenario.WithTypesAsync(40);
        await scenario.CutOffAsync(types, learned: 20);

        Assert.AreEqual(40, await scenario.RequestsOfAsync(() => scenario.RefreshAsync(types, path: Path.Combine(scenario.Folder, "other.json"))));
        Assert.AreEqual(20, await scenario.RequestsOfAsync(() => scenario.RefreshAsync(types)));
    }

    [TestMethod]
    public async Task A_part_of_the_types_neither_takes_the_journal_of_all_of_them_nor_removes_it()
    {
        var types = SessionScenario.Types(40);
        await using var scenario = await SessionScenario.WithTypesAsync(40);
        await scenario.CutOffAsync(types, learned: 20);
        Assert.IsTrue(Shard.TryParse("1/2", out var shard));
        var part = types.Count(type => shard.Holds(ModelType.Parse(type)));

        Assert.AreEqual(part, await scenario.RequestsOfAsync(() => scenario.RefreshAsync(types, shard: shard)));
        Assert.AreEqual(20, await scenario.RequestsOfAsync(() => scenario.RefreshAsync(types)));
        Assert.IsEmpty(scenario.Journals);
    }

    [TestMethod]
    public async Task A_dry_run_neither_reads_nor_writes_a_journal()
    {
        var types = SessionScenario.Types(40);
        await using var scenario = await SessionScenario.WithTypesAsync(40);
        await scenario.CutOffAsync(types, learned: 20);
        var journal = await File.ReadAllBytesAsync(scenario.Journals.Single());

        Assert.AreEqual(40, await scenario.RequestsOfAsync(() => scenario.RefreshAsync(types, isDryRun: true)));

        CollectionAssert.AreEqual(journal, await File.ReadAllBytesAsync(scenario.Journals.Single()));
        Assert.IsFalse(File.Exists(scenario.RegistryPath));
    }

    [TestMethod]
    public async Task The_line_at_which_a_process_was_killed_is_dropped_and_the_lines_after_it_are_whole_again()
    {
        var types = SessionScenario.Types(60);
        await using var scenario = await SessionScenario.WithTypesAsync(60);
        await scenario.CutOffAsync(types.Take(40), learned: 20);
        var journal = scenario.Journals.Single();
        var bytes = await File.ReadAllBytesAsync(journal);
        await File.WriteAllBytesAsync(journal, bytes[..^40]);

        await scenario.CutOffAsync(types.Take(40), learned: 3);
        var requests = await scenario.RequestsOfAsync(() => scenario.RefreshAsync(types.Take(40)));

        Assert.AreEqual(40 - 19 - 3, requests);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public async Task A_journal_in_which_anything_is_broken_costs_requests_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        var types = SessionScenario.Types(30);
        await using var scenario = await SessionScenario.WithTypesAsync(30);
        await scenario.CutOffAsync(types, learned: 10);
        var journal = scenario.Journals.Single();
        var whole = await File.ReadAllBytesAsync(journal);
        for (var i = 0; i < 10; i++)
        {
            var broken = (byte[])whole.Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(journal, broken[..random.Next(broken.Length)]);

            var refreshed = await scenario.RefreshAsync(types);

            Assert.IsEmpty(refreshed.Result.Failed);
            Assert.AreEqual(30, scenario.Registry.Entries.Count(entry => entry.DefaultModel is not null));
        }
    }

    [TestMethod]
    public async Task A_cache_that_cannot_be_written_is_told_and_the_refresh_does_without()
    {
        await using var scenario = await SessionScenario.WithTypesAsync(5);
        var file = Path.Combine(scenario.Folder, "file");
        await File.WriteAllTextAsync(file, "");
        scenario.Environment = scenario.Environment with { AssetsFolder = Path.Combine(file, "assets") };

        var refreshed = await scenario.RefreshAsync(SessionScenario.Types(5));

        Assert.Contains(diagnostic => diagnostic.Code == DiagnosticCatalog.JournalUnusable.Code, refreshed.Diagnostics);
        Assert.IsFalse(refreshed.Result.IsPartial);
        Assert.AreEqual(5, scenario.Registry.Count);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Only_its_owner_reads_a_journal()
    {
        await using var scenario = await SessionScenario.WithTypesAsync(40);
        await scenario.CutOffAsync(SessionScenario.Types(40), learned: 20);

        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scenario.Journals.Single()));
    }

    [TestMethod]
    public async Task Two_refreshes_of_one_file_at_once_lose_nothing()
    {
        var types = SessionScenario.Types(30);
        await using var scenario = await SessionScenario.WithTypesAsync(30);
        scenario.Time = TimeProvider.System;

        await Task.WhenAll(scenario.RefreshAsync(types.Take(20)), scenario.RefreshAsync(types.Skip(10)));

        Assert.AreEqual(30, scenario.Registry.Count);
        Assert.IsEmpty(scenario.Journals);
    }

    [TestMethod]
    public async Task Two_refreshes_that_share_no_lock_do_not_share_the_journal_either()
    {
        await using var scenario = await SessionScenario.WithTypesAsync(40);
        var folder = Path.Combine(scenario.Environment.AssetsFolder!, "hfregistry", "refresh");
        var subject = new JournalSubject("https://hub.example/", "/registry.json", Shard: null, IsSignedIn: false, "1");
        var first = RefreshJournal.Open(folder, subject, isFresh: false, scenario.Clock.GetUtcNow());
        using var held = first.Value;

        var second = RefreshJournal.Open(folder, subject, isFresh: false, scenario.Clock.GetUtcNow());

        Assert.IsNull(second.Value);
        Assert.AreEqual(DiagnosticCatalog.JournalUnusable.Code, second.Diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task A_model_that_slips_to_the_next_page_while_they_are_read_is_learned_once()
    {
        var types = SessionScenario.Types(60);
        var models = Population.OfEach(types, 20).ToList();
        await using var scenario = await SessionScenario.WithAsync(models);
        var again = models[0];
        scenario.Hub.FailWith(Faults.When("cursor=", Faults.Body($$$"""[{"id":"{{{again.Id}}}","downloads":5,"tags":["{{{again.Type}}}"],"config":{"model_type":"{{{again.Type}}}"}}]""")));

        var refreshed = await scenario.RefreshAsync(types);

        Assert.IsEmpty(refreshed.Result.Failed);
        Assert.IsTrue(refreshed.IsWritten);
        Assert.DoesNotContain(diagnostic => diagnostic.Code == DiagnosticCatalog.JournalUnusable.Code, refreshed.Diagnostics);
        Assert.HasCount(1, scenario.Registry.Find(ModelType.Parse(again.Type!))!.Models.Where(model => model.Id.ToString() == again.Id).ToList());
    }

    [TestMethod]
    public async Task A_line_that_cannot_be_made_ends_the_journal_and_nothing_else()
    {
        await using var scenario = await SessionScenario.WithTypesAsync(40);
        var folder = Path.Combine(scenario.Environment.AssetsFolder!, "hfregistry", "refresh");
        using var journal = RefreshJournal.Open(folder, new JournalSubject("https://hub.example/", "/registry.json", Shard: null, IsSignedIn: false, "1"), isFresh: false, scenario.Clock.GetUtcNow()).Value!;

        journal.Add(ModelType.Parse("bert"), TypeFacts.None with { Models = default });

        Assert.AreEqual(DiagnosticCatalog.JournalUnusable.Code, journal.Problem?.Code);
    }

    [TestMethod]
    public void A_line_says_all_that_was_learned()
    {
        foreach (var entry in EmbeddedRegistry.Registry.Entries)
        {
            var facts = TypeFacts.None with { Models = [.. entry.Models.Where(model => model.GoneSince is null)] };
            if (entry.DefaultModel is { } id)
            {
                facts = facts with
                {
                    Renames = facts.Renames.Add(ModelId.Parse("some/old-name"), id),
                    Gone = [ModelId.Parse("some/gone")],
                    Disabled = [ModelId.Parse("some/disabled")],
                };
            }

            var line = JournalLine.Of(entry.Type, facts);
            var (type, read) = JournalLine.Read(line.AsSpan(..^1))!.Value;

            Assert.AreEqual(line.Length - 1, line.AsSpan().IndexOf((byte)'\n'), "one line");
            Assert.AreEqual(entry.Type.Name, type.Name);
            Assert.AreEqual(Encoding.UTF8.GetString(line), Encoding.UTF8.GetString(JournalLine.Of(type, read)));
            Assert.AreEqual(facts.Models.Length, read.Models.Length);
        }
    }
}
