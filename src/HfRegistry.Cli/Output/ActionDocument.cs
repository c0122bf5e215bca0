namespace HfRegistry.Cli.Output;

/// <summary>A job of the action, and what came of it.</summary>
internal sealed record ActionJobRow(string Job)
{
    public required string Operation { get; init; }

    public string? Branch { get; init; }

    public string? BaseCommit { get; init; }

    public int? PullRequestNumber { get; init; }

    public string? PullRequestUrl { get; init; }

    public string? HeadSha { get; init; }

    public bool? CommitsVerified { get; init; }

    /// <summary>Where a person can open the pull request that the token may not open.</summary>
    public string? CompareUrl { get; init; }

    public int? Asked { get; init; }

    public int? Changes { get; init; }

    public int? Failed { get; init; }

    public int? NeedsHuman { get; init; }

    /// <summary>What was written, or would be.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];
}

/// <summary><c>action</c>: what became of each job.</summary>
internal sealed record ActionDocument : Document
{
    public required string? Repository { get; init; }

    public required string? Mode { get; init; }

    public required IReadOnlyList<ActionJobRow> Jobs { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }
}
