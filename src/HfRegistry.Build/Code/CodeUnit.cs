using System.Collections.Immutable;

namespace HfRegistry.Build.Code;

/// <summary>A model as generated code names it.</summary>
/// <param name="Alias">The name of its class: an ASCII identifier.</param>
/// <param name="RequestedAs">What the project asked for.</param>
/// <param name="Id">The model id, or null when it is optional and was not resolved.</param>
/// <param name="Revision">The commit, or null.</param>
/// <param name="Type">The model's type, or null.</param>
/// <param name="Task">The task, or null.</param>
/// <param name="Reason">Why it is this model, or none.</param>
internal sealed record CodeModel(string Alias, string RequestedAs, string? Id, string? Revision, string? Type, string? Task, string Reason)
{
    /// <summary>Gets the files of a model that the project downloads, or null.</summary>
    public CodeFiles? Files { get; init; }
}

/// <summary>The files of a model, and the facts that stand beside them.</summary>
/// <param name="Snapshot">The folder of the files below a cache's, with <c>/</c>.</param>
/// <param name="Files">The files.</param>
/// <param name="License">The license, or null.</param>
/// <param name="ClassName">The transformers class, or null.</param>
/// <param name="Formats">The formats of the weights that the model has.</param>
internal sealed record CodeFiles(string Snapshot, ImmutableArray<ModelFile> Files, string? License, string? ClassName, ImmutableArray<string> Formats);

/// <summary>A file of generated code.</summary>
/// <param name="Namespace">The namespace, or null for none.</param>
/// <param name="ClassName">The class around the models.</param>
/// <param name="Models">The models, in the order of the project's items.</param>
internal sealed record CodeUnit(string? Namespace, string ClassName, ImmutableArray<CodeModel> Models)
{
    /// <summary>Gets whether the language has nullable reference types (C# 8 and later).</summary>
    public bool HasNullableTypes { get; init; }

    /// <summary>Gets what wrote the file: its name and version, for the attribute that says so.</summary>
    public static (string Name, string Version) Generator { get; } =
        ("HfRegistry.Build", typeof(CodeUnit).Assembly.GetName().Version?.ToString() ?? "0.0.0.0");

    /// <summary>Gets whether the code names files.</summary>
    public bool HasFiles => Models.Any(static model => model.Files is not null);

    /// <summary>Gets the models that were resolved.</summary>
    public IEnumerable<CodeModel> Resolved => Models.Where(model => model.Id is not null);
}
