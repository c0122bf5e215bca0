using System.Globalization;

namespace HfRegistry.Registry;

/// <summary>The insignificant differences of two registries. What raised a change is not counted here again.</summary>
internal sealed record RegistryVolatileFields
{
    /// <summary>Gets nothing.</summary>
    public static RegistryVolatileFields None { get; } = new();

    /// <summary>Gets models with another download count.</summary>
    public int Downloads { get; init; }

    /// <summary>Gets models with another number of likes.</summary>
    public int Likes { get; init; }

    /// <summary>Gets models and entries whose dates differ (<c>as_of</c>, <c>last_modified</c>, <c>updated_at</c>).</summary>
    public int Dates { get; init; }

    /// <summary>Gets types whose models stand in another order.</summary>
    public int Order { get; init; }

    /// <summary>Gets models that joined or left a type's list and raised no change.</summary>
    public int LongTail { get; init; }

    /// <summary>Gets models with a new commit that no build takes by the type's name, and that raised no change.</summary>
    public int Revisions { get; init; }

    /// <summary>Gets models and entries that differ in another fact (size, formats, a license or a commit learned for the first time) and raised no change.</summary>
    public int Facts { get; init; }

    /// <summary>Gets types whose default is the same for another stated reason.</summary>
    public int Reasons { get; init; }

    /// <summary>Returns both together.</summary>
    public RegistryVolatileFields Plus(RegistryVolatileFields other) => new()
    {
        Downloads = Downloads + other.Downloads,
        Likes = Likes + other.Likes,
        Dates = Dates + other.Dates,
        Order = Order + other.Order,
        LongTail = LongTail + other.LongTail,
        Revisions = Revisions + other.Revisions,
        Facts = Facts + other.Facts,
        Reasons = Reasons + other.Reasons,
    };

    /// <summary>Returns how much differs in one sentence; null when nothing does.</summary>
    public string? Describe()
    {
        (int Count, string One, string Many)[] kinds =
        [
            (Downloads, "download count", "download counts"),
            (Likes, "number of likes", "numbers of likes"),
            (Dates, "date", "dates"),
            (Order, "order of models", "orders of models"),
            (LongTail, "model of the long tail", "models of the long tail"),
            (Revisions, "new commit of a model that is no default", "new commits of models that are no defaults"),
            (Facts, "other fact", "other facts"),
            (Reasons, "reason for the same default", "reasons for the same default"),
        ];
        var told = string.Join(", ", kinds.Where(static kind => kind.Count > 0).Select(static kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count} {(kind.Count == 1 ? kind.One : kind.Many)}")));
        return told.Length == 0 ? null : $"Noise: {told}.";
    }
}
