using System.Collections.Immutable;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Projects;

/// <summary>An <c>HfModel</c> item with the model that it becomes.</summary>
/// <param name="Item">The item.</param>
/// <param name="Request">What it asks for, word for word.</param>
/// <param name="Result">The model as the build resolves it, or why there is none.</param>
internal sealed record DeclaredModel(DeclaredItem Item, RawRequest Request, ResolutionResult Result)
{
    /// <summary>Gets the item's entry in the lock file, or null.</summary>
    public LockEntry? Locked { get; init; }

    /// <summary>Gets whether the project does without the model when there is none.</summary>
    public bool IsOptional => Flag.TryRead(Item.Metadata.GetValueOrDefault("Optional")?.Value, whenEmpty: false, out var optional) && optional;
}

/// <summary>The models that a project declares.</summary>
/// <param name="Project">The project.</param>
/// <param name="Models">The models, in the order of their items; none when the project's settings or files cannot be read.</param>
/// <param name="Diagnostics">What is wrong with the project's settings, its configuration, registry or lock file.</param>
internal sealed record ProjectModels(EvaluatedProject Project, ImmutableArray<DeclaredModel> Models, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Gets the options that the models were resolved with; null when they were not.</summary>
    public ResolverOptions? Options { get; init; }

    /// <summary>Gets the configuration and registry of the project; null when they cannot be read.</summary>
    public Workspace? Workspace { get; init; }

    /// <summary>Gets the absolute path of the lock file that answers, or null when none does.</summary>
    public string? LockPath { get; init; }
}
