using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HfRegistry.Bom;
using HfRegistry.Ingestion.Packaging;
using HfRegistry.Quality;
using HfRegistry.Registry;
using HfRegistry.UseCases;

namespace HfRegistry.Ingestion.Steps;

/// <summary>Writes down what a package holds and why it was let in. Pure.</summary>
internal static class ManifestBuilder
{
    /// <summary>The verdict of a repository that meets all demands.</summary>
    public const string Passed = "passed";

    /// <summary>The verdict of a repository that an exception lets in.</summary>
    public const string Waived = "waived";

    /// <summary>Returns the word for a verdict that lets a repository in.</summary>
    public static string VerdictOf(JudgedScore judged) => judged.Verdict.Waived.IsEmpty ? Passed : Waived;

    /// <summary>Returns the manifest of a package.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="judged">Its facts, scores and verdict.</param>
    /// <param name="files">Its files.</param>
    /// <param name="options">The Hub and the built-in knowledge.</param>
    public static PackageManifest Build(ResolvedRepository repository, JudgedScore judged, IReadOnlyCollection<VerifiedFile> files, IngestOptions options)
    {
        var (key, record) = (repository.Key, judged.Verdict.Subject.Record);
        var isDataset = key.Kind == PackageKind.Dataset;
        return new PackageManifest
        {
            Kind = isDataset ? "dataset" : "model",
            Id = key.Id.ToString(),
            HubId = judged.Scored.Snapshot.Info.Value?.HubId,
            PackageVersion = key.Version.ToString(),
            Revision = repository.Commit.ToString(),
            License = record?.Licensing.Text is { } license ? TextSanitizer.Sanitize(license) : null,
            BaseModels = [.. record?.BaseModels.Select(static id => id.ToString()) ?? []],
            Source = $"{options.Endpoint.ToString().TrimEnd('/')}/{(isDataset ? "datasets/" : "")}{key.Id}/tree/{repository.Commit}",
            Files = [.. files.Select(FileOf)],
            Scores = isDataset ? null : ScoresOf(judged.Scored.Score),
            Gate = new PackagedVerdict(VerdictOf(judged), judged.Verdict.Waived, judged.Verdict.WaiverReason),
            Bom = isDataset ? null : BomOf(judged, files, options),
            Tool = $"hfregistry {ProductVersion.Text}",
        };
    }

    private static JsonElement? BomOf(JudgedScore judged, IReadOnlyCollection<VerifiedFile> files, IngestOptions options)
    {
        if (BomModel.Of(judged.Scored.Snapshot, options.Context) is not { } model)
            return null;
        var packaged = model with
        {
            Files = [.. files.Select(static file => new ModelFile(file.Resolved.File.Path, file.Resolved.File.Size, file.Sha256))],
            Scans = files.Where(static file => file.Resolved.Scan is not null).ToImmutableDictionary(static file => file.Resolved.File.Path, static file => file.Resolved.Scan!, StringComparer.Ordinal),
        };
        return JsonSerializer.Deserialize(BomDocument.RenderComponent(packaged, options.Endpoint), PackageJson.Default.JsonElement);
    }

    private static PackagedFile FileOf(VerifiedFile file) => new(
        file.Resolved.File.Path, file.Resolved.File.Size, file.Sha256, file.Resolved.File.GitId, file.Crc32.ToString("x8", CultureInfo.InvariantCulture))
    {
        Scan = file.Resolved.Scan,
        UnsafeFormat = PickleNames.IsPickle(file.Resolved.File.Path),
    };

    private static PackagedScores ScoresOf(ModelScore score) => new(
        score.AsOf,
        score.NetScore is { } net ? RecordedScoresJson.Kept(net) : null,
        Sorted(score, static metric => metric.Value is { } value ? RecordedScoresJson.Kept(value) : (double?)null),
        new SortedDictionary<string, string>(
            score.Metrics.Where(static metric => metric.Value.Value is null).ToDictionary(static metric => MetricNames.NameOf(metric.Key), static metric => TextSanitizer.Sanitize(metric.Value.Reason)),
            StringComparer.Ordinal));

    private static SortedDictionary<string, double?> Sorted(ModelScore score, Func<MetricScore, double?> value) =>
        new(score.Metrics.ToDictionary(static metric => MetricNames.NameOf(metric.Key), metric => value(metric.Value)), StringComparer.Ordinal);
}
