using HfRegistry.GitHub;

namespace HfRegistry.Automation.Documents;

/// <summary>A throw-away folder that holds the documents of the base which are in a draft's way: drafts are made there as in a checkout.</summary>
internal sealed class DraftFolder : IDisposable
{
    private readonly TreePath _folder;

    private DraftFolder(TreePath folder, string place) => (_folder, Place) = (folder, place);

    /// <summary>Its absolute path.</summary>
    public string Place { get; }

    /// <summary>Makes the folder.</summary>
    /// <param name="folder">The folder of the documents in the repository.</param>
    /// <param name="documents">The documents of the base.</param>
    /// <param name="isInTheWay">Whether a draft may be meant to have a name of a file; other names of the repository never reach this disk.</param>
    public static DraftFolder Create(TreePath folder, BaseBranchDocuments documents, Func<string, bool> isInTheWay)
    {
        var made = new DraftFolder(folder, Directory.CreateTempSubdirectory("hfregistry-drafts-").FullName);
        foreach (var document in documents.All)
        {
            var name = document.Path.ToString()[(folder.ToString().Length + 1)..];
            if (isInTheWay(name))
                File.WriteAllBytes(Path.Combine(made.Place, name), [.. document.Content]);
        }

        return made;
    }

    /// <summary>Where a file of it goes in the repository.</summary>
    public TreePath PathOf(string file) => TreePath.Parse($"{_folder}/{Path.GetFileName(file)}");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Place, recursive: true);
}
