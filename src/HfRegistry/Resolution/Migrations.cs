using HfRegistry.Hub;
using HfRegistry.Registry;

namespace HfRegistry.Resolution;

/// <summary>
/// The diagnostics of renamed and superseded models: a renamed model warns and is found under its new id, a superseded one is used as it
/// is, with a message. Neither changes the build by itself.
/// </summary>
internal static class Migrations
{
    /// <summary>Returns the day on which an old id was first seen to lead to a model, or null when it is no old id of it or nobody noted the day.</summary>
    public static DateOnly? RenamedSince(ModelRecord? model, ModelId? asked) =>
        model is not null && asked is not null && model.RenamedSince.TryGetValue(asked, out var day) ? day : null;

    /// <summary>Returns the warning about an old id, or null when the id is the model's own.</summary>
    /// <param name="asked">The id that was asked for, or null when none was.</param>
    /// <param name="model">The model that answers.</param>
    /// <param name="updateCommand">The command that updates the lock file, when that has the old id too.</param>
    /// <param name="location">Where the old id stands.</param>
    public static Diagnostic? Renamed(ModelId? asked, ModelRecord model, string? updateCommand, SourceLocation? location)
    {
        if (asked is null || asked == model.Id)
            return null;
        // The day on which it was noticed: when the owner renamed it, the Hub does not say.
        var since = (RenamedSince(model, asked) ?? model.AsOf) is { } day ? $" (noticed on {IsoDate.Format(day)})" : "";
        var owner = HubRename.ChangesOwner(asked, model.Id) ? $", which has another owner: check {model.Id.Owner} first" : "";
        return updateCommand is null
            ? DiagnosticCatalog.Renamed.Create(location, asked, model.Id, $"{since}{owner}")
            : DiagnosticCatalog.RenamedInLock.Create(location, asked, model.Id, $"{since}{owner}", updateCommand);
    }

    /// <summary>Returns the message about a model whose card names a newer one, or null.</summary>
    /// <param name="model">The model that answers.</param>
    /// <param name="location">Where it is asked for.</param>
    public static Diagnostic? Superseded(ModelRecord model, SourceLocation? location) => model.NewVersion is { } newer
        ? DiagnosticCatalog.Superseded.Create(location, model.Id, newer)
        : null;
}
