using System.Collections.Immutable;

namespace HfRegistry.Cli.Projects;

/// <summary>The items and properties that are read of projects.</summary>
/// <param name="ItemTypes">The names of the items.</param>
/// <param name="Properties">The names of the properties.</param>
internal sealed record ProjectQuery(ImmutableArray<string> ItemTypes, ImmutableArray<string> Properties)
{
    /// <summary>Gets the name of the items for which every configuration of a project is evaluated, where a condition leaves one of them out; or null.</summary>
    public string? ItemOfEveryConfiguration { get; init; }
}

/// <summary>A project as MSBuild evaluates it.</summary>
/// <param name="Path">The absolute path of the project file.</param>
/// <param name="Evaluations">One evaluation, or one for each target framework of a project that has several, in the default configuration; then those of the others that were needed.</param>
internal sealed record EvaluatedProject(string Path, ImmutableArray<ProjectEvaluation> Evaluations)
{
    /// <summary>Gets the target frameworks that were evaluated; empty for a project that names none.</summary>
    public ImmutableArray<string> Frameworks => Names(static evaluation => evaluation.Framework);

    /// <summary>Gets the configurations that were evaluated; empty when it is the default one only.</summary>
    public ImmutableArray<string> Configurations => Names(static evaluation => evaluation.Configuration);

    /// <summary>Gets the items of all evaluations in their order; what several of them have in common is one item.</summary>
    public IEnumerable<DeclaredItem> Items => Evaluations.SelectMany(static evaluation => evaluation.Items)
        .GroupBy(static item => item, DeclaredItem.ExceptEvaluation)
        .Select(static same => same.Key with { Frameworks = Union(same, static item => item.Frameworks), Configurations = Union(same, static item => item.Configurations) });

    /// <summary>Returns the value of a property in the first evaluation; empty when it is not set.</summary>
    /// <param name="name">One of the query's properties.</param>
    public string Property(string name) => Evaluations[0].Properties[name];

    private ImmutableArray<string> Names(Func<ProjectEvaluation, string> name) => [.. Evaluations.Select(name).Where(static said => said.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static ImmutableArray<string> Union(IEnumerable<DeclaredItem> items, Func<DeclaredItem, ImmutableArray<string>> names) =>
        [.. items.SelectMany(item => names(item)).Distinct(StringComparer.OrdinalIgnoreCase)];
}

/// <summary>One evaluation of a project.</summary>
/// <param name="Framework">The target framework; empty when the project names none.</param>
/// <param name="Properties">The values of the query's properties by name, empty where one is not set.</param>
/// <param name="Items">The items of the query's types, in the order of the evaluation.</param>
internal sealed record ProjectEvaluation(string Framework, ImmutableDictionary<string, string> Properties, ImmutableArray<DeclaredItem> Items)
{
    /// <summary>Gets the configuration; empty when no other one was evaluated.</summary>
    public string Configuration { get; init; } = "";
}
