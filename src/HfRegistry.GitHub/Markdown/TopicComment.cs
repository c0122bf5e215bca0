namespace HfRegistry.GitHub.Markdown;

/// <summary>A comment of ours about one topic: there is one of each at most, which is edited and never repeated.</summary>
internal static class TopicComment
{
    /// <summary>Returns the comment's text.</summary>
    public static string Write(string topic, string text) => $"{MarkerOf(topic)}\n{text}";

    /// <summary>Returns the comment about a topic among those of an account.</summary>
    public static CommentFacts? Find(IEnumerable<CommentFacts> comments, Viewer viewer, string topic) =>
        comments.LastOrDefault(comment => viewer.Is(comment.AuthorLogin) && comment.Body.StartsWith(MarkerOf(topic), StringComparison.Ordinal));

    private static string MarkerOf(string topic) => $"<!-- hfregistry:comment:{topic} -->";
}
