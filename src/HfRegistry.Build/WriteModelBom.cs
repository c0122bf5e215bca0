using System.Collections.Immutable;
using System.Text;
using HfRegistry.Bom;
using HfRegistry.Build.Items;
using HfRegistry.Build.Outputs;
using HfRegistry.Build.Restore;
using HfRegistry.Configuration;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>
/// Writes the bill of models of a project as CycloneDX. A model that lacks a fact which the project requires is an error at the line of the item that asks for it.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class WriteModelBom : HfTask
{
    /// <summary>Gets the <c>HfResolvedModel</c> items.</summary>
    [Required]
    public ITaskItem[] ResolvedModels { get; set; } = [];

    /// <summary>Gets the <c>HfModel</c> items: where the models are asked for.</summary>
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Gets the files of the models, as the resolution named them.</summary>
    public ITaskItem[] ModelFiles { get; set; } = [];

    /// <summary>Gets the records of the models, as the resolution wrote them.</summary>
    [Required]
    public string RecordsFile { get; set; } = "";

    /// <summary>Gets <c>HfCodeClass</c>: with the items' aliases it tells which item a resolved model belongs to.</summary>
    public string CodeClass { get; set; } = "HfModels";

    /// <summary>Gets <c>HfModelBom</c>: <c>true</c>; empty when another property asks for the document.</summary>
    public string? Bom { get; set; }

    /// <summary>Gets <c>HfModelBomSpec</c>: the version of CycloneDX; empty for 1.6.</summary>
    public string? Spec { get; set; }

    /// <summary>Gets <c>HfModelBomMinimum</c>: the facts that each model must have, separated by semicolons or commas.</summary>
    public string? Minimum { get; set; }

    /// <summary>Gets the name of the project's assembly.</summary>
    [Required]
    public string AssemblyName { get; set; } = "";

    /// <summary>Gets MSBuild's <c>$(Version)</c>.</summary>
    public string? Version { get; set; }

    /// <summary>Gets MSBuild's <c>$(OutputType)</c>.</summary>
    public string? OutputType { get; set; }

    /// <summary>Gets the place where the document goes.</summary>
    [Required]
    public string BomFile { get; set; } = "";

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!Flag.TryRead(Bom, whenEmpty: true, out _))
            Report(DiagnosticCatalog.SwitchValue.Create(new SourceLocation(ProjectPath), "HfModelBom", Bom, "true or off"));
        var spec = string.IsNullOrWhiteSpace(Spec) ? BomOptions.Specs[0] : Spec.Trim();
        if (!BomOptions.Specs.Contains(spec))
            Report(DiagnosticCatalog.SwitchValue.Create(new SourceLocation(ProjectPath), "HfModelBomSpec", Spec, string.Join(" or ", BomOptions.Specs)));
        if (BomFacts.Read(Minimum) is not { } required)
        {
            var names = string.Join(", ", BomFacts.All.Select(static fact => fact.Name));
            Report(DiagnosticCatalog.SwitchValue.Create(new SourceLocation(ProjectPath), "HfModelBomMinimum", Minimum, $"names of facts: {names}"));
            return;
        }

        var records = Take(RegistryFile.Load(TaskEnvironment.GetAbsolutePath(RecordsFile), cancellationToken));
        if (records is null || Log.HasLoggedErrors)
            return;
        var files = ModelFiles.Select(static item => (Alias: item.GetMetadata("Alias"), CachedFile.Of(item).File)).ToLookup(static file => file.Alias, static file => file.File, StringComparer.OrdinalIgnoreCase);
        Report(ResolvedModels.Where(static item => !ModelId.TryParse(item.ItemSpec, out _)).Select(static item => DiagnosticCatalog.InvalidModelId.Create(item.ItemSpec)));
        if (Log.HasLoggedErrors)
            return;
        var models = BomModel.Merge(ResolvedModels.Select(item => ModelOf(item, records, [.. files[item.GetMetadata("Alias")]])));
        Check(models, required);
        if (Log.HasLoggedErrors)
            return;
        var document = BomDocument.Render(models, new BomOptions
        {
            Spec = spec,
            Endpoint = Variables.Endpoint,
            Subject = new BomSubject(AssemblyName, string.IsNullOrWhiteSpace(Version) ? null : Version.Trim(), IsLibrary: OutputType?.EndsWith("exe", StringComparison.OrdinalIgnoreCase) != true),
            Phase = "build",
            Time = BomOptions.TimeOf(TaskEnvironment.GetEnvironmentVariable("SOURCE_DATE_EPOCH")),
        });
        if (await OutputFile.WriteAsync(TaskEnvironment.GetAbsolutePath(BomFile), Encoding.UTF8.GetString(document), cancellationToken) is { } problem)
            Report(problem);
    }

    private void Check(ImmutableArray<BomModel> models, ImmutableArray<string> required)
    {
        var sources = required.IsEmpty ? null : Aliases.ItemsOf(Models, CodeClass);
        foreach (var model in models)
        {
            var missing = BomFacts.Missing(model, required);
            if (missing.IsEmpty)
                continue;
            var source = sources!.GetValueOrDefault(model.Uses[0].Alias!);
            var problem = DiagnosticCatalog.BomFactMissing.Create(source?.Location, model.Id, string.Join(", ", missing));
            Report(source?.Named(problem) ?? problem);
        }
    }

    private static BomModel ModelOf(ITaskItem item, ModelRegistry records, ImmutableArray<ModelFile> files)
    {
        var id = ModelId.Parse(item.ItemSpec);
        return new BomModel
        {
            Id = id,
            Revision = Revision.TryParse(item.GetMetadata("Revision"), out var commit) ? commit : null,
            Type = ModelType.TryParse(item.GetMetadata("Type"), out var type) ? type : null,
            Task = Known(item, "Task"),
            Record = records.FindKnownAs(id)?.Model,
            Files = files.IsEmpty ? null : files,
            Uses =
            [
                new BomUse(item.GetMetadata("RequestedAs"))
                {
                    Alias = item.GetMetadata("Alias"),
                    Tier = Known(item, "Tier"),
                    Reason = Known(item, "Reason"),
                    ClassName = Known(item, "ClassName"),
                    GateVerdict = Known(item, "GateVerdict"),
                    MofClass = GateModelMetricsItems.MofClass(item) is { } mofClass ? GateOptionParser.MofClasses[mofClass - 1] : null,
                },
            ],
        };
    }

    private static string? Known(ITaskItem item, string metadata) => item.GetMetadata(metadata) is { Length: > 0 } value ? value : null;
}
