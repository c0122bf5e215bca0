using System.Collections.Concurrent;
using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Http;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Mof.Drafting.Rules;

namespace HfRegistry.Mof.Drafting;

/// <summary>Asks the Hub for a model's evidence: what every draft needs first, then its share of the rest. Datasets are asked for once.</summary>
internal sealed class EvidenceReader(HubClient hub)
{
    /// <summary>From here on a model's list of files may be cut; the tree is asked for page by page.</summary>
    private const int SureFiles = 1_000;

    private const int MostFiles = 100_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<DatasetEvidence>>> _datasets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The datasets that are known already.</summary>
    public IReadOnlySet<string> KnownDatasets => _datasets.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The evidence that the info alone gives.</summary>
    public async Task<Result<HubModel, HubError>> ReadInfoAsync(ModelId id, CancellationToken cancellationToken)
    {
        var answer = await hub.GetModelAsync(id, cancellationToken: cancellationToken);
        return answer.Value is { IsDisabled: true } disabled ? new HubError.Disabled(disabled.Id.ToString()) : answer;
    }

    /// <summary>The info and the card.</summary>
    /// <returns>The evidence, or the error that a later run may be spared. A card that nobody may read is no error.</returns>
    public async Task<Result<ModelEvidence, HubError>> ReadCardAsync(HubModel info, CancellationToken cancellationToken)
    {
        var files = Sorted(info.Files.Select(static file => file.Path));
        var evidence = new ModelEvidence { Info = info, Files = files, Metadata = ModelEvidence.MetadataOf(info, null) };
        if (!files.IsEmpty && !files.Contains(HubCard.Path))
            return evidence;
        var answer = await hub.GetCardAsync(info.Id, info.Sha?.ToString(), cancellationToken);
        return answer switch
        {
            { Value: { } card } => WithCard(evidence, card.Text, cancellationToken),
            { Error: HubError.EntryNotFound } => evidence,
            { Error: HubError.Gated or HubError.Forbidden or HubError.Malformed } => evidence with { CardMissing = answer.Error!.Message },
            _ => answer.Error!,
        };
    }

    /// <summary>What else would be of use.</summary>
    public static EvidenceRequest WishOf(ModelEvidence evidence) => new(
        evidence.Files.IsEmpty || evidence.Files.Length >= SureFiles,
        LicenseFiles.Find(evidence.Files, evidence.Metadata),
        LicenseRule.NeedsText(evidence),
        DatasetRule.Declared(evidence));

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

        if (LicenseFiles.Find(evidence.Files, evidence.Metadata) is { } path)
        {
            Result<LicenseFileEvidence, HubError> file = share.License ? await ReadLicenseAsync(evidence, path, cancellationToken) : new LicenseFileEvidence(path);
            if (file.Value is not { } read)
                return file.Error!;
            evidence = evidence with { LicenseFile = read };
        }

        var datasets = await Task.WhenAll(DatasetRule.Declared(evidence).Take(share.Datasets).Select(name => ReadDatasetAsync(name, cancellationToken)));
        return evidence with { Datasets = [.. datasets] };
    }

    private static ModelEvidence WithCard(ModelEvidence evidence, string text, CancellationToken cancellationToken)
    {
        var card = ModelCard.Parse(text, cancellationToken);
        return evidence with { Card = card, Metadata = ModelEvidence.MetadataOf(evidence.Info, card), Files = evidence.Files.IsEmpty ? [HubCard.Path] : evidence.Files };
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

        return Sorted(paths);
    }

    private async Task<Result<LicenseFileEvidence, HubError>> ReadLicenseAsync(ModelEvidence evidence, string path, CancellationToken cancellationToken)
    {
        var answer = await hub.GetTextAsync(evidence.Info.Id, path, LicenseText.MaxLength, evidence.Revision?.ToString(), cancellationToken);
        if (answer.Value is not { } file)
            return answer.Error is { IsTransient: true } trouble ? trouble : new LicenseFileEvidence(path);
        var title = file.Text.Split('\n').Select(static line => line.Trim().Trim('#', '*', ' ')).FirstOrDefault(static line => line.Any(char.IsLetter));
        return new LicenseFileEvidence(path, LicenseText.Recognize(file.Text), title is null ? null : TextSanitizer.Sanitize(title));
    }

    private Task<DatasetEvidence> ReadDatasetAsync(string name, CancellationToken cancellationToken) =>
        _datasets.GetOrAdd(name, key => new Lazy<Task<DatasetEvidence>>(() => AskDatasetAsync(key, cancellationToken))).Value;

    // A dataset that cannot be had leaves its license unknown; the model's draft is still worth having.
    private async Task<DatasetEvidence> AskDatasetAsync(string name, CancellationToken cancellationToken)
    {
        if (!DatasetId.TryParse(name, out var id))
            return new DatasetEvidence(name, null, "no dataset of the Hub");
        var answer = await hub.GetDatasetAsync(id, cancellationToken: cancellationToken);
        return answer.Value is { } facts
            ? new DatasetEvidence(name, facts) { License = LicenseOf(facts) }
            : new DatasetEvidence(name, null, answer.Error is HubError.NotFound ? "not on the Hub" : TextSanitizer.Sanitize(answer.Error!.Message));
    }

    private static LicenseReading LicenseOf(HubDataset facts) =>
        LicenseSet.Of(facts.Tags.Where(static tag => tag.StartsWith("license:", StringComparison.Ordinal)).Select(static tag => tag["license:".Length..]), null).Deciding;

    private static ImmutableArray<string> Sorted(IEnumerable<string> paths) => [.. paths.Order(StringComparer.Ordinal)];
}
