using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Gaps;
using HfRegistry.Registry;

namespace HfRegistry.Mof.UseCases;

/// <summary>Finds what a collection of documents lacks: popular models without one, and documents that are near a class or behind the Hub.</summary>
/// <param name="hub">The Hub.</param>
/// <param name="known">Knows models that were renamed.</param>
/// <param name="clock">Times the run.</param>
internal sealed class GapUseCase(HubClient hub, ModelRegistry known, TimeProvider clock)
{
    /// <summary>The requests of an analysis, unless its listing alone has more pages or every document is to be checked.</summary>
    private const int RequestsOfAnalysis = 12;

    /// <summary>A question about an old id may be answered by a redirect, which is another request.</summary>
    private const int RequestsOfQuestion = 2;

    /// <summary>Compares a collection with the Hub.</summary>
    /// <param name="collection">The documents.</param>
    /// <param name="query">Which models count.</param>
    /// <param name="skipped">Hears one printable line for each row of the listing that cannot be read; may be null.</param>
    /// <param name="progress">Hears how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The report; what the Hub did not answer is named in it.</returns>
    public async Task<GapReport> RunAsync(CollectedDocuments collection, GapQuery query, Action<string>? skipped, IProgress<GapProgress>? progress, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var requestsBefore = hub.RequestCount;
        var documents = collection.Documents;
        var listing = await PopularListing.ReadAsync(hub, query, skipped, progress, cancellationToken);
        var lookup = new HubLookup(hub);

        var renames = KnownRenames(documents, listing);
        query = query with { Ignore = query.Ignore.Following(PresentIdOf) };
        var matching = GapMatcher.Match(listing.Models, documents, renames, query.Ignore, cancellationToken);
        ImmutableArray<ModelId> doubtful = [.. query.CheckDocuments ? matching.Unlisted.Select(static document => document.Id).OfType<ModelId>() : Doubtful(matching, renames).Take(Questions(hub.RequestCount - requestsBefore))];
        if (!doubtful.IsEmpty && listing.Trouble is null)
        {
            await lookup.AskAsync(doubtful, query.CheckDocuments ? progress : null, cancellationToken);
            foreach (var (old, now) in lookup.Renames)
                renames[old] = now;
            matching = GapMatcher.Match(listing.Models, documents, renames, query.Ignore, cancellationToken);
        }

        ImmutableArray<DocumentCheck> checks = query.CheckDocuments ? Check(documents, listing, renames, lookup) : [];
        return new GapReport
        {
            Query = query,
            Collection = collection,
            Missing = matching.Missing,
            Present = matching.Present,
            Ignored = matching.Ignored,
            Needless = matching.Needless,
            Unlisted = matching.Unlisted,
            NearlyThere = [.. documents.Select(NearlyThereOf).OfType<NearlyThere>()],
            Checks = checks,
            Listed = listing.Models.Length,
            IsLimitReached = listing.IsLimitReached,
            Troubles = [.. Troubles(listing, lookup), .. checks.Where(static check => check.Bug is not null).Select(static check => HubDiagnostics.Of(check.Bug!, Consequence.FileNotCompared, check.Document.File))],
            Requests = hub.RequestCount - requestsBefore,
            Elapsed = clock.GetElapsedTime(started),
        };
    }

    private ModelId? PresentIdOf(ModelId id) => known.FindRenamed(id)?.Model.Id;

    // Even after a long listing one old id may be asked for.
    private static int Questions(long requests) => (int)Math.Max(1, (RequestsOfAnalysis - requests) / RequestsOfQuestion);

    // An id that the listing answers was not renamed, whatever old facts say.
    private Dictionary<ModelId, ModelId> KnownRenames(ImmutableArray<CollectedDocument> documents, PopularListing listing)
    {
        var listed = listing.Models.Select(static model => model.Id).ToHashSet();
        return documents.Select(static document => document.Id).OfType<ModelId>().Distinct().Where(id => !listed.Contains(id))
            .Select(id => (Old: id, Now: PresentIdOf(id))).Where(static pair => pair.Now is not null && pair.Now != pair.Old)
            .ToDictionary(static pair => pair.Old, static pair => pair.Now!);
    }

    /// <summary>Returns the ids that documents name and that may be old ones of missing models: those with the very name, most urgent first.</summary>
    private static IEnumerable<ModelId> Doubtful(GapMatching matching, Dictionary<ModelId, ModelId> renames)
    {
        var named = matching.Unlisted.Where(document => document.Id is { } id && !renames.ContainsKey(id)).ToLookup(static document => NameShape.Of(document.Id!.Name).Key, static document => document.Id!);
        return matching.Missing.Select(static model => NameShape.Of(model.ToDocument.Name).Key).Distinct(StringComparer.Ordinal).SelectMany(key => named[key]).Distinct();
    }

    private static NearlyThere? NearlyThereOf(CollectedDocument document) =>
        GapAnalysis.Of(document.Document, MofReading.Mot) is [{ Steps: [var only] } next, ..]
            ? new NearlyThere(document, MofClassifier.Classify(document.Document).Class, next.Class, only)
            : null;

    private static ImmutableArray<DocumentCheck> Check(
        ImmutableArray<CollectedDocument> documents, PopularListing listing, Dictionary<ModelId, ModelId> renames, HubLookup lookup)
    {
        var rows = listing.Models.ToDictionary(static model => model.Id);
        return [.. documents.Select(document =>
        {
            DocumentCheck? check = null;
            return BatchItem.Run(() => check = Check(document, rows, renames, lookup)) is { } bug ? new DocumentCheck(document, DocumentState.Unknown, null, [bug.Message]) { Bug = bug } : check;
        }).OfType<DocumentCheck>()];
    }

    private static DocumentCheck? Check(CollectedDocument document, Dictionary<ModelId, HubModel> rows, Dictionary<ModelId, ModelId> renames, HubLookup lookup)
    {
        if (document.Id is not { } id)
            return document.Address.Form == HubAddressForm.NoModel ? DocumentCheck.OfNoModel(document) : null;
        if (rows.TryGetValue(id, out var row) || (renames.TryGetValue(id, out var now) && rows.TryGetValue(now, out row)))
            return DocumentCheck.Of(document, row);
        return lookup.Of(id) switch
        {
            { Value: { } model } => DocumentCheck.Of(document, model),
            { Error: { } error } => DocumentCheck.Of(document, error),
            _ => new DocumentCheck(document, DocumentState.Unknown, null, ["the Hub was not asked, since its listing could not be read"]),
        };
    }

    private static IEnumerable<Diagnostic> Troubles(PopularListing listing, HubLookup lookup)
    {
        if (listing.Trouble is { } ended)
            yield return HubDiagnostics.Of(ended, Consequence.ListingIncomplete, listing.Models.Length);
        if (lookup.Trouble is var (count, first))
            yield return HubDiagnostics.Of(first, Consequence.DocumentsNotCompared, count);
    }
}
