using System.Text.RegularExpressions;

namespace HfRegistry.Selection;

/// <summary>
/// A reference to a model as other tools write it: an id with a revision (<c>owner/name@revision</c>), or an address of the Hub
/// (<c>https://huggingface.co/owner/name/tree/main</c>, <c>hf://owner/name</c>). A request takes neither; a message says what to write instead.
/// </summary>
internal static partial class PastedReference
{
    /// <summary>Parts of the Hub that stand where owners of models do.</summary>
    private static readonly string[] NoOwners = ["api", "blog", "collections", "datasets", "docs", "organizations", "papers", "spaces"];

    /// <summary>The words between a repository and a revision in the addresses of the Hub's pages.</summary>
    private static readonly string[] Pages = ["tree", "blob", "resolve", "raw", "commit", "commits"];

    /// <summary>Returns the text to write instead; null when the text is not such a reference.</summary>
    /// <param name="text">What a request asks for, which is neither a type nor an id.</param>
    public static string? Correct(string text)
    {
        var host = Host().Match(text);
        var parts = text[host.Length..].Split('?', '#')[0].TrimEnd('/').Split('/');
        var repository = string.Join('/', parts.Take(2));
        var revision = parts is [_, _, var page, var named, ..] && Pages.Contains(page, StringComparer.OrdinalIgnoreCase) ? named : null;
        if (repository.Split('@') is [var name, var pinned])
            (repository, revision) = (name, pinned);
        else if (!host.Success && revision is null)
            return null;
        return ModelId.TryParse(repository, out var id) && IsModel(id, host.Success) ? $"{id}{With(revision)}" : null;
    }

    private static bool IsModel(ModelId id, bool isAddress) => id.Owner is { } owner ? !NoOwners.Contains(owner, StringComparer.OrdinalIgnoreCase) : !isAddress;

    private static string With(string? revision) =>
        string.IsNullOrEmpty(revision) || revision == "main" ? ""
        : Revision.TryParse(revision, out var commit) ? $" and set Revision=\"{commit}\""
        : $" and set Revision to the 40 hexadecimal digits of the commit that '{TextSanitizer.Sanitize(revision)}' names";

    [GeneratedRegex(@"\A(?:(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/|hf://)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
