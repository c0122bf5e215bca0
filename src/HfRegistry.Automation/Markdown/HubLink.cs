using HfRegistry.GitHub.Markdown;

namespace HfRegistry.Automation.Markdown;

/// <summary>Models and commits with their pages on the Hub: what a reviewer opens first.</summary>
internal static class HubLink
{
    /// <summary>Returns a model's id as a link to its page.</summary>
    public static string Of(ModelId id, Uri hub) => MarkdownEscaper.Link(id.ToString(), new Uri(hub, id.ToString()));

    /// <summary>Returns a text as a link when it is a model's id, else as code.</summary>
    public static string Of(string? text, Uri hub) => ModelId.TryParse(text, out var id) ? Of(id, hub) : MarkdownEscaper.Code(text);

    /// <summary>Returns the first digits of a commit of a model as a link to it; as code when it is no commit.</summary>
    public static string OfCommit(ModelId? id, string? commit, Uri hub) =>
        id is not null && Revision.TryParse(commit, out var revision) ? MarkdownEscaper.Link(revision.Short, new Uri(hub, $"{id}/commit/{revision}")) : MarkdownEscaper.Code(commit);
}
