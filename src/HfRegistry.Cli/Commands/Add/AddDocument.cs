using System.Text.Json.Serialization;
using HfRegistry.Cli.Commands.Find;
using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Add;

/// <summary><c>add</c>: the model, and the files that have it now.</summary>
internal sealed record AddDocument(string Project, bool DryRun, FoundModel Model, IReadOnlyList<EditedFileRow> Files) : Document
{
    public static void WriteText(AddDocument added, CommandIO io)
    {
        FindText.WriteChoice(new FindDocument(added.Model), io);
        EditedFiles.WriteText(added.Files, added.DryRun, io);
    }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AddDocument))]
internal sealed partial class AddJson : JsonSerializerContext;
