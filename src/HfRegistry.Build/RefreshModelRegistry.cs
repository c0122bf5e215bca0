using System.Collections.Immutable;
using HfRegistry.Build.Items;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>
/// Brings the registry file up to date with the Hub: for what the project's items ask for, or for everything when it has no items. Runs
/// only by <c>dotnet build -t:HfRefreshRegistry</c>, and is the one task that always needs the network.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class RefreshModelRegistry : HfTask
{
    private static readonly RefreshOptionNames Names = new("HfRefreshAll", "HfRefreshTypes", "HfRefreshStaleOnly", "HfRefreshSince");

    /// <summary>Gets the <c>HfModel</c> items, or none for every type.</summary>
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Gets <c>HfRegistryFile</c>: the file, or empty for the nearest one above the project, else a new one at the root of the repository, or in the project's folder outside of a repository.</summary>
    public string? RegistryFile { get; set; }

    /// <summary>Gets <c>HfConfigurationFile</c>: the configuration, or empty for the nearest one above the project.</summary>
    public string? ConfigurationFile { get; set; }

    /// <summary>Gets <c>HfRegistryMaxAgeDays</c>: the age beyond which facts are stale; empty for the environment's, else 30.</summary>
    public string? MaxAgeDays { get; set; }

    /// <summary>Gets <c>HfHubTimeoutSeconds</c>: the most time that the Hub may take, 1 to 86,400 seconds; empty for as long as it takes. What was learned until then is kept.</summary>
    public string? HubTimeoutSeconds { get; set; }

    /// <summary>Gets <c>HfRefreshAll</c>: whether every type is meant, whatever the items ask for.</summary>
    public string? All { get; set; }

    /// <summary>Gets <c>HfRefreshTypes</c>: the types, in the place of what the items ask for.</summary>
    public string[] Types { get; set; } = [];

    /// <summary>Gets <c>HfRefreshStaleOnly</c>: whether only entries beyond the maximum age are meant.</summary>
    public string? StaleOnly { get; set; }

    /// <summary>Gets <c>HfRefreshSince</c>: a date or a duration, for the types of which a model has changed on the Hub since then.</summary>
    public string? Since { get; set; }

    /// <summary>Gets <c>HfRefreshNoResume</c>: whether to ask again for what a refresh learned before it was cut off.</summary>
    public string? NoResume { get; set; }

    /// <summary>Gets <c>HfRefreshDetails</c>: whether to ask one more question about each default: its card's new version and its benchmark results.</summary>
    public string? Details { get; set; }

    /// <summary>Gets <c>HfRefreshScores</c>: whether to score the models that the items and the lock file name, and the defaults of the types, for the gate.</summary>
    public string? Scores { get; set; }

    /// <summary>Gets <c>HfLockFile</c>: the lock file, whose models are scored too; empty for none.</summary>
    public string? LockFile { get; set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        var environment = Variables;
        if (NetworkSwitches.BanOn("dotnet build -t:HfRefreshRegistry", environment) is { } ban)
        {
            Report(ban);
            return;
        }

        if (environment.NetworkProblem is { } problem)
        {
            Report(DiagnosticCatalog.EnvironmentValue.Create(problem));
            return;
        }

        var configuration = Take(FoundConfiguration.Read(Folder, PathOf(ConfigurationFile)))?.Value;
        if (Take(ReadSettings(environment)) is { } settings && configuration is not null)
            await RefreshAsync(settings, configuration, environment, cancellationToken);
    }

    private string RegistryPath() =>
        PathOf(RegistryFile) ?? NearestFile.FindOrPlace(Folder, Registry.RegistryFile.FileName);

    private Outcome<Settings> ReadSettings(HfEnvironment environment)
    {
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var all = ReadFlag(Names.All, All);
        var staleOnly = ReadFlag(Names.StaleOnly, StaleOnly);
        var fresh = ReadFlag("HfRefreshNoResume", NoResume);
        var details = ReadFlag("HfRefreshDetails", Details);
        var scores = ReadFlag("HfRefreshScores", Scores);
        if (!HfEnvironment.TryReadAgeDays(MaxAgeDays, out var days))
            problems.Add(DiagnosticCatalog.SwitchValue.Create("HfRegistryMaxAgeDays", MaxAgeDays, $"a {HfEnvironment.AgeDaysRange}"));
        else if (days is null && environment.MaxRegistryAgeProblem is { } ageProblem)
            problems.Add(DiagnosticCatalog.EnvironmentValue.Create(ageProblem));
        if (!Resolution.HubTimeoutSeconds.TryRead(HubTimeoutSeconds, out var timeout))
            problems.Add(DiagnosticCatalog.SwitchValue.Create(Resolution.HubTimeoutSeconds.Property, HubTimeoutSeconds, Resolution.HubTimeoutSeconds.Range));
        var maxAge = TimeSpan.FromDays(days ?? environment.MaxRegistryAgeDays ?? HfEnvironment.DefaultMaxRegistryAgeDays);
        var words = new RefreshArguments { IsAll = all, Types = Types, IsStaleOnly = staleOnly, Since = string.IsNullOrWhiteSpace(Since) ? null : Since };
        var options = words.Read(Names, maxAge, Clock.GetUtcNow());
        return problems.Count == 0 && options.Value is { } read
            ? new Outcome<Settings>(new Settings(read, fresh, details, scores, timeout))
            : new Outcome<Settings>(null, [.. problems, .. options.Diagnostics]);

        bool ReadFlag(string name, string? text)
        {
            if (!Flag.TryRead(text, whenEmpty: false, out var value))
                problems.Add(DiagnosticCatalog.SwitchValue.Create(name, text, "true or false"));
            return value;
        }
    }

    private async Task RefreshAsync(Settings settings, HfConfiguration configuration, HfEnvironment environment, CancellationToken cancellationToken)
    {
        var context = new SelectionContext(configuration);
        var locked = settings.Scores && Models.Length > 0 ? Locked() : [];
        if (Log.HasLoggedErrors)
            return;
        var files = new RefreshFiles { Registry = RegistryPath(), IsFresh = settings.IsFresh };
        var refresh = new RefreshUseCase(environment, context, Clock) { Timeout = settings.Timeout, Logger = new BuildLogger(Log) };
        var outcome = await refresh.RunAsync(
            files,
            registry => new RefreshRequest(settings.Options.IsAll || !settings.Options.Types.IsEmpty ? settings.Options : WhatTheItemsAskFor(settings.Options with { Ids = [.. locked] }, registry, context))
            {
                WithDetails = settings.Details,
                WithScores = settings.Scores,
                AlsoScored = async (refreshed, token) => locked.Union(await ChosenAsync(refreshed, context, token)),
            },
            new RefreshMessages(Log, Clock), cancellationToken);
        if (Take(outcome) is { } refreshed)
            Tell(refreshed, files.Registry);
    }

    private void Tell(RefreshedFile refreshed, string path)
    {
        var result = refreshed.Result;
        Report(refreshed.Diagnostics);
        if (result.Failed is [var first, ..] && result.Updated.IsEmpty && result.Unchanged.IsEmpty)
            Report(HubDiagnostics.OfRefresh(first.Error));
        else if (refreshed.NotWritten is null)
            Report(MessageImportance.High, $"{path}: {(refreshed.IsWritten ? "" : "nothing to write; ")}{result.Updated.Length} types updated, {result.Unchanged.Length} unchanged, {result.Failed.Length} failed, {result.Requests} requests.");
    }

    /// <summary>Returns what the items name: a type, or an id (an old one too). What is neither may be a type that the registry lacks as yet.</summary>
    private RefreshOptions WhatTheItemsAskFor(RefreshOptions options, ModelRegistry registry, SelectionContext context)
    {
        var known = ModelRegistry.Of(EmbeddedRegistry.Registry.Entries.Concat(registry.Entries));
        var types = ImmutableArray.CreateBuilder<ModelType>();
        var ids = options.Ids.ToBuilder();
        foreach (var include in Models.Select(item => item.ItemSpec))
        {
            var request = RequestReader.Read(new RawRequest { Include = include }, known, context).Value;
            if (request?.Id is { } id)
                ids.Add(id);
            else if ((request?.Type ?? (ModelType.TryParse(include, out var type) ? type : null)) is { } asked)
                types.Add(asked);
        }

        return options with { Types = [.. types.Distinct()], Ids = [.. ids.Distinct()] };
    }

    /// <summary>Returns the models that the lock file holds: a build uses these, whatever the registry would choose.</summary>
    private ImmutableHashSet<ModelId> Locked() => PathOf(LockFile) is { } path && File.Exists(path) && Take(Resolution.LockFile.Load(path)) is { } file
        ? [.. file.Entries.Select(static entry => entry.Id)]
        : [];

    /// <summary>Returns the models that the items get from a registry. What is wrong with an item is for its build to tell.</summary>
    private async Task<IEnumerable<ModelId>> ChosenAsync(ModelRegistry registry, SelectionContext context, CancellationToken cancellationToken)
    {
        var outcomes = await new ResolveUseCase(new ResolverOptions { Registry = registry, Context = context }, hub: null, Clock).RunAsync(Models.Select(ModelItem.RequestOf), cancellationToken);
        return outcomes.Select(static outcome => outcome.Value?.Id).OfType<ModelId>();
    }

    /// <summary>The properties of the refresh.</summary>
    private sealed record Settings(RefreshOptions Options, bool IsFresh, bool Details, bool Scores, TimeSpan? Timeout);
}
