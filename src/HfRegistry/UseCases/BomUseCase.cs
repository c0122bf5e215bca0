using System.Collections.Immutable;
using HfRegistry.Bom;
using HfRegistry.Cache;
using HfRegistry.Gate;
using HfRegistry.Hub;
using HfRegistry.Quality.Scoring;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.UseCases;

/// <summary>Gathers the models of bills of materials: those that lock files hold, projects declare, or a command names.</summary>
/// <param name="workspace">The registry and the configuration.</param>
/// <param name="mode">Whether the Hub is asked; <c>Online</c> asks it for the card, the datasets and the scores of each model that is named.</param>
/// <param name="timeout">The most time that the Hub may take, or null for the usual one.</param>
/// <param name="cacheRoot">The folder of the shared cache, whose lists of files are used, or null.</param>
internal sealed class BomUseCase(Workspace workspace, ResolutionMode mode, TimeSpan? timeout, string? cacheRoot)
{
    /// <summary>Gathers models.</summary>
    /// <param name="locks">The lock files with their absolute paths.</param>
    /// <param name="declared">The models that projects declare, as their builds resolve them.</param>
    /// <param name="ids">The models that are named.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The models, each commit once; or the errors of those that could not be had.</returns>
    public async Task<Outcome<BomModels>> RunAsync(
        IReadOnlyList<(string Path, LockFile Content)> locks, IReadOnlyList<ResolutionResult> declared, IReadOnlyList<ModelId> ids, CancellationToken cancellationToken)
    {
        var models = new List<BomModel>();
        var diagnostics = new List<Diagnostic>();
        Take(declared);
        foreach (var (path, content) in locks)
        {
            var offline = workspace.ResolverOptions(ResolutionMode.Offline, timeout: null);
            var requests = content.Entries.Select(entry => (entry.Request, (SourceLocation?)new SourceLocation(path))).ToList();
            Take(await new ResolveUseCase(offline, hub: null, workspace.Clock).RunAsync(requests, new ProjectLock(content, path, new LockPolicy(IsLocked: true)), cancellationToken));
        }

        if (ids.Count > 0 && mode == ResolutionMode.Online)
            await AskAsync();
        else if (ids.Count > 0)
            Take(await workspace.ResolveAsync(ids.Select(static id => new RawRequest { Include = id.ToString(), AllowGated = "true" }), mode, timeout, cancellationToken));

        for (var i = 0; i < models.Count; i++)
            models[i] = await WithCachedFilesAsync(models[i], cancellationToken);
        return diagnostics.Exists(static diagnostic => diagnostic.Severity == Severity.Error) ? new(null, diagnostics) : new(new BomModels(BomModel.Merge(models)), diagnostics);

        void Take(IReadOnlyList<ResolutionResult> results)
        {
            diagnostics.AddRange(results.SelectMany(static result => result.Diagnostics));
            models.AddRange(results.Select(static result => result.Value).OfType<ResolvedModel>().Select(static resolved => BomModel.Of(resolved)));
        }

        async Task AskAsync()
        {
            using var hub = workspace.Connect(timeout);
            foreach (var scored in await ModelScoring.RunAsync(hub, ids, workspace.Clock, cancellationToken: cancellationToken))
            {
                if (BomModel.Of(scored.Snapshot, workspace.Context, cancellationToken) is { } model)
                    models.Add(model with { Record = model.Record! with { Scores = ScoreRecords.ToRecord(scored.Score) } });
                else
                    diagnostics.Add(HubDiagnostics.Of(scored.Snapshot.Info.Error!, Consequence.ModelNotListed, scored.Snapshot.AskedId));
            }
        }
    }

    // The lock file's files are those that the project uses; of a model that is named alone, all files of the commit are meant.
    private async Task<BomModel> WithCachedFilesAsync(BomModel model, CancellationToken cancellationToken)
    {
        if (model.Files is not null || model.Revision is not { } commit || cacheRoot is null)
            return model;
        var listed = await new SnapshotListing(new DownloadOptions { Root = cacheRoot }, hub: null).ReadAsync(model.Id, commit.ToString(), cancellationToken);
        return listed.Value is { IsComplete: true } snapshot
            ? model with { Files = [.. snapshot.Files.Select(static file => new ModelFile(file.Path, file.Size, file.ETag)).OrderBy(static file => file.Path, StringComparer.Ordinal)] }
            : model;
    }
}

/// <summary>The models of a bill of materials.</summary>
/// <param name="Models">The models, each commit once, in the order of their ids.</param>
internal sealed record BomModels(ImmutableArray<BomModel> Models);
