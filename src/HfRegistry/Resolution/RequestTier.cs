using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>
/// The tier of a model that no registry knows: an id with an owner and a commit says which files are meant, so a build can use it without any fact.
/// </summary>
internal static class RequestTier
{
    /// <summary>Returns the model that a request states in full, or null when it does not, when the configuration denies it, or when only facts can meet its demands.</summary>
    public static ResolvedModel? Read(ModelRequest request, SelectionContext context)
    {
        if (request is not { Id: { Owner: not null } id, Revision: { } revision } || request.DemandsFacts || context.Configuration.DeniedModels.Contains(id))
            return null;
        return new ResolvedModel
        {
            Request = request.Raw,
            Id = id,
            Tier = Tier.Request,
            Revision = revision,
            Task = request.Task,
            Reasons = ["asked for by id and commit", "no registry knows it, so its facts are unknown"],
        };
    }
}
