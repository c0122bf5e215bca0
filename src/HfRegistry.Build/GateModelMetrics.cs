using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Build.Items;
using HfRegistry.Build.Outputs;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Resolution;
using HfRegistry.UseCases;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>
/// Judges the models of a project by their quality metrics and the policy. Works from the scores in the registry, and asks the Hub only
/// when the project or the environment says so. A failure is told at the line of the item that asks for the model.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class GateModelMetrics : HfTask
{
    /// <summary>Gets the <c>HfResolvedModel</c> items, or items that include model ids.</summary>
    [Required]
    public ITaskItem[] ResolvedModels { get; set; } = [];

    /// <summary>Gets the <c>HfModel</c> items: where the models are asked for.</summary>
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Gets <c>HfRegistryFile</c>: the registry file, or empty for the nearest one above the project, else the embedded one.</summary>
    public string? RegistryFile { get; set; }

    /// <summary>Gets <c>HfConfigurationFile</c>: the configuration, or empty for the nearest one above the project.</summary>
    public string? ConfigurationFile { get; set; }

    /// <summary>Gets <c>HfGatePolicyFile</c>: a policy file in place of the configuration's <c>gate</c> section, or empty.</summary>
    public string? PolicyFile { get; set; }

    /// <summary>Gets <c>HfRegistryMode</c>: whether the Hub is asked for scores that the registry lacks or holds beyond their age.</summary>
    public string? Mode { get; set; }

    /// <summary>Gets <c>HfRegistryMaxAgeDays</c>: the age in days beyond which scores are stale.</summary>
    public string? MaxAgeDays { get; set; }

    /// <summary>Gets <c>HfHubTimeoutSeconds</c>: the most time that the Hub may take for all models, 1 to 86,400 seconds; empty for the mode's own.</summary>
    public string? HubTimeoutSeconds { get; set; }

    /// <summary>Gets <c>HfCodeClass</c>: with the items' aliases it tells which item a resolved model belongs to.</summary>
    public string CodeClass { get; set; } = "HfModels";

    /// <summary>Gets <c>HfGate</c>: <c>warn</c> or <c>error</c>.</summary>
    public string? Gate { get; set; }

    /// <summary>Gets <c>HfGatePreset</c>: <c>strict</c>, <c>balanced</c> or <c>license-only</c>.</summary>
    public string? Preset { get; set; }

    /// <summary>Gets <c>HfGateMin</c>: thresholds, <c>METRIC=VALUE</c> or a value for every metric, separated by semicolons or commas.</summary>
    public string? Min { get; set; }

    /// <summary>Gets <c>HfGateAllowUnknown</c>: <c>true</c>, <c>false</c>, or the metrics that may be unknown.</summary>
    public string? AllowUnknown { get; set; }

    /// <summary>Gets <c>HfGateSizeDevice</c>: the device whose size score counts, or <c>mean</c>.</summary>
    public string? SizeDevice { get; set; }

    /// <summary>Gets the place where the items go that the next evaluation imports, or empty for nowhere.</summary>
    public string? ItemsFile { get; set; }

    /// <summary>Gets the models with their scores and what the gate says of them.</summary>
    [Output]
    public ITaskItem[] GatedModels { get; private set; } = [];

    /// <summary>Gets whether the verdicts stand until an input changes: every model is let in, and the Hub told all that it was asked for.</summary>
    [Output]
    public bool IsFinal { get; private set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var properties = new GateProperties { Gate = Gate, Preset = Preset, Min = Min, AllowUnknown = AllowUnknown, SizeDevice = SizeDevice };
        var gate = Take(GateModelMetricsSettings.Read(properties, ProjectPath));
        var settings = Take(BuildSettings.Read(new BuildProperties { Mode = Mode, MaxAgeDays = MaxAgeDays, HubTimeoutSeconds = HubTimeoutSeconds }, Variables, lockExists: false, ProjectPath));
        var workspace = OpenWorkspace(RegistryFile, ConfigurationFile);
        var policy = PathOf(PolicyFile) is { } path ? Take(Configuration.ConfigurationFile.LoadPolicy(path)) : workspace?.Context.Configuration.Gate;
        var asked = Read();
        if (gate is null || settings is null || workspace is null || policy is null || Log.HasLoggedErrors)
            return;

        var options = workspace.ResolverOptions(settings.Mode, settings.HubTimeout) with { MaxAge = settings.MaxAge };
        using var hub = workspace.ConnectFor(options);
        var judged = await new GateUseCase(options, hub, Clock).RunAsync(
            [.. asked.Select(static model => new GateRequest(model.Id, model.Demands, GateModelMetricsItems.MofClass(model.Item)))], gate.Run, policy, cancellationToken);
        foreach (var (model, one) in asked.Zip(judged))
            Tell(model, one, gate.Severity);
        await WriteAsync([.. asked.Zip(judged, static (model, one) => (model.Item, one.Verdict))], cancellationToken);
        Summarize(judged);
        IsFinal = judged.All(static one => one.Verdict.IsPassed && one.Gathered.Failure is null);
    }

    /// <summary>A resolved model, and the item that asks for it.</summary>
    private sealed record AskedModel(ModelId Id, ITaskItem Item, ModelItem? Source, GateDemands? Demands);

    private ImmutableArray<AskedModel> Read()
    {
        var sources = Aliases.ItemsOf(Models, CodeClass);
        var models = ImmutableArray.CreateBuilder<AskedModel>(ResolvedModels.Length);
        foreach (var item in ResolvedModels)
        {
            if (!ModelId.TryParse(item.ItemSpec, out var id))
            {
                Report(DiagnosticCatalog.InvalidModelId.Create(item.ItemSpec));
                continue;
            }

            var source = item.GetMetadata("Alias") is { Length: > 0 } alias ? sources.GetValueOrDefault(alias) : null;
            var words = source?.Gate ?? ItemGateMetadata.Of(item);
            var (demands, mistakes) = GateModelMetricsSettings.Demands(words);
            Report(mistakes.Select(mistake => Named(source, DiagnosticCatalog.GateMetadataInvalid.Create(source?.Location, item.ItemSpec, mistake))));
            models.Add(new AskedModel(id, item, source, words == ItemGateMetadata.None ? null : demands));
        }

        return models.ToImmutable();
    }

    private void Tell(AskedModel model, JudgedModel judged, Severity severity)
    {
        var pinned = Revision.TryParse(model.Item.GetMetadata("Revision"), out var revision) ? revision : null;
        var location = model.Source?.Location;
        Report(judged.Notes(location, pinned).Concat(GateDiagnostics.Of(judged.Verdict, location, severity)).Select(diagnostic => Named(model.Source, diagnostic)));
    }

    private static Diagnostic Named(ModelItem? source, Diagnostic diagnostic) => source?.Named(diagnostic) ?? diagnostic;

    private async Task WriteAsync(ImmutableArray<(ITaskItem Item, GateVerdict Verdict)> judged, CancellationToken cancellationToken)
    {
        GatedModels = [.. judged.Select(pair => ResolvedItems.Item(pair.Item.ItemSpec, GateModelMetricsItems.Metadata(pair.Item, pair.Verdict)))];
        if (PathOf(ItemsFile) is { } path && await OutputFile.WriteAsync(path, GateModelMetricsItems.Project(judged), cancellationToken) is { } problem)
            Report(problem);
    }

    private void Summarize(ImmutableArray<JudgedModel> judged)
    {
        var days = judged.Select(static one => one.Gathered.Subject.Score?.AsOf).OfType<DateOnly>().ToList();
        var age = days.Count == 0 ? "no scores" : days.Min() == days.Max() ? $"scores of {Iso(days[0])}" : $"scores of {Iso(days.Min())} to {Iso(days.Max())}";
        Report(MessageImportance.Normal, $"The gate let {judged.Count(static one => one.Verdict.IsPassed)} of {judged.Length} models in, by {age}.");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
