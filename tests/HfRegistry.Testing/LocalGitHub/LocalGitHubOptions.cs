using System.Collections.Immutable;

namespace HfRegistry.Testing;

/// <summary>What a token may do on a <see cref="LocalGitHub"/>.</summary>
/// <param name="Login">Whose it is; a bot's ends in <c>[bot]</c>, and its commits are signed.</param>
internal sealed record LocalAccount(string Login)
{
    /// <summary>Its permissions, as a workflow writes them.</summary>
    public ImmutableHashSet<string> Permissions { get; init; } = ["contents: write", "pull-requests: write"];

    /// <summary>The account that a job's own token stands for.</summary>
    public static LocalAccount Actions { get; } = new("github-actions[bot]");
}

/// <summary>How a <see cref="LocalGitHub"/> behaves.</summary>
internal sealed record LocalGitHubOptions
{
    /// <summary>The path before the REST API: empty as on github.com, or <c>/api/v3</c> as on an Enterprise Server.</summary>
    public string ApiPath { get; init; } = "";

    /// <summary>The path of GraphQL.</summary>
    public string GraphQLPath { get; init; } = "/graphql";

    /// <summary>The tokens.</summary>
    public ImmutableDictionary<string, LocalAccount> Accounts { get; init; } =
        ImmutableDictionary<string, LocalAccount>.Empty.Add("ghs_local0123456789secret", LocalAccount.Actions);

    /// <summary>The files of the first commit; null for an empty repository.</summary>
    public ImmutableDictionary<string, string>? Files { get; init; } = ImmutableDictionary<string, string>.Empty.Add("README.md", "# Hello\n");

    /// <summary>
    /// The modes of files that are none of <c>100644</c>: <c>100755</c>, <c>120000</c> for a symbolic link to the path that its text names, <c>160000</c> for a
    /// submodule at the commit that its text names.
    /// </summary>
    public ImmutableDictionary<string, string> Modes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether the repository is archived.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Whether workflows may create pull requests.</summary>
    public bool MayCreatePullRequests { get; init; } = true;

    /// <summary>How often each pull request is asked for before it is known whether it conflicts.</summary>
    public int AsksBeforeMergeable { get; init; }

    /// <summary>Whether there are drafts.</summary>
    public bool HasDrafts { get; init; } = true;

    /// <summary>Whether GraphQL knows <c>updateRefs</c>: older servers do not.</summary>
    public bool HasUpdateRefs { get; init; } = true;

    /// <summary>Whether issues are enabled.</summary>
    public bool HasIssues { get; init; } = true;

    /// <summary>Branches that a rule protects.</summary>
    public ImmutableHashSet<string> ProtectedBranches { get; init; } = [];

    /// <summary>Labels that exist.</summary>
    public ImmutableHashSet<string> Labels { get; init; } = ["dependencies"];

    /// <summary>People who can be assigned and asked.</summary>
    public ImmutableHashSet<string> Collaborators { get; init; } = ["ada", "grace"];

    /// <summary>Milestones that are open.</summary>
    public ImmutableArray<string> Milestones { get; init; } = ["1.0"];

    /// <summary>The names that the repository had before.</summary>
    public ImmutableArray<string> FormerNames { get; init; } = [];

    /// <summary>The status of the redirect from a former name.</summary>
    public int RedirectStatus { get; init; } = 301;

    /// <summary>How many entries a recursive tree lists before it is cut.</summary>
    public int MaxTreeEntries { get; init; } = 100_000;

    /// <summary>Public repositories beside the main one.</summary>
    public ImmutableArray<LocalSource> Sources { get; init; } = [];
}
