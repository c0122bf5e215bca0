using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Verification;

namespace HfRegistry.UseCases;

/// <summary>The kind of a finding about a model that a project uses.</summary>
internal enum ModelFindingKind
{
    /// <summary>It is no longer on the Hub.</summary>
    Gone,

    /// <summary>It has another id now.</summary>
    Renamed,

    /// <summary>Its card names a newer model.</summary>
    Superseded,

    /// <summary>The request resolves to another model now.</summary>
    DefaultChanged,

    /// <summary>It has a newer commit.</summary>
    NewerCommit,

    /// <summary>Its terms must be accepted on the Hub.</summary>
    Gated,

    /// <summary>To load its weights is to run what they hold.</summary>
    UnsafeFormat,
}

/// <summary>A finding about a model that a project uses.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Explanation">What was found, as a short clause; safe to print.</param>
/// <param name="NowId">The model to use instead, or null.</param>
/// <param name="NowRevision">The commit to use instead, or null.</param>
internal sealed record ModelFinding(ModelFindingKind Kind, string Explanation, ModelId? NowId = null, Revision? NowRevision = null);

/// <summary>A model as a project uses it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Model">The model that it resolves to in the project.</param>
internal sealed record ModelInUse(RawRequest Request, ResolvedModel Model);

/// <summary>The newest facts of a model.</summary>
/// <param name="Record">The facts, or null when nobody knows any.</param>
/// <param name="Gone">Why the model cannot be had any more, as a clause; or null.</param>
internal sealed record NewestFacts(ModelRecord? Record, string? Gone)
{
    /// <summary>Returns what a registry knows; null for a model that it does not know.</summary>
    public static NewestFacts Of(ModelRecord? known) => new(known, known switch
    {
        { GoneSince: { } day } => $"gone since {IsoDate.Format(day)}",
        { IsDisabled: true } => "the Hub has disabled it",
        { ReplacedSince: { } day } => $"its id belongs to another repository since {IsoDate.Format(day)}",
        _ => null,
    });
}

/// <summary>Compares models in use with the newest facts. Pure.</summary>
internal static class ModelFindingRules
{
    /// <summary>Returns the findings, the gravest first.</summary>
    /// <param name="used">The model in use.</param>
    /// <param name="newest">The newest facts of that model.</param>
    /// <param name="now">What the request, without a commit of its own, resolves to without a lock file.</param>
    public static IEnumerable<ModelFinding> Of(ModelInUse used, NewestFacts newest, ResolutionResult now)
    {
        var (model, record) = (used.Model, newest.Record);
        var current = record?.Id ?? model.Id;
        var written = now.Trace.Request?.Id;
        if (newest.Gone is { } gone)
            yield return new ModelFinding(ModelFindingKind.Gone, gone);
        else if (current != model.Id || (written is not null && written != current))
            yield return new ModelFinding(ModelFindingKind.Renamed, $"renamed to {current}", current);
        if (record?.NewVersion is { } newer)
            yield return new ModelFinding(ModelFindingKind.Superseded, $"its card names {newer} as its new version", newer);
        if (written is null && now.Value?.Id is var chosen && chosen != current)
            yield return new ModelFinding(ModelFindingKind.DefaultChanged, chosen is null ? "no model meets the request now" : $"{RequestText.Of(used.Request)} is {chosen} now", chosen);
        if (newest.Gone is null && record?.Revision is { } commit && model.Revision is { } pinned && commit != pinned && !(record.AsOf < model.AsOf))
            yield return new ModelFinding(ModelFindingKind.NewerCommit, $"commit {pinned.Short} is in use, {commit.Short} is the newest{On(record.AsOf)}", NowRevision: commit);
        if ((record ?? model.Record)?.Gating.IsGated() == true)
            yield return new ModelFinding(ModelFindingKind.Gated, "its terms must be accepted on the Hub");
        if (Unsafe(used, record) is { } danger)
            yield return new ModelFinding(ModelFindingKind.UnsafeFormat, danger);
    }

    // The files that the project downloads say more than the formats that its repository has.
    private static string? Unsafe(ModelInUse used, ModelRecord? record)
    {
        if (used.Model.Files is { Files.IsEmpty: false } files)
        {
            return WeightSafety.PicklesOf(files.Files.Select(static file => file.Path)).FirstOrDefault() is { } pickle
                ? $"the project downloads {TextSanitizer.Sanitize(pickle)}, a pickle file: loading it runs code" : null;
        }

        return WeightSafety.ArePicklesOnly((record ?? used.Model.Record)?.Formats ?? []) ? "only pickle weights of it are known, and loading them runs code" : null;
    }

    private static string On(DateOnly? day) => day is { } known ? $" on {IsoDate.Format(known)}" : "";
}
