using System.Globalization;

namespace HfRegistry.Mof.Evidence;

/// <summary>The evidence for a value of a draft.</summary>
/// <param name="Confidence">How sure it is, in percent; see the constants.</param>
/// <param name="Statement">What it rests on, on one printable line: a file, a field of the metadata, or the quoted words.</param>
internal sealed record DraftEvidence(int Confidence, string Statement)
{
    /// <summary>A file of the repository.</summary>
    public const int File = 95;

    /// <summary>A field that the owner or the Hub filled in, and something else agrees.</summary>
    public const int SureMetadata = 90;

    /// <summary>A field that the owner or the Hub filled in.</summary>
    public const int Metadata = 85;

    /// <summary>A field that says it by way of something else.</summary>
    public const int LooseMetadata = 80;

    /// <summary>Words of the card that come with a link or with figures.</summary>
    public const int LinkedText = 75;

    /// <summary>A part of the card that is about it.</summary>
    public const int Text = 70;

    /// <summary>Words of the card alone.</summary>
    public const int BareText = 60;

    /// <summary>A hint.</summary>
    public const int Weak = 50;

    private const int LongestStatement = 240;
    private const int LongestQuote = 160;

    /// <summary>Returns evidence of a file.</summary>
    public static DraftEvidence OfFile(string path, int confidence = File) => Of(confidence, $"file {path}");

    /// <summary>Returns evidence of the card's words, quoted.</summary>
    public static DraftEvidence OfWords(int confidence, string words) => Of(confidence, $"the card: \"{TextSanitizer.Sanitize(words, LongestQuote)}\"");

    /// <summary>Returns evidence with its statement made printable.</summary>
    public static DraftEvidence Of(int confidence, string statement) => new(confidence, TextSanitizer.Sanitize(statement, LongestStatement));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Confidence} % - {Statement}");
}
