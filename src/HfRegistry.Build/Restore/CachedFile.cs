using System.Globalization;
using HfRegistry.Build.Outputs;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace HfRegistry.Build.Restore;

/// <summary>A file of a model as it lies in the cache.</summary>
/// <param name="item">The item that names it.</param>
internal sealed class CachedFile(ITaskItem item)
{
    // As MSBuild writes %(ModifiedTime).
    private const string TimeFormat = "yyyy'-'MM'-'dd HH':'mm':'ss'.'fffffff";

    private FileInfo? _content;

    /// <summary>Gets the item that names the file.</summary>
    public ITaskItem Item { get; } = item;

    /// <summary>Gets the size that the file must have.</summary>
    public long SizeBytes { get; } = long.Parse(item.GetMetadata(FileItems.SizeBytes), CultureInfo.InvariantCulture);

    /// <summary>Gets whether the lock file is binding for the file.</summary>
    public bool IsLocked => Item.GetMetadata(FileItems.IsLocked) == "true";

    /// <summary>Gets the model.</summary>
    public ModelId Model => ModelId.Parse(Item.GetMetadata(FileItems.ModelId));

    /// <summary>Gets the commit.</summary>
    public Revision Commit => Revision.Parse(Item.GetMetadata(FileItems.Revision));

    /// <summary>Gets the file in the model's repository.</summary>
    public ModelFile File => new(Item.GetMetadata(FileItems.File), SizeBytes, Item.GetMetadata(FileItems.Hash));

    /// <summary>Gets whether the cache has a content of the right size.</summary>
    public bool IsThere => Content is { Exists: true } content && content.Length == SizeBytes;

    /// <summary>Gets what tells whether the content was touched. The target <c>_HfLookAtModelFiles</c> writes the same line of the file that it sees.</summary>
    public string State => string.Create(CultureInfo.InvariantCulture, $"{Item.GetMetadata(FileItems.Hash)} {SizeBytes} {Content.LastWriteTime.ToString(TimeFormat, CultureInfo.InvariantCulture)} {ContentPath} {Item.GetMetadata("FullPath")}");

    /// <summary>Gets the place of the content.</summary>
    public string ContentPath => Content.FullName;

    // A snapshot holds links; what tells of the content is its own.
    private FileInfo Content => _content ??= Follow(Item.ItemSpec);

    /// <summary>Looks at the file of an item.</summary>
    public static CachedFile Of(ITaskItem item) => new(item);

    /// <summary>Returns whether the file is there as it was when its state was noted.</summary>
    public bool IsUnchanged(FileStates known) => IsThere && known.Contains(State);

    /// <summary>Looks again.</summary>
    public void Refresh() => _content = null;

    /// <summary>Returns the item with the place of the content: a hard link to a link would not be one to the content.</summary>
    public TaskItem ToItem() => new(Item) { ItemSpec = ResolvedItems.ProjectText(ContentPath) };

    private static FileInfo Follow(string path)
    {
        var file = new FileInfo(path);
        try
        {
            return file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        }
        catch (IOException)
        {
            // Links that lead in a circle: the download replaces them.
            return file;
        }
    }
}
