using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace HfRegistry.Cache;

/// <summary>Sorts a repository's files beside its weights (<see cref="WeightFile"/>): what a library reads with them, and the rest.</summary>
internal static partial class WeightFiles
{
    /// <summary>The files that libraries read beside weights: configurations, vocabularies, templates.</summary>
    private static readonly FrozenSet<string> CompanionEndings =
        new[] { "json", "txt", "model", "jinja", "tiktoken", "spm", "bpe", "vocab" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The files that a training run leaves behind and nobody loads.</summary>
    private static readonly FrozenSet<string> TrainingLogs = new[]
    {
        "trainer_state.json", "all_results.json", "eval_results.json", "train_results.json", "test_results.json", "predict_results.json", "training_config.json",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether a file belongs beside any weights: a library reads it, or it holds the terms of use.</summary>
    public static bool IsCompanion(string path)
    {
        var name = NameOf(path);
        if (IsSideFolder(path) || TrainingLogs.Contains(name) || name.EndsWith(".index.json", StringComparison.OrdinalIgnoreCase))
            return false;
        return CompanionEndings.Contains(name[(name.LastIndexOf('.') + 1)..]) || path == "README.md" || Terms().IsMatch(path);
    }

    /// <summary>Returns whether a path lies in a folder beside the model: a training run's checkpoints and logs, the publisher's original format.</summary>
    public static bool IsSideFolder(string path) => SideFolder().IsMatch(path);

    /// <summary>Returns the last part of a path.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Returns the folder of a path, or an empty text for the root.</summary>
    public static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    [GeneratedRegex(@"\A(?:LICEN[CS]E|NOTICE|COPYING|USE_POLICY|MODEL_LICEN[CS]E)[^/]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Terms();

    [GeneratedRegex(@"(?:\A|/)(?:checkpoint-\d+|original|metal|runs|logs|\.[^/]+)/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SideFolder();
}
