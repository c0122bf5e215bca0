using HfRegistry.GitHub.Markdown;

namespace HfRegistry.Cli.Action;

/// <summary>Models with their pages on the Hub: what a reviewer opens first.</summary>
internal static class HubLink
{
    /// <summary>A model's id as a link to its page.</summary>
    public static string Of(ModelId id, Uri hub) => Inert.Link(id.ToString(), new Uri(hub, id.ToString()));
}
