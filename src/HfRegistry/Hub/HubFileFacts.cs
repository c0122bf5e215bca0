namespace HfRegistry.Hub;

/// <summary>What the answers on the way to a file say about it: the Hub says it in the redirect, not in the store of large files.</summary>
/// <param name="Commit"><c>X-Repo-Commit</c>: the commit that the revision stands for.</param>
internal sealed record HubFileFacts(Revision? Commit)
{
    public static HubFileFacts None { get; } = new(Commit: null);

    /// <summary>These facts, or what an answer of the Hub adds to them.</summary>
    public HubFileFacts With(HttpResponseMessage answer) =>
        Commit is null && Revision.TryParse(HubRefusal.Header(answer, "X-Repo-Commit"), out var commit) ? new(commit) : this;
}
