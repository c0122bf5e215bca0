using System.CommandLine;

namespace HfRegistry.Cli.Commands.Mof;

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
