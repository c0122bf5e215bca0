using System.Collections.Immutable;
using System.Reflection;
using HfRegistry.Files;
using HfRegistry.Gate;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HfRegistry.UseCases;

/// <summary>The result of refreshing a file.</summary>
/// <param name="Before">The registry as it was.</param>
/// <param name="Result">What the Hub said.</param>
/// <param name="IsWritten">Whether the file was replaced.</param>
/// <param name="NotWritten">Why the file was not replaced although there was something to write, or not all of it was written; or null.</param>
internal sealed record RefreshedFile(ModelRegistry Before, RefreshResult Result, bool IsWritten, Diagnostic? NotWritten)
{
    /// <summary>Gets what there is to tell, the file's trouble included.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => NotWritten is null ? Result.Diagnostics : Result.Diagnostics.Add(NotWritten);
}

/// <summary>The files of a refresh.</summary>
internal sealed record RefreshFiles
{
    /// <summary>Gets the registry file's absolute path; it need not exist.</summary>
    public required string Registry { get; init; }

    /// <summary>Gets whether the file is only read: nothing is written, and no journal is kept.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Gets whether to ask anew for what an earlier refresh learned before it was cut off.</summary>
    public bool IsFresh { get; init; }
}

/// <summary>A request for a refresh.</summary>
/// <param name="Options">The types and models.</param>
internal sealed record RefreshRequest(RefreshOptions Options)
{
    /// <summary>Gets whether each default costs one more request, for its card's new version and its benchmark results.</summary>
    public bool WithDetails { get; init; }

    /// <summary>Gets whether the defaults are scored.</summary>
    public bool WithScores { get; init; }

    /// <summary>Gets the models that are scored beside the defaults, by the registry as it is then; null for none.</summary>
    public Func<ModelRegistry, CancellationToken, Task<ImmutableHashSet<ModelId>>>? AlsoScored { get; init; }
}

/// <summary>Refreshes registries: asks the Hub about types, then for details and scores where they are wanted. A file is replaced at once at the end or not at all.</summary>
/// <param name="environment">The endpoint, the token and the cache's place.</param>
/// <param name="context">The built-in knowledge and the configuration.</param>
/// <param name="clock">The clock.</param>
internal sealed class RefreshUseCase(HfEnvironment environment, SelectionContext context, TimeProvider clock)
{
    private static readonly string Version =
        typeof(RefreshUseCase).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>Gets the most time that the Hub may take for everything, or null for as long as it takes; what was learned until then is kept.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the log of requests, retries and waits.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Refreshes a file.</summary>
    /// <param name="files">The file.</param>
    /// <param name="request">Returns what to refresh, of the registry as it is.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops at once; the file is then as it was, and the journal holds what was learned.</param>
    /// <returns>What came of it; or, when the file cannot be read or locked, why nothing was asked.</returns>
    public async Task<Outcome<RefreshedFile>> RunAsync(
        RefreshFiles files, Func<ModelRegistry, RefreshRequest> request, IProgress<RefreshProgress>? progress, CancellationToken cancellationToken)
    {
        if (!files.IsDryRun && WritableTarget.Check(files.Registry, DiagnosticCatalog.RegistryNotWritten) is { } unwritable)
            return new Outcome<RefreshedFile>(unwritable);

        var before = await LoadAsync(files, cancellationToken);
        if (before.Value is not { } old)
            return new Outcome<RefreshedFile>(null, before.Diagnostics);

        var asked = request(old);
        var opened = OpenJournal(files, asked.Options.Shard);
        using var journal = opened?.Value;
        using var hub = new HubClient(HubOptions.Of(environment, context.Configuration.MaxRequestsPerMinute) with { TotalTime = Timeout, Logger = Logger }, clock);
        var result = await AskAsync(hub, old, asked, journal, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        result = result with { Diagnostics = [.. environment.TokenWarning is { } repaired ? [repaired] : Array.Empty<Diagnostic>(), .. opened?.Diagnostics ?? [], .. Resumption(journal, result), .. result.Diagnostics] };
        return new Outcome<RefreshedFile>(await SaveAsync(files, old, result, journal, cancellationToken));
    }

    /// <summary>Refreshes a registry that is no file here.</summary>
    /// <param name="hub">The Hub's client.</param>
    /// <param name="before">The registry.</param>
    /// <param name="request">What to refresh.</param>
    /// <param name="cancellationToken">Stops at once; nothing is returned then.</param>
    public Task<RefreshResult> RunAsync(HubClient hub, ModelRegistry before, RefreshRequest request, CancellationToken cancellationToken) =>
        AskAsync(hub, before, request, journal: null, progress: null, cancellationToken);

    private async Task<RefreshResult> AskAsync(
        HubClient hub, ModelRegistry before, RefreshRequest request, RefreshJournal? journal, IProgress<RefreshProgress>? progress, CancellationToken cancellationToken)
    {
        var result = await new RegistryRefresher(hub, context, clock).RefreshAsync(before, request.Options, journal, progress, cancellationToken);
        if (request.WithDetails)
            result = await new DefaultDetails(hub, clock).AddAsync(result, cancellationToken);
        if (!request.WithScores)
            return result;
        var others = request.AlsoScored is { } choose ? await choose(result.Registry, cancellationToken) : [];
        return await new RegistryScoring(hub, clock, request.Options.MaxAge).AddAsync(result, others, cancellationToken);
    }

    // The lock is held for two moments and not while the Hub is asked, which takes minutes: what others write meanwhile is merged. To take it first
    // shows before any request whether the folder can be written.
    private async Task<Outcome<ModelRegistry>> LoadAsync(RefreshFiles files, CancellationToken cancellationToken)
    {
        var taken = files.IsDryRun ? null : await RegistryFile.LockAsync(files.Registry, clock, cancellationToken);
        if (taken is { Value: null })
            return new Outcome<ModelRegistry>(null, taken.Diagnostics);
        using (taken?.Value)
            return File.Exists(files.Registry) ? RegistryFile.Load(files.Registry, cancellationToken) : new Outcome<ModelRegistry>(ModelRegistry.Empty);
    }

    private async Task<RefreshedFile> SaveAsync(
        RefreshFiles files, ModelRegistry old, RefreshResult result, RefreshJournal? journal, CancellationToken cancellationToken)
    {
        var isToWrite = !files.IsDryRun && !result.Updated.IsEmpty;
        var saved = isToWrite ? await RegistryUpdate.SaveAsync(old, result.Registry, files.Registry, clock, cancellationToken) : null;
        // What failed is all that the next refresh has to ask for; and a file that could not be written takes nothing with it.
        if (result.Failed.IsEmpty && saved?.Problem is null)
            journal?.Remove();
        var told = journal?.Problem is { } problem ? result with { Diagnostics = result.Diagnostics.Add(problem) } : result;
        return new RefreshedFile(old, told, saved is { IsWritten: true }, saved?.Problem);
    }

    private Outcome<RefreshJournal>? OpenJournal(RefreshFiles files, Shard? shard)
    {
        if (files.IsDryRun || environment.AssetsFolder is not { } assets)
            return null;
        var subject = new JournalSubject(environment.Endpoint.AbsoluteUri, SymbolicLink.Resolve(files.Registry), shard?.ToString(), environment.Token is not null, Version);
        return RefreshJournal.Open(Path.Combine(assets, "hfregistry", "refresh"), subject, files.IsFresh, clock.GetUtcNow());
    }

    private static IEnumerable<Diagnostic> Resumption(RefreshJournal? journal, RefreshResult result) => result.Resumed == 0 ? [] :
    [
        DiagnosticCatalog.RefreshResumed.Create(result.Resumed, journal!.Began),
    ];
}
