using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Verification;

/// <summary>The checks whether a model exists, is still the same, and can be downloaded.</summary>
internal static class PresenceChecks
{
    private const string Exists = "exists";
    private const string Enabled = "enabled";
    private const string Access = "access";

    /// <summary>Returns the checks of a model that the Hub did not give.</summary>
    public static ImmutableArray<ModelCheck> Of(VerificationRequest request, HubError error) => error switch
    {
        HubError.NotFound => [ModelCheck.Failed(Exists, $"{error.Message}: the Hub tells them apart only for a token that may see it{LastSeen(request)}")],
        HubError.Disabled => [ModelCheck.Passed(Exists, "it is on the Hub"), ModelCheck.Failed(Enabled, "the Hub has disabled it")],
        HubError.Gated or HubError.Forbidden => [ModelCheck.Passed(Exists, "it is on the Hub"), ModelCheck.Failed(Access, error.Message)],
        _ => [ModelCheck.Unknown(Exists, error.Message)],
    };

    /// <summary>Returns the checks of a model that the Hub gave.</summary>
    public static IEnumerable<ModelCheck> Of(VerificationRequest request, HubModel model, HubError? accessError)
    {
        yield return ModelCheck.Passed(Exists, model.LastModified is { } changed ? $"it is on the Hub, last changed on {IsoDate.Format(changed)}" : "it is on the Hub");
        var isAnother = request.Known?.HubId is { } was && model.HubId is { } now && was != now;
        if (request.Known?.HubId is not null && model.HubId is not null)
            yield return Identity(request, model, isAnother);
        yield return Name(request, model, isAnother);
        yield return model.IsDisabled ? ModelCheck.Failed(Enabled, "the Hub has disabled it") : ModelCheck.Passed(Enabled, "the Hub has not disabled it");
        yield return AccessTo(model, accessError);
        if (model.NewVersion is { } newer)
            yield return ModelCheck.Noted("version", $"its card names {newer} as its new version");
    }

    private static ModelCheck Identity(VerificationRequest request, HubModel model, bool isAnother)
    {
        var day = request.Known!.AsOf is { } asOf ? $" of {IsoDate.Format(asOf)}" : "";
        return isAnother
            ? ModelCheck.Failed("identity", $"it is another repository than the registry's{day}: its _id is {model.HubId}, and was {request.Known.HubId}; a person has to look at it")
            : ModelCheck.Passed("identity", $"it is the repository that the registry knows (_id {model.HubId})");
    }

    private static ModelCheck Name(VerificationRequest request, HubModel model, bool isAnother) => model.Id.ToString() switch
    {
        var name when name == request.Id.ToString() => ModelCheck.Passed("name", "its id is as the Hub writes it"),
        var name when model.Id == request.Id => ModelCheck.Noted("name", $"the Hub writes it {name}"),
        var name when isAnother => ModelCheck.Failed("name", $"its id leads to {name}, which is not the model that it was: do not follow it unseen"),
        var name when HubRename.ChangesOwner(request.Id, model.Id) => ModelCheck.Failed("name", $"it is now {name}, which has another owner: check {model.Id.Owner} before you write it{NoticedOn(request)}"),
        var name => ModelCheck.Failed("name", $"it was renamed: write {name}{NoticedOn(request)}"),
    };

    private static ModelCheck AccessTo(HubModel model, HubError? accessError) => (model.Gating, accessError) switch
    {
        (Gating.Open, _) => ModelCheck.Passed(Access, model.IsPrivate ? "it is private, and this token may read it" : "it is open to everybody"),
        (Gating.Unknown, _) => ModelCheck.Noted(Access, "the Hub does not say whether it is gated"),
        (var gating, null) => ModelCheck.Noted(Access, $"it is gated ({Kind(gating)}), and this token's owner may read it"),
        (var gating, HubError.Gated or HubError.Forbidden or HubError.NotFound) =>
            ModelCheck.Failed(Access, $"it is gated ({Kind(gating)}): accept its terms on its page of the Hub, and use a token of that account"),
        (var gating, { } trouble) => ModelCheck.Unknown(Access, $"it is gated ({Kind(gating)}), and whether this token may read it could not be asked: {trouble.Message}"),
    };

    private static string Kind(Gating gating) => gating switch
    {
        Gating.Auto => "granted on acceptance of its terms",
        Gating.Manual => "granted by its owner",
        _ => "its terms must be accepted",
    };

    private static string LastSeen(VerificationRequest request) => request.Known switch
    {
        { GoneSince: { } gone } => $"; it is gone since {IsoDate.Format(gone)}",
        { AsOf: { } seen } => $"; it was last seen on {IsoDate.Format(seen)}",
        _ => "",
    };

    private static string NoticedOn(VerificationRequest request) =>
        request.Known?.RenamedSince.TryGetValue(request.Id, out var day) == true ? $", as the registry knows since {IsoDate.Format(day)}" : "";
}
