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

/// <summary>The place and frameworks of an item.</summary>
/// <param name="File">The absolute path of the file that has the item's element.</param>
/// <param name="Line">The line of the element.</param>
/// <param name="Column">The column of the element.</param>
/// <param name="Frameworks">The target frameworks that have the item.</param>
internal sealed record ItemRow(string File, int Line, int Column, IReadOnlyList<string> Frameworks)
{
    public static ItemRow Of(DeclaredItem item) =>
        new(TextSanitizer.Sanitize(item.Location.File, int.MaxValue), item.Location.Line, item.Location.Column, [.. item.Frameworks.Select(static name => TextSanitizer.Sanitize(name))]);
}

/// <summary>A declared model.</summary>
internal sealed record ListedModel(DemandsRow Request, ItemRow Item, bool Locked, FoundModel? Resolved)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FindingRow>? Findings { get; init; }

    public static ListedModel Of(DeclaredModel model, IEnumerable<ModelFinding>? findings) => new(
        new DemandsRow(model.Request), ItemRow.Of(model.Item), model.Locked is not null, model.Result.Value is { } resolved ? FoundModel.Of(resolved) : null)
    {
        Findings = findings?.Select(FindingRow.Of).ToList(),
    };
}

/// <summary>A project with models.</summary>
internal sealed record ProjectRow(string Path, string? LockFile, string? Registry, IReadOnlyList<ListedModel> Models)
{
    public static ProjectRow Of(ProjectModels project, Func<DeclaredModel, ListedModel?> row) => new(
        TextSanitizer.Sanitize(project.Project.Path, int.MaxValue),
        project.LockPath is { } path ? TextSanitizer.Sanitize(path, int.MaxValue) : null,
        project.Workspace?.RegistryName,
        [.. project.Models.Select(row).OfType<ListedModel>()]);
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
