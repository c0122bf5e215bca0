using System.Collections.Immutable;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.UseCases;

/// <summary>Lists the files of the models that an update of a lock file chose, where their requests download them and the entry has none yet.</summary>
internal sealed class LockedFilesUpdate(ModelFilesUseCase files)
{
    /// <summary>Returns the update with files. A model whose files cannot be listed keeps the entry that it had, and is an error.</summary>
    public async Task<LockUpdate> ApplyAsync(
        LockUpdate update, LockFile? old, IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, CancellationToken cancellationToken)
    {
        var locations = requests.DistinctBy(static asked => LockFile.HashOf(asked.Request)).ToDictionary(static asked => LockFile.HashOf(asked.Request), static asked => asked.Location, StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<LockEntry>();
        var diagnostics = update.Diagnostics.ToBuilder();
        foreach (var entry in update.Lock.Entries)
        {
            if (!entry.Request.IsDownloaded || !entry.Files.IsEmpty)
            {
                entries.Add(entry);
                continue;
            }

            var listed = await files.ListAsync(entry.Id, entry.Revision, entry.Request, cancellationToken);
            diagnostics.AddRange(listed.Diagnostics.Select(diagnostic => diagnostic with { Location = diagnostic.Location ?? locations.GetValueOrDefault(entry.RequestHash) }));
            if (listed.Value is { } found)
                entries.Add(entry with { Revision = found.Commit, Files = found.Files, Quantization = found.Quantization });
            else
                entries.Add(old?.Find(entry.Request) ?? entry);
        }

        return update with
        {
            Lock = new LockFile { Entries = entries.ToImmutable(), Unknown = update.Lock.Unknown },
            Changes = [.. Changes(update, entries, old)],
            Diagnostics = diagnostics.ToImmutable(),
        };
    }

    private static IEnumerable<LockChange> Changes(LockUpdate update, IEnumerable<LockEntry> entries, LockFile? old) =>
        entries.Select(entry => new LockChange(entry.Request, old?.Find(entry.Request), entry)).Where(static change => change.Old != change.New)
            .Concat(update.Changes.Where(static change => change.New is null));
}
