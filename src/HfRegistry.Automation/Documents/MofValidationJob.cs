using System.Globalization;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Mof.UseCases;

namespace HfRegistry.Automation.Documents;

/// <summary>The job <c>mof-validate</c>: what <c>hfregistry mof validate</c> tells of the base's documents. It proposes nothing.</summary>
internal sealed class MofValidationJob(ActionContext context) : IActionJob
{
    public string Name => JobNames.MofValidate;

    public bool Proposes => false;

    public async Task<JobProposal> RunAsync(BaseBranchSnapshot files, CancellationToken cancellationToken)
    {
        var folder = context.Settings.MofFolder;
        var configuration = await files.ConfigurationOfFolderAsync(folder, cancellationToken);
        if (configuration.Value is not { } known)
            return JobProposal.Failed(Name, configuration.Diagnostics);

        var documents = await BaseBranchDocuments.ReadAsync(files, folder, cancellationToken);
        if (documents.Refusal is { } refusal)
            return JobProposal.Failed(Name, [refusal]);
        var validation = (await ValidateUseCase.OpenAsync(known, schemaFile: null, context.Clock, cancellationToken)).Value!;
        var validated = validation.Run(documents.All.Select(static document => (document.Place, document.Reading)));
        var headline = string.Create(
            CultureInfo.InvariantCulture,
            $"{validated.Documents.Count} documents read: {validated.Count(Severity.Error)} errors, {validated.Count(Severity.Warning)} warnings, {validated.Count(Severity.Message)} messages.");
        return JobProposal.For(Name, files) with
        {
            Asked = validated.Documents.Count,
            NeedsReview = validated.Count(Severity.Error),
            Headline = headline,
            Text = [new BodySection("the MOF documents", $"### MOF documents\n\n{headline}")],
            Diagnostics = [.. configuration.Diagnostics, .. documents.Remarks],
            Findings = [.. validated.Diagnostics],
        };
    }
}
