using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Verification;

/// <summary>The check whether weights can be read without running code: a pickle is a program, safetensors and GGUF are numbers.</summary>
internal static class WeightSafety
{
    private const string Name = "weights";

    private static readonly ImmutableArray<string> Harmless = ["gguf", "onnx", "safetensors"];

    /// <summary>Libraries whose <c>model.bin</c> is a format of their own, without code.</summary>
    private static readonly ImmutableArray<string> OwnBinaries = ["ctranslate2", "fasttext"];

    private static readonly ImmutableArray<string> PickleEndings = [".pkl", ".pickle", ".joblib"];

    /// <summary>Returns the check.</summary>
    public static ModelCheck Check(HubModel model)
    {
        var formats = FitnessChecks.FormatsOf(model);
        var pickles = model.Files.Count(file => IsPickle(file.Path) && !IsOwnBinary(file.Path, model));
        var harmless = formats.Where(static format => Harmless.Contains(format)).ToList();
        return (harmless.Count, pickles) switch
        {
            ( > 0, 0) => ModelCheck.Passed(Name, $"{string.Join(" and ", harmless)} hold numbers alone"),
            ( > 0, _) => ModelCheck.Passed(Name, $"{string.Join(" and ", harmless)} hold numbers alone; leave the pickle files beside them ({pickles}) unloaded"),
            (0, > 0) => ModelCheck.Failed(Name, $"its weights are pickle files only ({pickles}), and to load one is to run what it holds: choose a model with safetensors or GGUF"),
            _ => ModelCheck.Noted(Name, formats.IsEmpty || model.Files.Any(file => IsOwnBinary(file.Path, model)) ? "it has no weight file that could be judged" : $"its weights are {string.Join(", ", formats)}: no pickle, and no safetensors or GGUF either"),
        };
    }

    /// <summary>Returns the pickle files among paths.</summary>
    public static IEnumerable<string> PicklesOf(IEnumerable<string> paths) => paths.Where(IsPickle);

    /// <summary>Returns whether the formats of a model's weights leave nothing but pickle files.</summary>
    public static bool ArePicklesOnly(IReadOnlyCollection<string> formats) => formats.Contains("pytorch") && !formats.Any(static format => Harmless.Contains(format));

    private static bool IsOwnBinary(string path, HubModel model) =>
        path == "model.bin" && OwnBinaries.Any(library => string.Equals(library, model.LibraryName, StringComparison.OrdinalIgnoreCase) || model.Tags.Contains(library));

    // What ends as .bin may be anything; as weights of PyTorch it is a pickle.
    private static bool IsPickle(string path) =>
        WeightFile.FormatOf(path) == "pytorch" || PickleEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
