using System.Collections.Immutable;
using HfRegistry.Http;
using HfRegistry.Hub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;

namespace HfRegistry.Mof.Gaps;

/// <summary>Asks the Hub for a model's evidence and compares a document with it.</summary>
/// <param name="hub">The Hub.</param>
internal sealed class DocumentComparer(HubClient hub)
{
    private const int MostDatasets = 3;

    private readonly EvidenceReader _reader = new(hub);

    /// <summary>Compares a document with today's evidence: some eight requests at most, and two more where the document names another id.</summary>
    /// <param name="document">The document.</param>
    /// <param name="id">The model; a renamed one is followed, and the comparison says so.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The comparison, or why the Hub gives no evidence.</returns>
    public async Task<Result<DocumentComparison, HubError>> CompareAsync(MofDocument document, ModelId id, CancellationToken cancellationToken)
    {
        var info = await _reader.ReadInfoAsync(id, cancellationToken);
        if (info.Value is not { } model)
            return info.Error!;
        var (formerIds, unanswered) = await FormerIdsAsync(document, id, model, cancellationToken);
        if (unanswered is not null)
            return unanswered;
        var begun = await _reader.ReadCardAsync(model, cancellationToken);
        if (begun.Value is not { } evidence)
            return begun.Error!;
        var wish = EvidenceReader.WishOf(evidence);
        var complete = await _reader.ReadRestAsync(evidence, new EvidenceShare(wish.NeedsTree, wish.LicensePath is not null, MostDatasets), cancellationToken);
        return complete.Value is { } all
            ? DocumentComparison.Of(document, formerIds, all with { Repository = RepositoryFinder.InCard(all) })
            : complete.Error!;
    }

    /// <summary>Returns the old ids among the one that was asked for and the one that the document names; or why the Hub does not tell them.</summary>
    private async Task<(ImmutableArray<ModelId> Ids, HubError? Unanswered)> FormerIdsAsync(MofDocument document, ModelId asked, HubModel model, CancellationToken cancellationToken)
    {
        ImmutableArray<ModelId> formerIds = asked == model.Id ? [] : [asked];
        if (HubAddress.Read(document.HuggingFace?.Text).Id is not { } named || named == asked || named == model.Id)
            return (formerIds, null);
        var answer = await _reader.ReadInfoAsync(named, cancellationToken);
        return answer.Error is { IsTransient: true } unanswered ? ([], unanswered)
            : answer.Value?.Id == model.Id ? (formerIds.Add(named), null)
            : (formerIds, null);
    }
}
