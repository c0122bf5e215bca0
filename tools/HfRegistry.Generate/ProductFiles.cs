using System.Collections.Immutable;

namespace HfRegistry.Generate;

/// <summary>A file of the product that is generated, as a whole or between marks.</summary>
/// <param name="Path">The path from the repository's root.</param>
/// <param name="RenderAsync">Renders the file, given its present text.</param>
internal sealed record ProductFile(string Path, Func<string, Task<string>> RenderAsync)
{
    public ProductFile(string path, Func<string, string> render)
        : this(path, current => Task.FromResult(render(current)))
    {
    }
}

/// <summary>The files that this tool writes.</summary>
internal static class ProductFiles
{
    /// <summary>What to do when a file is out of date.</summary>
    public const string HowToWrite = "run `dotnet run --project tools/HfRegistry.Generate` and review the difference.";

    public static ImmutableArray<ProductFile> All { get; } =
    [
        new("action.yml", _ => ActionFile.Render()),
        new("action/tool/action.yml", _ => ActionFile.RenderTool()),
        new("action/README.md", page => ActionTables.WriteMessages(ActionTables.WriteInputsAndOutputs(page))),
        new("build/HfRegistry.Build.targets", RequestFieldFiles.WriteTargets),
        new("build/HfRegistry.Build.targets.buildschema.json", _ => EditorSchema.Render()),
        new("docs/cli.md", page => CommandExamples.WriteAsync(RequestFieldFiles.WriteOptions(ActionTables.WriteInputsAndOutputs(page)))),
        new("docs/diagnostics.md", _ => DiagnosticsPage.Render()),
        new("docs/github-client.md", DecisionTablePage.Write),
        new("docs/metrics.md", CommandExamples.WriteAsync),
        new("docs/mof.md", CommandExamples.WriteAsync),
        new("docs/msbuild-reference.md", RequestFieldFiles.WriteItemMetadata),
        new("docs/schemas/explain.output.schema.json", RequestFieldFiles.WriteOutputSchema),
        new("docs/schemas/hfregistry.lock.schema.json", RequestFieldFiles.WriteLockSchema),
        new("docs/schemas/list.output.schema.json", RequestFieldFiles.WriteOutputSchema),
        new("docs/schemas/lock.output.schema.json", RequestFieldFiles.WriteOutputSchema),
        new("docs/schemas/suggest.output.schema.json", RequestFieldFiles.WriteOutputSchema),
        new("docs/schemas/why.output.schema.json", RequestFieldFiles.WriteOutputSchema),
        new("samples/GatedBuild/huggingface_model_types.json", _ => SampleRegistry.Render()),
        .. TemplateProjects.All,
    ];

    /// <summary>Returns the text of a file with the line ends of the repository; a file that does not exist is empty.</summary>
    /// <param name="path">The absolute path.</param>
    public static async Task<string> ReadAsync(string path) =>
        File.Exists(path) ? (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n") : "";
}
