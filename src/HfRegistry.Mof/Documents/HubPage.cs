using HfRegistry.Hub;

namespace HfRegistry.Mof.Documents;

/// <summary>Addresses of the public Hub's pages: a document names them, whichever mirror the facts came from.</summary>
internal static class HubPage
{
    private const string Root = "https://huggingface.co/";

    public static string OfModel(ModelId id) => $"{Root}{id}";

    public static string OfDataset(DatasetId id) => $"{Root}datasets/{id}";
}
