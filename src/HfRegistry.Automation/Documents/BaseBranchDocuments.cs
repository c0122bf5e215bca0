using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Jobs;
using HfRegistry.GitHub;
using HfRegistry.Mof;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Automation.Documents;

/// <summary>A MOF document of the base.</summary>
/// <param name="Path">Its path in the repository.</param>
/// <param name="Place">Where it would lie in a checkout.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Reading">What it says, or why that is not known.</param>
internal sealed record BaseDocument(TreePath Path, string Place, ImmutableArray<byte> Content, Outcome<MofDocument> Reading);

/// <summary>The MOF documents of the base.</summary>
/// <param name="All">Those that were read, in the order of their paths.</param>
/// <param name="Remarks">What was left out.</param>
/// <param name="IsComplete">Whether no document was left out: else nobody knows which models have none.</param>
internal sealed record BaseBranchDocuments(ImmutableArray<BaseDocument> All, ImmutableArray<Diagnostic> Remarks, bool IsComplete)
{
    /// <summary>Gets no document.</summary>
    public static BaseBranchDocuments None { get; } = new([], [], IsComplete: true);

    /// <summary>Gets the folder, at the end of the links that lead to it; null when it cannot be read.</summary>
    public TreePath? Folder { get; private init; }

    /// <summary>Gets why the folder cannot be read, or null.</summary>
    public Diagnostic? Refusal { get; private init; }

    /// <summary>A request each, of the thousand that a job's token has in an hour: for what GitHub does not give folder by folder.</summary>
    private const int MostSingleFiles = 300;

    private readonly Lazy<ILookup<ModelId, MofClass>> _classes = new(() => All.Where(static document => document.Reading.Value is not null)
        .Select(static document => new CollectedDocument(document.Place, document.Reading.Value!)).Where(static document => document.Id is not null)
        .ToLookup(static document => document.Id!, static document => MofClassifier.Classify(document.Document).Class));

    /// <summary>Gets the documents as a collection.</summary>
    public CollectedDocuments Collection => new(
        [.. All.Where(static document => document.Reading.Value is not null).Select(static document => new CollectedDocument(document.Place, document.Reading.Value!))],
        [.. All.Where(static document => document.Reading.Value is null).SelectMany(static document => document.Reading.Diagnostics)]);

    /// <summary>Returns the class of a model's document as the Model Openness Tool has it; null without a document. Of several documents, the least open one's counts.</summary>
    public MofClass? ClassOf(ModelId id) =>
        _classes.Value[id].OrderBy(static mofClass => mofClass == MofClass.None).ThenBy(static mofClass => mofClass).Select(static mofClass => (MofClass?)mofClass).LastOrDefault();

    /// <summary>Reads the documents below a folder.</summary>
    /// <returns>The documents; without a <see cref="Folder"/> when nobody can know what is in it.</returns>
    /// <exception cref="GitHubException">A document cannot be read.</exception>
    public static async Task<BaseBranchDocuments> ReadAsync(BaseBranchSnapshot files, TreePath folder, CancellationToken cancellationToken)
    {
        var followed = await files.FollowFolderAsync(folder, cancellationToken);
        if (followed.Value is not { Path: var place })
            return new BaseBranchDocuments([], [.. followed.Diagnostics.CapAtWarning()], IsComplete: false) { Refusal = followed.Diagnostics[0] };
        ImmutableArray<TreePath> paths = [.. files.Below(place).Where(IsDocument)];
        var single = await files.ReadAheadAsync(paths, cancellationToken);
        var left = single.Skip(MostSingleFiles).ToImmutableHashSet();
        var documents = ImmutableArray.CreateBuilder<BaseDocument>(paths.Length);
        foreach (var path in paths.Where(path => !left.Contains(path)))
        {
            var target = await files.FollowAsync(path, cancellationToken);
            if (target.Value is null)
                documents.Add(new BaseDocument(path, files.PlaceOf(path), [], new Outcome<MofDocument>(null, target.Diagnostics)));
            // A link to a document beside it is no other document.
            else if ((target.Value.Path == path || !paths.Contains(target.Value.Path)) && await files.FindAsync(path, cancellationToken) is { } file)
                documents.Add(new BaseDocument(path, files.PlaceOf(path), file.Content, MofDocumentReader.Parse(file.Content.AsSpan(), files.PlaceOf(path))));
        }

        return new BaseBranchDocuments(documents.ToImmutable(), [.. Unread(files, folder, paths.Length, left.Count)], !files.IsTruncated && left.IsEmpty) { Folder = place };
    }

    private static bool IsDocument(TreePath path) =>
        path.ToString().EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || path.ToString().EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Diagnostic> Unread(BaseBranchSnapshot files, TreePath folder, int found, int left)
    {
        if (files.IsTruncated)
        {
            yield return DiagnosticCatalog.DocumentsNotListed.Create(folder);
        }

        if (left > 0)
        {
            yield return DiagnosticCatalog.DocumentsNotRead.Create(folder, found, found - left);
        }
    }
}
