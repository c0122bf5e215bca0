using System.CommandLine;

namespace HfRegistry.Cli.Verbs.Mof;

/// <summary><c>mof</c>: documents of the Model Openness Framework.</summary>
internal static class MofVerb
{
    public static Command Create(CommandIO io) => new("mof", "Draft documents of the Model Openness Framework.")
    {
        MofDraftVerb.Create(io),
    };
}
