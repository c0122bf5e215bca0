using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Mof.Gaps;

/// <summary>The models with and without a document.</summary>
/// <param name="Missing">The models without, most downloaded first.</param>
/// <param name="Present">The models with one, most downloaded first.</param>
/// <param name="Ignored">The models without one that need none, most downloaded first.</param>
/// <param name="Needless">The models that need none by themselves, most downloaded first.</param>
/// <param name="Unlisted">The documents of no listed model.</param>
internal sealed record GapMatching(
    ImmutableArray<MissingModel> Missing, ImmutableArray<PresentModel> Present, ImmutableArray<ModelId> Ignored, ImmutableArray<NeedlessModel> Needless, ImmutableArray<CollectedDocument> Unlisted);

/// <summary>Brings models and documents together by the ids that documents name. Pure: equal input gives equal output, whatever its names say.</summary>
internal static class GapMatcher
{
    /// <summary>Matches a listing with a collection.</summary>
    /// <param name="listed">The models, most downloaded first, each once.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="renames">What became of ids that documents name, as far as it is known.</param>
    /// <param name="ignore">The models that need no document.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static GapMatching Match(
        IReadOnlyList<HubModel> listed, IReadOnlyList<CollectedDocument> documents, IReadOnlyDictionary<ModelId, ModelId> renames, ModelPatterns ignore,
        CancellationToken cancellationToken = default)
    {
        var owners = OwnersOf(documents, renames);
        var rows = listed.ToFrozenDictionary(static model => model.Id);
        var copies = CopyGroups.Find(listed, owners.Keys);

        // Who has a document of its own needs no other's.
        var groups = listed.GroupBy(model => owners.ContainsKey(model.Id) || !copies.TryGetValue(model.Id, out var copy) ? model.Id : renames.GetValueOrDefault(copy.Original, copy.Original));
        var missing = ImmutableArray.CreateBuilder<MissingModel>();
        var present = ImmutableArray.CreateBuilder<PresentModel>();
        var ignored = new HashSet<ModelId>();
        var needless = new List<NeedlessModel>();
        foreach (var group in groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!owners.ContainsKey(group.Key))
                ignored.UnionWith(group.Select(static model => model.Id).Where(id => ignore.Covers(group.Key) || ignore.Covers(id)));
            var original = rows.GetValueOrDefault(group.Key);
            var others = group.Where(model => model.Id != group.Key && !ignored.Contains(model.Id)).OrderByDescending(DownloadsOf).ThenBy(static model => model.Id).ToList();
            if (owners.TryGetValue(group.Key, out var owner))
                present.Add(new PresentModel(group.Key, original?.Downloads30d, owner.Document, owner.Match) { Also = owner.Also, Copies = CopiesOf(others, copies) });
            else if (original is not null && !ignored.Contains(group.Key) && NeedlessModel.Of(original) is { } none)
                needless.AddRange([none, .. others.Select(copy => new NeedlessModel(copy.Id, none.Reason))]);
            else if (original is not null && !ignored.Contains(group.Key))
                missing.Add(MissingOf(original) with { Copies = CopiesOf(others, copies) });
            else if (others.Count > 0)
                missing.Add(MissingOf(others[0]) with { CopyOf = copies[others[0].Id] with { Original = group.Key }, Copies = CopiesOf(others.Skip(1), copies) });
        }

        var unlisted = documents.Where(document => document.Id is not { } id || !(rows.ContainsKey(id) || (renames.TryGetValue(id, out var now) && rows.ContainsKey(now)))).ToImmutableArray();
        var near = new NearDocuments(unlisted);
        return new GapMatching(
            [.. missing.Select(model => model with { Maybe = near.Of(model.ToDocument, cancellationToken) }).OrderByDescending(static model => model.Downloads30d).ThenBy(static model => model.Id)],
            [.. present.OrderByDescending(static model => model.Downloads30d ?? -1).ThenBy(static model => model.Id)],
            [.. listed.Select(static model => model.Id).Where(ignored.Contains)],
            [.. needless.OrderByDescending(model => rows[model.Id].Downloads30d ?? 0).ThenBy(static model => model.Id)],
            unlisted);
    }

    // A document that names the model itself comes before one that names an old id of it; of two alike the first file counts, and the others are named beside it.
    private static Dictionary<ModelId, (CollectedDocument Document, GapMatch Match, ImmutableArray<CollectedDocument> Also)> OwnersOf(IReadOnlyList<CollectedDocument> documents, IReadOnlyDictionary<ModelId, ModelId> renames) =>
        documents.Where(static document => document.Id is not null)
            .Select(document => (Document: document, Match: renames.ContainsKey(document.Id!) ? GapMatch.Renamed : GapMatch.Id))
            .GroupBy(one => renames.GetValueOrDefault(one.Document.Id!, one.Document.Id!))
            .Select(static group => (group.Key, Owners: group.OrderBy(static one => one.Match).ToList()))
            .ToDictionary(static group => group.Key, static group => (group.Owners[0].Document, group.Owners[0].Match, group.Owners.Skip(1).Select(static one => one.Document).ToImmutableArray()));

    private static MissingModel MissingOf(HubModel model) => new(model.Id, DownloadsOf(model), model.PipelineTag, ClassEstimate.Of(model));

    private static ImmutableArray<ModelCopy> CopiesOf(IEnumerable<HubModel> models, FrozenDictionary<ModelId, CopyOf> copies) =>
        [.. models.Select(model => new ModelCopy(model.Id, DownloadsOf(model), copies[model.Id].Reason))];

    private static long DownloadsOf(HubModel model) => model.Downloads30d ?? 0;
}
