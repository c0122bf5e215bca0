using System.Text.Json;
using HfRegistry.Cards;
using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>The metadata of a model or a dataset: as the Hub parsed it, or else as the card's front matter has it.</summary>
internal static class CardMetadata
{
    /// <summary>Returns the metadata of a model.</summary>
    /// <param name="info">The Hub's facts; what it parsed comes first.</param>
    /// <param name="card">The card, when it is known.</param>
    public static CardValue Of(HubModel info, ModelCard? card) => info.CardData is { } json ? OfJson(json) : card?.FrontMatter.Values ?? CardValue.Map.Empty;

    /// <summary>Returns the metadata that the Hub parsed; text that is no JSON says nothing.</summary>
    public static CardValue OfJson(string? json) =>
        json is null ? CardValue.Map.Empty : ForeignInput.Read(() => CardValue.OfJson(JsonElement.Parse(json))).Value ?? CardValue.Map.Empty;
}
