using System.Text;
using HfRegistry.Files;

namespace HfRegistry.Models;

/// <summary>
/// A Hub access token. Its text leaves this type only as the Authorization header of a request to the endpoint's own host:
/// it prints as <c>***</c> wherever it might be printed.
/// </summary>
internal sealed class HubToken
{
    /// <summary>The least length of a token, in characters. A shorter one would be found in texts that do not hold it.</summary>
    public const int MinLength = 8;

    private const int MostBytes = 4_096;

    private readonly string _secret;

    private HubToken(string secret) => _secret = secret;

    /// <summary>Returns the token of a text, or null when there is none in it or it cannot be one; see <see cref="Read"/>.</summary>
    public static HubToken? FromText(string? text) => Read(text).Token;

    /// <summary>
    /// Returns the token of a text. Blanks and line ends around it are stripped, as the Hub's Python client does; a byte order mark, quotes and
    /// the word <c>Bearer</c> before it too, which is worth a warning.
    /// </summary>
    public static TokenReading Read(string? text)
    {
        var stripped = (text ?? "").Trim();
        var token = stripped.Trim('\uFEFF', '\u200B').Trim().Trim('"', '\'').Trim();
        if (token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            token = token["Bearer ".Length..].Trim();
        if (token.Length == 0)
            return stripped.Length == 0 ? TokenReading.None : new TokenReading(null, IsRepaired: false, "it holds no token");
        if (!token.All(static c => c is > ' ' and <= '~'))
            return new TokenReading(null, IsRepaired: false, "a token is one word of printable ASCII characters");
        return token.Length < MinLength
            ? new TokenReading(null, IsRepaired: false, $"a token has at least {MinLength} characters")
            : new TokenReading(new HubToken(token), token != stripped, null);
    }

    /// <summary>
    /// Returns the token of an environment, in the order of the Hub's Python client: <c>HF_TOKEN</c>, <c>HUGGING_FACE_HUB_TOKEN</c>, then the file
    /// <c>HF_TOKEN_PATH</c> (by default <c>$HF_HOME/token</c>, <c>~/.cache/huggingface/token</c>). The first that is not blank counts, whether it can be read or not.
    /// </summary>
    public static (TokenReading Reading, string Source) Find(Func<string, string?> variable)
    {
        foreach (var name in (string[])["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"])
        {
            if (Read(variable(name)) is var reading && reading != TokenReading.None)
                return (reading, name);
        }

        return variable("HF_TOKEN_PATH") is { Length: > 0 } named ? (FromFile(named, isNamed: true), "HF_TOKEN_PATH")
            : HfEnvironment.HomeOf(variable) is { } home ? (FromFile(Path.Combine(home, "token"), isNamed: false), "The Hub's token file")
            : (TokenReading.None, "");
    }

    /// <summary>Returns the value of the Authorization header.</summary>
    internal string Reveal() => _secret;

    /// <summary>Returns a foreign text without the token, in whatever case it comes: a server may echo what it was sent, in a host name too.</summary>
    internal string HideIn(string text) => text.Replace(_secret, ToString(), StringComparison.OrdinalIgnoreCase);

    public override string ToString() => "***";

    // A file that somebody named has to be there; the one of the Hub's own client need not.
    private static TokenReading FromFile(string path, bool isNamed)
    {
        if (!Path.IsPathFullyQualified(path))
            return isNamed ? new TokenReading(null, IsRepaired: false, "it is not an absolute path") : TokenReading.None;
        // A device has no length either.
        if (new FileInfo(path) is { Exists: true, Length: 0 })
            return isNamed ? new TokenReading(null, IsRepaired: false, "its file holds no token") : TokenReading.None;
        return BoundedFile.Read(path, MostBytes) switch
        {
            FileReading.Content content when Read(Encoding.UTF8.GetString(content.Utf8)) is var reading && reading != TokenReading.None => reading,
            FileReading.Content => isNamed ? new TokenReading(null, IsRepaired: false, "its file holds no token") : TokenReading.None,
            FileReading.Missing => isNamed ? new TokenReading(null, IsRepaired: false, "it names no file") : TokenReading.None,
            // A token file is one short line; anything larger is not one.
            FileReading.TooLarge => new TokenReading(null, IsRepaired: false, "its file is too large for a token"),
            _ => new TokenReading(null, IsRepaired: false, "its file cannot be read"),
        };
    }
}

/// <summary>The result of reading a token.</summary>
/// <param name="Token">The token, or null.</param>
/// <param name="IsRepaired">Whether more than blanks was taken from around it.</param>
/// <param name="Problem">Why there is no token although there is a text, as a clause that does not repeat it; or null.</param>
internal sealed record TokenReading(HubToken? Token, bool IsRepaired, string? Problem)
{
    /// <summary>Gets nobody gave a token.</summary>
    public static TokenReading None { get; } = new(null, IsRepaired: false, null);
}
