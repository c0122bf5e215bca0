using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace HfRegistry.Cache;

/// <summary>Chooses the weight files of one format that a library would load, out of the copies that a repository holds of them.</summary>
internal static partial class WeightSets
{
    /// <summary>GGUF: four bits lose little and halve the file; what is near follows, better before smaller.</summary>
    private static readonly ImmutableArray<string> UsualOfGguf =
        ["Q4_K_M", "Q4_K_S", "Q4_K_L", "Q4_K_XL", "Q4_0", "Q4_1", "IQ4_XS", "IQ4_NL", "MXFP4", "Q5_K_M", "Q5_K_S", "Q5_0", "Q5_1", "Q6_K", "Q3_K_M", "Q3_K_L", "Q8_0", "BF16", "F16", "FP16", "F32"];

    /// <summary>The names of the weights that the libraries themselves load.</summary>
    private static readonly ImmutableArray<string> UsualStems = ["model", "pytorch_model", "diffusion_pytorch_model", "adapter_model"];

    /// <summary>Chooses a set.</summary>
    /// <param name="format">The format, one of <c>Frameworks.All</c>.</param>
    /// <param name="files">The weight files of that format.</param>
    /// <param name="quantization">The quantization that was asked for, or null.</param>
    /// <returns>The set; else HFR7104 with what there is.</returns>
    public static Outcome<WeightSet> Choose(string format, ImmutableArray<RemoteFile> files, string? quantization)
    {
        var own = files.Where(static file => !WeightFiles.IsSideFolder(file.Path)).ToImmutableArray();
        var candidates = own.IsEmpty ? files : own;
        var chosen = format switch
        {
            "gguf" => Gguf(candidates, quantization),
            "onnx" => Onnx(candidates, quantization),
            "safetensors" or "pytorch" => ByStem(candidates, quantization),
            _ => new(new WeightSet(candidates, $"all {format} weights")),
        };
        return chosen.Value is { } set && Incomplete(set) is { } incomplete ? new(incomplete) : chosen;
    }

    private static Outcome<WeightSet> Gguf(ImmutableArray<RemoteFile> files, string? quantization)
    {
        // The eyes of a model that sees are a file of their own, which a text program does not load.
        var texts = files.Where(static file => !WeightFiles.NameOf(file.Path).Contains("mmproj", StringComparison.OrdinalIgnoreCase)).ToImmutableArray();
        var sets = (texts.IsEmpty ? files : texts).GroupBy(static file => Shards.StemOf(file.Path), StringComparer.Ordinal)
            .Select(static set => (Quantization: QuantizationOf(set.Key), Files: set.ToImmutableArray())).ToList();
        var wanted = quantization
            ?? UsualOfGguf.FirstOrDefault(usual => sets.Any(set => Is(set.Quantization, usual)))
            ?? sets.OrderBy(static set => set.Files.Sum(static file => file.Size)).First().Quantization;
        return Only([.. sets.Where(set => Is(set.Quantization, wanted))], wanted, sets.Select(static set => set.Quantization));
    }

    private static Outcome<WeightSet> Onnx(ImmutableArray<RemoteFile> files, string? quantization)
    {
        var graphs = files.Select(static file => (Quantization: OnnxSuffix().Match(file.Path).Groups["q"].Value, File: file)).ToList();
        var wanted = quantization ?? graphs.Select(static graph => graph.Quantization).OrderBy(static q => q.Length > 0).ThenBy(static q => q != "fp16").ThenBy(static q => q, StringComparer.Ordinal).First();
        var fit = graphs.Where(graph => Is(graph.Quantization, wanted)).Select(static graph => graph.File).ToList();

        // One folder, unless each holds a part of a pipeline: the same graph often lies at the root and in onnx/.
        var folders = fit.GroupBy(static file => WeightFiles.FolderOf(file.Path)).OrderBy(static group => group.Key == "onnx" ? 0 : group.Key.Length == 0 ? 1 : 2)
            .ThenBy(static group => group.Key, StringComparer.Ordinal).ToList();
        var isPipeline = folders.Count > 2 && folders.All(static folder => folder.Key.Length > 0);
        var chosen = isPipeline ? fit : folders.FirstOrDefault()?.ToList() ?? [];
        if (chosen.Exists(static file => WeightFiles.NameOf(file.Path).StartsWith("decoder_model_merged", StringComparison.Ordinal)))
            chosen.RemoveAll(static file => WeightFiles.NameOf(file.Path) is var name && name.StartsWith("decoder_", StringComparison.Ordinal) && !name.Contains("merged", StringComparison.Ordinal));
        return chosen.Count > 0
            ? new(new WeightSet([.. chosen], wanted.Length == 0 ? "the ONNX graphs that are not quantized" : $"the ONNX graphs of {wanted}"))
            : NotHeld(wanted, graphs.Select(static graph => graph.Quantization));
    }

    // Safetensors and pickles: by the name that the library loads; in a pipeline, of each of its folders.
    private static Outcome<WeightSet> ByStem(ImmutableArray<RemoteFile> files, string? variant)
    {
        var folders = files.ToLookup(static file => WeightFiles.FolderOf(file.Path));
        var hasRoot = folders.Contains("") && UsualOf(folders[""], variant) is not null;
        var places = folders.Select(static folder => folder.Key)
            .Where(folder => hasRoot ? folder.Length == 0 || Module().IsMatch(folder) : folder.Length > 0 || folders.Count == 1);
        var chosen = ImmutableArray.CreateBuilder<RemoteFile>();
        foreach (var place in places)
        {
            if ((UsualOf(folders[place], variant) ?? SingleOf(folders[place])) is not { } set)
                return Ambiguous(folders[place]);
            chosen.AddRange(set);
        }

        return chosen.Count > 0 ? new(new WeightSet(chosen.ToImmutable(), "the weights that the library loads by name")) : Ambiguous(files);
    }

    private static ImmutableArray<RemoteFile>? UsualOf(IEnumerable<RemoteFile> files, string? variant)
    {
        var sets = files.GroupBy(static file => Stem(file.Path)).ToList();
        foreach (var stem in UsualStems)
        {
            var plain = sets.Find(set => set.Key == (variant is null ? stem : $"{stem}.{variant}"));
            var set = plain ?? sets.Find(set => variant is null && set.Key.StartsWith(stem + ".", StringComparison.Ordinal));
            if (set is not null)
                return WholeOrParts([.. set]);
        }

        return null;
    }

    private static ImmutableArray<RemoteFile>? SingleOf(IEnumerable<RemoteFile> files)
    {
        var sets = files.GroupBy(static file => Stem(file.Path)).ToList();
        return sets is [var only] ? WholeOrParts([.. only]) : null;
    }

    // A file beside its own parts: the library loads the whole one.
    private static ImmutableArray<RemoteFile> WholeOrParts(ImmutableArray<RemoteFile> set)
    {
        var whole = set.Where(static file => !Shards.IsPart(file.Path)).ToImmutableArray();
        return whole.IsEmpty ? set : whole;
    }

    private static string Stem(string path)
    {
        var name = Shards.StemOf(WeightFiles.NameOf(path));
        return name[..name.LastIndexOf('.')];
    }

    private static Outcome<WeightSet> Only(List<(string Quantization, ImmutableArray<RemoteFile> Files)> fit, string wanted, IEnumerable<string> held) => fit switch
    {
        [var only] => new(new WeightSet(only.Files, wanted.Length == 0 ? "the only GGUF file" : $"the GGUF file of {wanted}")),
        [] => NotHeld(wanted, held),
        _ => Ambiguous(fit.SelectMany(static set => set.Files)),
    };

    private static Outcome<WeightSet> NotHeld(string wanted, IEnumerable<string> held) => new(DiagnosticCatalog.NoSuchWeights.Create(
        wanted, held.Select(static q => q.Length == 0 ? "unquantized ones" : q).Distinct().Order(StringComparer.Ordinal)));

    private static Outcome<WeightSet> Ambiguous(IEnumerable<RemoteFile> files)
    {
        const int Shown = 8;
        var names = files.Select(static file => file.Path).Order(StringComparer.Ordinal).ToList();
        var more = names.Count > Shown ? new[] { $"and {names.Count - Shown} more" } : [];
        return new(DiagnosticCatalog.AmbiguousWeights.Create(names.Take(Shown).Concat(more)));
    }

    private static Diagnostic? Incomplete(WeightSet set)
    {
        var missing = set.Files.GroupBy(static file => Shards.StemOf(file.Path), StringComparer.Ordinal).Sum(static shards => Shards.Missing([.. shards]));
        return missing == 0 ? null : DiagnosticCatalog.IncompleteWeights.Create(missing, Shards.StemOf(set.Files[0].Path));
    }

    private static bool Is(string held, string wanted) => held.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the quantization that a GGUF file's name states, or an empty text.</summary>
    internal static string QuantizationOf(string path) =>
        GgufQuantization().Matches(WeightFiles.NameOf(path)) is [.., var inName] ? inName.Value.ToUpperInvariant()
        : GgufQuantization().Matches(path) is [.., var inFolder] ? inFolder.Value.ToUpperInvariant()
        : "";

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:I?Q[1-8](?:_[A-Z0-9]+)*|TQ[12]_0|MXFP4|BF16|FP?16|FP?32)(?![A-Za-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GgufQuantization();

    [GeneratedRegex(@"_(?<q>quantized|fp16|fp32|int4|int8|uint8|q4|q4f16|q8|bnb4|O[1-4]|q?u?int8_[A-Za-z0-9_]+)\.onnx\z", RegexOptions.CultureInvariant)]
    private static partial Regex OnnxSuffix();

    [GeneratedRegex(@"\A\d+_[A-Za-z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Module();
}
