using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Registry;

/// <summary>Two thousand pairs of random registries, absurd ones among them: a diff always answers, and its answers agree with each other.</summary>
[TestClass]
internal sealed class RegistryDiffFuzzTests
{
    private const int Pairs = 2_000;
    private const int CooldownDays = 14;

    private static readonly string[] Ids = ["a", "A", "a/b", "a/c", "b/a", "b/b", "c/a"];
    private static readonly string[] Types = ["bert", "gpt2", "t5"];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Any_two_registries_can_be_compared()
    {
        var seed = Environment.TickCount;
        TestContext.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < Pairs; i++)
        {
            var (old, now) = (Some(random), Some(random));

            var diff = RegistryDiff.Between(old, now, CooldownDays);

            AssertSound(diff, $"seed {seed}, pair {i}");
            Assert.AreSequenceEqual(diff.Changes, RegistryDiff.Between(old, now, CooldownDays).Changes, $"seed {seed}, pair {i}");
            AssertOpposite(diff, RegistryDiff.Between(now, old, CooldownDays), $"seed {seed}, pair {i}");
            var same = RegistryDiff.Between(old, old, CooldownDays);
            Assert.IsTrue(same.Changes.IsEmpty && same.Noise == RegistryVolatileFields.None, $"seed {seed}, pair {i}");
        }
    }

    private static void AssertSound(RegistryDiff diff, string place)
    {
        var types = diff.Changes.Select(change => change.Type.Key).ToList();
        Assert.AreSequenceEqual(types.Order(StringComparer.Ordinal), types, place);
        Assert.IsTrue(diff.Changes.All(change => change.Reason.Length > 0), place);
        Assert.IsTrue(diff.Changes.All(change => !change.NeedsReview || change.Reason.Contains("a person has to look", StringComparison.Ordinal)), place);
        Assert.IsFalse(
            diff.Changes.Any(renamed => renamed.Kind == ChangeKind.Renamed
                && diff.Changes.Any(gone => gone.Kind == ChangeKind.ModelGone && gone.Type == renamed.Type && gone.Model!.ToString() == renamed.Old)),
            $"{place}: renamed and gone");
        Assert.HasCount(diff.Changes.Length, diff.Changes.DistinctBy(change => (change.Kind, change.Type, change.Model, change.Old)).ToList(), place);
    }

    private static void AssertOpposite(RegistryDiff diff, RegistryDiff back, string place)
    {
        Assert.AreSequenceEqual(TypesOf(diff, ChangeKind.NewType), TypesOf(back, ChangeKind.TypeRemoved), place);
        Assert.AreSequenceEqual(TypesOf(diff, ChangeKind.TypeRemoved), TypesOf(back, ChangeKind.NewType), place);
    }

    private static IEnumerable<string> TypesOf(RegistryDiff diff, ChangeKind kind) =>
        diff.Changes.Where(change => change.Kind == kind).Select(change => change.Type.Name);

    private static ModelRegistry Some(Random random) =>
        ModelRegistry.Of(Types.Where(_ => random.Next(4) > 0).Select(type => new RegistryEntry
        {
            Type = ModelType.Parse(type),
            DefaultModel = Maybe(random, SomeId),
            DefaultReason = Maybe(random, static r => Text(r)),
            DefaultState = (DefaultState)random.Next(3),
            Models = [.. Enumerable.Range(0, random.Next(6)).Select(_ => SomeModel(random))],
            UpdatedAt = SomeTime(random),
        }));

    private static ModelRecord SomeModel(Random random) => new()
    {
        Id = SomeId(random),
        HubId = Maybe(random, static r => r.Next(2) == 0 ? "0a" : "0b"),
        Revision = Maybe(random, static r => Revision.Parse(new string((char)('0' + r.Next(3)), 40))),
        License = Maybe(random, static r => Text(r)),
        Gating = (Gating)random.Next(5),
        IsDisabled = random.Next(4) == 0,
        Likes = random.Next(3),
        Downloads30d = random.Next(5) switch { 0 => null, 1 => 0, 2 => long.MaxValue, 3 => 20_000, _ => 5_000 },
        CreatedAt = SomeTime(random),
        LastModified = SomeTime(random),
        RenamedFrom = [.. Enumerable.Range(0, random.Next(3)).Select(_ => SomeId(random))],
        AsOf = SomeDay(random),
        GoneSince = random.Next(4) == 0 ? SomeDay(random) : null,
        ReplacedSince = random.Next(4) == 0 ? SomeDay(random) : null,
    };

    private static T? Maybe<T>(Random random, Func<Random, T> some)
        where T : class => random.Next(4) == 0 ? null : some(random);

    private static ModelId SomeId(Random random) => ModelId.Parse(Ids[random.Next(Ids.Length)]);

    private static string Text(Random random) => new([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => "a|`\n\u001b\ud800"[random.Next(6)])]);

    private static DateTimeOffset? SomeTime(Random random) =>
        random.Next(4) switch { 0 => null, 1 => DateTimeOffset.MinValue, 2 => DateTimeOffset.MaxValue, _ => new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero) };

    private static DateOnly? SomeDay(Random random) =>
        random.Next(4) switch { 0 => null, 1 => DateOnly.MinValue, 2 => DateOnly.MaxValue, _ => new(2026, 9, 14) };
}
