using HfRegistry.Cli.Output;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Cli.Commands.Explain;

/// <summary>Tells how a choice came about: what each tier had to say, every candidate with its rank, every drop with its reason.</summary>
internal static class ResolutionExplainer
{
    private const int NearestShown = 10;

    /// <summary>The models that came nearest to a request which nothing met.</summary>
    public static IReadOnlyList<Rejection> Nearest(RawRequest raw, Workspace workspace) =>
        RequestReader.Read(raw, workspace.Known, workspace.Context).Value is { } request
            ? [.. Fullest(request, workspace).Rejections.Take(NearestShown)]
            : [];

    /// <summary>The story of a request and its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answer">What the resolver answered.</param>
    /// <param name="workspace">The registries and the configuration.</param>
    /// <param name="policy">Whether the Hub was asked, and who decided it.</param>
    public static ExplainDocument Tell(ModelRequest request, Outcome<ResolvedModel> answer, Workspace workspace, NetworkPolicy policy)
    {
        var model = answer.Value;
        var told = model?.Tier == Tier.Embedded ? Selector.Select(request, EmbeddedRegistry.Registry, workspace.Context) : Fullest(request, workspace);
        return new ExplainDocument
        {
            Registry = workspace.RegistryName,
            Configuration = workspace.ConfigurationName,
            Request = DemandsRow.Of(request.Raw),
            ModelId = model?.Id.ToString(),
            Tier = model?.Tier.ToString().ToLowerInvariant(),
            AsOf = model?.AsOf?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Reasons = [.. model?.Reasons ?? []],
            Tiers = [.. Tiers(request, answer, workspace, policy)],
            Candidates = [.. told.Candidates.Select(Row)],
            Dropped = [.. told.Rejections.Select(DroppedRow.Of)],
            Diagnostics = [.. answer.Diagnostics.Select(DiagnosticRow.Of)],
        };
    }

    private static IEnumerable<TierRow> Tiers(ModelRequest request, Outcome<ResolvedModel> answer, Workspace workspace, NetworkPolicy policy)
    {
        yield return HubTier(answer, policy);
        yield return workspace.File is { } file
            ? new TierRow("registry", true, $"{workspace.RegistryName}: {Said(Selector.Select(request, file, workspace.Context))}")
            : new TierRow("registry", false, "there is no registry file here");
        yield return new TierRow("embedded", true, Said(Selector.Select(request, EmbeddedRegistry.Registry, workspace.Context)));
    }

    private static TierRow HubTier(Outcome<ResolvedModel> answer, NetworkPolicy policy)
    {
        if (policy.Mode == ResolutionMode.Offline)
            return new TierRow("hub", false, $"not asked: {policy.Reason}");
        if (answer.Value?.Tier == Tier.Hub)
            return new TierRow("hub", true, "answered");
        return answer.Diagnostics.FirstOrDefault(static diagnostic => diagnostic.Code == DiagnosticCatalog.FellBack.Code) is { } fellBack
            ? new TierRow("hub", true, fellBack.Message)
            : policy.Mode == ResolutionMode.Auto
                ? new TierRow("hub", false, "not needed: the registry's facts are recent enough")
                : new TierRow("hub", true, "had nothing to add");
    }

    private static string Said(SelectionResult result) =>
        result.Chosen is { } chosen ? $"{result.Candidates.Length} met the demands, first {chosen.Model.Id}; {result.Rejections.Length} dropped"
        : result.Rejections.IsEmpty ? "knows no such model"
        : $"none of {result.Rejections.Length} met the demands";

    /// <summary>The selection of the registry that answers first, or of the one below when the first has nothing to say.</summary>
    private static SelectionResult Fullest(ModelRequest request, Workspace workspace)
    {
        var first = Selector.Select(request, workspace.Registry, workspace.Context);
        return first.Candidates.IsEmpty && first.Rejections.IsEmpty && workspace.File is not null
            ? Selector.Select(request, EmbeddedRegistry.Registry, workspace.Context)
            : first;
    }

    private static CandidateRow Row(Candidate candidate, int index) => new(
        index + 1,
        candidate.Model.Id.ToString(),
        candidate.Entry.Type.Name,
        Math.Round(candidate.Score, 3),
        candidate.Model.Size?.Bytes,
        candidate.Model.Licensing.Text is { } license ? TextSanitizer.Sanitize(license) : null,
        candidate.Model.Downloads30d,
        [.. candidate.Reasons]);
}
