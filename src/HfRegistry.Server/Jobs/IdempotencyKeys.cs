using System.Security.Cryptography;
using System.Text;
using HfRegistry.Ingestion.Database;
using Microsoft.EntityFrameworkCore;

namespace HfRegistry.Server.Jobs;

/// <summary>The state of a key of the header <c>Idempotency-Key</c>.</summary>
/// <param name="IsOfOtherRequest">Whether another request has used it.</param>
/// <param name="RunId">The run of the request, once there is one.</param>
internal readonly record struct KeyState(bool IsOfOtherRequest, Guid? RunId);

/// <summary>Remembers for a day which request came with which key, and what run it got. Keys of different users have nothing to do with each other.</summary>
internal sealed class IdempotencyKeys(CatalogDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Takes a key for a request, or finds what it was taken for.</summary>
    /// <param name="key">The key with its user.</param>
    /// <param name="request">All that makes the request what it is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<KeyState> TakeAsync(string key, string request, CancellationToken cancellationToken)
    {
        var (keyHash, requestHash, now) = (HashOf(key), HashOf(request), clock.GetUtcNow());
        await using var context = database.Open();
        var before = now - Lifetime;
        await context.IdempotencyKeys.Where(row => row.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);
        context.IdempotencyKeys.Add(new IdempotencyKeyRow { KeyHash = keyHash, RequestHash = requestHash, CreatedAt = now });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return default;
        }
        catch (DbUpdateException refused) when (context.IsDuplicate(refused))
        {
            var taken = await context.IdempotencyKeys.AsNoTracking().SingleAsync(row => row.KeyHash == keyHash, cancellationToken);
            return new KeyState(taken.RequestHash != requestHash, taken.RunId);
        }
    }

    /// <summary>Remembers the run of a request.</summary>
    public async Task KeepAsync(string key, Guid runId, CancellationToken cancellationToken)
    {
        var keyHash = HashOf(key);
        await using var context = database.Open();
        await context.IdempotencyKeys.Where(row => row.KeyHash == keyHash).ExecuteUpdateAsync(set => set.SetProperty(static row => row.RunId, runId), cancellationToken);
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
