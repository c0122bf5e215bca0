using System.CommandLine;

namespace HfRegistry.Cli.Verbs.Mof;

/// <summary><c>mof</c>: documents of the Model Openness Framework.</summary>
internal static class MofVerb
{
    public static Command Create(CommandIO io) => new("mof", "Validate, classify, draft and compare documents of the Model Openness Framework, and find those that are missing.")
    {
        MofValidateVerb.Create(io),
        MofClassifyVerb.Create(io),
        MofDraftVerb.Create(io),
        MofGapVerb.Create(io),
        MofCompareVerb.Create(io),
    };
}
