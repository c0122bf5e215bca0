using System.Collections.Immutable;
using System.Text;
using HfRegistry.Cache;
using HfRegistry.Gate;
using HfRegistry.Hub;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Packaging;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Quality;
using HfRegistry.UseCases;

namespace HfRegistry.Ingestion.Steps;

/// <summary>One attempt to bring a run to its end.</summary>
internal sealed class IngestAttempt(
    IngestOptions options, HubClient hub, IPackageStore store, ICatalog catalog, TimeProvider clock, IngestRequest request, IngestionRun run, IProgress<IngestProgress>? progress)
{
    /// <summary>The age from which a resolution is made anew: nobody wants last month's commit.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(1);

    private readonly List<Diagnostic> _notes = [];
    private IngestResult _result = new(request, IngestStatus.Failed, IngestStep.Resolve) { RunId = run.RunId };

    private bool IsFresh => clock.GetUtcNow() - run.UpdatedAt < FreshFor;

    /// <summary>Takes the steps, from the first that is not recorded.</summary>
    public async Task<IngestResult> RunAsync(CancellationToken cancellationToken)
    {
        var found = await PrepareAsync(cancellationToken);
        if (found.Value is not { } repository)
            return Stopped(found.Stop!);
        var scored = await ScoreAsync(repository, cancellationToken);
        if (scored.Value is not { } judged)
            return Stopped(scored.Stop!);
        var built = await BuildAsync(repository, judged, cancellationToken);
        if (built.Value is not { } package)
            return Stopped(built.Stop!);
        var entered = await PublishAsync(repository, judged, package, cancellationToken);
        return entered.Value is not { } entry
            ? Stopped(entered.Stop!)
            : _result with { Status = IngestStatus.Stored, Package = entry, Diagnostics = [.. _notes] };
    }

    /// <summary>Returns the result of an attempt that ends at the step that it takes.</summary>
    public IngestResult Stopped(StepStop stop) => _result with
    {
        Status = stop.Existing is null ? stop.Status : IngestStatus.Duplicate,
        Package = stop.Existing,
        HubError = stop.HubError,
        Diagnostics = [.. _notes, .. stop.Diagnostics],
    };

    private async Task<StepOutcome<ResolvedRepository>> PrepareAsync(CancellationToken cancellationToken)
    {
        Begin(IngestStep.Resolve);

        // A commit without its facts is resolved anew: the Hub tells the facts of the newest commit alone.
        var recorded = IsFresh && StepProducts.Find(run, IngestStep.Score) is not null ? StepProducts.FindResolved(run) : null;
        var resolved = await new RepositoryResolver(hub, catalog, options.Limits.MaxFiles).ResolveAsync(request, recorded, cancellationToken);
        if (resolved.Value is not { } repository)
            return resolved;
        if (HubRename.Diagnostic(request.Id, repository.Key.Id) is { } renamed)
            _notes.Add(renamed);
        _result = _result with { Key = repository.Key, Revision = repository.Commit, TotalBytes = repository.SizeBytes };
        var product = new ResolvedProduct(repository.Key.Id.ToString(), repository.Commit.ToString(), repository.Key.Version.ToString());
        if (await RecordAsync(StepProducts.Of(IngestStep.Resolve, product, StepJson.Default.ResolvedProduct), cancellationToken) is { } refused)
            return refused;

        Begin(IngestStep.Duplicate);
        var existing = await catalog.FindAsync(repository.Key, cancellationToken);
        if (existing.Error is { } unknown)
            return StepStop.Of(unknown);
        if (existing.Value is { } package)
            return Duplicate(package);

        Begin(IngestStep.Size);
        if (await CheckSizeAsync(repository, cancellationToken) is { } unfit)
            return unfit;
        return await RecordAsync(StepProducts.Of(IngestStep.Size, new SizeProduct(repository.Files.Length, repository.SizeBytes), StepJson.Default.SizeProduct), cancellationToken) is { } failed
            ? failed
            : repository;
    }

    private async Task<StepStop?> CheckSizeAsync(ResolvedRepository repository, CancellationToken cancellationToken)
    {
        var usage = await catalog.UsageAsync(request.Tenant, cancellationToken);
        return usage.Value is not { } used ? StepStop.Of([.. usage.Diagnostics])
            : SizeCheck.Problem(repository, options.Limits, used.Bytes) is { } problem ? StepStop.Of(problem)
            : null;
    }

    private async Task<StepOutcome<JudgedScore>> ScoreAsync(ResolvedRepository repository, CancellationToken cancellationToken)
    {
        Begin(IngestStep.Score);
        var scorer = new RepositoryScorer(options, hub, clock);
        var read = await scorer.ReadAsync(request, repository, IsFresh ? StepProducts.Find(run, IngestStep.Score) : null, cancellationToken);
        if (read.Value is not { } facts)
            return read.Stop!;
        var judged = scorer.Judge(request, facts, cancellationToken);
        _result = _result with { Score = request.Kind == PackageKind.Model ? judged.Scored.Score : null, Verdict = judged.Verdict };

        // Facts with a hole that the next attempt may fill are not kept.
        var isWhole = ScoringFailure.Of(judged.Scored) is null;
        if (isWhole && await RecordAsync(new RunStep(StepProducts.NameOf(IngestStep.Score), RepositoryScorer.Render(facts)), cancellationToken) is { } refused)
            return refused;

        Begin(IngestStep.Gate);
        if (IngestGate.Refusal(judged, repository) is { } refusal)
            return refusal;
        _notes.AddRange(GateDiagnostics.Of(judged.Verdict, location: null, Severity.Warning));
        if (GateDiagnostics.Unchecked(judged.Verdict, location: null) is { } unchecked_)
            _notes.Add(unchecked_);
        var product = new GateProduct(ManifestBuilder.VerdictOf(judged), judged.Scored.Score.NetScore);
        return await RecordAsync(StepProducts.Of(IngestStep.Gate, product, StepJson.Default.GateProduct), cancellationToken) is { } failed ? failed : judged;
    }

    private async Task<StepOutcome<LocalPackage>> BuildAsync(ResolvedRepository repository, JudgedScore judged, CancellationToken cancellationToken)
    {
        var fetched = await FetchAsync(repository, cancellationToken);
        if (fetched.Value is not { } local)
            return fetched.Stop!;

        Begin(IngestStep.Package);
        var manifest = ManifestBuilder.Build(repository, judged, local.Files, options);
        var bytes = manifest.Render();
        var archive = PackageArchive.OfFolder(bytes, manifest.Files, local.Folder);
        var digest = await PackageArchive.DigestAsync(archive, new PackagedBytes(repository.Key.Id, archive.Length, progress), cancellationToken);
        var product = new PackageProduct(digest, archive.Length);
        return await RecordAsync(StepProducts.Of(IngestStep.Package, product, StepJson.Default.PackageProduct), cancellationToken) is { } refused
            ? refused
            : new LocalPackage(new BuiltPackage(bytes, manifest.Files, archive, digest), manifest, local.Folder);
    }

    // A content that is damaged in the cache is fetched once more.
    private async Task<StepOutcome<LocalFiles>> FetchAsync(ResolvedRepository repository, CancellationToken cancellationToken)
    {
        for (var isRepeated = false; ; isRepeated = true)
        {
            Begin(IngestStep.Fetch);
            var fetched = await new PackageFetcher(options, hub, clock).FetchAsync(repository, progress, cancellationToken);
            if (fetched.Value is not { } present)
                return fetched.Stop!;
            _result = _result with { FetchedBytes = _result.FetchedBytes + present.FetchedBytes };
            var fetch = new FetchProduct(_result.FetchedBytes, repository.SizeBytes);
            if (await RecordAsync(StepProducts.Of(IngestStep.Fetch, fetch, StepJson.Default.FetchProduct), cancellationToken) is { } refused)
                return refused;

            Begin(IngestStep.Verify);
            var (files, damaged) = await PackageFetcher.VerifyAsync(repository, present.Folder, progress, cancellationToken);
            if (damaged.IsEmpty)
            {
                var verify = new VerifyProduct(files.Length, repository.SizeBytes);
                return await RecordAsync(StepProducts.Of(IngestStep.Verify, verify, StepJson.Default.VerifyProduct), cancellationToken) is { } failed ? failed : new LocalFiles(present.Folder, files);
            }

            if (isRepeated)
                return StepStop.Of([.. damaged.Select(one => DiagnosticCatalog.ContentDiffers.Create(repository.Key.Id, one.File.Path, one.Actual, one.File.ETag))]);
            foreach (var (file, _) in damaged)
                PackageFetcher.Remove(present.Folder, file);
        }
    }

    private async Task<StepOutcome<CatalogPackage>> PublishAsync(ResolvedRepository repository, JudgedScore judged, LocalPackage package, CancellationToken cancellationToken)
    {
        Begin(IngestStep.Store);
        var stored = await new PackagePublisher(store, catalog).StoreAsync(run.RunId, repository.Key, package.Built, options.Layout, package.Folder, progress, cancellationToken);
        if (stored.Value is not { } objects)
            return stored.Stop!;
        var product = new StoreProduct(objects.Main.ToString(), objects.All.Length);
        if (await RecordAsync(StepProducts.Of(IngestStep.Store, product, StepJson.Default.StoreProduct), cancellationToken) is { } refused)
            return refused;

        Begin(IngestStep.Catalog);

        // Others that found room at the same time may have filled it.
        if (await CheckSizeAsync(repository, cancellationToken) is { } full)
            return full;
        var now = clock.GetUtcNow();
        var entry = new CatalogPackage(
            Guid.CreateVersion7(now), repository.Key, repository.Commit, objects.Main, package.Built.Digest, package.Built.Archive.Length, Encoding.UTF8.GetString(package.Built.Manifest))
        {
            Scores = ScoresOf(package.Manifest.Scores),
            License = package.Manifest.License,
            Verdict = ManifestBuilder.VerdictOf(judged),
            BaseModels = package.Manifest.BaseModels,
            Description = request.Description,
            CreatedBy = request.RequestedBy,
            CreatedAt = now,
        };
        return await catalog.CompleteAsync(run.RunId, entry, objects.All, cancellationToken) switch
        {
            Completion.Entered => entry,
            Completion.Duplicate duplicate => Duplicate(duplicate.Existing),
            Completion.Failed failed => StepStop.Of(failed.Error),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no way to complete a run."),
        };
    }

    private static Dictionary<string, double?> ScoresOf(PackagedScores? scores) =>
        scores is null ? [] : new Dictionary<string, double?>(scores.Metrics) { ["net_score"] = scores.NetScore };

    private static StepStop Duplicate(CatalogPackage existing) => StepStop.Of(DiagnosticCatalog.DuplicatePackage.Create(existing.Key, existing.Revision.Short)) with { Existing = existing };

    private void Begin(IngestStep step)
    {
        _result = _result with { Step = step };
        progress?.Report(new IngestProgress(request.Id, step));
    }

    private async Task<StepStop?> RecordAsync(RunStep step, CancellationToken cancellationToken) =>
        await catalog.RecordAsync(run.RunId, step, cancellationToken) is { } refused ? StepStop.Of(refused) : null;

    private sealed record LocalFiles(string Folder, ImmutableArray<VerifiedFile> Files);

    private sealed record LocalPackage(BuiltPackage Built, PackageManifest Manifest, string Folder);

    private sealed class PackagedBytes(ModelId id, long total, IProgress<IngestProgress>? progress) : IProgress<long>
    {
        public void Report(long value) => progress?.Report(new IngestProgress(id, IngestStep.Package, value, total));
    }
}
