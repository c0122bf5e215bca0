using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>Merges an update of a lock file three ways with what the file holds now.</summary>
internal static class LockMerge
{
    /// <summary>Merges request by request: what one side changed, added or removed counts.</summary>
    /// <param name="base">The file that the update began with.</param>
    /// <param name="there">The file now.</param>
    /// <param name="update">The update.</param>
    /// <returns>The file to write, and a request that both sides changed differently, or null.</returns>
    public static (LockFile Merged, RawRequest? Contradicted) Of(LockFile @base, LockFile there, LockFile update)
    {
        var entries = ImmutableArray.CreateBuilder<LockEntry>();
        foreach (var request in there.Entries.Concat(update.Entries).Select(static entry => entry.Request).DistinctBy(LockFile.HashOf))
        {
            var (before, now, next) = (@base.Find(request), there.Find(request), update.Find(request));
            if (!AreEqual(next, before) && !AreEqual(now, before) && !AreEqual(next, now))
                return (update, request);
            if ((AreEqual(next, before) ? now : next) is { } entry)
                entries.Add(entry);
        }

        return (new LockFile { Entries = entries.ToImmutable(), Unknown = there.Unknown ?? update.Unknown }, null);
    }

    // A record compares its lists by reference.
    private static bool AreEqual(LockEntry? one, LockEntry? other) => one is null || other is null
        ? ReferenceEquals(one, other)
        : JsonSerializer.SerializeToUtf8Bytes(LockRow.Of(one), LockJson.Default.LockRow).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(LockRow.Of(other), LockJson.Default.LockRow));
}
