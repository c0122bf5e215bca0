using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using HfRegistry.Files;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Drafting;

/// <summary>The files of drafts: their names, and what may be written over.</summary>
public static class DraftFile
{
    private static readonly FrozenSet<string> WindowsDevices = FrozenSet.ToFrozenSet(
        [
            "con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(static digit => new[] { $"com{digit}", $"lpt{digit}" }),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The names of the files of some models. A file has the model's name, as the Model Openness Tool's have; where two models have one name, the owner's
    /// comes first. What Windows takes for a device gets an underscore.
    /// </summary>
    /// <param name="ids">The models.</param>
    /// <param name="settled">Models whose files have a name already: they keep it, and no other model gets it.</param>
    public static ImmutableDictionary<ModelId, string> NamesOf(IEnumerable<ModelId> ids, IReadOnlyDictionary<ModelId, string>? settled = null)
    {
        settled ??= ImmutableDictionary<ModelId, string>.Empty;
        var taken = settled.Values.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var open = ids.Distinct().Where(id => !settled.ContainsKey(id)).ToList();
        var shared = open.GroupBy(static id => id.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any() || taken.Contains(NameOf(group.Key))).Select(static group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return open.Select(id => KeyValuePair.Create(id, NameOf(shared.Contains(id.Name) && id.Owner is { } owner ? $"{owner}--{id.Name}" : id.Name))).Concat(settled).ToImmutableDictionary();
    }

    /// <summary>What stands at a path, in any case of its letters.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="names">What stands in its folder.</param>
    internal static DraftHead Inspect(string path, FolderNames names) => names.Find(path) is { } existing ? Read(existing) : new DraftHead(DraftState.Absent);

    /// <summary>What a file is.</summary>
    /// <param name="path">The absolute path of something that exists.</param>
    internal static DraftHead Read(string path) => BoundedFile.Read(path, MofDocument.MaxBytes) is FileReading.Content content
        ? DraftText.Read(Encoding.UTF8.GetString(content.Utf8))
        : new DraftHead(DraftState.Curated);

    /// <summary>Writes a draft in one step: a reader finds the old file or the new one.</summary>
    /// <returns>Null when done; else why not, and the old file is untouched.</returns>
    public static Diagnostic? Write(string path, string text, TimeProvider clock)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return AtomicFile.NotWritten(path, DiagnosticCatalog.MofDraftNotWritten, refused);
        }

        return AtomicFile.Replace(path, Encoding.UTF8.GetBytes(text), DiagnosticCatalog.MofDraftNotWritten, clock);
    }

    private static string NameOf(string stem) => $"{(WindowsDevices.Contains(stem.Split('.')[0]) ? $"{stem.Split('.')[0]}_{stem[stem.Split('.')[0].Length..]}" : stem)}{MofDocument.Extension}";
}
