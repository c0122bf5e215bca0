using System.Globalization;
using System.Text.Json;

namespace HfRegistry.GitHub.Markdown;

/// <summary>The publisher's state in a pull request's text, in an HTML comment: hexadecimal digits and nothing else.</summary>
/// <param name="Head">The commit that the branch named when the text was written.</param>
/// <param name="Fingerprint">The fingerprint of the content that the pull request proposes.</param>
/// <param name="BodyHash">The SHA-256 of the text that was written.</param>
/// <param name="TitleHash">The SHA-256 of the title that was written.</param>
internal sealed record BodyMarker(GitObjectId Head, string Fingerprint, string BodyHash, string TitleHash)
{
    public const string Start = "<!-- hfregistry:state ";

    private const int SchemaVersion = 1;
    private const int HashLength = 64;
    private const string End = " -->";

    /// <summary>Returns the comment.</summary>
    public string Write() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Start}{{\"schema_version\":{SchemaVersion},\"head\":\"{Head}\",\"fingerprint\":\"{Fingerprint}\",\"body\":\"{BodyHash}\",\"title\":\"{TitleHash}\"}}{End}");

    /// <summary>Reads a line that is such a comment; null when it is none, or of a version that this one does not know.</summary>
    public static BodyMarker? Read(string line)
    {
        if (!line.StartsWith(Start, StringComparison.Ordinal) || !line.EndsWith(End, StringComparison.Ordinal))
            return null;
        try
        {
            using var json = JsonDocument.Parse(line[Start.Length..^End.Length]);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("schema_version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == SchemaVersion
                && GitObjectId.TryParse(Text(root, "head"), out var head)
                && Hash(root, "fingerprint") is { } fingerprint && Hash(root, "body") is { } body && Hash(root, "title") is { } title
                    ? new BodyMarker(head, fingerprint, body, title)
                    : null;
        }
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            return null;
        }
    }

    private static string? Hash(JsonElement json, string name) =>
        Text(json, name) is { Length: HashLength } text && text.All(char.IsAsciiHexDigitLower) ? text : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
