namespace HfRegistry.Resolution;

/// <summary>The counts of changes to a lock file.</summary>
/// <param name="Added">Requests that were not locked before.</param>
/// <param name="Removed">Requests that nobody asks for any more.</param>
/// <param name="Changed">Requests that have another answer now.</param>
internal sealed record LockChangeCount(int Added, int Removed, int Changed)
{
    /// <summary>Counts changes by whether an entry was there before and is there after.</summary>
    public static LockChangeCount Of(IReadOnlyCollection<(bool Before, bool After)> changes) => new(
        changes.Count(static change => change is { Before: false, After: true }),
        changes.Count(static change => change is { Before: true, After: false }),
        changes.Count(static change => change is { Before: true, After: true }));

    /// <summary>Returns for example <c>1 added, 1 removed, 0 changed</c>.</summary>
    public override string ToString() => $"{Added} added, {Removed} removed, {Changed} changed";
}
