using System.Globalization;

namespace HfRegistry.Selection;

/// <summary>The types that transformers knows, from data generated of its source.</summary>
internal sealed class TypeCatalog
{
    private static readonly Lazy<TypeCatalog> Embedded = new(static () =>
        new(SelectionData.Read("transformers_types.json", SelectionData.Default.TypeFile)));

    private readonly Dictionary<ModelType, TypeInfo> _byType;

    private TypeCatalog(TypeFile file)
    {
        AsOf = DateTimeOffset.Parse(file.Provenance.Committed, CultureInfo.InvariantCulture);
        All = [.. file.Types.Select(static row => InfoOf(row.Key, row.Value)).OrderBy(static info => info.Type)];
        _byType = All.ToDictionary(static info => info.Type);
    }

    /// <summary>Gets the catalog that ships inside the engine.</summary>
    public static TypeCatalog BuiltIn => Embedded.Value;

    /// <summary>Gets when transformers' source said so (UTC).</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Gets every type, in order.</summary>
    public IReadOnlyList<TypeInfo> All { get; }

    /// <summary>Returns a type, or null.</summary>
    public TypeInfo? Find(ModelType type) => _byType.GetValueOrDefault(type);

    /// <summary>Returns the types of a type's architecture family that stand for themselves, in order, without the type; none for one that is not known.</summary>
    /// <remarks>Parts of another type are left out: nobody publishes models of them.</remarks>
    public IEnumerable<ModelType> RelativesOf(ModelType type) => Find(type) is { } info
        ? All.Where(other => other.Family == info.Family && other.ComponentOf is null && other.Type != type).Select(static other => other.Type)
        : [];

    private static TypeInfo InfoOf(string name, TypeRow row) => new()
    {
        Type = ModelType.Parse(name),
        ConfigClass = row.Config,
        Classes = row.Classes,
        DocumentedCheckpoint = row.Documented is null ? null : ModelId.Parse(row.Documented),
        ComponentOf = row.ComponentOf is null ? null : ModelType.Parse(row.ComponentOf),
        Family = row.Family,
        IsCurrent = row.Status == "current",
    };
}
