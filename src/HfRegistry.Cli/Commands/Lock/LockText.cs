using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Commands.Lock;

/// <summary>The text output of the <c>lock</c> commands.</summary>
internal static class LockText
{
    public static LockFileRow Row(LoadedLock file) => new(TextSanitizer.Sanitize(file.Path, int.MaxValue), [.. file.Content.Entries.Select(Row)]);

    public static LockDifferenceRow Row(LockChange change) => new(
        new DemandsRow(change.Request),
        change.Old is null ? null : Side(change.Old),
        change.New is null ? null : Side(change.New),
        TextSanitizer.Sanitize((change.New ?? change.Old)?.Reason, int.MaxValue));

    /// <summary>Returns one side of a difference: <c>id@commit</c>.</summary>
    public static string Side(LockEntry? entry) => entry is null ? "nothing" : $"{entry.Id}@{entry.Revision?.ToString() ?? "unpinned"}";

    public static void WriteLocked(LockDocument document, CommandIO io)
    {
        foreach (var file in document.Files)
        {
            io.Out.WriteLine(file.Path);
            var table = new TextTable(new Column("asked"), new Column("model"), new Column("revision"), new Column("from"), new Column("as of"));
            foreach (var model in file.Models)
                table.Add(model.Request.Include, model.ModelId, model.Revision, model.Tier, model.AsOf);
            table.Write(io);
        }
    }

    public static void WriteDifferences(LockDocument document, CommandIO io)
    {
        foreach (var file in document.Files)
        {
            var differences = file.Differences ?? [];
            var count = LockChangeCount.Of([.. differences.Select(static difference => (difference.Locked is not null, difference.Now is not null))]);
            var unresolved = file.Unresolved > 0 ? $"{file.Unresolved} not resolved" : "";
            var outcome = differences.Count == 0 ? unresolved.Length == 0 ? "up to date" : unresolved
                : $"{(file.Written == true ? "written" : "differs")}, {count}{(unresolved.Length == 0 ? "" : $", {unresolved}")}";
            io.Out.WriteLine($"{file.Path}: {outcome} ({file.Models.Count} models)");
            foreach (var difference in differences)
                io.Out.WriteLine($"  {difference.Request.Words}: {difference.Locked ?? "nothing"} -> {difference.Now ?? "nothing"}");
        }
    }

    private static LockedRow Row(LockEntry entry) => new(
        new DemandsRow(entry.Request),
        entry.Id.ToString(),
        entry.Revision?.ToString(),
        entry.Type?.Name,
        entry.Tier.ToString().ToLowerInvariant(),
        TextSanitizer.Sanitize(entry.Reason, int.MaxValue),
        entry.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
