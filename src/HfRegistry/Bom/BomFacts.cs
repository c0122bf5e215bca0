using System.Collections.Immutable;

namespace HfRegistry.Bom;

/// <summary>The state of a fact of a model.</summary>
internal enum BomKnowledge
{
    /// <summary>It is known.</summary>
    Known,

    /// <summary>The source says that there is none, or says nothing where it would say it.</summary>
    Absent,

    /// <summary>Nobody told it.</summary>
    Unknown,
}

/// <summary>The facts that a bill of materials has of a model, and which of them are known.</summary>
internal static class BomFacts
{
    private const string Base = "base";

    /// <summary>Gets the facts in their order.</summary>
    public static ImmutableArray<(string Name, Func<BomModel, BomKnowledge> Of)> All { get; } =
    [
        ("commit", static model => Known(model.Revision is not null)),
        ("license", static model => model.Licenses is not { } licenses ? BomKnowledge.Unknown : licenses.Terms.IsEmpty ? BomKnowledge.Absent : Known(!licenses.Terms.Any(static term => term.IsPlaceholder))),
        ("hashes", static model => Known(HasHashes(model))),
        (Base, static model => model.BaseModels switch { null => BomKnowledge.Unknown, [] => BomKnowledge.Absent, _ => BomKnowledge.Known }),
        ("task", static model => Known(model.Task is not null)),
        ("size", static model => Known(model.Record?.Size is not null)),
        ("datasets", static model => model.Datasets switch { null => BomKnowledge.Unknown, [] => BomKnowledge.Absent, _ => BomKnowledge.Known }),
        ("card", static model => model.Facts switch { null => BomKnowledge.Unknown, { Card: not null } => BomKnowledge.Known, { CardText.IsAbsent: true } => BomKnowledge.Absent, _ => BomKnowledge.Unknown }),
        ("scores", static model => Known(model.Record?.Scores is not null)),
    ];

    /// <summary>Reads the names of required facts, separated by semicolons or commas, in any case.</summary>
    /// <param name="text">The names, or null.</param>
    /// <returns>The facts in their order, or null when a name is none of them.</returns>
    public static ImmutableArray<string>? Read(string? text)
    {
        var names = (text ?? "").Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<string> known = [.. All.Select(static fact => fact.Name).Where(names.Contains)];
        return known.Length == names.Count ? known : null;
    }

    /// <summary>Returns which required facts a model lacks, each with the reason: "license (none declared)". A model that derives from no other has no base model to be known.</summary>
    public static ImmutableArray<string> Missing(BomModel model, ImmutableArray<string> required) =>
    [
        .. All.Where(fact => required.Contains(fact.Name)).Select(fact => (fact.Name, State: fact.Of(model)))
            .Where(static fact => fact.State == BomKnowledge.Unknown || (fact.State == BomKnowledge.Absent && fact.Name != Base))
            .Select(static fact => $"{fact.Name} ({(fact.State == BomKnowledge.Absent ? "none declared" : "unknown")})"),
    ];

    private static BomKnowledge Known(bool isKnown) => isKnown ? BomKnowledge.Known : BomKnowledge.Unknown;

    // Git's object ids name contents too, but are no digests that others can check a file with.
    private static bool HasHashes(BomModel model) =>
        model.Files is { IsEmpty: false } files && files.All(static file => file.HasSha256 || WeightFile.FormatOf(file.Path) is null) && files.Any(static file => file.HasSha256);
}
