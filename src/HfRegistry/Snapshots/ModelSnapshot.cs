using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>
/// Everything that scoring asks of one model at one commit. A score follows from its snapshot alone, so that it can be computed again
/// later, without the network, bit for bit.
/// </summary>
internal sealed record ModelSnapshot
{
    /// <summary>Gets the id that was asked for; the Hub may know the model by another one now.</summary>
    public required ModelId AskedId { get; init; }

    /// <summary>Gets when it was taken (UTC, whole seconds): what every age is counted from.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Gets the Hub's facts, files with sizes and the card's metadata included.</summary>
    public required Fact<HubModel> Info { get; init; }

    /// <summary>Gets the text of the model card, front matter included.</summary>
    public required Fact<string> Card { get; init; }

    /// <summary>Gets the commits.</summary>
    public required Fact<CommitHistory> History { get; init; }

    /// <summary>Gets the first datasets that the model says it was trained on, at most <see cref="DeclaredDatasets.MaxAsked"/>.</summary>
    public ImmutableArray<DeclaredDataset> Datasets { get; init; } = [];

    /// <summary>Gets the source repository that the model names; null when it names none, and when nobody asked.</summary>
    public ModelSource? Source { get; init; }

    /// <summary>Gets the model's id as the Hub has it.</summary>
    public ModelId Id => Info.Value?.Id ?? AskedId;

    /// <summary>Gets the commit that the facts are of, when it is known.</summary>
    public Revision? Revision => Info.Value?.Sha;
}

/// <summary>The commits of a model, newest first.</summary>
/// <param name="Commits">The commits.</param>
/// <param name="IsComplete">Whether these are all; a long history is cut.</param>
internal sealed record CommitHistory(ImmutableArray<HubCommit> Commits, bool IsComplete);

/// <summary>A dataset that a model names.</summary>
/// <param name="Name">The name as it is written, printable.</param>
/// <param name="Facts">What the Hub says of it; absent when no dataset of that name can be seen.</param>
internal sealed record DeclaredDataset(string Name, Fact<HubDataset> Facts);
