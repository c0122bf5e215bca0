using System.Collections.Immutable;

namespace HfRegistry.Cli.Projects;

/// <summary>The items and properties that are read of projects.</summary>
/// <param name="ItemTypes">The names of the items.</param>
/// <param name="Properties">The names of the properties.</param>
internal sealed record ProjectQuery(ImmutableArray<string> ItemTypes, ImmutableArray<string> Properties);

/// <summary>A project as MSBuild evaluates it.</summary>
/// <param name="Path">The absolute path of the project file.</param>
/// <param name="Evaluations">One evaluation, or one for each target framework of a project that has several.</param>
internal sealed record EvaluatedProject(string Path, ImmutableArray<ProjectEvaluation> Evaluations)
{
    /// <summary>Gets the items of all evaluations in their order; what several target frameworks have in common is one item.</summary>
    public IEnumerable<DeclaredItem> Items => Evaluations.SelectMany(static evaluation => evaluation.Items)
        .GroupBy(static item => item, DeclaredItem.ExceptFrameworks)
        .Select(static same => same.Key with { Frameworks = [.. same.SelectMany(static item => item.Frameworks)] });

    /// <summary>Returns the value of a property in the first evaluation; empty when it is not set.</summary>
    /// <param name="name">One of the query's properties.</param>
    public string Property(string name) => Evaluations[0].Properties[name];
}

/// <summary>One evaluation of a project.</summary>
/// <param name="Framework">The target framework; empty when the project names none.</param>
/// <param name="Properties">The values of the query's properties by name, empty where one is not set.</param>
/// <param name="Items">The items of the query's types, in the order of the evaluation.</param>
internal sealed record ProjectEvaluation(string Framework, ImmutableDictionary<string, string> Properties, ImmutableArray<DeclaredItem> Items);
