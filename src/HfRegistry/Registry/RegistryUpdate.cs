using System.Collections.Immutable;
using System.Text;

namespace HfRegistry.Registry;

/// <summary>The result of updating a registry file.</summary>
/// <param name="Registry">What the file holds now; the update itself when it could not be written.</param>
/// <param name="Problem">Why the update was not written, or not all of it; null when all is well.</param>
/// <param name="IsWritten">Whether the file was replaced.</param>
internal sealed record RegistryUpdated(ModelRegistry Registry, Diagnostic? Problem, bool IsWritten);

/// <summary>Writes an update of a registry file that others may have changed since it was read: another refresh, a person, a <c>git pull</c>.</summary>
internal static class RegistryUpdate
{
    private const int TypesShown = 10;

    /// <summary>Reads the file again under its lock, merges what changed there meanwhile, and replaces it.</summary>
    /// <param name="loaded">The registry as it was read when the update began; empty when there was no file.</param>
    /// <param name="updated">The registry to write.</param>
    /// <param name="path">The absolute path.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait for the lock.</param>
    /// <returns>HFR7001 when the file cannot be read any more, and nothing is written; also for types that a person changed meanwhile, which stay as they are there.</returns>
    public static async Task<RegistryUpdated> SaveAsync(
        ModelRegistry loaded, ModelRegistry updated, string path, TimeProvider time, CancellationToken cancellation)
    {
        var taken = await RegistryFile.LockAsync(path, time, cancellation);
        if (taken.Value is null)
            return new RegistryUpdated(updated, taken.Diagnostics[0], IsWritten: false);
        using (taken.Value)
        {
            var now = File.Exists(path) ? RegistryFile.Load(path, cancellation) : new Outcome<ModelRegistry>(ModelRegistry.Empty);
            if (now.Value is not { } there)
                return new RegistryUpdated(updated, Unreadable(path, now.Diagnostics[0]), IsWritten: false);
            var (merged, kept) = IsSame(loaded, there) ? (updated, []) : Rebase(loaded, there, updated);
            return RegistryFile.Save(merged, path) is { } refused
                ? new RegistryUpdated(updated, refused, IsWritten: false)
                : new RegistryUpdated(merged, kept.IsEmpty ? null : Kept(path, kept), IsWritten: true);
        }
    }

    /// <summary>Brings what an update changed into the registry that the file holds now.</summary>
    /// <param name="base">The registry that the update began with.</param>
    /// <param name="there">The registry in the file now.</param>
    /// <param name="update">The updated registry.</param>
    /// <returns>The registry to write, and the types that stay as they are in the file since both sides contradict each other.</returns>
    internal static (ModelRegistry Merged, ImmutableArray<ModelType> Kept) Rebase(ModelRegistry @base, ModelRegistry there, ModelRegistry update)
    {
        var merged = there;
        var kept = ImmutableArray.CreateBuilder<ModelType>();
        foreach (var entry in update.Entries)
        {
            var (before, now) = (@base.Find(entry.Type), there.Find(entry.Type));
            if (TextOf(entry) == TextOf(before))
                continue;
            if (TextOf(now) == TextOf(before))
                merged = merged.With(entry);
            else if (EntryReconciliation.Merge(before, now, entry) is { } both)
                merged = merged.With(both);
            else
                kept.Add(entry.Type);
        }

        return (merged, kept.ToImmutable());
    }

    private static bool IsSame(ModelRegistry one, ModelRegistry other) => RegistryFile.Render(one).AsSpan().SequenceEqual(RegistryFile.Render(other));

    private static string? TextOf(RegistryEntry? entry) => entry is null ? null : Encoding.UTF8.GetString(RegistryWriter.RenderLine(entry));

    private static Diagnostic Unreadable(string path, Diagnostic why) => DiagnosticCatalog.FileChangedUnreadable.Create(
        why.Location ?? new SourceLocation(path), path, $"{why.Code} {why.Message}");

    private static Diagnostic Kept(string path, ImmutableArray<ModelType> kept)
    {
        var names = string.Join(", ", kept.Take(TypesShown).Select(static type => type.Name));
        var more = kept.Length > TypesShown ? $" and {kept.Length - TypesShown} more" : "";
        return DiagnosticCatalog.FileChanged.Create(new SourceLocation(path), $"{names}{more}", path, kept.Length);
    }
}
