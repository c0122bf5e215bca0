using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>A question of the fault matrix: what is asked, and where on the way to its answer something goes wrong.</summary>
/// <param name="Name">For messages.</param>
/// <param name="AskAsync">Asks, and gives the error or null.</param>
/// <param name="Hops">How many requests it takes before the one that fails.</param>
/// <param name="Failing">The text that tells the failing request from those.</param>
internal sealed record HubAsk(string Name, Func<HubClient, CancellationToken, Task<HubError?>> AskAsync, int Hops, string Failing)
{
    /// <summary>A model that can be listed, read and has a card.</summary>
    public static readonly LocalModel Model = HubScene.Bert with { Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", "card") };

    public static HubAsk Listing { get; } = new("listing", ListAsync, Hops: 0, "/api/models?");

    public static HubAsk SecondPage { get; } = new("the second page of a listing", ListAsync, Hops: 1, "cursor=");

    public static HubAsk Info { get; } = new("info", InfoAsync(Model.Id), Hops: 0, "/api/models/");

    public static HubAsk Card { get; } = new("card", CardAsync(Model.Id), Hops: 0, "/resolve/main/");

    public static HubAsk CachedCard { get; } = new("the card's second hop", CardAsync(Model.Id), Hops: 1, "/api/resolve-cache/");

    public static ImmutableArray<HubAsk> OfJson { get; } = [Listing, SecondPage, Info];

    public static ImmutableArray<HubAsk> OfFiles { get; } = [Card, CachedCard];

    public static ImmutableArray<HubAsk> All { get; } = [.. OfJson, .. OfFiles];

    public static Func<HubClient, CancellationToken, Task<HubError?>> InfoAsync(string id, string? revision = null) =>
        async (client, token) => (await client.GetModelAsync(ModelId.Parse(id), revision, cancellationToken: token)).Error;

    public static Func<HubClient, CancellationToken, Task<HubError?>> CardAsync(string id, string? revision = null) =>
        async (client, token) => (await client.GetCardAsync(ModelId.Parse(id), revision, token)).Error;

    /// <summary>A Hub of two pages, one model each, whose failing request fails.</summary>
    public async Task<LocalHub> HubAsync(LocalFault fault, LocalHubOptions? options = null)
    {
        var hub = await LocalHub.StartAsync([Model, LocalModel.Of("org/other", downloads: 1)], options ?? new LocalHubOptions());
        hub.FailWith(Faults.When(Failing, fault));
        return hub;
    }

    public override string ToString() => Name;

    private static async Task<HubError?> ListAsync(HubClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ListModelsAsync(new HubModelQuery { PageSize = 1 }, cancellationToken: cancellationToken).CountAsync(cancellationToken);
            return null;
        }
        catch (HubException e)
        {
            return e.Error;
        }
    }
}
