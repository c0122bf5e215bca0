using System.Text.Json.Serialization;
using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Update;

/// <summary>A change of a pinned commit, or of an entry of a lock file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Request">What the item includes, or the locked request.</param>
/// <param name="Old">The commit, or the locked model with its commit; null when the request was not locked.</param>
/// <param name="New">The same after the update.</param>
internal sealed record UpdateRow(string Path, string Request, string? Old, string? New)
{
    /// <summary>Gets the place of a pinned commit, or null.</summary>
    [JsonIgnore]
    public SourceLocation? Place { get; init; }
}

/// <summary><c>update</c>: what changed, and the files that have it now.</summary>
internal sealed record UpdateDocument(bool DryRun, IReadOnlyList<UpdateRow> Changes, IReadOnlyList<EditedFileRow> Files, IReadOnlyList<DiagnosticRow> Diagnostics) : Document
{
    public static void WriteText(UpdateDocument update, CommandIO io)
    {
        if (update.Changes.Count == 0)
            io.Out.WriteLine(update.Diagnostics.Count == 0 ? "Every pinned commit and locked model is up to date." : "Nothing was updated.");
        foreach (var change in update.Changes)
            io.Out.WriteLine($"{change.Path}: {change.Request}: {change.Old ?? "none"} -> {change.New ?? "none"}");
        EditedFiles.WriteText(update.Files, update.DryRun, io);
    }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UpdateDocument))]
internal sealed partial class UpdateJson : JsonSerializerContext;
