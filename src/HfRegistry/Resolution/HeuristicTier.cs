using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>
/// The last tier: the checkpoint that the transformers documentation names for a type. It was never verified on the Hub, so a build
/// uses it only when it is told to, and says so.
/// </summary>
internal static class HeuristicTier
{
    /// <summary>Returns a guess, or null when not even that is possible, or when a demand was made that a guess cannot promise to meet.</summary>
    public static ResolvedModel? Guess(ModelRequest request, SelectionContext context)
    {
        if (request.Type is not { } type || context.Types.Find(type) is not { DocumentedCheckpoint: { } id } info)
            return null;
        if (request.DemandsFacts || context.Configuration.DeniedModels.Contains(id))
            return null;
        return new ResolvedModel
        {
            Request = request.Raw,
            Id = id,
            Tier = Tier.Heuristic,
            Type = info.Type,
            Task = request.Task,
            ClassName = context.ClassFor(info.Type, request.Task),
            ConfigClass = info.ConfigClass,
            Reasons = [$"the transformers documentation names it for {info.Type.Name}", "never verified on the Hub", "no commit is pinned"],
        };
    }
}
