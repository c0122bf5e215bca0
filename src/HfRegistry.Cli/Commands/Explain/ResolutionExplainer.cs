using HfRegistry.Cli.Output;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Explain;

/// <summary>Tells how a choice came about: what each tier had to say, every candidate with its rank, every drop with its reason.</summary>
internal static class ResolutionExplainer
{
    private const int NearestShown = 10;

    /// <summary>Returns the models that came nearest to a request which nothing met.</summary>
    public static IReadOnlyList<Rejection> Nearest(ResolutionTrace trace) => [.. trace.Selection.Rejections.Take(NearestShown)];

    /// <summary>Returns the story of a request and its answer.</summary>
    /// <param name="answer">The resolver's answer to a request that it could read.</param>
    /// <param name="workspace">The registries and the configuration.</param>
    /// <param name="policy">Whether the Hub was asked, and who decided it.</param>
    public static ExplainDocument Explain(ResolutionResult answer, Workspace workspace, NetworkPolicy policy)
    {
        var model = answer.Value;
        return new ExplainDocument
        {
            Registry = workspace.RegistryName,
            Configuration = workspace.ConfigurationName,
            Request = new DemandsRow(answer.Trace.Request!.Raw),
            ModelId = model?.Id.ToString(),
            Tier = model?.Tier.ToString().ToLowerInvariant(),
            AsOf = model?.AsOf is { } day ? IsoDate.Format(day) : null,
            Reasons = [.. model?.Reasons ?? []],
            Tiers = [.. Tiers(answer, workspace, policy)],
            Candidates = [.. answer.Trace.Selection.Candidates.Select(Row)],
            Dropped = [.. answer.Trace.Selection.Rejections.Select(DroppedRow.Of)],
            Diagnostics = [.. answer.Diagnostics.Select(DiagnosticRow.Of)],
        };
    }

    private static IEnumerable<TierRow> Tiers(ResolutionResult answer, Workspace workspace, NetworkPolicy policy)
    {
        yield return HubTier(answer, policy);
        yield return Find(answer.Trace, Tier.Registry) is { } file
            ? new TierRow("registry", true, $"{workspace.RegistryName}: {Said(file)}")
            : new TierRow("registry", false, "there is no registry file here");
        if (Find(answer.Trace, Tier.Embedded) is { } embedded)
            yield return new TierRow("embedded", true, Said(embedded));
    }

    private static SelectionResult? Find(ResolutionTrace trace, Tier tier) => trace.Tiers.FirstOrDefault(said => said.Tier == tier)?.Selection;

    private static TierRow HubTier(ResolutionResult answer, NetworkPolicy policy) => answer.Trace.Hub switch
    {
        HubConsultation.Off => new TierRow("hub", false, $"not asked: {policy.Reason}"),
        HubConsultation.NoSubject => new TierRow("hub", false, "not asked: the request names neither a type nor a model"),
        HubConsultation.NotNeeded => new TierRow("hub", false, "not needed: the registry's facts are recent enough"),
        HubConsultation.Failed => new TierRow("hub", true, $"not reached: {answer.Trace.HubFailure}"),
        _ when answer.Value?.Tier == Tier.Hub => new TierRow("hub", true, "answered"),
        _ => new TierRow("hub", true, Find(answer.Trace, Tier.Hub) is { Rejections.IsEmpty: false } refuted ? Said(refuted) : "had nothing to add"),
    };

    private static string Said(SelectionResult result) =>
        result.Chosen is { } chosen ? $"{result.Candidates.Length} met the demands, first {chosen.Model.Id}; {result.Rejections.Length} dropped"
        : result.Rejections.IsEmpty ? "knows no such model"
        : $"none of {result.Rejections.Length} met the demands";

    private static CandidateRow Row(Candidate candidate, int index) => new(
        index + 1,
        candidate.Model.Id.ToString(),
        candidate.Entry.Type.Name,
        Math.Round(candidate.Score, 3),
        candidate.Model.Size?.Bytes,
        candidate.Model.Licensing.Text is { } license ? TextSanitizer.Sanitize(license) : null,
        candidate.Model.Downloads30d,
        [.. candidate.Reasons],
        [.. candidate.Terms.OrderByDescending(static term => Math.Abs(term.Points)).Select(static term => new TermRow(term.Name, Math.Round(term.Points, 3), term.Reason))]);
}
