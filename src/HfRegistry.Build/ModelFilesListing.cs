using System.Collections.Immutable;
using HfRegistry.Build.Items;
using HfRegistry.Resolution;
using HfRegistry.UseCases;

namespace HfRegistry.Build;

/// <summary>Finds out which files the models of a project have: those that the lock file names, else those that the cache or the Hub lists.</summary>
/// <param name="projectLock">The lock file, or null when none is used.</param>
/// <param name="commandFor">Returns the command that makes a model's files known.</param>
/// <param name="isDesignTime">Whether an editor runs the build: what is not known then stays open.</param>
internal sealed class ModelFilesListing(ProjectLock? projectLock, Func<ResolvedModel, ProjectLock?, string> commandFor, bool isDesignTime)
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Gets what there is to tell.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Gets whether the next build has to look again.</summary>
    public bool IsUnfinished { get; private set; }

    /// <summary>Returns the models with their files.</summary>
    /// <param name="models">The models.</param>
    /// <param name="files">Lists files, or null where there is no cache.</param>
    /// <param name="ban">What forbids to ask the Hub, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ImmutableArray<ProjectModel>> ListAsync(ImmutableArray<ProjectModel> models, ModelFilesUseCase? files, string? ban, CancellationToken cancellationToken)
    {
        var listed = ImmutableArray.CreateBuilder<ProjectModel>(models.Length);
        foreach (var model in models)
            listed.Add(model is { Resolved: { } resolved, Item.Request.IsDownloaded: true } ? await ListAsync(model, resolved, files, ban, cancellationToken) : model);
        return listed.MoveToImmutable();
    }

    private async Task<ProjectModel> ListAsync(ProjectModel model, ResolvedModel resolved, ModelFilesUseCase? files, string? ban, CancellationToken cancellationToken)
    {
        var isLocked = projectLock is { Policy.IsLocked: true };
        if (resolved.Files is { } locked)
            return model with { Files = locked, AreFilesLocked = isLocked };
        if (isLocked)
            return Fail(model, DiagnosticCatalog.FilesNotLocked.Create(model.Item.Location, RequestText.Of(resolved.Request), projectLock!.Path, commandFor(resolved, projectLock)));
        if (files is null)
            return Fail(model, DiagnosticCatalog.NoCache.Create(model.Item.Location));
        var answer = await files.ListAsync(resolved.Id, resolved.Revision, resolved.Request, cancellationToken);
        if (answer.Value is { } found)
            return model with { Files = found, Resolved = resolved with { Revision = found.Commit } };
        return Fail(model, ban is null ? [.. answer.Diagnostics] : [DiagnosticCatalog.FilesUnknown.Create(model.Item.Location, resolved.Id, ban, commandFor(resolved, null))]);
    }

    private ProjectModel Fail(ProjectModel model, params ReadOnlySpan<Diagnostic> problems)
    {
        IsUnfinished = true;
        if (!isDesignTime)
        {
            foreach (var problem in problems)
                _diagnostics.Add(model.Item.Named(problem with { Location = problem.Location ?? model.Item.Location }));
        }

        return model;
    }
}
