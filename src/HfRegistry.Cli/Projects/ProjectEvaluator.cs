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

    private const string Configuration = "Configuration";

    /// <summary>
    /// Evaluates a project, once for each of its target frameworks; and for each of its configurations, where a condition leaves out an item of
    /// <see cref="ProjectQuery.ItemOfEveryConfiguration"/>. May be called from several threads.
    /// </summary>
    /// <param name="path">The absolute path of the project file.</param>
    public Outcome<EvaluatedProject> Evaluate(string path)
    {
        try
        {
            var readings = EvaluateFrameworks(path, configuration: null);
            var others = LeavesOut(readings) ? readings[0].OtherConfigurations : [];
            if (!others.IsEmpty)
                readings = [.. readings.Select(static reading => reading.Named()), .. others.SelectMany(name => EvaluateFrameworks(path, name)).Select(static reading => reading.Named())];
            return new Outcome<EvaluatedProject>(new EvaluatedProject(path, [.. readings.Select(static reading => reading.Evaluation)]));
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

    // An item that one framework has and another has not is left out nowhere.
    private static bool LeavesOut(ImmutableArray<Reading> readings) =>
        readings.SelectMany(static reading => reading.WrittenItems).Except(readings.SelectMany(static reading => reading.ActiveItems)).Any();

    private ImmutableArray<Reading> EvaluateFrameworks(string path, string? configuration)
    {
        var outer = Evaluate(path, configuration, framework: null);
        return outer.Frameworks.IsEmpty ? [outer] : [.. outer.Frameworks.Select(framework => Evaluate(path, configuration, framework))];
    }

    private Reading Evaluate(string path, string? configuration, string? framework)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (framework is not null)
            properties["TargetFramework"] = framework;
        if (configuration is not null)
            properties[Configuration] = configuration;
        var project = Project.FromFile(path, new ProjectOptions { ProjectCollection = _collection, EvaluationContext = _context, GlobalProperties = properties });
        try
        {
            var single = project.GetPropertyValue("TargetFramework");
            ImmutableArray<string> names = single.Length > 0 ? [single] : [];
            var items = query.ItemTypes.SelectMany(type => project.GetItems(type).Select(item => Read(item, names)));
            var current = project.GetPropertyValue(Configuration);
            return new Reading(new ProjectEvaluation(single, query.Properties.ToImmutableDictionary(static name => name, project.GetPropertyValue, StringComparer.OrdinalIgnoreCase), [.. items]), current)
            {
                Frameworks = single.Length == 0 ? Words(project, "TargetFrameworks") : [],
                OtherConfigurations = [.. Words(project, "Configurations").Where(name => !name.Equals(current, StringComparison.OrdinalIgnoreCase))],
                ActiveItems = PlacesOf(project.Items.Select(static item => item.Xml)),
                // MSBuild looks into no branch of a Choose that it does not take.
                WrittenItems = PlacesOf(project.ItemsIgnoringCondition.Select(static item => item.Xml).Concat(OutsideOfTargets(project.Xml))),
            };
        }
        finally
        {
            // The XML of its imports stays in the collection for the next project.
            _collection.UnloadProject(project);
        }

        ImmutableArray<SourceLocation> PlacesOf(IEnumerable<ProjectItemElement> items) =>
            [.. items.Where(item => item.ItemType.Equals(query.ItemOfEveryConfiguration, StringComparison.OrdinalIgnoreCase)).Select(static item => PlaceOf(item.Location))];
    }

    private static IEnumerable<ProjectItemElement> OutsideOfTargets(ProjectRootElement file) =>
        file.AllChildren.OfType<ProjectItemElement>().Where(static item => item.Include.Length > 0 && !item.AllParents.OfType<ProjectTargetElement>().Any());

    private static ImmutableArray<string> Words(Project project, string property) =>
        [.. project.GetPropertyValue(property).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

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

    /// <summary>One evaluation, and what tells whether others are needed.</summary>
    /// <param name="Evaluation">The evaluation.</param>
    /// <param name="Configuration">The configuration that it is of.</param>
    private sealed record Reading(ProjectEvaluation Evaluation, string Configuration)
    {
        /// <summary>Gets the target frameworks to evaluate in its place; empty when it is of one itself, or names none.</summary>
        public required ImmutableArray<string> Frameworks { get; init; }

        public required ImmutableArray<string> OtherConfigurations { get; init; }

        /// <summary>Gets the places of the items that the evaluation has.</summary>
        public required ImmutableArray<SourceLocation> ActiveItems { get; init; }

        /// <summary>Gets the places of the items whatever their conditions.</summary>
        public required ImmutableArray<SourceLocation> WrittenItems { get; init; }

        /// <summary>Returns the reading with its configuration in the evaluation and its items.</summary>
        public Reading Named() => this with
        {
            Evaluation = Evaluation with { Configuration = Configuration, Items = [.. Evaluation.Items.Select(item => item with { Configurations = [Configuration] })] },
        };
    }
}
