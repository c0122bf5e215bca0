using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The kind of the rows of a listing.</summary>
/// <param name="Read">Reads a row, or gives null when it breaks the Hub's own rules.</param>
/// <param name="Complaint">The printable line about a row that was skipped.</param>
internal sealed record HubRows<T>(Func<JsonElement, T?> Read, Func<JsonElement, string> Complaint)
    where T : class;

/// <summary>The listings of the Hub.</summary>
internal static class HubRows
{
    public static HubRows<HubModel> Models { get; } = new(
        HubModelReader.Read, row => $"'{TextSanitizer.Sanitize(row.Text("id"))}' is not a model id");

    public static HubRows<HubTreeEntry> Tree { get; } = new(
        HubTreeEntry.Read, row => $"'{TextSanitizer.Sanitize(row.Text("path"))}' is not a path of a repository");

    public static HubRows<HubCommit> Commits { get; } = new(
        HubCommit.Read, row => $"'{TextSanitizer.Sanitize(row.Text("id"))}' is not a commit id");
}

/// <summary>A page of a listing.</summary>
/// <param name="Items">What the rows that can be read say.</param>
/// <param name="Skipped">A printable line for each row that cannot.</param>
/// <param name="Next">The next page.</param>
internal sealed record HubPage<T>(ImmutableArray<T> Items, ImmutableArray<string> Skipped, Uri? Next)
    where T : class
{
    /// <summary>Reads a page row by row as its bytes come in.</summary>
    public static async Task<Result<HubPage<T>, HubError>> ReadAsync(
        HubBody body, HubRows<T> rows, HubAddresses addresses, CancellationToken cancellationToken)
    {
        var next = HubPaging.NextOf(body.Response, addresses);
        if (next.Error is not null)
            return next.Error;

        var items = ImmutableArray.CreateBuilder<T>();
        var skipped = ImmutableArray.CreateBuilder<string>();
        await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable(body, HubJson.Default.JsonElement, cancellationToken))
        {
            T? item = null;
            if (BatchItem.Run(() => item = rows.Read(row)) is { } bug)
                skipped.Add(bug.Message);
            else if (item is not null)
                items.Add(item);
            else
                skipped.Add(rows.Complaint(row));
        }

        return new HubPage<T>(items.ToImmutable(), skipped.ToImmutable(), next.Value);
    }
}
