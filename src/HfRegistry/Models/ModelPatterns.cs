using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.Models;

/// <summary>A model, or all models of an owner: <c>owner/name</c>, <c>owner/*</c>.</summary>
internal sealed class ModelPattern
{
    private const string AnyName = "/*";

    private ModelPattern(ModelId? model, string? owner)
    {
        Model = model;
        Owner = owner;
    }

    /// <summary>Gets the model, or null for all models of an owner.</summary>
    public ModelId? Model { get; }

    /// <summary>Gets the owner all of whose models are meant, or null for one model.</summary>
    public string? Owner { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    /// <param name="pattern">The pattern, when the result is true.</param>
    /// <returns>False when the text is neither a model id nor an owner and <c>/*</c>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ModelPattern? pattern)
    {
        var isOwner = text?.EndsWith(AnyName, StringComparison.Ordinal) is true;

        // The Hub's rules for owners are those for names.
        var named = ModelId.TryParse(isOwner ? text![..^AnyName.Length] : text, out var id) ? id : null;
        pattern = named is null || (isOwner && named.Owner is not null) ? null
            : isOwner ? new ModelPattern(null, named.Name)
            : new ModelPattern(named, null);
        return pattern is not null;
    }

    /// <summary>Returns the pattern of one model.</summary>
    public static ModelPattern Of(ModelId model) => new(model, null);

    public override string ToString() => Model?.ToString() ?? $"{Owner}{AnyName}";
}

/// <summary>Models by their ids and by their owners, in any case of letters.</summary>
/// <param name="patterns">The models and owners.</param>
internal sealed class ModelPatterns(IReadOnlyCollection<ModelPattern> patterns)
{
    private readonly FrozenSet<ModelId> _models = patterns.Select(static pattern => pattern.Model).OfType<ModelId>().ToFrozenSet();
    private readonly FrozenSet<string> _owners = patterns.Select(static pattern => pattern.Owner).OfType<string>().ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets no model.</summary>
    public static ModelPatterns None { get; } = new([]);

    /// <summary>Returns the same with the present id of each model that was renamed.</summary>
    /// <param name="renamed">The present id of an old one; null when nothing is known of it.</param>
    public ModelPatterns Following(Func<ModelId, ModelId?> renamed) =>
        new([.. patterns, .. _models.Select(renamed).OfType<ModelId>().Select(ModelPattern.Of)]);

    /// <summary>Returns whether a model is among them.</summary>
    public bool Covers(ModelId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _models.Contains(id) || (id.Owner is { } owner && _owners.Contains(owner));
    }
}
