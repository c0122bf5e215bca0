using System.Collections.Immutable;

namespace HfRegistry.Configuration;

/// <summary>A task of <c>hfregistry.json</c>.</summary>
/// <param name="Name">The name, as requests write it.</param>
/// <param name="Types">The types that can do it.</param>
/// <param name="ClassName">The transformers class for it, or null for the type's base class.</param>
internal sealed record TaskDefinition(string Name, ImmutableArray<ModelType> Types, string? ClassName);

/// <summary>The content of <c>hfregistry.json</c>. The schema is <c>docs/schemas/hfregistry.schema.json</c>.</summary>
internal sealed record HfConfiguration
{
    /// <summary>The file's name.</summary>
    public const string FileName = "hfregistry.json";

    /// <summary>Gets no file: only built-in knowledge.</summary>
    public static HfConfiguration Empty { get; } = new();

    /// <summary>Gets the absolute path that it was read from, or null.</summary>
    public string? Path { get; init; }

    /// <summary>Gets <c>root</c>: whether no file above its folder counts for what lies below it.</summary>
    public bool IsRoot { get; init; }

    /// <summary>Gets <c>tasks</c>: tasks beside the Hub's, or more types for one of them.</summary>
    public ImmutableArray<TaskDefinition> Tasks { get; init; } = [];

    /// <summary>Gets <c>profiles</c>: hardware profiles beside the built-in ones, or in their place.</summary>
    public ImmutableArray<HardwareProfile> Profiles { get; init; } = [];

    /// <summary>Gets <c>preferredPublishers</c>: owners that rank as canonical, best first.</summary>
    public ImmutableArray<string> PreferredPublishers { get; init; } = [];

    /// <summary>Gets <c>defaults</c>: type to the id that its bare name stands for, whatever the ranking says.</summary>
    public ImmutableSortedDictionary<ModelType, ModelId> PinnedDefaults { get; init; } = ImmutableSortedDictionary<ModelType, ModelId>.Empty;

    /// <summary>Gets <c>deny</c>: models that are never chosen.</summary>
    public ImmutableSortedSet<ModelId> DeniedModels { get; init; } = [];

    /// <summary>Gets <c>sizes</c>: what a model's weights take where the Hub does not say (MB in the file).</summary>
    public ImmutableSortedDictionary<ModelId, ByteSize> Sizes { get; init; } = ImmutableSortedDictionary<ModelId, ByteSize>.Empty;

    /// <summary>Gets <c>gate</c>: what a model has to meet to be let in.</summary>
    public GateSettings Gate { get; init; } = GateSettings.None;

    /// <summary>Gets <c>maxRequestsPerMinute</c>: a bound on requests to the Hub, or null for the Hub's own limits alone.</summary>
    public int? MaxRequestsPerMinute { get; init; }

    /// <summary>Gets <c>defaultMargin</c>: how much better (as a share of the ranking score, 0 to 10) another model must be to become a type's default.</summary>
    public double DefaultMargin { get; init; } = 0.1;

    /// <summary>Gets <c>defaultCooldownDays</c>: how old (in days, 0 to 3,650) a model must be to become a type's default in another's place.</summary>
    public int DefaultCooldownDays { get; init; } = 14;

    /// <summary>Gets <c>mof.rules</c>: how grave each rule about MOF documents is, by its code (<c>HFR2105</c>); null turns the rule off.</summary>
    public ImmutableSortedDictionary<string, Severity?> MofRules { get; init; } = ImmutableSortedDictionary.Create<string, Severity?>(StringComparer.Ordinal);

    /// <summary>Gets <c>mof.ignore</c>: models that need no MOF document, by id (<c>owner/name</c>) or owner (<c>owner/*</c>).</summary>
    public ModelPatterns MofIgnore { get; init; } = ModelPatterns.None;
}
