using System.Collections.Immutable;
using System.Text;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Documents;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.Cache;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Automation.Models;

/// <summary>
/// The job <c>registry</c>: refreshes the base branch's registry in memory, resolves its lock files anew, verifies what became a default,
/// and says what to propose. It reads the repository through the API and writes nothing.
/// </summary>
internal sealed class RegistryJob(ActionContext context) : IActionJob
{
    /// <summary>The days until the next weekly run.</summary>
    private const int DaysToNextRun = 7;

    private ActionSettings Settings => context.Settings;

    public string Name => JobNames.Registry;

    public bool Proposes => true;

    public async Task<JobProposal> RunAsync(BaseBranchSnapshot files, CancellationToken cancellationToken)
    {
        var isFirst = await files.FindAsync(Settings.RegistryPath, cancellationToken) is null;
        // What builds use as long as the repository has no registry of its own.
        var registry = await files.ParseAsync(Settings.RegistryPath, RegistryFile.Parse, isFirst ? Embedded() : ModelRegistry.Empty, cancellationToken);
        var configuration = await files.ConfigurationOfAsync(Settings.RegistryPath, cancellationToken);
        if (registry.Value is not { } before || configuration.Value is null)
            return JobProposal.Failed(Name, [.. registry.Diagnostics, .. configuration.Diagnostics]);

        var workspace = context.WorkspaceOf(configuration.Value);
        var selection = workspace.Context;
        using var hub = context.Connect(workspace);
        var learned = Settings.ShardFiles.IsEmpty ? new Outcome<RefreshResult>(await RefreshAsync(hub, selection, before, cancellationToken)) : RegistryShards.Read(context, isFirst ? ModelRegistry.Empty : before);
        if (learned.Value is not { } refreshed)
            return JobProposal.Failed(Name, learned.Diagnostics);
        if (isFirst)
            before = ModelRegistry.Of(before.Entries.Where(entry => refreshed.Registry.Find(entry.Type) is not null));
        var defaults = new DefaultVerifier(hub, selection, context.Clock);
        refreshed = refreshed with { Registry = await defaults.KeepFitAsync(before, refreshed.Registry, cancellationToken) };
        if (await ProposedRegistry.FindAsync(context, files, isFirst ? ModelRegistry.Empty : before, cancellationToken) is { } proposed)
            refreshed = refreshed with { Registry = await defaults.KeepFitAsync(before, Settle(proposed, refreshed, selection), cancellationToken) };
        var diff = RegistryDiff.Between(before, refreshed.Registry, selection.Configuration.DefaultCooldownDays, new ScoreDiff(selection.Configuration.Gate).Of);
        var locks = await BaseBranchLocks.ReadAsync(files, Settings.RegistryPath, cancellationToken);
        // Only the table of new defaults tells a class.
        var documents = diff.Changes.Any(RegistryFacts.IsNewDefault) ? await BaseBranchDocuments.ReadAsync(files, Settings.MofFolder, cancellationToken) : BaseBranchDocuments.None;
        var facts = new RegistryFacts
        {
            RegistryPath = Settings.RegistryPath,
            ConfigurationPath = files.Nearest(Settings.RegistryPath, HfConfiguration.FileName) ?? TreePath.Parse(HfConfiguration.FileName),
            Hub = context.Environment.Endpoint,
            IsOfParts = !Settings.ShardFiles.IsEmpty,
            IsFirst = isFirst,
            Before = before,
            Refreshed = refreshed,
            Diff = diff,
            Verified = await defaults.VerifyAsync(before, diff, cancellationToken),
            NotProposed = defaults.Unfit.RemoveAll(one => refreshed.Registry.Find(one.Type!)?.DefaultModel == one.Id),
            Locks = await ResolveLocksAsync(locks, new RefreshedLocks(defaults, selection, refreshed.Registry, context.MaxAge, context.Clock) { Files = ListingBy(hub) }, cancellationToken),
            MayLackLocks = !locks.IsComplete,
            Aged = Aged(before, refreshed.Registry),
            MofClassOf = documents.ClassOf,
        };
        var (project, tooMany) = await new TestProjectFiles(context, files, selection).OfAsync(facts, cancellationToken);
        return ProposalOf(facts, project, files, [.. registry.Diagnostics, .. configuration.Diagnostics, .. learned.Diagnostics, .. locks.Diagnostics, .. documents.Remarks, .. tooMany, .. Remarks(facts)]);
    }

    private JobProposal ProposalOf(RegistryFacts facts, ImmutableArray<DesiredFile> project, BaseBranchSnapshot files, ImmutableArray<Diagnostic> told)
    {
        var sections = RegistryPullRequestBody.Sections(facts);
        return JobProposal.For(Name, files) with
        {
            Asked = facts.Asked,
            Changes = facts.Changes,
            Unanswered = facts.Refreshed.Failed.Length,
            NeedsReview = facts.NeedsReview,
            Headline = RegistryHeadline.Of(facts),
            Change = Settings.ChangeOf(Name, [.. FilesOf(facts), .. project], RegistryHeadline.Title(facts), RegistryPullRequestBody.CommitBody(facts), sections),
            // A Hub that is silent is no reason to close what an earlier run proposed.
            IsWithheld = facts.IsSilent || (facts is { IsPartial: true, Matters: false } && !facts.ChangedLocks.Any()),
            Text = sections,
            // What the Hub did not say leaves something out, and ends nothing.
            Diagnostics = [.. told.CapAtWarning()],
            IsPartial = facts.IsPartial,
        };
    }

    private async Task<RefreshResult> RefreshAsync(HubClient hub, SelectionContext selection, ModelRegistry before, CancellationToken cancellationToken)
    {
        var options = new RefreshOptions { Types = Settings.Types, MaxAge = context.MaxAge };
        var request = new RefreshRequest(options) { WithDetails = Settings.AsksDetails, WithScores = Settings.AsksScores };
        return await new RefreshUseCase(context.Environment, selection, context.Clock).RunAsync(hub, before, request, cancellationToken);
    }

    /// <summary>
    /// Returns what is proposed already, when the fresh answers say the same in all that matters: a week's counts are no reason to push again. Of a
    /// type that the Hub did not answer for, or that was not asked for this time, what is proposed stands.
    /// </summary>
    private ModelRegistry Settle(ModelRegistry proposed, RefreshResult refreshed, SelectionContext selection)
    {
        var answered = (Settings.ShardFiles.IsEmpty ? refreshed.Updated.Concat(refreshed.Unchanged) : refreshed.Updated).ToImmutableHashSet();
        var fresh = ModelRegistry.Of(refreshed.Registry.Entries.Concat(proposed.Entries.Where(entry => !answered.Contains(entry.Type))));
        var diff = RegistryDiff.Between(proposed, fresh, selection.Configuration.DefaultCooldownDays, new ScoreDiff(selection.Configuration.Gate).Of);
        return diff.Changes.IsEmpty && Aged(proposed, fresh) == 0 ? proposed : fresh;
    }

    private ModelFilesUseCase? ListingBy(HubClient hub) =>
        CacheLocation.Find(context.Runner.Variable) is { } root ? new ModelFilesUseCase(new DownloadOptions { Root = root }, hub, context.Clock) : null;

    private static async Task<ImmutableArray<RefreshedLock>> ResolveLocksAsync(BaseBranchLocks files, RefreshedLocks resolver, CancellationToken cancellationToken)
    {
        var locks = ImmutableArray.CreateBuilder<RefreshedLock>();
        foreach (var (path, place, file) in files.Read)
            locks.Add(await resolver.ResolveAsync(path, place, file, cancellationToken));
        return locks.ToImmutable();
    }

    private ModelRegistry Embedded() => Settings.Types.IsEmpty
        ? EmbeddedRegistry.Registry
        : ModelRegistry.Of(Settings.Types.Select(EmbeddedRegistry.Registry.Find).OfType<RegistryEntry>());

    private int Aged(ModelRegistry before, ModelRegistry after)
    {
        var limit = context.Clock.GetUtcNow() - context.MaxAge + TimeSpan.FromDays(DaysToNextRun);
        return before.Entries.Count(entry => !entry.Models.IsEmpty && entry.UpdatedAt is { } updated && updated < limit && after.Find(entry.Type)?.UpdatedAt > updated);
    }

    private static ImmutableArray<DesiredFile> FilesOf(RegistryFacts facts) =>
    [
        new DesiredFile(facts.RegistryPath, Encoding.UTF8.GetString(RegistryFile.Render(facts.After)), facts.Matters),
        .. facts.ChangedLocks.Select(static one => new DesiredFile(one.Path, Encoding.UTF8.GetString(one.Update.Lock.Render()))),
    ];

    private static IEnumerable<Diagnostic> Remarks(RegistryFacts facts)
    {
        foreach (var told in facts.Refreshed.Diagnostics.Concat(facts.Locks.SelectMany(static one => one.Update.Diagnostics)))
            yield return told;
        foreach (var (id, type, why) in facts.NotProposed.Select(static one => (one.Id, one.Type, one.Why)).Concat(facts.Unfit.Select(static one => (one.Request.Id, one.Request.Type, DefaultVerifier.WhyOf(one)))))
            yield return DiagnosticCatalog.DefaultNotVerified.Create(id, type, why);
        foreach (var (path, one) in facts.Locks.SelectMany(static one => one.Unfit.Select(unfit => (one.Path, unfit))))
            yield return DiagnosticCatalog.LockNotVerified.Create(path, one.Id, one.Why);
    }
}
