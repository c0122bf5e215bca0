using System.Collections.Immutable;

namespace HfRegistry.Registry;

/// <summary>Tells the facts of a model from its counts and clocks.</summary>
internal static class RecordVolatileFields
{
    /// <summary>Returns whether two records differ in counts and clocks alone.</summary>
    public static bool EqualsIgnoringVolatile(ModelRecord left, ModelRecord right) =>
        Quiet(left) == Quiet(right)
        && left.Licenses.SequenceEqual(right.Licenses)
        && left.Formats.SequenceEqual(right.Formats)
        && left.Architectures.SequenceEqual(right.Architectures)
        && left.BaseModels.SequenceEqual(right.BaseModels)
        && left.RenamedFrom.SequenceEqual(right.RenamedFrom)
        && (left.Scores is null ? right.Scores is null : right.Scores is { } other && left.Scores.SaysTheSame(other))
        && left.RenamedSince.SequenceEqual(right.RenamedSince)
        && left.Benchmarks.SequenceEqual(right.Benchmarks);

    private static ModelRecord Quiet(ModelRecord model) => model with
    {
        Downloads30d = null,
        Likes = null,
        LastModified = null,
        AsOf = null,
        // Compared element by element: an immutable array equals another by reference only.
        Licenses = [],
        Formats = [],
        Architectures = [],
        BaseModels = [],
        RenamedFrom = [],
        Scores = null,
        RenamedSince = ImmutableSortedDictionary<ModelId, DateOnly>.Empty,
        Benchmarks = [],
        Extra = ModelRecord.NoExtra,
    };
}
