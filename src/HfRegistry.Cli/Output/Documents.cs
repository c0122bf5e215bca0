using System.Text.Json.Serialization;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Output;

/// <summary>The demands of a request, word for word.</summary>
internal sealed record DemandsRow(string Include, string? Task, string? Hardware, string? MaxSizeMb, string? Framework, string? License,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? AllowGated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Prefer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MinScore)
{
    public static DemandsRow Of(Selection.RawRequest request) => new(
        TextSanitizer.Sanitize(request.Include), Safe(request.Task), Safe(request.Hardware), Safe(request.MaxSizeMB), Safe(request.Framework),
        Safe(request.License), string.IsNullOrWhiteSpace(request.AllowGated) ? null : HfEnvironment.IsTruthy(request.AllowGated),
        Safe(request.Prefer), Safe(request.MinScore))
    {
        Words = RequestText.Of(request),
    };

    /// <summary>The request in words, for people.</summary>
    [JsonIgnore]
    public string Words { get; private init; } = "";

    private static string? Safe(string? text) => text is null ? null : TextSanitizer.Sanitize(text);
}

/// <summary>A tier that could answer, and what it said.</summary>
internal sealed record TierRow(string Tier, bool Asked, string Outcome);

/// <summary>A model that met every demand.</summary>
internal sealed record CandidateRow(
    int Rank, string ModelId, string ModelType, double Score, long? SizeBytes, string? License, long? Downloads, IReadOnlyList<string> Reasons);

/// <summary><c>explain</c>: the whole story of a choice.</summary>
internal sealed record ExplainDocument : Document
{
    public required string Registry { get; init; }

    public required string? Configuration { get; init; }

    public required DemandsRow Request { get; init; }

    public required string? ModelId { get; init; }

    public required string? Tier { get; init; }

    public required string? AsOf { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public required IReadOnlyList<TierRow> Tiers { get; init; }

    public required IReadOnlyList<CandidateRow> Candidates { get; init; }

    public required IReadOnlyList<DroppedRow> Dropped { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }
}

/// <summary>A type that could not be refreshed.</summary>
internal sealed record FailureRow(string ModelType, string Error);

/// <summary><c>refresh</c>: what was learnt.</summary>
internal sealed record RefreshDocument : Document
{
    public required string Registry { get; init; }

    public required string? Shard { get; init; }

    public required IReadOnlyList<string> Updated { get; init; }

    public required IReadOnlyList<string> Unchanged { get; init; }

    public required IReadOnlyList<FailureRow> Failed { get; init; }

    public required long Requests { get; init; }

    public required long ElapsedMs { get; init; }

    public required bool Partial { get; init; }

    public required int Resumed { get; init; }

    public required bool DryRun { get; init; }

    public required bool Written { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }
}

/// <summary>A model type in <c>types</c>.</summary>
internal sealed record TypeRow(
    string ModelType, string Identifier, string? ConfigClass, string? ClassName, string? Family, string? DefaultModel, string? ComponentOf, bool InTransformers, bool InRegistry);

/// <summary><c>types</c>.</summary>
internal sealed record TypesDocument(string Registry, IReadOnlyList<TypeRow> Types) : Document;

/// <summary>A task in <c>tasks</c>: the types that can do it, or the class with which one type does it.</summary>
internal sealed record TaskRow(string Task)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClassName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ModelTypes { get; init; }
}

/// <summary><c>tasks</c>.</summary>
internal sealed record TasksDocument(string? ModelType, IReadOnlyList<TaskRow> Tasks) : Document;

/// <summary>A hardware profile.</summary>
internal sealed record ProfileRow(string Name, long MaxWeightsBytes, string Description);

/// <summary>An NVIDIA GPU.</summary>
internal sealed record GpuRow(string Name, long MemoryBytes);

/// <summary>What <c>hardware --detect</c> saw and decided.</summary>
internal sealed record DetectedRow(
    string Profile, long MemoryBytes, string MemorySource, IReadOnlyList<GpuRow> Gpus, IReadOnlyList<string> Reasons);

/// <summary><c>hardware</c>.</summary>
internal sealed record HardwareDocument(IReadOnlyList<ProfileRow> Profiles) : Document
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DetectedRow? Detected { get; init; }
}

/// <summary>A locked request.</summary>
internal sealed record LockedRow(
    DemandsRow Request, string ModelId, string? Revision, string? ModelType, string Tier, string Reason, string? AsOf);

/// <summary>A request whose lock and answer differ.</summary>
internal sealed record LockDifferenceRow(DemandsRow Request, string? Locked, string? Now, string Explanation);

/// <summary>One lock file.</summary>
internal sealed record LockFileRow(string Path, IReadOnlyList<LockedRow> Models)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LockDifferenceRow>? Differences { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Unresolved { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Written { get; init; }
}

/// <summary><c>lock show</c>, <c>lock check</c> and <c>lock update</c>.</summary>
internal sealed record LockDocument(IReadOnlyList<LockFileRow> Files, IReadOnlyList<DiagnosticRow> Diagnostics) : Document
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Registry { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Configuration { get; init; }
}

/// <summary><c>new-test</c>: the files that were written.</summary>
internal sealed record NewTestDocument(string Project, IReadOnlyList<string> Written) : Document;
