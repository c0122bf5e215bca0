using System.Collections.Immutable;
using HfRegistry.Configuration;

namespace HfRegistry.Selection;

/// <summary>Everything that a selection may know beside the request and the registry.</summary>
public sealed class SelectionContext
{
    /// <summary>The built-in knowledge and a configuration.</summary>
    public SelectionContext(HfConfiguration? configuration = null) => Configuration = configuration ?? HfConfiguration.Empty;

    /// <summary>The configuration.</summary>
    public HfConfiguration Configuration { get; }

    /// <summary>The transformers types.</summary>
    public TypeCatalogue Types { get; } = TypeCatalogue.BuiltIn;

    /// <summary>The hardware profiles, smallest first: the built-in ones with the configuration's.</summary>
    public ImmutableArray<HardwareProfile> Profiles => throw new NotSupportedException();

    /// <summary>The names of the tasks: the Hub's and the configuration's, sorted.</summary>
    public ImmutableArray<string> Tasks => throw new NotSupportedException();

    /// <summary>The types that can do a task, best known first.</summary>
    public ImmutableArray<ModelType> TypesFor(string task) => throw new NotSupportedException(task);

    /// <summary>The transformers class of a type for a task (the base class without a task), or null.</summary>
    public string? ClassFor(ModelType type, string? task) => throw new NotSupportedException(type.Name + task);

    /// <summary>The tasks that a type can do, sorted.</summary>
    public ImmutableArray<string> TasksOf(ModelType type) => throw new NotSupportedException(type.Name);
}
