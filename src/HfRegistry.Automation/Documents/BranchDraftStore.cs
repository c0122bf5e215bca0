using System.Collections.Concurrent;
using System.Text;
using HfRegistry.GitHub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Drafting;

namespace HfRegistry.Automation.Documents;

/// <summary>Drafts for a folder of the base branch: what stands there is in their way, and what is written goes into the proposal.</summary>
internal sealed class BranchDraftStore : IDraftStore
{
    private readonly TreePath _folder;
    private readonly Dictionary<string, BaseDocument> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BaseDocument> _byAnyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>Creates a store.</summary>
    /// <param name="folder">The folder of the documents in the repository.</param>
    /// <param name="documents">The documents of the base.</param>
    public BranchDraftStore(TreePath folder, BaseBranchDocuments documents)
    {
        _folder = folder;
        foreach (var document in documents.All)
        {
            var name = document.Path.ToString()[(folder.ToString().Length + 1)..];
            _byName.TryAdd(name, document);
            _byAnyCase.TryAdd(name, document);
        }
    }

    public string PathOf(string name) => $"{_folder}/{name}";

    /// <summary>Returns the text that was written to a path.</summary>
    /// <param name="path">The path, as <see cref="PathOf"/> has it.</param>
    public string TextAt(string path) => _written[path];

    public DraftHead Inspect(string name) => (_byName.GetValueOrDefault(name) ?? _byAnyCase.GetValueOrDefault(name)) switch
    {
        null => new DraftHead(DraftState.Absent),
        { Content: { IsDefaultOrEmpty: false, Length: <= MofDocument.MaxBytes } content } => DraftText.Read(Encoding.UTF8.GetString(content.AsSpan())),
        _ => new DraftHead(DraftState.Curated),
    };

    public Diagnostic? Write(string name, string text)
    {
        _written[PathOf(name)] = text;
        return null;
    }
}
