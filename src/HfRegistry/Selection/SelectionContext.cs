using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>Everything that a selection may know beside the request and the registry.</summary>
internal sealed class SelectionContext
{
    private const string BaseClass = "base";

    private static readonly ImmutableArray<HardwareProfile> BuiltInProfiles =
    [
        new("cpu-small", ByteSize.FromMegabytes(500), "a small cloud machine or a CI runner"),
        new("cpu-medium", ByteSize.FromMegabytes(2_000), "a developer's machine"),
        new("cpu-large", ByteSize.FromMegabytes(10_000), "a server without a GPU"),
        new("gpu-small", ByteSize.FromMegabytes(5_000), "a GPU with 8 GB"),
        new("gpu-medium", ByteSize.FromMegabytes(15_000), "a GPU with 24 GB"),
        new("gpu-large", ByteSize.FromMegabytes(50_000), "a GPU with 80 GB"),
    ];

    /// <summary>Creates the built-in knowledge and a configuration.</summary>
    public SelectionContext(HfConfiguration? configuration = null)
    {
        Configuration = configuration ?? HfConfiguration.Empty;
        var overridden = Configuration.Profiles.Select(static profile => profile.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Profiles = [.. BuiltInProfiles.Where(profile => !overridden.Contains(profile.Name)).Concat(Configuration.Profiles)
            .OrderBy(static profile => profile.MaxWeights).ThenBy(static profile => profile.Name, StringComparer.Ordinal)];
        Tasks = [.. TaskCatalog.BuiltIn.All.Select(static task => task.Name).Concat(Configuration.Tasks.Select(static task => task.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
    }

    /// <summary>Gets the configuration.</summary>
    public HfConfiguration Configuration { get; }

    /// <summary>Gets the transformers types.</summary>
    public TypeCatalog Types { get; } = TypeCatalog.BuiltIn;

    /// <summary>Gets what was judged under this configuration.</summary>
    internal ModelAssessmentCache ModelAssessmentCache { get; } = new();

    /// <summary>Gets the hardware profiles, smallest first: the built-in ones with the configuration's.</summary>
    public ImmutableArray<HardwareProfile> Profiles { get; }

    /// <summary>Gets the names of the tasks: the Hub's and the configuration's, sorted.</summary>
    public ImmutableArray<string> Tasks { get; }

    /// <summary>Returns whether the configuration denies a model, under the id that it has or one that it had.</summary>
    public bool Denies(ModelRecord model) =>
        Configuration.DeniedModels.Contains(model.Id) || model.RenamedFrom.Any(Configuration.DeniedModels.Contains);

    /// <summary>Gets whether the configuration names a model by its id.</summary>
    public bool NamesModels => !Configuration.DeniedModels.IsEmpty || !Configuration.PinnedDefaults.IsEmpty;

    /// <summary>
    /// Returns the same context with what registries know of renamed models: what is denied is denied under all of its ids, and what is pinned by an old id is
    /// pinned under the present one. A registry that has not seen the rename then acts on it too.
    /// </summary>
    /// <param name="registries">The registries, the one that counts most first.</param>
    public SelectionContext WithRenames(IReadOnlyList<ModelRegistry> registries)
    {
        if (!NamesModels)
            return this;
        var denied = Configuration.DeniedModels.Union(Configuration.DeniedModels.SelectMany(id => registries
            .Select(registry => registry.FindKnownAs(id)?.Model).OfType<ModelRecord>().SelectMany(static model => model.RenamedFrom.Add(model.Id))));
        var pinned = Configuration.PinnedDefaults.ToImmutableSortedDictionary(
            static pin => pin.Key, pin => registries.Select(registry => registry.FindKnownAs(pin.Value)?.Model.Id).FirstOrDefault(static id => id is not null) ?? pin.Value);
        return denied.Count == Configuration.DeniedModels.Count && pinned.SequenceEqual(Configuration.PinnedDefaults)
            ? this
            : new SelectionContext(Configuration with { DeniedModels = denied, PinnedDefaults = pinned });
    }

    /// <summary>Returns the canonical name of a task, by any of its names and in any case, or null.</summary>
    public string? FindTask(string name) =>
        Configured(name)?.Name ?? TaskCatalog.BuiltIn.Find(name)?.Name;

    /// <summary>Returns the types that can do a task, best known first: the configuration's, the well known ones, then all with a class for it.</summary>
    public ImmutableArray<ModelType> TypesFor(string task)
    {
        var known = TaskCatalog.BuiltIn.Find(task);
        var able = known is null ? [] : Types.All.Where(info => info is { IsCurrent: true, ComponentOf: null } && ClassOf(info, known) is not null)
            .Select(static info => info.Type);
        return [.. (Configured(task)?.Types ?? []).Concat(known?.KnownFor ?? []).Concat(able).Distinct()];
    }

    /// <summary>Returns the transformers class of a type for a task (the base class without a task), or null.</summary>
    public string? ClassFor(ModelType type, string? task)
    {
        var info = Types.Find(type);
        if (task is null)
            return BaseOf(info);
        var own = info is not null && TaskCatalog.BuiltIn.Find(task) is { } known
            ? ClassOf(info, known) ?? (known.KnownFor.Contains(info.Type) ? BaseOf(info) : null)
            : null;
        return Configured(task) is { } configured && configured.Types.Contains(type) ? configured.ClassName ?? own ?? BaseOf(info) : own;
    }

    /// <summary>Returns the tasks that a type can do, sorted.</summary>
    public ImmutableArray<string> TasksOf(ModelType type) =>
        [.. Tasks.Where(task => ClassFor(type, task) is not null || Configured(task)?.Types.Contains(type) == true)];

    /// <summary>Returns the types that the configuration names for a task, best first.</summary>
    internal ImmutableArray<ModelType> TypesConfiguredFor(string task) => Configured(task)?.Types ?? [];

    private TaskDefinition? Configured(string task) =>
        Configuration.Tasks.FirstOrDefault(definition => definition.Name.Equals(task, StringComparison.OrdinalIgnoreCase));

    private static string? BaseOf(TypeInfo? info) => info?.Classes.GetValueOrDefault(BaseClass, []).FirstOrDefault();

    private static string? ClassOf(TypeInfo info, TaskInfo task) =>
        task.ClassKeys.SelectMany(key => info.Classes.GetValueOrDefault(key, [])).FirstOrDefault();
}
