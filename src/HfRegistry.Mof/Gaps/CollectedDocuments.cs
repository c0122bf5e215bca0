using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Gaps;

/// <summary>A document of a collection.</summary>
/// <param name="File">Its absolute path.</param>
/// <param name="Document">What it says.</param>
internal sealed record CollectedDocument(string File, MofDocument Document)
{
    /// <summary>Gets what its <c>huggingface</c> field names.</summary>
    public HubAddress Address { get; } = HubAddress.Read(Document.HuggingFace?.Text);

    /// <summary>Gets the model on the Hub, or null when it names none. What it was made from (<c>origin</c>) is another model.</summary>
    public ModelId? Id => Address.Id;

    /// <summary>Gets the model's name, or its file's where the document has none; untrusted.</summary>
    public string Name => Document.Name is { IsBlank: false } name ? name.Text.Trim() : Path.GetFileNameWithoutExtension(File);
}

/// <summary>The documents of a folder.</summary>
/// <param name="Documents">Those that can be read, in the order of their files.</param>
/// <param name="Problems">Why the others cannot: which models they are of is not known.</param>
internal sealed record CollectedDocuments(ImmutableArray<CollectedDocument> Documents, ImmutableArray<Diagnostic> Problems)
{
    /// <summary>Gets whether a bug of this program kept a document from being read.</summary>
    public bool HasBug { get; init; }

    /// <summary>Reads the documents of a folder; an empty folder is a new collection.</summary>
    /// <param name="path">The folder, as it was written.</param>
    /// <param name="folder">The absolute path of the folder that relative paths start from.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Outcome<CollectedDocuments> ReadFolder(string path, string folder, CancellationToken cancellationToken)
    {
        var found = MofPaths.Expand([path], folder);
        return !found.Problems.IsEmpty && (found.IsIncomplete || !Directory.Exists(Path.GetFullPath(path, folder)))
            ? new Outcome<CollectedDocuments>(null, found.Problems)
            : new Outcome<CollectedDocuments>(Read(found.Files, cancellationToken));
    }

    /// <summary>Reads files, several at once.</summary>
    /// <param name="files">The absolute paths.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static CollectedDocuments Read(IReadOnlyList<string> files, CancellationToken cancellationToken = default)
    {
        var read = new Outcome<MofDocument>[files.Count];
        var hasBug = false;
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            if (BatchItem.Run(() => read[i] = MofDocumentReader.Read(files[i])) is not { } bug)
                return;
            Volatile.Write(ref hasBug, true);
            read[i] = new Outcome<MofDocument>(HubDiagnostics.Of(bug, Consequence.FileNotRead, files[i]) with { Location = new SourceLocation(files[i]) });
        });
        return new CollectedDocuments(
            [.. read.Zip(files).Where(static pair => pair.First.Value is not null).Select(static pair => new CollectedDocument(pair.Second, pair.First.Value!))],
            [.. read.Where(static outcome => outcome.Value is null).SelectMany(static outcome => outcome.Diagnostics)])
        {
            HasBug = hasBug,
        };
    }
}
