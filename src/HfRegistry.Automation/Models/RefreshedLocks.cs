using System.Collections.Immutable;
using HfRegistry.GitHub;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;
using HfRegistry.Verification;

namespace HfRegistry.Automation.Models;

/// <summary>A committed lock file, resolved anew from the refreshed registry.</summary>
/// <param name="Path">Its path in the repository.</param>
/// <param name="Update">What it holds now, and what differs.</param>
internal sealed record RefreshedLock(TreePath Path, LockUpdate Update)
{
    /// <summary>Gets the models that it would be changed to, as the Hub has them.</summary>
    public ImmutableArray<ModelVerification> Verified { get; init; } = [];

    /// <summary>Gets the models that it would have been changed to and that are not fit; their requests have another model, or the one before.</summary>
    public ImmutableArray<UnfitModel> Unfit { get; init; } = [];
}

/// <summary>Resolves lock files from a registry. What a lock would be changed to is verified like a default: it is what builds download.</summary>
internal sealed class RefreshedLocks(DefaultVerifier defaults, SelectionContext selection, ModelRegistry registry, TimeSpan maxAge, TimeProvider clock)
{
    private const int MaxRounds = 3;

    /// <summary>Gets what lists the files of the models that projects download, or null: entries then keep the files that they have.</summary>
    public ModelFilesUseCase? Files { get; init; }

    /// <summary>Resolves one lock file.</summary>
    /// <param name="path">Its path in the repository.</param>
    /// <param name="place">Where it would lie in a checkout.</param>
    /// <param name="file">What it holds.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<RefreshedLock> ResolveAsync(TreePath path, string place, LockFile file, CancellationToken cancellationToken)
    {
        var denied = selection.Configuration.DeniedModels;
        ImmutableArray<Diagnostic>? told = null;
        var unfit = new List<UnfitModel>();
        for (var round = 0; round <= MaxRounds; round++)
        {
            var context = new SelectionContext(selection.Configuration with { DeniedModels = denied });
            var update = await new LockUseCase(new ResolverOptions { Registry = registry, Context = context, MaxAge = maxAge }, hub: null, clock).RunAsync(file, place, cancellationToken);
            // What the tries after the first say of models that are left out is about the tries.
            told ??= update.Diagnostics;
            var verified = await VerifyAsync(update, cancellationToken);
            var failed = verified.Where(static one => one.Verdict == CheckVerdict.Failed).ToList();
            if (failed.Count == 0)
            {
                update = update with { Diagnostics = told.Value };
                return new RefreshedLock(path, await WithFilesAsync(update, file, place, cancellationToken)) { Verified = verified, Unfit = [.. unfit] };
            }

            unfit.AddRange(failed.Select(static one => new UnfitModel(one.Request.Type, one.Request.Id, DefaultVerifier.WhyOf(one))));
            denied = denied.Union(failed.Select(static one => one.Request.Id));
        }

        return new RefreshedLock(path, new LockUpdate(file, [], told!.Value)) { Unfit = [.. unfit] };
    }

    // Sizes and hashes of a new commit's files, from its list: no file is downloaded.
    private async Task<LockUpdate> WithFilesAsync(LockUpdate update, LockFile file, string place, CancellationToken cancellationToken) => Files is null
        ? update
        : await new LockedFilesUpdate(Files).ApplyAsync(update, file, [.. file.Entries.Select(entry => (entry.Request, (SourceLocation?)new SourceLocation(place)))], cancellationToken);

    private async Task<ImmutableArray<ModelVerification>> VerifyAsync(LockUpdate update, CancellationToken cancellationToken)
    {
        var changes = update.Changes.Where(static change => change.New is not null).ToLookup(static change => change.New!.Id);
        var verified = await defaults.VerifyAsync([.. changes.Select(group => RequestFor(group.First()))], cancellationToken);
        return [.. verified.Select(one => changes[one.Request.Id].All(static change => HfEnvironment.IsTruthy(change.Request.AllowGated)) ? WithTermsAccepted(one) : one)];
    }

    private VerificationRequest RequestFor(LockChange change) =>
        new(change.New!.Id, new FitnessDemands { Task = change.Request.Task is { Length: > 0 } task ? selection.FindTask(task) : null }) { Type = change.New.Type };

    // Who asks for a gated model has its terms accepted where it is downloaded, which need not be here.
    private static ModelVerification WithTermsAccepted(ModelVerification verified) => verified with { Checks = verified.Checks.RemoveAll(static check => check.Name == "access") };
}
