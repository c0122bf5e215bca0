using System.Text.Json.Serialization;
using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Remove;

/// <summary><c>remove</c>: the models that went, and the files that had them.</summary>
internal sealed record RemoveDocument(string Project, bool DryRun, IReadOnlyList<string> Removed, IReadOnlyList<EditedFileRow> Files) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RemoveDocument))]
internal sealed partial class RemoveJson : JsonSerializerContext;
