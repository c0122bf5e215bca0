using System.CommandLine;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Commands;

/// <summary>The options with which a command that resolves is told where to look.</summary>
internal sealed class SourceOptions
{
    public Option<string?> Registry { get; } = new("--registry")
    {
        Description = "The registry file (by default the nearest huggingface_model_types.json above the working folder, else the embedded registry).",
        HelpName = "PATH",
    };

    public Option<bool> Offline { get; } = new("--offline") { Description = "Never ask the Hub." };

    public Option<bool> Online { get; } = new("--online") { Description = "Ask the Hub, and fall back to the registry after five seconds (--timeout sets them)." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Registry);
        command.Add(Offline);
        command.Add(Online);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Offline) && result.GetValue(Online))
                result.AddError("--offline and --online exclude each other: give one of them.");
        });
    }

    /// <summary>Returns what the flags say about the Hub, or null.</summary>
    public ResolutionMode? Asked(ParseResult parsed) =>
        parsed.GetValue(Offline) ? ResolutionMode.Offline
        : parsed.GetValue(Online) ? ResolutionMode.Online
        : null;
}
