namespace HfRegistry.GitHub;

/// <summary>
/// A GitHub access token. Its text leaves this type only as the Authorization header of a request to the API's own host, and as the
/// word that a runner is told to mask: it prints as <c>***</c> wherever it might be printed.
/// </summary>
internal sealed class GitHubToken
{
    private readonly string _secret;

    private GitHubToken(string secret) => _secret = secret;

    /// <summary>Returns the token of a text with blanks and line ends stripped, or null when nothing is left or it cannot stand in a header.</summary>
    public static GitHubToken? FromText(string? text)
    {
        var stripped = text?.Trim();
        return string.IsNullOrEmpty(stripped) || !stripped.All(static c => c is > ' ' and <= '~') ? null : new GitHubToken(stripped);
    }

    /// <summary>Returns the value of the Authorization header.</summary>
    internal string Reveal() => _secret;

    /// <summary>Returns a foreign text without the token: a server may echo what it was sent.</summary>
    internal string HideIn(string text) => text.Replace(_secret, ToString(), StringComparison.OrdinalIgnoreCase);

    public override string ToString() => "***";
}
