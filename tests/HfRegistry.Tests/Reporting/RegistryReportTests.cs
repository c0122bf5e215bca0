using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Reporting;

namespace HfRegistry.Tests.Reporting;

[TestClass]
internal sealed class RegistryReportTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [TestMethod]
    public void Every_type_comes_with_its_default_and_the_reason()
    {
        var report = Report(Entry("bert", Model("o/bert") with { Gating = Gating.Manual }), Entry("bert_text") with { ComponentOf = ModelType.Parse("bert") }, Entry("odd"));

        Assert.AreSequenceEqual(["o/bert", null, null], report.Types.Select(type => type.Default?.ToString()));
        Assert.AreEqual("why not", report.Types[0].Reason);
        Assert.IsTrue(report.Types[0].IsGated);
        Assert.IsNull(report.Types[2].IsGated);
        Assert.AreEqual((3, 1, 1, 1, 1), (report.Totals.Types, report.Totals.WithDefault, report.Totals.Components, report.Totals.WithoutDefault, report.Totals.GatedDefaults));
    }

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(30, false)]
    [DataRow(31, true)]
    [DataRow(-5, false, DisplayName = "a time to come")]
    public void Facts_are_stale_when_they_are_older_than_allowed(int ageDays, bool isStale)
    {
        var type = Report(Entry("bert", Model("o/bert")) with { UpdatedAt = Noon(-ageDays) }).Types.Single();

        Assert.AreEqual(isStale, type.IsStale);
        Assert.AreEqual(Math.Max(0, ageDays), type.AgeDays);
    }

    [TestMethod]
    public void Facts_that_were_never_confirmed_are_stale_and_a_part_without_models_has_none()
    {
        var report = Report(Entry("bert", Model("o/bert")), Entry("part") with { ComponentOf = ModelType.Parse("bert") }, Entry("full_part", Model("o/p")) with { ComponentOf = ModelType.Parse("bert") });

        Assert.AreSequenceEqual(["bert", "full_part"], report.Types.Where(type => type.IsStale).Select(type => type.Type.Name).Order());
        Assert.AreEqual(2, report.Totals.StaleTypes);
    }

    [TestMethod]
    public void What_happened_to_models_is_told_worst_first_and_defaults_before_others()
    {
        var report = Report(Entry("bert",
            Model("o/renamed") with { RenamedFrom = [ModelId.Parse("old-b"), ModelId.Parse("old-a")], RenamedSince = SinceOf("old-a"), NewVersion = ModelId.Parse("o/newer") },
            Model("o/gone") with { GoneSince = new DateOnly(2026, 11, 2) },
            Model("o/disabled") with { IsDisabled = true },
            Model("o/replaced") with { ReplacedSince = new DateOnly(2026, 11, 3) }), Entry("aria", Model("o/aria-2") with { RenamedFrom = [ModelId.Parse("aria")] }, Model("o/aria-3") with { RenamedFrom = [ModelId.Parse("zaria")] }));

        Assert.AreSequenceEqual(
            ["Replaced o/replaced  2026-11-03", "Gone o/gone  2026-11-02", "Disabled o/disabled  ", "Renamed o/aria-2 aria ", "Renamed o/renamed old-a 2026-11-04", "Renamed o/renamed old-b ", "Renamed o/aria-3 zaria ", "Superseded o/renamed o/newer "],
            report.Migrations.Select(migration => $"{migration.Kind} {migration.Model} {migration.OtherId} {(migration.Since is { } since ? IsoDate.Format(since) : "")}"));
        Assert.AreEqual(4, report.Totals.Migrations[MigrationKind.Renamed]);
        Assert.AreEqual(5, report.Totals.Models, "a model that is gone is not there");
    }

    [TestMethod]
    public void Every_model_that_is_there_is_in_one_part_of_every_distribution()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 50; round++)
        {
            var models = Enumerable.Range(0, random.Next(60)).Select(i => Random(random, i)).ToImmutableArray();
            var report = Report(Entry("one", [.. models]), Entry("two", [.. models.Take(5)]));
            var there = models.Count(model => model.GoneSince is null);

            Assert.AreEqual(there, report.Totals.Models);
            Assert.AreSequenceEqual(["sizes", "licenses", "ages", "downloads"], report.Distributions.Select(distribution => distribution.Name));
            foreach (var distribution in report.Distributions)
                Assert.AreEqual(there, distribution.Parts.Sum(part => part.Count), distribution.Name);
        }
    }

    [TestMethod]
    public void A_model_stands_in_the_part_whose_limit_it_just_meets()
    {
        var report = Report(Entry("bert",
            Model("o/a") with { Size = new ByteSize(500_000_000), Downloads30d = 1_000, CreatedAt = Noon(-365), License = "mit" },
            Model("o/b") with { Size = new ByteSize(500_000_001), Downloads30d = 1_001, CreatedAt = Noon(-366), License = "MIT" },
            Model("o/c")));

        Assert.AreSequenceEqual(["up to 500 MB", "up to 2 GB", "not known"], Filled(report, "sizes"));
        Assert.AreSequenceEqual(["up to 1,000", "up to 10,000", "not known"], Filled(report, "downloads"));
        Assert.AreSequenceEqual(["up to 1 year", "up to 2 years", "not known"], Filled(report, "ages"));
        Assert.AreSequenceEqual(["mit", "not known"], Filled(report, "licenses"));
    }

    [TestMethod]
    public void Rare_licenses_are_told_together()
    {
        var models = Enumerable.Range(0, 12).SelectMany(license => Enumerable.Range(0, 12 - license).Select(i => Model($"o/m-{license}-{i}") with { License = $"l{license:D2}" }));

        var parts = Report(Entry("bert", [.. models])).Distributions.Single(distribution => distribution.Name == "licenses").Parts;

        Assert.AreSequenceEqual(["l00", "l01", "l02", "l03", "l04", "l05", "l06", "l07", "l08", "3 others"], parts.Select(part => part.Label));
        Assert.AreEqual(3 + 2 + 1, parts[^1].Count);
    }

    [TestMethod]
    public void Nothing_is_a_report_too()
    {
        var report = Report();

        Assert.AreEqual(0, report.Totals.Types);
        Assert.IsEmpty(report.Migrations);
        Assert.IsNotEmpty(HtmlReport.Render(report, "empty.json"));
    }

    private static RegistryReport Report(params ImmutableArray<RegistryEntry> entries) => RegistryReport.Of(ModelRegistry.Of(entries), Today, 30);

    private static IEnumerable<string> Filled(RegistryReport report, string name) =>
        report.Distributions.Single(distribution => distribution.Name == name).Parts.Where(part => part.Count > 0).Select(part => part.Label);

    private static RegistryEntry Entry(string type, params ImmutableArray<ModelRecord> models) => new()
    {
        Type = ModelType.Parse(type),
        DefaultModel = models.IsEmpty ? null : models[0].Id,
        DefaultReason = models.IsEmpty ? null : "why not",
        Models = models,
    };

    private static ImmutableSortedDictionary<ModelId, DateOnly> SinceOf(string id) =>
        ImmutableSortedDictionary<ModelId, DateOnly>.Empty.Add(ModelId.Parse(id), new DateOnly(2026, 11, 4));

    private static ModelRecord Model(string id) => new() { Id = ModelId.Parse(id) };

    private static ModelRecord Random(Random random, int i) => Model($"o/model-{i}") with
    {
        Size = random.Next(3) == 0 ? null : new ByteSize((long)Math.Pow(10, random.NextDouble() * 13)),
        License = random.Next(3) == 0 ? null : $"license-{random.Next(20)}",
        CreatedAt = random.Next(3) == 0 ? null : Noon(-random.Next(-10, 4_000)),
        Downloads30d = random.Next(3) == 0 ? null : (long)Math.Pow(10, random.NextDouble() * 9),
        GoneSince = random.Next(5) == 0 ? Today : null,
    };

    private static DateTimeOffset Noon(int days) => new(Today.AddDays(days), new TimeOnly(12, 0), TimeSpan.Zero);
}
