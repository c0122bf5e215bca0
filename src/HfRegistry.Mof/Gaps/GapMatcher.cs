using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Mof.Gaps;

/// <summary>Which models have a document, and which have none.</summary>
/// <param name="Missing">The models without, most downloaded first.</param>
/// <param name="Present">The models with one, most downloaded first.</param>
/// <param name="Ignored">The models without one that need none, most downloaded first.</param>
/// <param name="Unlisted">The documents of no listed model.</param>
internal sealed record GapMatching(
    ImmutableArray<MissingModel> Missing, ImmutableArray<PresentModel> Present, ImmutableArray<ModelId> Ignored, ImmutableArray<CollectedDocument> Unlisted);

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
        foreach (var group in groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!owners.ContainsKey(group.Key))
                ignored.UnionWith(group.Select(static model => model.Id).Where(id => ignore.Covers(group.Key) || ignore.Covers(id)));
            var original = rows.GetValueOrDefault(group.Key);
            var others = group.Where(model => model.Id != group.Key && !ignored.Contains(model.Id)).OrderByDescending(DownloadsOf).ThenBy(static model => model.Id).ToList();
            if (owners.TryGetValue(group.Key, out var owner))
                present.Add(new PresentModel(group.Key, original?.Downloads30d, owner.Document, owner.Match) { Copies = CopiesOf(others, copies) });
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
            unlisted);
    }

    // A document that names the model itself comes before one that names an old id of it; of two alike the first file counts.
    private static Dictionary<ModelId, (CollectedDocument Document, GapMatch Match)> OwnersOf(IReadOnlyList<CollectedDocument> documents, IReadOnlyDictionary<ModelId, ModelId> renames)
    {
        var owners = new Dictionary<ModelId, (CollectedDocument, GapMatch)>();
        foreach (var document in documents)
        {
            if (document.Id is { } id && !renames.ContainsKey(id))
                owners.TryAdd(id, (document, GapMatch.Id));
        }

        foreach (var document in documents)
        {
            if (document.Id is { } id && renames.TryGetValue(id, out var now))
                owners.TryAdd(now, (document, GapMatch.Renamed));
        }

        return owners;
    }

    private static MissingModel MissingOf(HubModel model) => new(model.Id, DownloadsOf(model), model.PipelineTag, ClassEstimate.Of(model));

    private static ImmutableArray<ModelCopy> CopiesOf(IEnumerable<HubModel> models, FrozenDictionary<ModelId, CopyOf> copies) =>
        [.. models.Select(model => new ModelCopy(model.Id, DownloadsOf(model), copies[model.Id].Reason))];

    private static long DownloadsOf(HubModel model) => model.Downloads30d ?? 0;
}
