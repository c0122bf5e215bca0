using System.Text.Json;

namespace HfRegistry.Registry;

/// <summary>A kind of change that matters. Outputs write the names in snake case (<c>default_changed</c>).</summary>
internal enum ChangeKind
{
    /// <summary>A type's bare name stands for another model.</summary>
    DefaultChanged,

    /// <summary>A type had a default and has none any more.</summary>
    DefaultGone,

    /// <summary>The Hub does not know a model any more.</summary>
    ModelGone,

    /// <summary>The same id names another repository (another <c>_id</c>).</summary>
    Replaced,

    /// <summary>The same repository has a new id.</summary>
    Renamed,

    /// <summary>A model's card names another model as its new version.</summary>
    Superseded,

    /// <summary>A model that was not known to be gated is gated.</summary>
    NewlyGated,

    /// <summary>A gated model is open.</summary>
    Ungated,

    /// <summary>The Hub has disabled a model.</summary>
    Disabled,

    /// <summary>A known license is another one, or is not stated any more.</summary>
    LicenseChanged,

    /// <summary>The commit of a model that is or was a default, which builds pin, is another one.</summary>
    NewRevision,

    /// <summary>The registry learned of a type.</summary>
    NewType,

    /// <summary>The registry lost a type.</summary>
    TypeRemoved,

    /// <summary>The downloads of a default moved far.</summary>
    Popularity,

    /// <summary>A metric of a default is below the gate's threshold, and was not before.</summary>
    ScoreFell,
}

/// <summary>A change between two registries. Reasons, licenses and the like are as the files have them: foreign text, to be printed through <see cref="TextSanitizer"/>.</summary>
/// <param name="Kind">What kind of change it is.</param>
/// <param name="Type">The type in whose entry it is.</param>
/// <param name="Model">The model, by its new id; null for a type without a default.</param>
/// <param name="Old">What was before (an id, a license, a commit, a count), or null for nothing.</param>
/// <param name="New">What is now, or null for nothing.</param>
/// <param name="Cause">Why, without what there is to review.</param>
/// <param name="Concern">What a person has to look at before the new registry is trusted; null for a change that needs no review.</param>
internal sealed record RegistryChange(
    ChangeKind Kind, ModelType Type, ModelId? Model, string? Old, string? New, string Cause, string? Concern = null)
{
    /// <summary>Gets whether the change needs review.</summary>
    public bool NeedsReview => Concern is not null;

    /// <summary>Gets why, and for a change that needs review, what there is to look at.</summary>
    public string Reason => Concern is null ? Cause : $"{Cause}; a person has to look: {Concern}";

    /// <summary>Gets the kind as outputs write it: <c>default_changed</c>.</summary>
    public string KindName => NameOf(Kind);

    /// <summary>Returns a kind as outputs write it.</summary>
    public static string NameOf(ChangeKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    /// <summary>Returns the change, with what a person has to look at; as it is when there is nothing.</summary>
    internal RegistryChange Asking(params ReadOnlySpan<string?> concerns)
    {
        var asked = Concern;
        foreach (var concern in concerns)
        {
            if (concern is not null)
                asked = asked is null ? concern : $"{asked}; and {concern}";
        }

        return this with { Concern = asked };
    }
}
