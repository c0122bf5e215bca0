using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The facts about a file in the headers of its responses: the Hub says it in the redirect, not in the store of large files.</summary>
/// <param name="Commit"><c>X-Repo-Commit</c>: the commit that the revision stands for.</param>
internal sealed record HubFileFacts(Revision? Commit)
{
    public static HubFileFacts None { get; } = new(Commit: null);

    /// <summary>Returns what an answer of the Hub says. Each one speaks for itself: one that names no commit is not the Hub's.</summary>
    public static HubFileFacts Of(HttpResponseMessage answer) =>
        Revision.TryParse(answer.Header("X-Repo-Commit"), out var commit) ? new(commit) : None;
}
