using System.Collections.Immutable;
using System.Globalization;
using FuzzySharp;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Gaps;

/// <summary>A document that may be of a model.</summary>
/// <param name="Document">The document.</param>
/// <param name="Reason">Why it may be, as a clause; printable.</param>
/// <param name="Likeness">How alike the names are, in percent.</param>
internal sealed record NearDocument(CollectedDocument Document, string Reason, int Likeness);

/// <summary>Finds documents whose names are like a model's. A likeness is no match: a person decides.</summary>
internal sealed class NearDocuments
{
    private const int LeastLikeness = 88;
    private const int MostOfAModel = 3;
    private const int Same = 100;

    /// <summary>So many documents of one shape are compared with a model: no collection has more, and each model costs the same.</summary>
    private const int MostCompared = 2_000;

    private readonly ILookup<(string Numbers, string Variants), (CollectedDocument Document, NameShape Shape)> _documents;

    /// <summary>Creates over the documents that belong to no model of the listing.</summary>
    public NearDocuments(IEnumerable<CollectedDocument> documents) => _documents = documents
        .SelectMany(static document => NamesOf(document).Select(NameShape.Of).Where(static shape => shape.Key.Length > 0).Distinct().Select(shape => (document, shape)))
        .ToLookup(static one => (one.shape.Numbers, one.shape.Variants));

    /// <summary>Returns the documents that may be of a model, most alike first.</summary>
    public ImmutableArray<NearDocument> Of(ModelId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var shape = NameShape.Of(id.Name);
        return
        [
            .. _documents[(shape.Numbers, shape.Variants)]
                .Take(MostCompared)
                .Where(one => CanBeAlike(one.Shape.Key.Length, shape.Key.Length))
                .Select(one => (one.Document, Likeness: one.Shape.Key == shape.Key || one.Shape.Sorted == shape.Sorted ? Same : Fuzz.Ratio(one.Shape.Key, shape.Key)))
                .Where(static one => one.Likeness >= LeastLikeness)
                .GroupBy(static one => one.Document)
                .Select(static group => group.MaxBy(static one => one.Likeness))
                .OrderByDescending(static one => one.Likeness).ThenBy(static one => one.Document.File, StringComparer.Ordinal)
                .Take(MostOfAModel)
                .Select(one => new NearDocument(one.Document, ReasonOf(one.Document, one.Likeness), one.Likeness)),
        ];
    }

    // What one name has beyond the other's length is unlike; comparing costs far more than counting.
    private static bool CanBeAlike(int one, int other) => 2 * Math.Min(one, other) * Same >= (LeastLikeness - 1) * (one + other);

    // A document may spell the name in one way and the address in another.
    private static IEnumerable<string> NamesOf(CollectedDocument document) => document.Id is { } id ? [document.Name, id.Name] : [document.Name];

    private static string ReasonOf(CollectedDocument document, int likeness)
    {
        var names = likeness == Same ? "the names are the same" : string.Create(CultureInfo.InvariantCulture, $"the names are {likeness} % alike");
        return document.Address switch
        {
            { Id: { } other } => $"{names}, and the document names {other}",
            { Form: HubAddressForm.NoModel } => $"{names}, and the document's huggingface names no model: '{TextSanitizer.Sanitize(document.Document.HuggingFace?.Text)}'",
            _ => $"{names}, and the document names no model of the Hub",
        };
    }
}
