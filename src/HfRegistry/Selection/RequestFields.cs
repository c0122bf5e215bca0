using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Configuration;

namespace HfRegistry.Selection;

/// <summary>Every field that a request may have beside its subject.</summary>
internal static class RequestFields
{
    /// <summary>The name of the subject in JSON; those of the fields are <see cref="RequestField.Member"/>.</summary>
    internal const string IncludeMember = "include";

    /// <summary>Gets the task.</summary>
    public static RequestField Task { get; } = new("Task", "task")
    {
        Summary = "The task that the model must perform: a `pipeline_tag` of the Hub, or a task from `hfregistry.json`. `hfregistry tasks` lists the tasks.",
        Options = ["--task"],
        Placeholder = "TASK",
        Values = static () => TaskCatalog.BuiltIn.All.Select(static task => task.Name),
        Get = static raw => raw.Task,
        Set = static (raw, words) => raw with { Task = words },
        Read = static (request, reader, words) => request with { Task = reader.Task(words) },
        Canonical = static word => word.ToLowerInvariant(),
        Demand = static request => request.Task is { } task ? $"task {task}" : null,
    };

    /// <summary>Gets the hardware profile.</summary>
    public static RequestField Hardware { get; } = new("Hardware", "hardware")
    {
        Summary = "The hardware profile that the weights must fit. `hfregistry hardware` lists the profiles.",
        Options = ["--hardware"],
        Placeholder = "PROFILE",
        Values = static () => new SelectionContext().Profiles.Select(static profile => profile.Name),
        NeedsFacts = true,
        Get = static raw => raw.Hardware,
        Set = static (raw, words) => raw with { Hardware = words },
        Read = static (request, reader, words) => request with { Hardware = reader.Hardware(words) },
        Canonical = static word => word.ToLowerInvariant(),
        Demand = static request => request.Hardware is { } hardware ? $"hardware {hardware.Name}, {hardware.MaxWeights} of weights" : null,
    };

    /// <summary>Gets the most that the weights may take.</summary>
    public static RequestField MaxSizeMB { get; } = new("MaxSizeMB", "max_size_mb")
    {
        Summary = "The maximum size of the weights in MB (10^6 bytes), or with a unit: `1.5GB`. The smaller of this and the profile applies.",
        Options = ["--max-size-mb", "--max-size"],
        Placeholder = "MB",
        NeedsFacts = true,
        Get = static raw => raw.MaxSizeMB,
        Set = static (raw, words) => raw with { MaxSizeMB = words },
        Read = static (request, reader, words) => request with { MaxSize = reader.Size(words) },
        Demand = static request => request.MaxSize is { } size ? $"at most {size}" : null,
    };

    /// <summary>Gets the framework or weight format.</summary>
    public static RequestField Framework { get; } = new("Framework", "framework")
    {
        Summary = $"The required framework or weight format: {string.Join(", ", Frameworks.All.Select(static name => $"`{name}`"))}.",
        Options = ["--framework"],
        Placeholder = "NAME",
        Values = static () => Frameworks.All,
        NeedsFacts = true,
        Get = static raw => raw.Framework,
        Set = static (raw, words) => raw with { Framework = words },
        Read = static (request, reader, words) => request with { Framework = reader.Framework(words) },
        Canonical = static word => word.ToLowerInvariant(),
        Demand = static request => request.Framework is { } framework ? $"framework {framework}" : null,
    };

    /// <summary>Gets the licenses that are acceptable.</summary>
    public static RequestField License { get; } = new("License", "license")
    {
        Form = RequestFieldForm.List,
        Summary = "The accepted licenses, separated by commas: SPDX ids, the Hub's names, or families such as `permissive`.",
        More = "See [how licenses are read](gate.md#licenses).",
        Options = ["--license"],
        Placeholder = "LICENSE,…",
        NeedsFacts = true,
        Get = static raw => raw.License,
        Set = static (raw, words) => raw with { License = words },
        Read = static (request, reader, words) =>
        {
            var licenses = reader.Licenses(words);
            return request with { Licenses = licenses, LicenseRules = [.. licenses.Select(static word => LicenseRules.TryRead(word, out var rule) ? rule : word)] };
        },
        Canonical = static words => string.Join(',', RequestReader.SplitLicenses(words)),
        Demand = static request => request.Licenses.IsEmpty ? null : $"license {string.Join(" or ", request.Licenses.Select(static word => LicenseRules.Describe(word)))}",
    };

    /// <summary>Gets whether gated models may be chosen.</summary>
    public static RequestField AllowGated { get; } = new("AllowGated", "allow_gated")
    {
        Form = RequestFieldForm.Flag,
        Summary = "Accepts models whose terms must be accepted on the Hub first.",
        More = "`true` or `false`. Default: `false`.",
        Options = ["--allow-gated"],
        Get = static raw => raw.AllowGated,
        Set = static (raw, words) => raw with { AllowGated = words },
        Read = static (request, reader, words) => request with { AllowGated = reader.Flag("AllowGated", words) },
        // To write the default down is no other request.
        Canonical = static word => word.Equals("false", StringComparison.OrdinalIgnoreCase) ? "" : word.ToLowerInvariant(),
        Demand = static request => request.AllowGated ? null : "not gated",
    };

    /// <summary>Gets the commit to pin.</summary>
    public static RequestField Revision { get; } = new("Revision", "revision")
    {
        Summary = "The commit to pin, 40 hexadecimal digits. Default: the commit in the registry.",
        Get = static raw => raw.Revision,
        Set = static (raw, words) => raw with { Revision = words },
        Read = static (request, reader, words) => request with { Revision = reader.Commit(words) },
    };

    /// <summary>Gets what decides between models that meet the request.</summary>
    public static RequestField Prefer { get; } = new("Prefer", "prefer")
    {
        Summary = "`smallest`, `popular`, `quality` (the largest that fits) or `benchmark` decides between models that meet the requirements. Default: the usual ranking.",
        More = "See [how a model is chosen](selection.md).",
        Options = ["--prefer"],
        Placeholder = "WHAT",
        Values = static () => Enum.GetValues<Preference>().Where(static preference => preference != Preference.None).Select(static preference => preference.ToString().ToLowerInvariant()),
        IsOptional = true,
        Get = static raw => raw.Prefer,
        Set = static (raw, words) => raw with { Prefer = words },
        Read = static (request, reader, words) => request with { Prefer = reader.Preferred(words) },
        Canonical = static word => word.ToLowerInvariant(),
    };

    /// <summary>Gets the net score that the model must have.</summary>
    public static RequestField MinScore { get; } = new("MinScore", "min_score")
    {
        Summary = "The minimum net quality score, 0 to 1. A model without scores (`hfregistry refresh --scores`) does not meet it.",
        Options = ["--min-score"],
        Placeholder = "SCORE",
        IsOptional = true,
        NeedsFacts = true,
        Get = static raw => raw.MinScore,
        Set = static (raw, words) => raw with { MinScore = words },
        Read = static (request, reader, words) => request with { MinScore = reader.Score(words) },
        Demand = static request => request.MinScore is { } score ? string.Create(CultureInfo.InvariantCulture, $"net score {score:0.####}") : null,
    };

    /// <summary>Gets whether the model's files belong to the project.</summary>
    public static RequestField Download { get; } = new("Download", "download")
    {
        Form = RequestFieldForm.Flag,
        Summary = "Downloads the model's files into the shared Hugging Face cache before the build, and locks their hashes.",
        More = "`true` or `false`. Default: `false`. See [model files](#model-files).",
        IsOptional = true,
        Get = static raw => raw.Download,
        Set = static (raw, words) => raw with { Download = words },
        Read = static (request, reader, words) => request with { Download = reader.Flag("Download", words) },
        Canonical = static word => word.Equals("false", StringComparison.OrdinalIgnoreCase) ? "" : word.ToLowerInvariant(),
    };

    /// <summary>Gets the patterns of the files.</summary>
    public static RequestField Files { get; } = new("Files", "files")
    {
        Summary = "With `Download`: the files, as patterns separated by semicolons: `onnx/model.onnx;tokenizer.json`. `*` matches any characters, folders included.",
        More = "Default: the weights of one format, the tokenizer and the configuration.",
        IsOptional = true,
        Get = static raw => raw.Files,
        Set = static (raw, words) => raw with { Files = words },
        Read = static (request, reader, words) => request with { Files = reader.Patterns(words) },
        Canonical = static words => string.Join(';', RequestReader.SplitFiles(words).Order(StringComparer.Ordinal)),
    };

    /// <summary>Gets the quantization of the weights.</summary>
    public static RequestField Quantization { get; } = new("Quantization", "quantization")
    {
        Summary = "With `Download`: the quantization of the weights, such as `Q8_0` for GGUF or `int8` for ONNX. Default for GGUF: `Q4_K_M`.",
        IsOptional = true,
        Get = static raw => raw.Quantization,
        Set = static (raw, words) => raw with { Quantization = words },
        Read = static (request, reader, words) => request with { Quantization = reader.Quantization(words) },
        Canonical = static word => word.ToUpperInvariant(),
    };

    /// <summary>Gets the fields in the order in which they are written and hashed: a new one stands last.</summary>
    public static ImmutableArray<RequestField> All { get; } =
        [Task, Hardware, MaxSizeMB, Framework, License, AllowGated, Revision, Prefer, MinScore, Download, Files, Quantization];

    /// <summary>Returns the request of an <c>HfModel</c> item, word for word.</summary>
    /// <param name="include">The item's <c>Include</c>.</param>
    /// <param name="metadata">Returns the value of a metadata; null or blank where the item has none.</param>
    internal static RawRequest RequestOf(string include, Func<string, string?> metadata) => All.Aggregate(
        new RawRequest { Include = include }, (request, field) => field.Set(request, metadata(field.Name) is { } words && !string.IsNullOrWhiteSpace(words) ? words.Trim() : null));

    /// <summary>Returns the words that a request has, with their fields.</summary>
    internal static IEnumerable<(RequestField Field, string Words)> Of(RawRequest request) =>
        All.Select(field => (field, field.Get(request)?.Trim() ?? "")).Where(static said => said.Item2.Length > 0);

    /// <summary>Returns what a request demands, in words.</summary>
    internal static IEnumerable<string> DemandsOf(ModelRequest request) => All.Select(field => field.Demand(request)).OfType<string>();
}
