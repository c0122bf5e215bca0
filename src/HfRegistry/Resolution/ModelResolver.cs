using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>
/// Resolves requests through the tiers: the Hub where the mode asks it, the repository's registry file, the embedded registry, a guess
/// where that is allowed, and the request itself where it names a model and its commit. The lock file stands before it (see <see cref="LockedRequests"/>).
/// </summary>
internal sealed class ModelResolver
{
    private const int AlternativesShown = 5;

    private readonly ResolverOptions _options;
    private readonly HubTier? _hub;
    private readonly TimeProvider _clock;
    private readonly ModelRegistry _known;
    private readonly TierStack _offline;

    /// <summary>Creates a resolver.</summary>
    /// <param name="options">What it works with.</param>
    /// <param name="hub">The Hub's client; null when the network is out of the question.</param>
    /// <param name="clock">Tells the age of facts.</param>
    public ModelResolver(ResolverOptions options, HubClient? hub = null, TimeProvider? clock = null)
    {
        _options = options = options.WithRenames();
        _clock = clock ?? TimeProvider.System;
        _hub = hub is null || options.Mode == ResolutionMode.Offline ? null : new HubTier(hub, options, _clock);
        _offline = new TierStack(HubAnswers.None, options);
        _known = options.Registry is { } file ? ModelRegistry.Of(options.Embedded.Entries.Concat(file.Entries)) : options.Embedded;
    }

    /// <summary>Resolves requests, in their order; each result has a model, or an error among its diagnostics.</summary>
    /// <param name="requests">The requests with the places that their diagnostics point to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<ResolutionResult>> ResolveAsync(
        IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, CancellationToken cancellationToken = default)
    {
        var read = requests.Select(asked => RequestReader.Read(asked.Request, _known, _options.Context, asked.Location)).ToList();
        var consultations = read.ConvertAll(reading => reading.Value is { } request ? ConsultationOf(request) : HubConsultation.Off);
        var hub = _hub is null
            ? HubAnswers.None
            : await _hub.AskAsync([.. read.Zip(consultations).Where(static asked => asked.Second == HubConsultation.Answered).Select(static asked => asked.First.Value!)], cancellationToken);

        var tiers = hub.Registry.Count == 0 ? _offline : new TierStack(hub, _options);
        var warned = false;
        return [.. read.Select((reading, index) =>
        {
            if (reading.Value is not { } request)
                return new ResolutionResult(null, new ResolutionTrace { Mistake = reading.Mistake, Failure = ResolutionFailure.InvalidRequest }, reading.Diagnostics);
            var failure = hub.FailureOf(request);
            var trace = new ResolutionTrace
            {
                Request = request,
                Hub = failure is null ? consultations[index] : HubConsultation.Failed,
                HubFailure = failure,
                Tiers = tiers.Trace(request),
            };
            var resolved = Resolve(request, trace, requests[index].Location);
            if (warned || failure is null)
                return resolved;
            // One warning for the whole build: fifty models that were not asked for have one cause.
            warned = true;
            return resolved with { Diagnostics = [DiagnosticCatalog.FellBack.Create(requests[index].Location, failure), .. resolved.Diagnostics] };
        })];
    }

    /// <summary>Returns the part that the Hub has in a request, supposed that it answers when it is asked.</summary>
    private HubConsultation ConsultationOf(ModelRequest request) => request switch
    {
        _ when _hub is null => HubConsultation.Off,
        { Type: null, Id: null } => HubConsultation.NoSubject,
        _ when _options.Mode == ResolutionMode.Auto && IsAnsweredFresh(request) => HubConsultation.NotNeeded,
        _ => HubConsultation.Answered,
    };

    private bool IsAnsweredFresh(ModelRequest request) =>
        _offline.Trace(request).Select(static tier => tier.Selection.Chosen).FirstOrDefault(static chosen => chosen is not null)
            is { } chosen && !IsStale(chosen.Entry);

    private bool IsStale(RegistryEntry entry) => FactAge.IsBeyond(entry.UpdatedAt, _options.MaxAge, _clock.GetUtcNow());

    private ResolutionResult Resolve(ModelRequest request, ResolutionTrace trace, SourceLocation? location)
    {
        if (trace.Tiers.FirstOrDefault(static tier => tier.Selection.Chosen is not null) is { } answering)
            return Answer(request, trace with { Selection = answering.Selection }, answering.Tier, location);
        var known = trace.Tiers.FirstOrDefault(static tier => !tier.Selection.Rejections.IsEmpty)?.Selection ?? SelectionResult.Empty;
        trace = trace with { Selection = known };
        if (_options.AllowHeuristic && HeuristicTier.Guess(request, _options.Context) is { } guess)
        {
            return new ResolutionResult(
                guess, trace, [DiagnosticCatalog.Guessed.Create(location, guess.Id, Asked(request), guess.Reason)]);
        }

        // A Hub that answered and does not know the model is right; the request's own word counts where nobody could look.
        if (known.Rejections.IsEmpty && trace.Hub != HubConsultation.Answered && RequestTier.Read(request, _options.Context) is { } stated)
            return new ResolutionResult(stated, trace, [DiagnosticCatalog.FactsUnknown.Create(location, stated.Id)]);

        return new ResolutionResult(null, trace with { Failure = ResolutionFailure.NoModel }, [Unresolved.Explain(request, known, _known, _hub is not null, location)]);
    }

    private ResolutionResult Answer(ModelRequest request, ResolutionTrace trace, Tier tier, SourceLocation? location)
    {
        var chosen = trace.Selection.Chosen!;
        var resolved = Describe(request, tier, chosen) with
        {
            Alternatives = [.. trace.Selection.Candidates.Skip(1).Take(AlternativesShown).Select(candidate => Describe(request, tier, candidate))],
        };
        return new ResolutionResult(resolved, trace, [.. Notes(request, chosen, tier, location)]);
    }

    private ResolvedModel Describe(ModelRequest request, Tier tier, Candidate candidate)
    {
        var model = candidate.Model;
        var task = request.Task ?? model.PipelineTag;
        var type = UntypedModels.Contain(candidate.Entry.Type) ? null : candidate.Entry.Type;
        return new ResolvedModel
        {
            Request = request.Raw,
            Id = model.Id,
            Tier = tier,
            Revision = request.Revision ?? model.Revision,
            Type = type,
            Task = task,
            ClassName = type is null ? null : _options.Context.ClassFor(type, task),
            ConfigClass = type is null ? null : _options.Context.Types.Find(type)?.ConfigClass,
            Record = model,
            RenamedSince = Migrations.RenamedSince(model, request.Id),
            Reasons = [.. candidate.Reasons, .. Provenance(candidate, request)],
            AsOf = model.AsOf,
        };
    }

    private static IEnumerable<string> Provenance(Candidate chosen, ModelRequest request)
    {
        if (request.Revision is null && chosen.Model.Revision is null)
            yield return "no commit worth pinning is known";
        if (chosen.Model.AsOf is { } asOf)
            yield return $"as of {IsoDate.Format(asOf)}";
    }

    private IEnumerable<Diagnostic> Notes(ModelRequest request, Candidate chosen, Tier tier, SourceLocation? location)
    {
        if (Migrations.Renamed(request.Id, chosen.Model, updateCommand: null, location) is { } renamed)
            yield return renamed;
        if (Migrations.Superseded(chosen.Model, location) is { } superseded)
            yield return superseded;

        // The embedded registry grows old with the package: its answers carry their day, and nobody can refresh it in place.
        if (tier == Tier.Registry && IsStale(chosen.Entry))
        {
            var type = chosen.Entry.Type.Name;
            yield return chosen.Entry.UpdatedAt is not { } at ? DiagnosticCatalog.StaleUndated.Create(location, type)
                : (FactAge.IsInFuture(at, _clock.GetUtcNow()) ? DiagnosticCatalog.StaleFuture : DiagnosticCatalog.Stale).Create(location, type, at);
        }
    }

    private static string Asked(ModelRequest request) => request.Raw.Include.Length == 0 ? "any type" : request.Raw.Include;
}
