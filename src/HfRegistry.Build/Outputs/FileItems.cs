using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Build.Items;

namespace HfRegistry.Build.Outputs;

/// <summary>The files of downloaded models as items: their places in the shared cache, and what the task that restores them needs to know.</summary>
internal static class FileItems
{
    /// <summary>The metadata of an item.</summary>
    public const string ModelId = "ModelId", Revision = "Revision", File = "File", SizeBytes = "SizeBytes", Hash = "Hash", Link = "Link", CopyToOutput = "CopyToOutput", IsLocked = "IsLocked", Alias = "Alias";

    /// <summary>Gets the names of the metadata.</summary>
    public static ImmutableArray<string> MetadataNames { get; } = [ModelId, Revision, File, SizeBytes, Hash, Link, CopyToOutput, IsLocked, Alias];

    /// <summary>The folder beside the binary; below it files lie as in a cache, where generated code finds them.</summary>
    private const string OutputFolder = "models";

    /// <summary>Returns the folder of a model's files at a commit below the folder of any cache, with <c>/</c>.</summary>
    public static string SnapshotOf(Models.ModelId id, Models.Revision commit) => $"models--{id.ToString().Replace("/", "--", StringComparison.Ordinal)}/snapshots/{commit}";

    /// <summary>Returns what each item includes, and its metadata.</summary>
    /// <param name="models">The project's models.</param>
    /// <param name="cache">The cache's folder, an absolute path.</param>
    public static IEnumerable<(string Include, IEnumerable<KeyValuePair<string, string>> Metadata)> Of(IEnumerable<ProjectModel> models, string cache) =>
        from model in models
        where model is { Resolved: not null, Files: not null }
        let snapshot = SnapshotOf(model.Resolved!.Id, model.Files!.Commit)
        from file in model.Files!.Files
        select (Path.Combine(cache, $"{snapshot}/{file.Path}".Replace('/', Path.DirectorySeparatorChar)), Metadata(model, snapshot, file));

    private static IEnumerable<KeyValuePair<string, string>> Metadata(ProjectModel model, string snapshot, ModelFile file) =>
    [
        new(ModelId, model.Resolved!.Id.ToString()),
        new(Revision, model.Files!.Commit.ToString()),
        new(File, file.Path),
        new(SizeBytes, file.Size.ToString(CultureInfo.InvariantCulture)),
        new(Hash, file.Hash),
        new(Link, $"{OutputFolder}/{snapshot}/{file.Path}"),
        new(CopyToOutput, model.Item.CopyToOutput.ToString()),
        new(IsLocked, model.AreFilesLocked ? "true" : "false"),
        new(Alias, model.Alias),
    ];
}
