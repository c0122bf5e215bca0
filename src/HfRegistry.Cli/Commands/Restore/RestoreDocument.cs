using System.Text.Json.Serialization;
using HfRegistry.Cache;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Restore;

/// <summary>A model whose files are in the cache.</summary>
internal sealed record RestoredRow(string ModelId, string Revision, string Path, int Files, long SizeBytes, int Fetched, long Requests)
{
    public static RestoredRow Of(DownloadedSnapshot snapshot) => new(
        snapshot.Id.ToString(), snapshot.Commit.ToString(), snapshot.Folder, snapshot.Selection.Files.Length, snapshot.Selection.Files.Sum(static file => file.Size), snapshot.Fetched, snapshot.Requests);
}

/// <summary><c>restore</c>: the models that lock files name, as far as they could be had.</summary>
internal sealed record RestoreDocument : Document
{
    public required IReadOnlyList<RestoredRow> Models { get; init; }

    public required int Fetched { get; init; }

    public required long Requests { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }

    public static void WriteText(RestoreDocument document, CommandIO io)
    {
        foreach (var model in document.Models)
            io.Out.WriteLine($"{model.ModelId}@{model.Revision[..7]}: {model.Files} files, {new ByteSize(model.SizeBytes)}, {(model.Fetched == 0 ? "up to date" : $"{model.Fetched} downloaded")}");
        io.Out.WriteLine($"{(document.Models.Count == 1 ? "1 model" : $"{document.Models.Count} models")} restored, {document.Fetched} files downloaded, {document.Requests} requests.");
    }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RestoreDocument))]
internal sealed partial class RestoreJson : JsonSerializerContext;
