using System.Collections.Immutable;
using Microsoft.Build.Construction;
using Microsoft.Build.Definition;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Evaluation.Context;
using Microsoft.Build.Exceptions;

namespace HfRegistry.Cli.Projects;

/// <summary>Evaluates projects as MSBuild does before a build: conditions, imports and item definitions, but no target and no task.</summary>
/// <param name="query">What is read of them.</param>
internal sealed class ProjectEvaluator(ProjectQuery query) : IDisposable
{
    private readonly ProjectCollection _collection = new();

    // What is found on disk for one project (SDKs, files above it, globs) holds for its neighbors.
    private readonly EvaluationContext _context = EvaluationContext.Create(EvaluationContext.SharingPolicy.Shared);

    /// <summary>Evaluates a project, once for each of its target frameworks. May be called from several threads.</summary>
    /// <param name="path">The absolute path of the project file.</param>
    public Outcome<EvaluatedProject> Evaluate(string path)
    {
        try
        {
            var outer = Evaluate(path, framework: null);
            var frameworks = outer.IsCrossTargeting ? outer.Frameworks : [];
            return new Outcome<EvaluatedProject>(new EvaluatedProject(
                path, frameworks.IsEmpty ? [outer.Evaluation] : [.. frameworks.Select(framework => Evaluate(path, framework).Evaluation)]));
        }
        catch (InvalidProjectFileException invalid)
        {
            var place = string.IsNullOrEmpty(invalid.ProjectFile) ? new SourceLocation(path) : new SourceLocation(invalid.ProjectFile, invalid.LineNumber, invalid.ColumnNumber);
            return Failed(path, place, $"{invalid.ErrorCode} {invalid.BaseMessage}");
        }
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            // Resolvers of SDKs and property functions run in an evaluation, and throw what they like.
            return Failed(path, new SourceLocation(path), fault.Message);
        }
    }

    public void Dispose() => _collection.Dispose();

    private (ProjectEvaluation Evaluation, bool IsCrossTargeting, ImmutableArray<string> Frameworks) Evaluate(string path, string? framework)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (framework is not null)
            properties["TargetFramework"] = framework;
        var project = Project.FromFile(path, new ProjectOptions { ProjectCollection = _collection, EvaluationContext = _context, GlobalProperties = properties });
        try
        {
            var single = project.GetPropertyValue("TargetFramework");
            ImmutableArray<string> names = single.Length > 0 ? [single] : [];
            var items = query.ItemTypes.SelectMany(type => project.GetItems(type).Select(item => Read(item, names)));
            return (
                new ProjectEvaluation(single, query.Properties.ToImmutableDictionary(static name => name, project.GetPropertyValue, StringComparer.OrdinalIgnoreCase), [.. items]),
                single.Length == 0,
                [.. project.GetPropertyValue("TargetFrameworks").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)]);
        }
        finally
        {
            // The XML of its imports stays in the collection for the next project.
            _collection.UnloadProject(project);
        }
    }

    private static DeclaredItem Read(ProjectItem item, ImmutableArray<string> frameworks) => new(item.ItemType, item.EvaluatedInclude, PlaceOf(item.Xml.Location))
    {
        WrittenInclude = item.Xml.Include,
        IsImported = item.IsImported,
        Frameworks = frameworks,
        Metadata = item.Metadata.Where(static metadata => metadata.EvaluatedValue.Length > 0)
            .ToImmutableDictionary(static metadata => metadata.Name, static metadata => new DeclaredMetadata(metadata.EvaluatedValue, PlaceOf(metadata.Location)), StringComparer.OrdinalIgnoreCase),
    };

    private static SourceLocation PlaceOf(ElementLocation place) => new(place.File, place.Line, place.Column);

    private static Outcome<EvaluatedProject> Failed(string path, SourceLocation place, string reason) =>
        new(DiagnosticCatalog.ProjectNotLoaded.Create(place, TextSanitizer.OneLine(reason), Path.GetFileName(path)));
}
