using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Snapshots;

namespace HfRegistry.Gate;

/// <summary>The facts of a snapshot as a record, so that the policy and the metrics judge the same.</summary>
internal static class FreshRecord
{
    /// <summary>Returns the record, or null when the Hub did not tell the facts.</summary>
    /// <param name="snapshot">What the Hub said.</param>
    /// <param name="day">The day of the facts (UTC).</param>
    /// <param name="context">Knows stated sizes and documented checkpoints.</param>
    public static ModelRecord? Of(ModelSnapshot snapshot, DateOnly day, SelectionContext context)
    {
        if (snapshot.Info.Value is not { } info)
            return null;
        var record = RecordBuilder.Build(info, day, context).With(StatedLicenses.Of(snapshot)!);
        return snapshot.AskedId == info.Id ? record : record with { RenamedFrom = [snapshot.AskedId] };
    }
}
