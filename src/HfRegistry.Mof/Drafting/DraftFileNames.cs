using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Drafting;

/// <summary>The names of the files of drafts.</summary>
internal static class DraftFileNames
{
    private static readonly FrozenSet<string> WindowsDevices = FrozenSet.ToFrozenSet(
        [
            "con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(static digit => new[] { $"com{digit}", $"lpt{digit}" }),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Returns the names of the files of some models. A file has the model's name, as the Model Openness Tool's have; where two models have one name, the owner's
    /// comes first. What Windows takes for a device gets an underscore.
    /// </summary>
    /// <param name="ids">The models.</param>
    /// <param name="settled">Models whose files have a name already: they keep it, and no other model gets it.</param>
    public static ImmutableDictionary<ModelId, string> Of(IEnumerable<ModelId> ids, IReadOnlyDictionary<ModelId, string>? settled = null)
    {
        settled ??= ImmutableDictionary<ModelId, string>.Empty;
        var taken = settled.Values.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var open = ids.Distinct().Where(id => !settled.ContainsKey(id)).ToList();
        var shared = open.GroupBy(static id => id.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any() || taken.Contains(NameOf(group.Key))).Select(static group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return open.Select(id => KeyValuePair.Create(id, NameOf(shared.Contains(id.Name) && id.Owner is { } owner ? $"{owner}--{id.Name}" : id.Name))).Concat(settled).ToImmutableDictionary();
    }

    private static string NameOf(string stem) => $"{(WindowsDevices.Contains(stem.Split('.')[0]) ? $"{stem.Split('.')[0]}_{stem[stem.Split('.')[0].Length..]}" : stem)}{MofDocument.Extension}";
}
