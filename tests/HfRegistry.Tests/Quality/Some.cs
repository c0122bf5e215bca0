using System.Globalization;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;

namespace HfRegistry.Tests.Quality;

/// <summary>Snapshots as tests want them: a model of which nothing but its files is known, until a test says more.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 8, 22, 12, 0, 0, TimeSpan.Zero);

    public static HubModel Info { get; } = new()
    {
        Id = ModelId.Parse("acme-lab/zebra-7b-chat"),
        Sha = Revision.Parse(new string('a', 40)),
        Files = [new HubFile("config.json", 500)],
    };

    public static ModelSnapshot Snapshot(HubModel? info = null, string? card = null, CommitHistory? history = null, params DeclaredDataset[] datasets) => new()
    {
        AskedId = Info.Id,
        TakenAt = Now,
        Info = Fact.Known(info ?? Info),
        Card = card is null ? Fact.Absent<string>() : Fact.Known(card),
        History = Fact.Known(history ?? Commits("initial commit")),
        Datasets = [.. datasets],
    };

    public static ModelSnapshot WithCard(string card) => Snapshot(card: card);

    public static ModelSnapshot WithMetadata(string json, params string[] tags) => Snapshot(Info with { CardData = json, Tags = [.. tags] });

    public static ModelSnapshot WithFiles(params ReadOnlySpan<HubFile> files) => Snapshot(Info with { Files = [.. files] });

    public static CommitHistory Commits(params string[] titles) => new([.. titles.Select((title, i) => Commit(i, title, "somebody"))], IsComplete: true);

    /// <summary>One commit an author, in the order of the list.</summary>
    public static CommitHistory By(params string[] authors) => new([.. authors.Select((author, i) => Commit(i, "work", author.Split('+')))], IsComplete: true);

    public static DeclaredDataset Dataset(string name, HubDataset? facts) => new(name, facts is null ? Fact.Absent<HubDataset>() : Fact.Known(facts));

    /// <summary>A source repository with code of two purposes, a license, tests and people.</summary>
    public static ModelSource Source(SourceRepository? facts = null) => new("acme/zebra", Fact.Known(facts ?? Repository));

    public static SourceRepository Repository { get; } = new()
    {
        Name = "acme/zebra",
        Commit = Revision.Parse(new string('c', 40)),
        License = SpdxId.Parse("Apache-2.0"),
        LicenseFiles = [new SourceLicenseFile("LICENSE", SpdxId.Parse("Apache-2.0")), new SourceLicenseFile("LICENSE-MODEL", null)],
        Code = [new SourceCode(SourcePurpose.Training, "train.py", 3), new SourceCode(SourcePurpose.Inference, "x/generate.py", 1) { Project = "x" }],
        HasCode = true,
        Checks = "tests/test_zebra.py",
        Contributors = new SourceContributors([10, 10, 10, 10, 10], IsComplete: false),
        PushedAt = Now.AddDays(-9),
        IsArchived = true,
    };

    public static MetricScore Of(this ModelSnapshot snapshot, Metric metric) => ModelScorer.Score(snapshot).Metrics[metric];

    /// <summary>The value to nine digits, which is how values are compared; -1 when it is unknown.</summary>
    public static double ValueOf(this ModelSnapshot snapshot, Metric metric) => Math.Round(snapshot.Of(metric).Value ?? -1, 9);

    public static string EvidenceOf(this ModelSnapshot snapshot, Metric metric) => string.Join('\n', snapshot.Of(metric).Evidence);

    private static HubCommit Commit(int place, string title, params string[] authors) =>
        new(Revision.Parse(place.ToString("x40", CultureInfo.InvariantCulture)), title, Now.AddDays(-place), [.. authors]);
}
