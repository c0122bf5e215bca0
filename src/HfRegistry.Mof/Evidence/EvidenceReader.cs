using System.Collections.Immutable;
using HfRegistry.Http;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Evidence;

/// <summary>Asks the Hub for a model's evidence: what every draft needs first, then its share of the rest.</summary>
internal sealed class EvidenceReader(HubClient hub)
{
    /// <summary>From here on a model's list of files may be cut; the tree is asked for page by page.</summary>
    private const int SureFiles = 1_000;

    private const int MostFiles = 100_000;

    private readonly FactReader _facts = new(hub);

    /// <summary>Gets the datasets that are known already.</summary>
    public IReadOnlySet<string> KnownDatasets => _facts.AskedDatasets;

    /// <summary>Asks for what the Hub says of a model.</summary>
    public async Task<Result<HubModel, HubError>> ReadInfoAsync(ModelId id, CancellationToken cancellationToken)
    {
        var answer = await _facts.ReadModelAsync(id, withFileSizes: false, cancellationToken);
        return answer.Value is not { } info ? answer.Error! : info.IsDisabled ? new HubError.Disabled(info.Id.ToString()) : info;
    }

    /// <summary>Asks for the card.</summary>
    /// <returns>The evidence, or the error that a later run may be spared. A card that nobody may read is no error.</returns>
    public async Task<Result<ModelEvidence, HubError>> ReadCardAsync(HubModel info, CancellationToken cancellationToken)
    {
        var card = await _facts.ReadCardAsync(info, cancellationToken);
        return card.Error is not (null or HubError.Gated or HubError.Forbidden or HubError.Malformed)
            ? card.Error
            : new ModelEvidence(new ModelFacts(info, card, cancellationToken));
    }

    /// <summary>Returns what else would be of use.</summary>
    public static EvidenceRequest WishOf(ModelEvidence evidence) =>
        new(evidence.Files.IsEmpty || evidence.Files.Length >= SureFiles, evidence.LicensePath, evidence.NeedsLicenseText, evidence.Facts.DeclaredDatasets);

    /// <summary>Adds a share of the rest.</summary>
    public async Task<Result<ModelEvidence, HubError>> ReadRestAsync(ModelEvidence evidence, EvidenceShare share, CancellationToken cancellationToken)
    {
        if (share.Tree)
        {
            try
            {
                evidence = evidence with { Files = await ReadTreeAsync(evidence, cancellationToken) };
            }
            catch (HubException failed)
            {
                return failed.Error;
            }
        }

        if (evidence.LicensePath is { } path)
        {
            Result<LicenseFileEvidence, HubError> file = share.License ? await ReadLicenseAsync(evidence, path, cancellationToken) : new LicenseFileEvidence(path);
            if (file.Value is not { } read)
                return file.Error!;
            evidence = evidence with { LicenseFile = read };
        }

        return evidence with { Datasets = await _facts.ReadDatasetsAsync(evidence.Facts.DeclaredDatasets.Take(share.Datasets), cancellationToken) };
    }

    private async Task<ImmutableArray<string>> ReadTreeAsync(ModelEvidence evidence, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        await foreach (var entry in hub.ListTreeAsync(evidence.Info.Id, new HubTreeQuery { Revision = evidence.Revision?.ToString() }, cancellationToken: cancellationToken))
        {
            if (!entry.IsFolder)
                paths.Add(entry.Path);
            if (paths.Count == MostFiles)
                break;
        }

        return [.. paths.Order(StringComparer.Ordinal)];
    }

    private async Task<Result<LicenseFileEvidence, HubError>> ReadLicenseAsync(ModelEvidence evidence, string path, CancellationToken cancellationToken)
    {
        var answer = await hub.GetTextAsync(evidence.Info.Id, path, LicenseText.MaxLength, evidence.Revision?.ToString(), cancellationToken);
        if (answer.Value is not { } file)
            return answer.Error is { IsTransient: true } trouble ? trouble : new LicenseFileEvidence(path);
        var title = file.Text.Split('\n').Select(static line => line.Trim().Trim('#', '*', ' ')).FirstOrDefault(static line => line.Any(char.IsLetter));
        return new LicenseFileEvidence(path, LicenseText.Recognize(file.Text), title is null ? null : TextSanitizer.Sanitize(title));
    }
}
