using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Mof.Validation;

namespace HfRegistry.Automation.Documents;

/// <summary>The job <c>mof-validate</c>: what <c>hfregistry mof validate</c> tells of the base's documents. It proposes nothing.</summary>
internal sealed class MofValidationJob(ActionContext context) : IActionJob
{
    /// <inheritdoc/>
    public string Name => JobNames.MofValidate;

    /// <inheritdoc/>
    public bool Proposes => false;

    /// <inheritdoc/>
    public async Task<JobProposal> RunAsync(BaseBranchSnapshot files, CancellationToken cancellationToken)
    {
        var folder = context.Settings.MofFolder;
        var configuration = await files.ConfigurationOfFolderAsync(folder, cancellationToken);
        if (configuration.Value is null)
            return JobProposal.Failed(Name, configuration.Diagnostics);

        var documents = await BaseBranchDocuments.ReadAsync(files, folder, cancellationToken);
        if (documents.Refusal is { } refusal)
            return JobProposal.Failed(Name, [refusal]);
        var validator = new MofValidator(await MofSchema.BuiltInAsync(cancellationToken), RuleSeverities.Of(configuration.Value), context.Clock);
        var validated = validator.WithCollisions([.. documents.All.Select(document => validator.ValidateAlone(document.Reading, document.Place))]);
        ImmutableArray<Diagnostic> findings = [.. validated.SelectMany(static document => document.Diagnostics)];
        var headline = Headline(validated.Count, findings);
        return JobProposal.For(Name, files) with
        {
            Asked = validated.Count,
            NeedsReview = Count(findings, Severity.Error),
            Headline = headline,
            Text = [new BodySection("the MOF documents", $"### MOF documents\n\n{headline}")],
            Diagnostics = [.. configuration.Diagnostics, .. documents.Remarks],
            Findings = findings,
        };
    }

    private static string Headline(int documents, ImmutableArray<Diagnostic> findings) => string.Create(
        CultureInfo.InvariantCulture,
        $"{documents} documents read: {Count(findings, Severity.Error)} errors, {Count(findings, Severity.Warning)} warnings, {Count(findings, Severity.Message)} messages.");

    private static int Count(ImmutableArray<Diagnostic> findings, Severity severity) => findings.Count(found => found.Severity == severity);
}
