using System.Collections.Immutable;
using System.Text;

namespace HfRegistry.Registry;

/// <summary>An entry of a merged registry that a part brought.</summary>
/// <param name="Type">The type.</param>
/// <param name="Part">The part's name; of several parts that say the same, the first in ordinal order.</param>
internal sealed record MergedEntry(ModelType Type, string Part);

/// <summary>A type about which parts contradict each other, none of them newer; its entry is as in the base.</summary>
/// <param name="Type">The type.</param>
/// <param name="Parts">The names of the parts, one for each thing that they say, in ordinal order.</param>
internal sealed record MergeConflict(ModelType Type, ImmutableArray<string> Parts)
{
    /// <summary>Gets the conflict as an error.</summary>
    public Diagnostic Diagnostic => DiagnosticCatalog.MergeConflict.Create(string.Join(" and ", Parts), Type.Name);
}

/// <summary>The merge of a registry's shards, each refreshed from the same base.</summary>
/// <param name="Registry">The base with the news of all parts.</param>
/// <param name="Taken">The entries that are news, by type.</param>
/// <param name="Conflicts">The types that are as in the base because the parts contradict each other, by type.</param>
internal sealed record RegistryMerge(ModelRegistry Registry, ImmutableArray<MergedEntry> Taken, ImmutableArray<MergeConflict> Conflicts)
{
    /// <summary>
    /// Merges three ways. An entry that is as in the base or older is no news, and neither is a type that a part lacks: a part may hold its
    /// share of the types only. Of several parts with news of a type, the one with the newest <see cref="RegistryEntry.UpdatedAt"/> counts;
    /// a date in the future counts as none.
    /// </summary>
    /// <param name="base">The registry that all parts began with.</param>
    /// <param name="parts">The parts with names for people, in any order: it does not matter.</param>
    /// <param name="now">The time that dates are compared with.</param>
    public static RegistryMerge Of(ModelRegistry @base, IReadOnlyList<(string Name, ModelRegistry Registry)> parts, DateTimeOffset now)
    {
        var merged = new List<RegistryEntry>();
        var taken = ImmutableArray.CreateBuilder<MergedEntry>();
        var conflicts = ImmutableArray.CreateBuilder<MergeConflict>();
        foreach (var type in parts.SelectMany(static part => part.Registry.Entries).Select(static entry => entry.Type).Distinct().Order())
        {
            var news = NewsOf(type, @base, parts, now);
            if (news is [var (part, entry)])
            {
                merged.Add(entry);
                taken.Add(new MergedEntry(entry.Type, part));
            }
            else if (news is [var (_, one), ..])
            {
                conflicts.Add(new MergeConflict(one.Type, [.. news.Select(static other => other.Part)]));
            }
        }

        return new RegistryMerge(ModelRegistry.Of(@base.Entries.Concat(merged)), taken.ToImmutable(), conflicts.ToImmutable());
    }

    /// <summary>Returns the newest of what the parts say of a type that the base does not: nothing, one thing, or several that contradict each other.</summary>
    private static ImmutableArray<(string Part, RegistryEntry Entry)> NewsOf(
        ModelType type, ModelRegistry @base, IReadOnlyList<(string Name, ModelRegistry Registry)> parts, DateTimeOffset now)
    {
        var known = @base.Find(type);
        var content = ContentOf(known);
        var news = parts.Select(part => (Part: part.Name, Entry: part.Registry.Find(type)))
            .OrderBy(static one => one.Part, StringComparer.Ordinal)
            .DistinctBy(static one => ContentOf(one.Entry))
            // Nothing becomes older by a refresh: where the base is newer it has the news of another part already, as after a merge that is repeated.
            .Where(one => one.Entry is not null && ContentOf(one.Entry) != content && Nullable.Compare(DateOf(one.Entry), DateOf(known)) >= 0)
            .Select(static one => (one.Part, Entry: one.Entry!))
            .ToList();
        var newest = news.Max(one => DateOf(one.Entry));
        return [.. news.Where(one => DateOf(one.Entry) == newest)];

        DateTimeOffset? DateOf(RegistryEntry? entry) => FactAge.Trusted(entry?.UpdatedAt, now);
    }

    // Entries hold immutable arrays, which equal each other by reference only; their text is what is kept of them.
    private static string? ContentOf(RegistryEntry? entry) => entry is null ? null : Encoding.UTF8.GetString(RegistryWriter.RenderLine(entry));
}
