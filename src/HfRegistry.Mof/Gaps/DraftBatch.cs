using System.Collections.Immutable;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Drafting;

namespace HfRegistry.Mof.Gaps;

/// <summary>The missing models to draft next.</summary>
/// <param name="Ids">The models, most downloaded first.</param>
/// <param name="AlreadyDrafted">How many missing models have a draft in the folder already: an earlier batch got that far.</param>
/// <param name="Left">How many are left for a later batch.</param>
internal sealed record DraftBatch(ImmutableArray<ModelId> Ids, int AlreadyDrafted, int Left)
{
    /// <summary>The most models of a batch when nobody says otherwise.</summary>
    public const int DefaultMax = 20;

    /// <summary>The threshold of a batch when nobody says otherwise, in downloads of 30 days.</summary>
    public const long DefaultMinDownloads = 50_000;

    /// <summary>Returns the next batch of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="store">The folder that the drafts go to.</param>
    /// <param name="max">How many models at most.</param>
    public static DraftBatch Of(GapReport report, FolderDraftStore store, int max)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(store);
        var drafted = DraftedIn(store);
        var wanted = report.Missing.Select(static model => model.ToDocument).Distinct().ToList();
        var open = wanted.Where(id => !drafted.Contains(HubPage.OfModel(id))).ToList();
        return new DraftBatch([.. open.Take(max)], wanted.Count - open.Count, Math.Max(0, open.Count - max));
    }

    private static HashSet<string> DraftedIn(FolderDraftStore store) =>
        store.InspectAll().Where(static head => head.State is DraftState.Draft or DraftState.Edited).Select(static head => head.Source).OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
