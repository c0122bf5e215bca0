using System.Collections.Immutable;
using System.Text;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Verification;

namespace HfRegistry.Cli.Action;

/// <summary>What the job <c>registry</c> found out.</summary>
/// <param name="Facts">The facts.</param>
/// <param name="Change">What it proposes.</param>
/// <param name="Diagnostics">What there is to tell beside.</param>
internal sealed record RegistryProposal(RegistryFacts Facts, DesiredChange Change, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>
/// The job <c>registry</c>: refreshes the base branch's registry in memory, resolves its lock files anew, verifies what became a default,
/// and says what to propose. It reads the repository through the API and writes nothing.
/// </summary>
internal sealed class RegistryJob(ActionSettings settings, HfEnvironment environment, IGitHub github, CommandIO io)
{
    /// <summary>How long it is until the next weekly run.</summary>
    private const int DaysToNextRun = 7;

    private const int MaxLocks = 100;

    private TimeSpan MaxAge => TimeSpan.FromDays(environment.MaxRegistryAgeDays ?? HfEnvironment.DefaultMaxRegistryAgeDays);

    /// <summary>Works out the proposal.</summary>
    /// <param name="files">The base.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The proposal, or what is wrong with the base's files.</returns>
    /// <exception cref="GitHubException">A file cannot be read.</exception>
    public async Task<Outcome<RegistryProposal>> ProposeAsync(BaseSnapshot files, CancellationToken cancellationToken)
    {
        var registry = await ReadAsync(files, settings.RegistryPath, RegistryFile.Parse, ModelRegistry.Empty, cancellationToken);
        var configurationPath = files.Nearest(settings.RegistryPath, HfConfiguration.FileName);
        var configuration = configurationPath is null
            ? new Outcome<HfConfiguration>(HfConfiguration.Empty)
            : await ReadAsync(files, configurationPath, ConfigurationFile.Parse, HfConfiguration.Empty, cancellationToken);
        if (registry.Value is not { } before || configuration.Value is null)
            return new Outcome<RegistryProposal>(null, [.. registry.Diagnostics, .. configuration.Diagnostics]);

        var context = new SelectionContext(configuration.Value);
        using var hub = new HubClient(HubOptions.Of(environment, context.Configuration.MaxRequestsPerMinute), io.Clock);
        var refreshed = await RefreshAsync(hub, context, before, cancellationToken);
        if (await new ProposedRegistry(github, files, settings).FindAsync(cancellationToken) is { } proposed)
            refreshed = refreshed with { Registry = Settle(proposed, refreshed, context) };
        var diff = RegistryDiff.Between(before, refreshed.Registry, context.Configuration.DefaultCooldownDays, new ScoreDiff(context.Configuration.Gate).Of);
        var (locks, broken) = await ResolveLocksAsync(files, context, refreshed.Registry, cancellationToken);
        var facts = new RegistryFacts
        {
            RegistryPath = settings.RegistryPath,
            ConfigurationPath = configurationPath ?? TreePath.Parse(HfConfiguration.FileName),
            Hub = environment.Endpoint,
            Before = before,
            Refreshed = refreshed,
            Diff = diff,
            Verified = await VerifyAsync(hub, context, before, diff, cancellationToken),
            Locks = locks,
            MayLackLocks = files.IsTruncated,
            Aged = Aged(before, refreshed.Registry),
        };
        return new Outcome<RegistryProposal>(new RegistryProposal(facts, ChangeOf(facts), [.. registry.Diagnostics, .. configuration.Diagnostics, .. broken, .. Remarks(facts)]));
    }

    private delegate Outcome<T> Parser<T>(ReadOnlySpan<byte> utf8, string path)
        where T : class;

    private async Task<Outcome<T>> ReadAsync<T>(BaseSnapshot files, TreePath path, Parser<T> parse, T whenMissing, CancellationToken cancellationToken)
        where T : class =>
        await files.FindAsync(path, cancellationToken) is { } file ? parse(file.Content.AsSpan(), PlaceOf(path)) : new Outcome<T>(whenMissing);

    // Where the file lies in a checkout: from there an annotation knows its path in the repository.
    private string PlaceOf(TreePath path) => Path.Combine(io.Variable("GITHUB_WORKSPACE") is { Length: > 0 } root ? root : io.Folder, path.ToString());

    private async Task<RefreshResult> RefreshAsync(HubClient hub, SelectionContext context, ModelRegistry before, CancellationToken cancellationToken)
    {
        var options = new RefreshOptions { Types = settings.Types, MaxAge = MaxAge };
        var refreshed = await new RegistryRefresher(hub, context, io.Clock).RefreshAsync(before, options, progress: null, cancellationToken);
        if (settings.AsksDetails)
            refreshed = await new DefaultDetails(hub, io.Clock).AddAsync(refreshed, cancellationToken);
        if (settings.AsksScores)
            refreshed = await new RegistryScoring(hub, io.Clock, MaxAge).AddAsync(refreshed, cancellationToken);
        return refreshed;
    }

    /// <summary>
    /// What is proposed already, when the fresh answers say the same in all that matters: a week's counts are no reason to push again. Of a
    /// type that the Hub did not answer for, what was learnt before stands.
    /// </summary>
    private ModelRegistry Settle(ModelRegistry proposed, RefreshResult refreshed, SelectionContext context)
    {
        var kept = refreshed.Failed.Select(failure => proposed.Find(failure.Type)).OfType<RegistryEntry>();
        var fresh = ModelRegistry.Of(refreshed.Registry.Entries.Concat(kept));
        var diff = RegistryDiff.Between(proposed, fresh, context.Configuration.DefaultCooldownDays, new ScoreDiff(context.Configuration.Gate).Of);
        return diff.Changes.IsEmpty && Aged(proposed, fresh) == 0 ? proposed : fresh;
    }

    private static async Task<ImmutableArray<ModelVerification>> VerifyAsync(
        HubClient hub, SelectionContext context, ModelRegistry before, RegistryDiff diff, CancellationToken cancellationToken)
    {
        var requests = diff.Changes
            .Where(static change => change is { Kind: ChangeKind.DefaultChanged or ChangeKind.NewType, Model: not null, New: not null })
            .OrderByDescending(static change => change.Kind == ChangeKind.DefaultChanged)
            .Take(RegistryFacts.MaxVerified)
            .Select(change => new VerificationRequest(change.Model!, new FitnessDemands { Task = TaskOf(before.Find(change.Type), context) }) { Type = change.Type });
        return await new ModelVerifier(hub, context).VerifyAsync([.. requests], progress: null, cancellationToken);
    }

    // A new default has to do what builds use the old one for.
    private static string? TaskOf(RegistryEntry? old, SelectionContext context) =>
        old?.DefaultModel is { } id && old.Find(id)?.PipelineTag is { } task ? context.FindTask(task) : null;

    private async Task<(ImmutableArray<RefreshedLock> Locks, ImmutableArray<Diagnostic> Broken)> ResolveLocksAsync(
        BaseSnapshot files, SelectionContext context, ModelRegistry registry, CancellationToken cancellationToken)
    {
        var resolver = new ModelResolver(new ResolverOptions { Registry = registry, Context = context, MaxAge = MaxAge }, null, io.Clock);
        var locks = ImmutableArray.CreateBuilder<RefreshedLock>();
        var broken = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var path in Locks(files).Take(MaxLocks))
        {
            var old = await ReadAsync(files, path, LockFile.Parse, new LockFile(), cancellationToken);
            broken.AddRange(old.Diagnostics);
            if (old.Value is not { } file)
                continue;
            var requests = file.Entries.Select(entry => (entry.Request, (SourceLocation?)new SourceLocation(PlaceOf(path)))).ToList();
            locks.Add(new RefreshedLock(path, await LockUpdater.UpdateAsync(file, requests, resolver, cancellationToken)));
        }

        return (locks.ToImmutable(), broken.ToImmutable());
    }

    // A lock below another registry is that registry's business.
    private IEnumerable<TreePath> Locks(BaseSnapshot files) => files.Named(LockFile.FileName)
        .Where(path => (files.Nearest(path, RegistryFile.FileName) ?? settings.RegistryPath) == settings.RegistryPath);

    private int Aged(ModelRegistry before, ModelRegistry after)
    {
        var limit = io.Clock.GetUtcNow() - MaxAge + TimeSpan.FromDays(DaysToNextRun);
        return before.Entries.Count(entry => !entry.Models.IsEmpty && entry.UpdatedAt is { } updated && updated < limit && after.Find(entry.Type)?.UpdatedAt > updated);
    }

    private DesiredChange ChangeOf(RegistryFacts facts)
    {
        var registry = new DesiredFile(facts.RegistryPath, Encoding.UTF8.GetString(RegistryFile.Render(facts.After)), facts.Matters);
        var locks = facts.ChangedLocks.Select(static one => new DesiredFile(one.Path, Encoding.UTF8.GetString(one.Update.Lock.Render())));
        var subject = settings.CommitPrefix.Length == 0 ? settings.Title : $"{settings.CommitPrefix} {settings.Title}";
        return settings.Manners.Treat(new DesiredChange
        {
            Branch = settings.BranchOf(SettingsReader.RegistryJobName),
            Base = settings.Base,
            Files = [registry, .. locks],
            CommitMessage = $"{subject}\n\n{RegistryText.CommitBody(facts)}",
            Title = settings.Title,
            Body = RegistryText.Sections(facts),
        });
    }

    private static IEnumerable<Diagnostic> Remarks(RegistryFacts facts)
    {
        foreach (var told in facts.Refreshed.Diagnostics.Concat(facts.Locks.SelectMany(static one => one.Update.Diagnostics)))
            yield return told;
        foreach (var unfit in facts.Unfit)
        {
            var reason = unfit.Checks.First(static check => check.Verdict == CheckVerdict.Failed).Reason;
            yield return DiagnosticCatalogue.DefaultNotVerified.Says(
                $"{unfit.Request.Id} would be the default of {unfit.Request.Type}: {reason}. {DiagnosticCatalogue.DefaultNotVerified.Remedy}");
        }

        if (facts.MayLackLocks)
            yield return DiagnosticCatalogue.LocksNotListed.Says($"GitHub lists only a part of the repository's files. {DiagnosticCatalogue.LocksNotListed.Remedy}");
    }
}
