using System.Collections.Immutable;
using HfRegistry.Gate;
using HfRegistry.Licenses;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Snapshots;

namespace HfRegistry.Bom;

/// <summary>A model of a bill of materials: what is known of it, and who uses it. What nobody told is null, which is never the same as none.</summary>
internal sealed record BomModel
{
    /// <summary>Gets the model.</summary>
    public required ModelId Id { get; init; }

    /// <summary>Gets the commit, or null when it is not known.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Gets the model type, or null.</summary>
    public ModelType? Type { get; init; }

    /// <summary>Gets the task that it is used for, else its own; or null.</summary>
    public string? Task { get; init; }

    /// <summary>Gets what a registry or the Hub tells of it, or null.</summary>
    public ModelRecord? Record { get; init; }

    /// <summary>Gets the card and what else only a snapshot has, or null.</summary>
    public ModelFacts? Facts { get; init; }

    /// <summary>Gets the files that are used, in the order of their paths; null when nobody listed them.</summary>
    public ImmutableArray<ModelFile>? Files { get; init; }

    /// <summary>Gets the Hub's words on the safety of its files by path, where it has scanned them and they were asked for.</summary>
    public ImmutableDictionary<string, string> Scans { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets who uses it and why; empty for a model by itself.</summary>
    public ImmutableArray<BomUse> Uses { get; init; } = [];

    /// <summary>Gets the licenses; null when they are not known. A record without gating is a name and its counts: nobody asked the Hub for more.</summary>
    public LicenseSet? Licenses => Facts?.Licenses ?? (Record is { } record && (IsDescribed || record.Licensing.Text is not null) ? record.Licensing : null);

    /// <summary>Gets the models that it derives from; null when that is not known. A copy or an adapter that names none has one that nobody named.</summary>
    public ImmutableArray<ModelId>? BaseModels => Record switch
    {
        { BaseModels: { IsEmpty: false } bases } => bases,
        { Quantization: null, BaseModelRelation: null, Library: not ("peft" or "adapter-transformers") } when IsDescribed => [],
        _ => null,
    };

    /// <summary>Gets the datasets that its card declares; null when nobody read the card's metadata.</summary>
    public ImmutableArray<string>? Datasets => Facts?.DeclaredDatasets;

    private bool IsDescribed => Record is { Gating: not Gating.Unknown };

    /// <summary>Returns the model of a resolution.</summary>
    /// <param name="resolved">The answer.</param>
    /// <param name="files">The files that are used, or null for those that the lock file names.</param>
    public static BomModel Of(ResolvedModel resolved, ModelFiles? files = null) => new()
    {
        Id = resolved.Id,
        Revision = resolved.Revision,
        Type = resolved.Type,
        Task = resolved.Task,
        Record = resolved.Record,
        Files = (files ?? resolved.Files)?.Files,
        Uses = [new BomUse(resolved.Request.Include) { Tier = resolved.Tier.ToString(), Reason = resolved.Reason, ClassName = resolved.ClassName }],
    };

    /// <summary>Returns the model of a snapshot; null when the Hub did not tell its facts.</summary>
    /// <param name="snapshot">What the Hub said.</param>
    /// <param name="context">Knows stated sizes and documented checkpoints.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static BomModel? Of(ModelSnapshot snapshot, SelectionContext context, CancellationToken cancellationToken = default) =>
        ModelFacts.Of(snapshot, cancellationToken) is not { } facts ? null : new()
        {
            Id = snapshot.Id,
            Revision = snapshot.Revision,
            Type = ModelType.TryParse(facts.Info.ModelType, out var type) ? type : null,
            Task = facts.Info.PipelineTag,
            Record = FreshRecord.Of(snapshot, DateOnly.FromDateTime(snapshot.TakenAt.UtcDateTime), context),
            Facts = facts,
        };

    /// <summary>Returns models with each commit once: two uses of one model are one component.</summary>
    public static ImmutableArray<BomModel> Merge(IEnumerable<BomModel> models) =>
    [
        .. models.GroupBy(static model => (model.Id, model.Revision)).Select(static same => same.Aggregate(static (one, other) => one with
        {
            Task = one.Task ?? other.Task,
            Files = one.Files is null && other.Files is null ? null : [.. (one.Files ?? []).Concat(other.Files ?? []).DistinctBy(static file => file.Path).OrderBy(static file => file.Path, StringComparer.Ordinal)],
            Uses = [.. one.Uses, .. other.Uses],
        })).OrderBy(static model => model.Id).ThenBy(static model => model.Revision?.ToString(), StringComparer.Ordinal),
    ];
}

/// <summary>A use of a model: what asked for it, and why it was chosen.</summary>
/// <param name="RequestedAs">The words of the request.</param>
internal sealed record BomUse(string RequestedAs)
{
    /// <summary>Gets the name in the project's code, or null.</summary>
    public string? Alias { get; init; }

    /// <summary>Gets the source of the choice: <c>Lock</c>, <c>Registry</c>, …</summary>
    public string? Tier { get; init; }

    /// <summary>Gets the reasons of the choice as one line, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the transformers class for the task, or null.</summary>
    public string? ClassName { get; init; }

    /// <summary>Gets the gate's verdict, or null when the gate is off.</summary>
    public string? GateVerdict { get; init; }

    /// <summary>Gets the class of the model's MOF document, <c>I</c> to <c>III</c>, where its user says it; or null.</summary>
    public string? MofClass { get; init; }
}
