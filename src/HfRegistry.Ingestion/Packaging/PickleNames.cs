using System.Collections.Frozen;

namespace HfRegistry.Ingestion.Packaging;

/// <summary>Tells by its name a file whose loading can run code. No such file is ever opened here but to be hashed.</summary>
internal static class PickleNames
{
    private static readonly FrozenSet<string> Endings = new[] { "pkl", "pickle", "joblib", "dill", "pt", "pth", "ckpt" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether a file is a pickle, by its name.</summary>
    public static bool IsPickle(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return Endings.Contains(name[(name.LastIndexOf('.') + 1)..]) || WeightFile.FormatOf(path) == "pytorch" || name.EndsWith("_args.bin", StringComparison.OrdinalIgnoreCase);
    }
}
