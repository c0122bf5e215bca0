using HfRegistry.Hub;
using HfRegistry.Licenses;

namespace HfRegistry.Mof.Gaps;

/// <summary>
/// The class that a model could reach as far as a row of the Hub's listing tells: a bound to set out with, and no classification. A row names the license, the
/// papers and the datasets, and shows no file and no word of the card.
/// </summary>
/// <param name="Class">The most open class that nothing in the row speaks against.</param>
/// <param name="Reason">What it rests on, as a clause.</param>
public sealed record ClassEstimate(MofClass Class, string Reason)
{
    private const string PaperTag = "arxiv:";
    private const string DatasetTag = "dataset:";

    /// <summary>The estimate of a row.</summary>
    public static ClassEstimate Of(HubModel model)
    {
        var reading = LicenseOf(model);
        if (reading.Id is not { } id)
            return new ClassEstimate(MofClass.None, reading.Name is { } name ? $"{TextSanitizer.Sanitize(name)} is not an open license" : "no license that is known");
        if (!SpdxCatalog.Of(id).IsOpen)
            return new ClassEstimate(MofClass.None, $"{id} does not count as open");
        return (Has(model, PaperTag), Has(model, DatasetTag)) switch
        {
            (true, true) => new ClassEstimate(MofClass.OpenScience, $"{id}, a paper and datasets are named"),
            (true, false) => new ClassEstimate(MofClass.OpenTooling, $"{id}, a paper is named and no dataset"),
            (false, true) => new ClassEstimate(MofClass.OpenTooling, $"{id}, datasets are named and no paper"),
            _ => new ClassEstimate(MofClass.OpenModel, $"{id}, and neither paper nor dataset is named"),
        };
    }

    /// <summary>The license that decides about the model, by its tags.</summary>
    internal static LicenseReading LicenseOf(HubModel model) => LicenseSet.Of(model.LicenseTags, null).Deciding;

    private static bool Has(HubModel model, string prefix) => model.Tags.Any(tag => tag.StartsWith(prefix, StringComparison.Ordinal));
}
