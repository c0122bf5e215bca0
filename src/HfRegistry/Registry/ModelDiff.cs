using System.Globalization;

namespace HfRegistry.Registry;

/// <summary>The changes of an entry's models: one rule a kind. Only a fact that was known before can change, but for the closing of a model.</summary>
internal static class ModelDiff
{
    private const int FarFactor = 3;
    private const long FarDownloads = 10_000;

    /// <summary>Returns the models that have a new id. One that its type stands for needs review when it is in new hands.</summary>
    public static IEnumerable<RegistryChange> Renames(ModelPairs pairs)
    {
        foreach (var (formerId, model) in pairs.Renames)
        {
            var change = new RegistryChange(
                ChangeKind.Renamed, pairs.Now.Type, model.Id, formerId.ToString(), model.Id.ToString(), $"the Hub answers for the old id with the new one{Since(model, formerId)}");
            yield return pairs.Old.DefaultModel == formerId ? change.Asking(DefaultDiff.NewOwner(formerId, model.Id)) : change;
        }
    }

    private static string Since(ModelRecord model, ModelId formerId) =>
        model.RenamedSince.TryGetValue(formerId, out var day) ? $" (first seen on {IsoDate.Format(day)})" : "";

    /// <summary>Returns the changes of one model.</summary>
    /// <param name="pair">The model before and after.</param>
    /// <param name="pairs">The entries that it is in.</param>
    public static IEnumerable<RegistryChange> Of(ModelPair pair, ModelPairs pairs)
    {
        var type = pairs.Now.Type;
        if (IsReplaced(pair))
            return [Replaced(pair, type)];
        if (!pair.Stays)
            return pair.Old.GoneSince is null ? [Gone(pair, type)] : [];
        var isDefault = pairs.IsDefault(pair);
        var changes = new[]
        {
            Gated(pair, type, isDefault), Disabled(pair, type), Licensed(pair, type, isDefault), Committed(pair, type, isDefault), Popular(pair, pairs),
            Superseded(pair, type, isDefault),
        };
        return changes.OfType<RegistryChange>();
    }

    private static bool IsReplaced(ModelPair pair) =>
        pair is { Old.ReplacedSince: null, Now.ReplacedSince: not null }
        || pair.Old.HubId is { } was && pair.Now.HubId is { } now && was != now;

    private static RegistryChange Replaced(ModelPair pair, ModelType type)
    {
        // A frozen record keeps the _id that it had, so the new one is known only where somebody has accepted it.
        var now = pair.Now.HubId == pair.Old.HubId ? null : pair.Now.HubId;
        var since = pair.Now.ReplacedSince is { } day ? string.Create(CultureInfo.InvariantCulture, $" since {day:yyyy-MM-dd}") : "";
        return new RegistryChange(ChangeKind.Replaced, type, pair.Now.Id, pair.Old.HubId, now, $"{pair.Now.Id} names another repository{since}")
            .Asking("is the new repository the model that the old one was?");
    }

    private static RegistryChange Gone(ModelPair pair, ModelType type) => new(
        ChangeKind.ModelGone, type, pair.Now.Id, pair.Old.Id.ToString(), null,
        string.Create(CultureInfo.InvariantCulture, $"the Hub does not know {pair.Now.Id} since {pair.Now.GoneSince:yyyy-MM-dd}"));

    // A build that took the model for open is refused now, so what was not known before counts too.
    private static RegistryChange? Gated(ModelPair pair, ModelType type, bool isDefault)
    {
        var (old, now) = (pair.Old.Gating, pair.Now.Gating);
        if (now.IsGated() && !old.IsGated())
        {
            var change = new RegistryChange(ChangeKind.NewlyGated, type, pair.Now.Id, Name(old), Name(now), "its files can be had only after its terms are accepted");
            return isDefault ? change.Asking($"it is or was what {type.Name} stands for") : change;
        }

        return old.IsGated() && now == Gating.Open
            ? new RegistryChange(ChangeKind.Ungated, type, pair.Now.Id, Name(old), Name(now), "its files can be had by everybody")
            : null;
    }

    private static RegistryChange? Disabled(ModelPair pair, ModelType type) => pair is { Old.IsDisabled: false, Now.IsDisabled: true }
        ? new RegistryChange(ChangeKind.Disabled, type, pair.Now.Id, null, null, "the Hub has disabled it")
        : null;

    private static RegistryChange? Licensed(ModelPair pair, ModelType type, bool isDefault)
    {
        var (was, its) = (pair.Old.Licensing, pair.Now.Licensing);
        // The name beside "other" that is learned for the first time is no change: the license is the one that it was.
        if (was.Text is not { } before || before == its.Text || (was is { IsOpen: true, Name: null } && was.Stated.SequenceEqual(its.Stated)))
            return null;
        var change = new RegistryChange(
            ChangeKind.LicenseChanged, type, pair.Now.Id, before, its.Text,
            its.Text is null ? "its license was removed" : "its license changed");
        return isDefault ? change.Asking($"it is or was what {type.Name} stands for") : change;
    }

    // Models get commits every week; builds that ask for the type pin the default's alone, and a lock file is compared by itself.
    private static RegistryChange? Committed(ModelPair pair, ModelType type, bool isDefault) => isDefault && pair.HasNewCommit
        ? new RegistryChange(ChangeKind.NewRevision, type, pair.Now.Id, pair.Old.Revision?.ToString(), pair.Now.Revision?.ToString(), "its main branch has a new commit")
        : null;

    private static RegistryChange? Superseded(ModelPair pair, ModelType type, bool isDefault)
    {
        if (pair.Now.NewVersion is not { } newer || newer == pair.Old.NewVersion)
            return null;
        var change = new RegistryChange(
            ChangeKind.Superseded, type, pair.Now.Id, pair.Old.NewVersion?.ToString(), newer.ToString(), "its card names a new version");
        return isDefault ? change.Asking($"it is or was what {type.Name} stands for") : change;
    }

    private static RegistryChange? Popular(ModelPair pair, ModelPairs pairs)
    {
        if (pair.Old.Id != pairs.Old.DefaultModel || pair.Now.Id != pairs.Now.DefaultModel
            || pair.Old.Downloads30d is not { } before || pair.Now.Downloads30d is not { } after)
            return null;
        var (less, more) = before < after ? (before, after) : (after, before);
        return more - less >= FarDownloads && more / FarFactor >= less
            ? new RegistryChange(
                ChangeKind.Popularity, pairs.Now.Type, pair.Now.Id, Invariant(before), Invariant(after),
                $"its downloads of 30 days {(before < after ? "rose" : "fell")} by a factor of {FarFactor} or more")
            : null;
    }

    private static string Name(Gating gating) => gating.ToString().ToLowerInvariant();

    private static string Invariant(long count) => count.ToString(CultureInfo.InvariantCulture);
}
