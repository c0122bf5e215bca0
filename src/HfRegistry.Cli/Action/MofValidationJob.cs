using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Validation;

namespace HfRegistry.Cli.Action;

/// <summary>The job <c>mof-validate</c>: what <c>hfregistry mof validate</c> tells of the base's documents. It writes nothing.</summary>
internal sealed class MofValidationJob(ActionSettings settings, TimeProvider clock)
{
    /// <summary>A request each, of the thousand that a job's token has in an hour.</summary>
    private const int MaxDocuments = 300;

    /// <summary>Validates the documents.</summary>
    /// <exception cref="GitHubException">A document cannot be read.</exception>
    public async Task<JobResult> RunAsync(BaseSnapshot files, CancellationToken cancellationToken)
    {
        var row = new ActionJobRow(SettingsReader.MofValidationJobName)
        {
            Operation = PublicationWords.Of(PublicationOperation.None),
            BaseCommit = files.Commit.ToString(),
        };
        ImmutableArray<TreePath> paths = [.. files.Below(settings.MofFolder).Where(IsDocument)];
        var configuration = await files.ConfigurationOfAsync(TreePath.Parse($"{settings.MofFolder}/all"), cancellationToken);
        if (configuration.Value is null)
            return new JobResult(row with { Operation = PublicationWords.Of(PublicationOperation.Failed) }, [], [.. configuration.Diagnostics]);

        var validator = new MofValidator(await MofSchema.BuiltInAsync(cancellationToken), RuleSeverities.Of(configuration.Value), clock);
        var alone = new List<MofValidation>();
        foreach (var path in paths.Take(MaxDocuments))
        {
            if (await files.FindAsync(path, cancellationToken) is { } file)
                alone.Add(validator.ValidateAlone(MofDocumentReader.Parse(file.Content.AsSpan(), files.PlaceOf(path)), files.PlaceOf(path)));
        }

        var validated = validator.WithCollisions(alone);
        ImmutableArray<Diagnostic> findings = [.. validated.SelectMany(static document => document.Diagnostics)];
        var errors = findings.Count(static found => found.Severity == Severity.Error);
        return new JobResult(row with { Asked = validated.Count, NeedsHuman = errors }, [Text(validated.Count, findings)], [.. configuration.Diagnostics, .. Remarks(paths, files)])
        {
            Findings = findings,
        };
    }

    private static bool IsDocument(TreePath path) =>
        path.ToString().EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || path.ToString().EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    private static BodySection Text(int documents, ImmutableArray<Diagnostic> findings) => new("the MOF documents", string.Create(
        CultureInfo.InvariantCulture,
        $"### MOF documents\n\n{documents} read: {findings.Count(static one => one.Severity == Severity.Error)} errors, {findings.Count(static one => one.Severity == Severity.Warning)} warnings, {findings.Count(static one => one.Severity == Severity.Message)} messages."));

    private IEnumerable<Diagnostic> Remarks(ImmutableArray<TreePath> paths, BaseSnapshot files)
    {
        if (paths.Length > MaxDocuments || files.IsTruncated)
        {
            yield return DiagnosticCatalogue.DocumentsNotRead.Says(files.IsTruncated
                ? $"GitHub lists only a part of the repository's files, so documents below {settings.MofFolder} may have been missed. {DiagnosticCatalogue.DocumentsNotRead.Remedy}"
                : string.Create(CultureInfo.InvariantCulture, $"{settings.MofFolder} holds {paths.Length} documents, and {MaxDocuments} of them were read. {DiagnosticCatalogue.DocumentsNotRead.Remedy}"));
        }
    }
}
