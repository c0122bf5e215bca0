using System.Text.Json.Serialization;
using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Init;

/// <summary><c>init</c>: the files that were added or edited, and those that exist and were kept.</summary>
internal sealed record InitDocument(bool DryRun, IReadOnlyList<EditedFileRow> Files, IReadOnlyList<string> Kept) : Document
{
    public static void WriteText(InitDocument init, CommandIO io)
    {
        foreach (var file in init.Files)
            EditedFiles.WriteDiff(file, io);
        foreach (var path in init.Kept)
            io.Out.WriteLine($"{path} exists and was kept");
        if (!init.DryRun)
            EditedFiles.WriteText(init.Files, isDryRun: false, io);
    }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(InitDocument))]
internal sealed partial class InitJson : JsonSerializerContext;
