using System.CommandLine;
using HfRegistry.Cli.Commands.Mof.Classify;
using HfRegistry.Cli.Commands.Mof.Compare;
using HfRegistry.Cli.Commands.Mof.Draft;
using HfRegistry.Cli.Commands.Mof.Gap;
using HfRegistry.Cli.Commands.Mof.Validate;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli;

/// <summary><c>mof</c>: documents of the Model Openness Framework.</summary>
internal static class MofCommand
{
    public static Command Create(CommandIO io) => new("mof", "Validate, classify, draft and compare documents of the Model Openness Framework, and find those that are missing.")
    {
        MofValidateCommand.Create(io),
        MofClassifyCommand.Create(io),
        MofDraftCommand.Create(io),
        MofGapCommand.Create(io),
        MofCompareCommand.Create(io),
    };
}
