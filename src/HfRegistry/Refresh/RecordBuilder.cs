using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>Turns the Hub's facts into a registry record.</summary>
public static class RecordBuilder
{
    /// <summary>The record.</summary>
    public static ModelRecord Build(HubModel model, DateOnly today, SelectionContext context) => throw new NotSupportedException(model.ToString() + today + context);
}
