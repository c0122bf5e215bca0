using System.Collections.Immutable;
using System.Text.Json;

namespace HfRegistry.Hub;

/// <summary>A page of a listing.</summary>
/// <param name="Models">The models whose rows can be read.</param>
/// <param name="Skipped">A printable line for each row that cannot.</param>
/// <param name="Next">The next page.</param>
internal sealed record HubPage(ImmutableArray<HubModel> Models, ImmutableArray<string> Skipped, Uri? Next)
{
    /// <summary>Reads a page row by row as its bytes come in.</summary>
    public static async Task<HubAnswer<HubPage>> ReadAsync(HubBody body, HubAddresses addresses, CancellationToken cancellationToken)
    {
        var next = HubPaging.NextOf(body.Response, addresses);
        if (next.Error is not null)
            return next.Error;

        var models = ImmutableArray.CreateBuilder<HubModel>();
        var skipped = ImmutableArray.CreateBuilder<string>();
        await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable(body, HubJson.Default.JsonElement, cancellationToken))
        {
            if (HubModelReader.Read(row) is { } model)
                models.Add(model);
            else
                skipped.Add($"a model was left out: '{Printable.Of(row.Text("id"))}' is no model id");
        }

        return new HubPage(models.ToImmutable(), skipped.ToImmutable(), next.Value);
    }

    /// <summary>Reads the one model of an answer that is no list.</summary>
    public static async Task<HubAnswer<HubModel>> ReadModelAsync(HubBody body, CancellationToken cancellationToken)
    {
        var row = await JsonSerializer.DeserializeAsync(body, HubJson.Default.JsonElement, cancellationToken);
        return HubModelReader.Read(row) is { } model
            ? model
            : new HubError.Malformed($"it is no model: its id is '{Printable.Of(row.Text("id"))}'");
    }
}
