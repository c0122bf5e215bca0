using HfRegistry.Cards.Language;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Mof.Rules;

namespace HfRegistry.Mof.Gaps;

/// <summary>
/// The class that a model could reach as far as a row of the Hub's listing tells: class III, where the row names all of it that a row can name (an open license, a paper of
/// its own, datasets), else none. What class II asks for, code and evaluation data, no row shows, and a draft seldom finds.
/// </summary>
/// <param name="Class">The most open class that nothing in the row speaks against.</param>
/// <param name="Reason">What it rests on, as a clause.</param>
internal sealed record ClassEstimate(MofClass Class, string Reason)
{
    private const string PaperTag = "arxiv:";
    private const string DatasetTag = "dataset:";

    /// <summary>Returns the estimate of a row.</summary>
    public static ClassEstimate Of(HubModel model)
    {
        var reading = LicenseOf(model);
        if (reading.Id is not { } id)
            return new ClassEstimate(MofClass.None, reading.Name is { } name ? $"{TextSanitizer.Sanitize(name)} is not an open license" : "no license that is known");
        if (!SpdxCatalog.Of(id).IsOpen)
            return new ClassEstimate(MofClass.None, $"{id} does not count as open");
        var words = ModelWords.Of(model.Id);
        if (!model.Tags.Any(tag => tag.StartsWith(PaperTag, StringComparison.Ordinal) && Place.ArxivIdOf(tag) is { } paper && !KnownPapers.IsOfOthers(paper, words)))
            return new ClassEstimate(MofClass.None, $"{id}, and no paper of its own is named");
        return Has(model, DatasetTag)
            ? new ClassEstimate(MofClass.OpenModel, $"{id}, a paper and datasets are named: if the paper's license is open, and the card tells of data and results")
            : new ClassEstimate(MofClass.None, $"{id}, a paper is named and no dataset");
    }

    /// <summary>Returns the license that decides about the model, by its tags.</summary>
    internal static LicenseReading LicenseOf(HubModel model) => LicenseSet.Of(model.LicenseTags, null).Deciding;

    private static bool Has(HubModel model, string prefix) => model.Tags.Any(tag => tag.StartsWith(prefix, StringComparison.Ordinal));
}
