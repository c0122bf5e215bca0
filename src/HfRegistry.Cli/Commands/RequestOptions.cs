using System.CommandLine;
using HfRegistry.Selection;

namespace HfRegistry.Cli.Commands;

/// <summary>The options with which several verbs take the demands of a request.</summary>
internal sealed class RequestOptions
{
    public Option<string?> Type { get; } = new("--type", "--model-type")
    {
        Description = "The model type (bert, gpt-j, …), or a model id.",
        HelpName = "TYPE",
    };

    public Option<string?> Task { get; } = new("--task") { Description = "The task (`hfregistry tasks` lists them).", HelpName = "TASK" };

    public Option<string?> Hardware { get; } = new("--hardware")
    {
        Description = "The hardware profile that the weights must fit (`hfregistry hardware` lists them).",
        HelpName = "PROFILE",
    };

    public Option<string?> MaxSize { get; } = new("--max-size-mb", "--max-size")
    {
        Description = "The most that the weights may take, in MB (10^6 bytes).",
        HelpName = "MB",
    };

    public Option<string?> Framework { get; } = new("--framework")
    {
        Description = "The framework or weight format (pytorch, safetensors, onnx, gguf, …).",
        HelpName = "NAME",
    };

    public Option<string[]> License { get; } = new("--license")
    {
        Description = "Acceptable licenses, separated by commas: SPDX ids, the Hub's names, or families such as permissive.",
        HelpName = "LICENSE,…",
    };

    public Option<bool> AllowGated { get; } = new("--allow-gated") { Description = "Models whose terms must be accepted may be chosen." };

    public Option<string?> Prefer { get; } = new("--prefer")
    {
        Description = "What decides between models that meet the demands: smallest, popular, quality, benchmark, or by default the usual rank.",
        HelpName = "smallest|popular|quality|benchmark",
    };

    public Option<string?> MinScore { get; } = new("--min-score")
    {
        Description = "The net quality score that a model has to have, 0 to 1; a model that nobody has scored does not have it.",
        HelpName = "SCORE",
    };

    /// <summary>Adds the demands to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="withType">Whether the verb takes the type as an option (else it has an argument for it).</param>
    public void AddTo(Command command, bool withType = true)
    {
        if (withType)
            command.Add(Type);
        foreach (var option in (Option[])[Task, Hardware, MaxSize, Framework, License, AllowGated, Prefer, MinScore])
            command.Add(option);
    }

    /// <summary>The request in the user's own words.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="include">What was asked for: the type or id, or "" for any type.</param>
    public RawRequest Read(ParseResult parsed, string include) => new()
    {
        Include = include,
        Task = parsed.GetValue(Task),
        Hardware = parsed.GetValue(Hardware),
        MaxSizeMB = parsed.GetValue(MaxSize),
        Framework = parsed.GetValue(Framework),
        License = parsed.GetValue(License) is { Length: > 0 } licenses ? string.Join(',', licenses) : null,
        AllowGated = parsed.GetValue(AllowGated) ? "true" : null,
        Prefer = parsed.GetValue(Prefer),
        MinScore = parsed.GetValue(MinScore),
    };
}
