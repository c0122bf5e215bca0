using HfRegistry.GitHub;

namespace HfRegistry.Cli.Action.Documents;

/// <summary>A throw-away folder that holds what the base has in the folder of the documents: drafts are made there as in a checkout.</summary>
internal sealed class DraftFolder : IDisposable
{
    private readonly TreePath _folder;

    /// <summary>Makes the folder.</summary>
    public DraftFolder(TreePath folder, BaseDocuments documents)
    {
        _folder = folder;
        Place = Directory.CreateTempSubdirectory("hfregistry-drafts-").FullName;
        foreach (var document in documents.All)
        {
            var name = document.Path.ToString()[(folder.ToString().Length + 1)..];
            // What lies deeper is in no draft's way.
            if (!name.Contains('/', StringComparison.Ordinal))
                File.WriteAllBytes(Path.Combine(Place, name), [.. document.Content]);
        }
    }

    /// <summary>Its absolute path.</summary>
    public string Place { get; }

    /// <summary>Where a file of it goes in the repository.</summary>
    public TreePath PathOf(string file) => TreePath.Parse($"{_folder}/{Path.GetFileName(file)}");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Place, recursive: true);
}
