namespace HfRegistry.Cards;

/// <summary>The metadata at the head of a card.</summary>
/// <param name="Values">The members; none when there is no front matter. Of a broken one, what stands before the fault.</param>
/// <param name="Fault">What is wrong with it, printable; null when nothing is.</param>
internal sealed record FrontMatter(CardValue.Map Values, string? Fault)
{
    /// <summary>Gets a card without front matter.</summary>
    public static FrontMatter None { get; } = new(CardValue.Map.Empty, Fault: null);
}
