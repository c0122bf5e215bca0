using System.Text.Json.Serialization;
using HfRegistry.Cli.Commands.Find;
using HfRegistry.Cli.Output;
using HfRegistry.Cli.Projects;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.List;

/// <summary>A finding about a model.</summary>
internal sealed record FindingRow(string Kind, string Explanation, string? ModelId, string? Revision)
{
    public static FindingRow Of(ModelFinding finding) => new(
        finding.Kind switch
        {
            ModelFindingKind.DefaultChanged => "default-changed",
            ModelFindingKind.NewerCommit => "newer-commit",
            ModelFindingKind.UnsafeFormat => "vulnerable-format",
            var kind => kind.ToString().ToLowerInvariant(),
        },
        finding.Explanation,
        finding.NowId?.ToString(),
        finding.NowRevision?.ToString());
}

/// <summary>A declared model. What is not known of it, or not resolved, is null.</summary>
internal sealed record ListedModel(DemandsRow Request, string File, int Line, int Column, IReadOnlyList<string> Frameworks, bool Locked)
{
    /// <summary>Gets the configurations that have the item; null when only the default one was evaluated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Configurations { get; init; }

    public string? ModelId { get; init; }

    public string? Revision { get; init; }

    public string? ModelType { get; init; }

    public string? Tier { get; init; }

    public string? License { get; init; }

    public long? SizeBytes { get; init; }

    public bool? Gated { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FindingRow>? Findings { get; init; }

    public static ListedModel Of(DeclaredModel model, IEnumerable<ModelFinding>? findings)
    {
        var place = model.Item.Location;
        var row = new ListedModel(
            new DemandsRow(model.Request), TextSanitizer.Sanitize(place.File, int.MaxValue), place.Line, place.Column, [.. model.Item.Frameworks.Select(static name => TextSanitizer.Sanitize(name))], model.Locked is not null)
        {
            Configurations = model.Item.Configurations.IsEmpty ? null : [.. model.Item.Configurations.Select(static name => TextSanitizer.Sanitize(name))],
            Findings = findings?.Select(FindingRow.Of).ToList(),
        };
        if (model.Result.Value is not { } resolved)
            return row;
        var found = FoundModel.Of(resolved);
        return row with
        {
            ModelId = found.ModelId,
            Revision = found.Revision,
            ModelType = found.ModelType,
            Tier = found.Tier,
            License = found.License,
            SizeBytes = found.SizeBytes,
            Gated = found.Gated,
        };
    }
}

/// <summary>A project with models.</summary>
internal sealed record ProjectRow(string Path, IReadOnlyList<string> Frameworks, string? LockFile, string? Registry, IReadOnlyList<ListedModel> Models)
{
    /// <summary>Gets the configurations that were evaluated; null when it is the default one only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Configurations { get; init; }

    public static ProjectRow Of(ProjectModels project, Func<DeclaredModel, ListedModel?> row) => new(
        TextSanitizer.Sanitize(project.Project.Path, int.MaxValue),
        [.. project.Project.Frameworks.Select(static name => TextSanitizer.Sanitize(name))],
        project.LockPath is { } path ? TextSanitizer.Sanitize(path, int.MaxValue) : null,
        project.Workspace?.RegistryName,
        [.. project.Models.Select(row).OfType<ListedModel>()])
    {
        Configurations = project.Project.Configurations.IsEmpty ? null : [.. project.Project.Configurations.Select(static name => TextSanitizer.Sanitize(name))],
    };
}

/// <summary><c>list</c>.</summary>
/// <param name="Projects">The projects with models to list.</param>
/// <param name="Evaluated">The number of projects that were evaluated.</param>
/// <param name="Diagnostics">What is missing, and why.</param>
internal sealed record ListDocument(IReadOnlyList<ProjectRow> Projects, int Evaluated, IReadOnlyList<DiagnosticRow> Diagnostics) : Document;

/// <summary>Writes the document without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ListDocument))]
internal sealed partial class ListJson : JsonSerializerContext;
