using System.Collections.Immutable;
using System.Text;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.GitHub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Automation.Documents;

/// <summary>A draft that an earlier run proposed.</summary>
/// <param name="Id">The model.</param>
/// <param name="Path">Its file.</param>
/// <param name="Text">The file's text.</param>
internal sealed record ProposedDraft(ModelId Id, TreePath Path, string Text);

/// <summary>The drafts that an earlier run proposed and nobody has merged or touched yet: they stay in the proposal, whatever the counts of a week say.</summary>
internal static class ProposedDrafts
{
    /// <summary>Reads them.</summary>
    /// <returns>The drafts that the base lacks, in the order of their paths.</returns>
    /// <exception cref="GitHubException">They cannot be read.</exception>
    public static async Task<ImmutableArray<ProposedDraft>> FindAsync(ActionContext context, BaseBranchSnapshot files, TreePath folder, CancellationToken cancellationToken)
    {
        if (await context.FindPreviousAsync(JobNames.MofDrafts, files, cancellationToken) is not { } earlier)
            return [];
        var texts = await earlier.ReadFolderAsync(folder, cancellationToken);
        return
        [
            .. texts.Where(file => !files.Has(file.Key)).OrderBy(static file => file.Key)
                .Select(static file => Read(file.Key, Encoding.UTF8.GetString(file.Value.Content.AsSpan()))).OfType<ProposedDraft>(),
        ];
    }

    private static ProposedDraft? Read(TreePath path, string text) =>
        DraftText.Read(text) is { State: DraftState.Draft, Source: { } source } && HubAddress.Read(source).Id is { } id ? new ProposedDraft(id, path, text) : null;
}
