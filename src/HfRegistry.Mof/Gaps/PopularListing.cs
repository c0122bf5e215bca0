using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Mof.Gaps;

/// <summary>The Hub's models from the most downloaded one down to a threshold.</summary>
/// <param name="Models">The models, each once.</param>
/// <param name="IsLimitReached">Whether the limit ended it.</param>
/// <param name="Trouble">Why it ends too early, or null; the models before stand.</param>
internal sealed record PopularListing(ImmutableArray<HubModel> Models, bool IsLimitReached, HubError? Trouble)
{
    /// <summary>The fields of each model: no file lists and no cards, which take megabytes a page.</summary>
    private static readonly ImmutableArray<string> Facts = ["disabled", "downloads", "lastModified", "library_name", "pipeline_tag", "private", "sha", "tags"];

    /// <summary>Reads pages until a row falls under the threshold, the limit is reached or the listing ends.</summary>
    public static async Task<PopularListing> ReadAsync(HubClient hub, GapQuery query, Action<string>? skipped, IProgress<GapProgress>? progress, CancellationToken cancellationToken)
    {
        var models = ImmutableArray.CreateBuilder<HubModel>();
        var seen = new HashSet<ModelId>();
        var rows = 0;
        var asked = new HubModelQuery { Sort = HubSort.Downloads, PipelineTag = query.Task, Expand = Facts, MaxModels = query.Limit };
        try
        {
            await foreach (var page in hub.ListModelPagesAsync(asked, skipped, cancellationToken))
            {
                foreach (var model in page.Items)
                {
                    if ((model.Downloads30d ?? 0) < query.MinDownloads)
                        return new PopularListing(models.ToImmutable(), IsLimitReached: false, null);
                    if (rows == query.Limit)
                        return new PopularListing(models.ToImmutable(), IsLimitReached: true, null);
                    rows++;

                    // Counts change while pages are read: a row may come twice. A private model is nobody's gap.
                    if (model is { IsDisabled: false, IsPrivate: false } && seen.Add(model.Id))
                        models.Add(model);
                }

                progress?.Report(new GapProgress("models listed", rows, query.Limit));
                if (rows == query.Limit)
                    return new PopularListing(models.ToImmutable(), IsLimitReached: page.Next is not null, null);
            }
        }
        catch (HubException failed)
        {
            return new PopularListing(models.ToImmutable(), IsLimitReached: false, failed.Error);
        }

        return new PopularListing(models.ToImmutable(), IsLimitReached: false, null);
    }
}
