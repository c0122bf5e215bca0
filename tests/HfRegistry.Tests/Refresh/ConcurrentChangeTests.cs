using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Refresh;

/// <summary>A registry file that changes while it is refreshed: nothing that anybody wrote is lost.</summary>
[TestClass]
internal sealed class ConcurrentChangeTests
{
    [TestMethod]
    public async Task Refreshes_of_one_file_at_the_same_time_all_count()
    {
        var types = SessionScenario.Types(8);
        await using var scenario = await SessionScenario.WithTypesAsync(8);
        scenario.Environment = scenario.Environment with { AssetsFolder = null };
        scenario.Time = TimeProvider.System;
        // Nobody has an answer before everybody has read the file.
        var (asked, allAsk) = (0, new TaskCompletionSource());
        scenario.Hub.FailWith(async (context, next) =>
        {
            if (Interlocked.Increment(ref asked) == types.Count)
                allAsk.SetResult();
            await allAsk.Task;
            await next(context);
        });

        var refreshed = await Task.WhenAll(types.Select(type => scenario.RefreshAsync([type])));

        Assert.IsTrue(refreshed.All(each => each.IsWritten));
        Assert.AreSequenceEqual(types.Order(), scenario.Registry.Entries.Select(entry => entry.Type.Name).Order());
        Assert.AreEqual(scenario.RegistryPath, Directory.GetFileSystemEntries(scenario.Folder).Single());
    }

    [TestMethod]
    public async Task An_edit_during_a_refresh_is_kept()
    {
        var types = SessionScenario.Types(2);
        await using var scenario = await SessionScenario.WithTypesAsync(2);
        await scenario.RefreshAsync([types[0]]);
        scenario.Hub.FailWith(DuringTheRefresh(() => Edit(scenario, types[0], entry => entry with { DefaultReason = "a person decided" })));

        var refreshed = await scenario.RefreshAsync([types[1]]);

        Assert.IsNull(refreshed.NotWritten);
        Assert.AreEqual("a person decided", scenario.Registry.Find(ModelType.Parse(types[0]))!.DefaultReason);
        Assert.IsNotNull(scenario.Registry.Find(ModelType.Parse(types[1])));
    }

    [TestMethod]
    public async Task A_file_that_a_pull_left_with_conflict_marks_is_not_written_over()
    {
        const string conflict = "<<<<<<< HEAD\n";
        await using var scenario = await SessionScenario.WithTypesAsync(1);
        scenario.Hub.FailWith(DuringTheRefresh(() => File.WriteAllText(scenario.RegistryPath, conflict)));

        var refreshed = await scenario.RefreshAsync(SessionScenario.Types(1));

        Assert.AreEqual("HFR7001", refreshed.NotWritten?.Code);
        Assert.IsFalse(refreshed.IsWritten);
        Assert.AreEqual(conflict, await File.ReadAllTextAsync(scenario.RegistryPath));
        Assert.HasCount(1, scenario.Journals, "what was learned is kept for the next refresh");
    }

    private static LocalFault DuringTheRefresh(Action change)
    {
        var isDone = 0;
        return async (context, next) =>
        {
            if (Interlocked.Exchange(ref isDone, 1) == 0)
                change();
            await next(context);
        };
    }

    private static void Edit(SessionScenario scenario, string type, Func<RegistryEntry, RegistryEntry> edit) =>
        Assert.IsNull(RegistryFile.Save(scenario.Registry.With(edit(scenario.Registry.Find(ModelType.Parse(type))!)), scenario.RegistryPath));
}
