using System.Text;

namespace HfRegistry;

/// <summary>
/// A Hub access token. Its text leaves this type only as the Authorization header of a request to the endpoint's own host:
/// it prints as <c>***</c> wherever it might be printed.
/// </summary>
public sealed class HubToken
{
    private const int MaxFileBytes = 4_096;

    private readonly string _secret;

    private HubToken(string secret) => _secret = secret;

    /// <summary>The token of a text with blanks and line ends stripped, or null when nothing is left or it cannot stand in a header.</summary>
    public static HubToken? FromText(string? text)
    {
        var stripped = text?.Trim();
        return string.IsNullOrEmpty(stripped) || !stripped.All(static c => c is > ' ' and <= '~') ? null : new HubToken(stripped);
    }

    /// <summary>
    /// The token of an environment, in the order of the Hub's Python client: <c>HF_TOKEN</c>, <c>HUGGING_FACE_HUB_TOKEN</c>, then the file
    /// <c>HF_TOKEN_PATH</c> (by default <c>$HF_HOME/token</c>, <c>~/.cache/huggingface/token</c>).
    /// </summary>
    public static HubToken? Find(Func<string, string?> variable) =>
        FromText(variable("HF_TOKEN")) ?? FromText(variable("HUGGING_FACE_HUB_TOKEN")) ?? FromFile(PathOf(variable));

    /// <summary>The value of the Authorization header.</summary>
    internal string Reveal() => _secret;

    /// <summary>Whether a foreign text holds the token, in whatever case.</summary>
    internal bool IsIn(string? text) => text?.Contains(_secret, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>A foreign text without the token, in whatever case it comes: a server may echo what it was sent, in a host name too.</summary>
    internal string HideIn(string text) => text.Replace(_secret, ToString(), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => "***";

    private static string? PathOf(Func<string, string?> variable)
    {
        if (variable("HF_TOKEN_PATH") is { Length: > 0 } path)
            return path;
        var home = HfEnvironment.HomeOf(variable);
        return home is null ? null : Path.Combine(home, "token");
    }

    // A token file is one short line; anything larger is not one.
    private static HubToken? FromFile(string? path) =>
        path is not null && Path.IsPathFullyQualified(path) && BoundedFile.Read(path, MaxFileBytes) is FileReading.Content content
            ? FromText(Encoding.UTF8.GetString(content.Utf8))
            : null;
}
