using System.Collections.Immutable;
using System.Text;
using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Publishing;

/// <summary>A file as it is to be.</summary>
/// <param name="Path">Where.</param>
/// <param name="Content">The text in full, or null when there is to be no such file.</param>
/// <param name="Matters">
/// Whether a difference in this file is a reason for a pull request. One that does not matter (a clock, a report) goes along when another does.
/// </param>
internal sealed record DesiredFile(TreePath Path, string? Content, bool Matters = true)
{
    /// <summary>Gets git's name of the content, or null when there is to be none.</summary>
    public GitObjectId? BlobId => Content is null ? null : GitObjectId.OfBlob(Encoding.UTF8.GetBytes(Content));
}

/// <summary>The condition for a draft pull request.</summary>
internal enum DraftMode
{
    /// <summary>Never by us.</summary>
    Never,

    /// <summary>Draft at its creation.</summary>
    WhenCreated,

    /// <summary>Draft at its creation and after every change of its content.</summary>
    Always,
}

/// <summary>The policy for a closed pull request whose content is still the same.</summary>
internal enum WhenClosed
{
    /// <summary>It stays closed.</summary>
    Respect,

    /// <summary>A new one is opened.</summary>
    Recreate,
}

/// <summary>The policy for a pull request to which others pushed commits.</summary>
internal enum WhenEdited
{
    /// <summary>Their commits stay; a comment says so once.</summary>
    Keep,

    /// <summary>The branch is rebuilt, and their commits are lost.</summary>
    Overwrite,
}

/// <summary>The content of a pull request: one branch, one pull request.</summary>
internal sealed record DesiredChange
{
    /// <summary>Gets the branch, the same at every run.</summary>
    public required BranchName Branch { get; init; }

    /// <summary>Gets the branch that the change goes to; null for the default branch.</summary>
    public BranchName? Base { get; init; }

    /// <summary>Gets all files of the change, each path once; those that are equal to the base's are no change.</summary>
    /// <exception cref="ArgumentException">A path stands twice.</exception>
    public required ImmutableArray<DesiredFile> Files
    {
        get;
        init => field = value.DistinctBy(static file => file.Path).Count() == value.Length
            ? value
            : throw new ArgumentException("A file stands twice.", nameof(value));
    }

    /// <summary>Gets the commit's message: a subject, an empty line, more.</summary>
    public required string CommitMessage { get; init; }

    /// <summary>Gets the pull request's title; one that people changed is left alone.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the pull request's text. Equal facts must give equal text.</summary>
    public required ImmutableArray<BodySection> Body { get; init; }

    /// <summary>Gets labels for a new pull request.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Gets logins to assign to a new pull request.</summary>
    public ImmutableArray<string> Assignees { get; init; } = [];

    /// <summary>Gets logins to ask for a review of a new pull request.</summary>
    public ImmutableArray<string> Reviewers { get; init; } = [];

    /// <summary>Gets slugs of teams to ask for a review of a new pull request.</summary>
    public ImmutableArray<string> TeamReviewers { get; init; } = [];

    /// <summary>Gets the title of the milestone of a new pull request.</summary>
    public string? Milestone { get; init; }

    /// <summary>Gets when the pull request is a draft.</summary>
    public DraftMode Draft { get; init; }

    /// <summary>Gets what to do when it was closed.</summary>
    public WhenClosed OnClosed { get; init; }

    /// <summary>Gets what to do when its branch was edited.</summary>
    public WhenEdited OnEdited { get; init; }

    /// <summary>Gets whether a branch that has nothing to propose any more is deleted.</summary>
    public bool DeletesBranch { get; init; } = true;

    /// <summary>Gets the fingerprint of what matters: the paths and git's names of their content. No clock is in it.</summary>
    public string Fingerprint => Hashes.Of(string.Concat(Files.Where(static file => file.Matters).OrderBy(static file => file.Path)
        .Select(static file => $"{file.Path}\0{file.BlobId?.ToString() ?? "-"}\n")));
}
