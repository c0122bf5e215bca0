namespace HfRegistry.Testing;

/// <summary>A pull request of a <see cref="LocalGitHub"/>.</summary>
internal sealed class LocalPull
{
    /// <summary>The number.</summary>
    public required int Number { get; init; }

    /// <summary>Who opened it.</summary>
    public required string Author { get; init; }

    /// <summary>The branch that it comes from.</summary>
    public required string HeadBranch { get; init; }

    /// <summary>The branch that it goes to.</summary>
    public required string BaseBranch { get; init; }

    /// <summary>The commit that it ends in; it follows its branch while it is open.</summary>
    public required string Head { get; set; }

    /// <summary>The title.</summary>
    public required string Title { get; set; }

    /// <summary>The text.</summary>
    public required string Body { get; set; }

    /// <summary>Whether it is open.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Whether it was merged.</summary>
    public bool IsMerged { get; set; }

    /// <summary>Whether it is a draft.</summary>
    public bool IsDraft { get; set; }

    /// <summary>Whether its conversation is locked.</summary>
    public bool IsLocked { get; set; }

    /// <summary>Its labels.</summary>
    public List<string> Labels { get; } = [];

    /// <summary>Its assignees.</summary>
    public List<string> Assignees { get; } = [];

    /// <summary>Who was asked for a review.</summary>
    public List<string> Reviewers { get; } = [];

    /// <summary>Its milestone's number.</summary>
    public int? Milestone { get; set; }

    /// <summary>How often it was asked for.</summary>
    public int Asks { get; set; }

    /// <summary>Its comments.</summary>
    public List<LocalComment> Comments { get; } = [];
}

/// <summary>A comment.</summary>
internal sealed record LocalComment(long Id, string Author, string Body);
