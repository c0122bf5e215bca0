using System.Collections.Immutable;
using HfRegistry.Licenses;

namespace HfRegistry.Bom;

/// <summary>The licenses of a model and the attributions that a distributor passes on.</summary>
/// <param name="Model">The model.</param>
/// <param name="License">The licenses for people, or null when none is known or declared.</param>
/// <param name="Spdx">The SPDX expression; <c>NOASSERTION</c> when the license is not known.</param>
/// <param name="Links">Where the licenses can be read.</param>
/// <param name="Source">Where the model is.</param>
/// <param name="Remark">What stands against distributing it unread, or null.</param>
internal sealed record ModelNotice(BomModel Model, string? License, string Spdx, ImmutableArray<string> Links, string Source, string? Remark)
{
    /// <summary>Returns the notice of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="addresses">The addresses of the Hub that it comes from.</param>
    public static ModelNotice Of(BomModel model, ModelAddresses addresses)
    {
        var terms = model.Licenses?.Terms ?? [];
        return new ModelNotice(
            model,
            terms.IsEmpty ? null : string.Join(" AND ", terms.Select(static term => term.Name)),
            model.Licenses?.Spdx ?? "NOASSERTION",
            [.. LinksOf(model, terms, addresses)],
            model.Revision is { } commit ? addresses.Tree(model.Id, commit) : addresses.Page(model.Id),
            RemarkOn(model, terms));
    }

    private static IEnumerable<string> LinksOf(BomModel model, ImmutableArray<LicenseTerm> terms, ModelAddresses addresses)
    {
        foreach (var id in model.Licenses?.Readings.Select(static reading => reading.Id).OfType<SpdxId>().Distinct().Where(static id => SpdxCatalog.Of(id).IsInSpdxList) ?? [])
            yield return ModelAddresses.License(id);
        if (LicenseWriter.LinkOf(model, addresses) is { } link)
            yield return link;
        else if (!terms.IsEmpty && terms.Any(static term => !term.IsOnSpdxList))
            yield return addresses.Page(model.Id);
    }

    private static string? RemarkOn(BomModel model, ImmutableArray<LicenseTerm> terms) => model.Licenses switch
    {
        null => "The license is unknown. Find it out before you distribute the model.",
        _ when terms.IsEmpty => "No license is declared. Without one, nothing permits you to distribute the model.",
        _ when terms.Any(static term => term.IsPlaceholder) => "The license is custom and has no name. Read it before you distribute the model.",
        { Family: LicenseFamily.Other } => "The license is custom. Read it before you distribute the model.",
        { Family: LicenseFamily.NonCommercial } => "The license forbids commercial use or changes.",
        { Family: LicenseFamily.UseRestricted } => "The license restricts what the model may be used for, and asks you to pass its terms on.",
        { Family: LicenseFamily.Copyleft or LicenseFamily.WeakCopyleft } => "Changes of the model come under its license too.",
        _ => null,
    };
}
