using System.CommandLine;
#if HF_IMAGE
using HfRegistry.Cli.Commands;
#else
using HfRegistry.Cli.Commands.Add;
using HfRegistry.Cli.Commands.Ingest;
using HfRegistry.Cli.Commands.List;
using HfRegistry.Cli.Commands.Packages;
using HfRegistry.Cli.Commands.Remove;
using HfRegistry.Cli.Commands.Why;
#endif
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli;

/// <summary>The commands that the container image lacks: they need the .NET SDK, or packages that the action has no use for.</summary>
internal static class ToolCommands
{
    /// <summary>The names of the commands, in the order of the help.</summary>
    public static readonly string[] Names =
    [
        "list",
        "why",
        "add",
        "remove",
        "ingest",
        "packages",
    ];

    /// <summary>Creates the commands; in the image, commands that say how to get the tool.</summary>
    public static IEnumerable<Command> Create(CommandIO io) =>
#if HF_IMAGE
        Names.Select(name => MissingCommand.Create(name, io));
#else
    [
        ListCommand.Create(io),
        WhyCommand.Create(io),
        AddCommand.Create(io),
        RemoveCommand.Create(io),
        IngestCommand.Create(io),
        PackagesCommand.Create(io),
    ];
#endif
}
