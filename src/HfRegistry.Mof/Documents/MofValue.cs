namespace HfRegistry.Mof.Documents;

/// <summary>A value of a document.</summary>
/// <param name="Text">The text, without quotes; empty for a null.</param>
/// <param name="Place">Where it stands, when it was read.</param>
internal sealed record MofValue(string Text, TextPlace Place = default)
{
    /// <summary>Gets whether there is nothing but blanks in it.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>Returns a value for a text, or null for none.</summary>
    public static MofValue? OrNone(string? text) => text is null ? null : new MofValue(text);

    public override string ToString() => Text;
}
