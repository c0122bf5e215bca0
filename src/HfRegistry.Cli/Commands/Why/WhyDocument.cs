using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Cli.Projects;

namespace HfRegistry.Cli.Commands.Why;

/// <summary>An item that leads to the model, with the reasons for the choice; of one that is not resolved, the reasons why.</summary>
internal sealed record WhyItem(
    DemandsRow Request, string File, int Line, int Column, IReadOnlyList<string> Frameworks, string? ModelId, string? Revision, string? Tier, IReadOnlyList<string> Reasons)
{
    /// <summary>Gets the configurations that have the item; null when only the default one was evaluated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Configurations { get; init; }

    public static WhyItem Of(DeclaredModel model) => new(
        new DemandsRow(model.Request),
        TextSanitizer.Sanitize(model.Item.Location.File, int.MaxValue),
        model.Item.Location.Line,
        model.Item.Location.Column,
        [.. model.Item.Frameworks.Select(static name => TextSanitizer.Sanitize(name))],
        model.Result.Value?.Id.ToString(),
        model.Result.Value?.Revision?.ToString(),
        model.Result.Value?.Tier.ToString().ToLowerInvariant(),
        [.. (model.Result.Value is { } resolved ? resolved.Reasons : model.Result.Diagnostics.Select(static diagnostic => diagnostic.Message)).Select(static reason => TextSanitizer.Sanitize(reason, int.MaxValue))])
    {
        Configurations = model.Item.Configurations.IsEmpty ? null : [.. model.Item.Configurations.Select(static name => TextSanitizer.Sanitize(name))],
    };
}

/// <summary>A project that uses the model.</summary>
internal sealed record WhyProject(string Path, string? LockFile, IReadOnlyList<WhyItem> Items)
{
    public static WhyProject Of(ProjectModels project, Func<DeclaredModel, bool> leadsTo) => new(
        TextSanitizer.Sanitize(project.Project.Path, int.MaxValue),
        project.LockPath is { } path ? TextSanitizer.Sanitize(path, int.MaxValue) : null,
        [.. project.Models.Where(leadsTo).Select(WhyItem.Of)]);
}

/// <summary><c>why</c>.</summary>
/// <param name="Model">The id or type that was asked for.</param>
/// <param name="Projects">The projects that use it.</param>
/// <param name="Evaluated">The number of projects that were evaluated.</param>
/// <param name="Diagnostics">What is missing, and why.</param>
internal sealed record WhyDocument(string Model, IReadOnlyList<WhyProject> Projects, int Evaluated, IReadOnlyList<DiagnosticRow> Diagnostics) : Document;

/// <summary>Writes the document without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WhyDocument))]
internal sealed partial class WhyJson : JsonSerializerContext;
