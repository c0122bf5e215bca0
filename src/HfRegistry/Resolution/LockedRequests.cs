using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The strictness of a lock file, and the command that updates it.</summary>
/// <param name="IsLocked">Whether any difference is an error (<c>HfLockedMode</c>).</param>
/// <param name="UnusedIsADifference">
/// Whether an entry that no request uses counts as a difference. Not so in one framework of a multi-targeting build, whose other
/// frameworks may use it, nor in a file that several projects share.
/// </param>
internal sealed record LockPolicy(bool IsLocked, bool UnusedIsADifference = true)
{
    /// <summary>Gets the build configuration (<c>Debug</c>), or null when it is not known: entries of other configurations are none of its business.</summary>
    public string? Configuration { get; init; }

    /// <summary>Gets the command that writes the lock file anew.</summary>
    public string UpdateCommand { get; init; } = "dotnet build -t:HfUpdateLock";
}

/// <summary>Answers requests from a lock file, and leaves the others to the resolver.</summary>
internal static class LockedRequests
{
    /// <summary>Resolves requests: those of the lock from the lock, the others by the resolver (or as errors in locked mode).</summary>
    /// <param name="requests">The requests with the places that their diagnostics point to.</param>
    /// <param name="lockFile">The lock file.</param>
    /// <param name="lockPath">Its absolute path, for diagnostics.</param>
    /// <param name="policy">How strictly it is taken.</param>
    /// <param name="options">What is known of the locked models, to describe them.</param>
    /// <param name="resolver">Answers what the lock does not hold.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<ResolutionResult>> ResolveAsync(
        IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, LockFile lockFile, string lockPath, LockPolicy policy,
        ResolverOptions options, ModelResolver resolver, CancellationToken cancellationToken)
    {
        options = options.WithRenames();
        var answers = new ResolutionResult?[requests.Count];
        var open = new List<int>();
        for (var i = 0; i < requests.Count; i++)
        {
            if (lockFile.Find(requests[i].Request) is { } entry)
                answers[i] = Answer(requests[i], entry, lockPath, policy, options);
            else if (policy.IsLocked)
                answers[i] = new ResolutionResult(null, new ResolutionTrace { Failure = ResolutionFailure.NotLocked }, [NotLocked(requests[i], lockFile, lockPath, policy)]);
            else
                open.Add(i);
        }

        var resolved = await resolver.ResolveAsync([.. open.Select(i => requests[i])], cancellationToken);
        foreach (var (i, outcome) in open.Zip(resolved))
        {
            // An update adds what it can resolve and pin, and nothing else.
            answers[i] = LockUpdater.IsLockable(outcome) ? outcome with { Diagnostics = [NotLockedYet(requests[i], lockPath, policy), .. outcome.Diagnostics] } : outcome;
        }

        return [.. answers.Select(answer => answer!)];
    }

    /// <summary>Returns the entries of a lock file that no request uses, as diagnostics: errors in locked mode, else messages.</summary>
    public static IEnumerable<Diagnostic> Unused(IReadOnlyCollection<RawRequest> requests, LockFile lockFile, string lockPath, LockPolicy policy)
    {
        var used = requests.Select(LockFile.HashOf).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in lockFile.Entries.Where(entry => !used.Contains(entry.RequestHash) && IsOf(policy.Configuration, entry)))
        {
            var diagnostic = DiagnosticCatalog.LockEntryUnused.Create(new SourceLocation(lockPath), RequestText.Of(entry.Request), entry.Id, policy.UpdateCommand);
            yield return policy is { IsLocked: true, UnusedIsADifference: true } ? diagnostic : diagnostic with { Severity = Severity.Message };
        }
    }

    private static bool IsOf(string? configuration, LockEntry entry) =>
        entry.Configurations.IsEmpty || (configuration is not null && entry.Configurations.Contains(configuration, StringComparer.OrdinalIgnoreCase));

    private static ResolutionResult Answer((RawRequest Request, SourceLocation? Location) asked, LockEntry entry, string lockPath, LockPolicy policy, ResolverOptions options) =>
        options.Context.Configuration.DeniedModels.Contains(entry.Id) || (Known(entry, options) is { Model: var locked } && options.Context.Denies(locked))
            ? new(null, new ResolutionTrace { Failure = ResolutionFailure.NoModel }, [DiagnosticCatalog.LockedModelDenied.Create(asked.Location, lockPath, entry.Id, RequestText.Of(asked.Request), policy.UpdateCommand)])
            : new(Describe(asked.Request, entry, options), new ResolutionTrace(), [.. Notes(asked, entry, policy, options)]);

    // The lock holds: what the registry has learned since is told, and changes nothing.
    private static IEnumerable<Diagnostic> Notes((RawRequest Request, SourceLocation? Location) asked, LockEntry entry, LockPolicy policy, ResolverOptions options)
    {
        if (Known(entry, options) is not var (_, model))
            yield break;
        if (Migrations.Renamed(AskedId(asked.Request, entry, model, options), model, entry.Id == model.Id ? null : policy.UpdateCommand, asked.Location) is { } renamed)
            yield return renamed;
        if (Migrations.Superseded(model, asked.Location) is { } superseded)
            yield return superseded;
    }

    private static (RegistryEntry Entry, ModelRecord Model)? Known(LockEntry entry, ResolverOptions options) =>
        options.Registry?.Find(entry.Id) ?? options.Registry?.FindRenamed(entry.Id) ?? options.Embedded.Find(entry.Id) ?? options.Embedded.FindRenamed(entry.Id);

    /// <summary>Returns the old id that a request names, or that the lock still holds; the model's own id when there is none.</summary>
    private static ModelId AskedId(RawRequest request, LockEntry entry, ModelRecord model, ResolverOptions options) =>
        ModelId.TryParse(request.Include.Trim(), out var asked) && model.RenamedFrom.Contains(asked) && !NamesType(request, options) ? asked : entry.Id;

    /// <summary>Returns whether a request names a model type, as <see cref="RequestReader"/> reads it: a type such as gpt2 may be the old id of a model too.</summary>
    private static bool NamesType(RawRequest request, ResolverOptions options) =>
        ModelType.TryParse(request.Include.Trim(), out var type)
        && (options.Context.Types.Find(type) is not null || (options.Registry?.Find(type) ?? options.Embedded.Find(type)) is { Models.IsEmpty: false });

    private static ResolvedModel Describe(RawRequest request, LockEntry entry, ResolverOptions options)
    {
        var known = Known(entry, options);
        var type = entry.Type ?? known?.Entry.Type;
        var task = string.IsNullOrWhiteSpace(request.Task) ? known?.Model.PipelineTag : options.Context.FindTask(request.Task.Trim()) ?? request.Task.Trim();
        return new ResolvedModel
        {
            Request = request,
            Id = entry.Id,
            Tier = Tier.Lock,
            Revision = entry.Revision,
            Type = type,
            Task = task,
            ClassName = type is null ? null : options.Context.ClassFor(type, task),
            ConfigClass = type is null ? null : options.Context.Types.Find(type)?.ConfigClass,
            Record = known?.Model,
            RenamedSince = known is { Model: var record } ? Migrations.RenamedSince(record, AskedId(request, entry, record, options)) : null,
            Reasons = [$"locked: {entry.Reason}"],
            AsOf = entry.AsOf,
            Files = entry is { Revision: { } commit, Files.IsEmpty: false } ? new ModelFiles(commit, entry.Files, entry.Quantization) : null,
        };
    }

    private static Diagnostic NotLockedYet((RawRequest Request, SourceLocation? Location) asked, string lockPath, LockPolicy policy) =>
        DiagnosticCatalog.LockOutdated.Create(asked.Location, RequestText.Of(asked.Request), lockPath, policy.UpdateCommand);

    private static Diagnostic NotLocked((RawRequest Request, SourceLocation? Location) asked, LockFile lockFile, string lockPath, LockPolicy policy)
    {
        var near = lockFile.Entries.Where(entry => string.Equals(entry.Request.Include.Trim(), asked.Request.Include.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        var locked = near.Count == 0
            ? $"no entry for {asked.Request.Include}"
            : string.Join(" and ", near.Select(static entry => $"{RequestText.Of(entry.Request)} as {entry.Id}"));
        return DiagnosticCatalog.LockDiffers.Create(asked.Location, RequestText.Of(asked.Request), lockPath, locked, policy.UpdateCommand);
    }
}
