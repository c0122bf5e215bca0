using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Resolution;

/// <summary>What a higher tier knows of a model counts below it too: each kind of demand, over each pair of tiers.</summary>
[TestClass]
internal sealed class RefutedDemandTests
{
    private const string Id = "acme/bert";

    private static readonly DateTimeOffset Now = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);
    private static readonly Revision Pinned = Revision.Parse(new string('b', 40));

    /// <summary>A model that meets every demand of the table.</summary>
    private static readonly ModelRecord Meets = new()
    {
        Id = ModelId.Parse(Id),
        Revision = Revision.Parse(new string('a', 40)),
        PipelineTag = "audio-classification",
        Formats = ["gguf", "pytorch"],
        Size = ByteSize.FromMegabytes(400),
        SizeBasis = SizeBasis.Files,
        License = "apache-2.0",
        Gating = Gating.Open,
        Downloads30d = 60_000,
        AsOf = new DateOnly(2026, 8, 1),
        Scores = new() { AsOf = new(2026, 8, 1), Net = 0.9 },
    };

    private static readonly ModelRecord KnowsNothing = new() { Id = Meets.Id, Revision = Pinned, AsOf = new DateOnly(2026, 9, 1), Downloads30d = 50_000 };

    private static readonly LocalModel OnHub = LocalModel.Of(Id, "bert", 50_000) with { HubId = null, Sha = Pinned.ToString(), Gating = Gating.Unknown };

    public static IEnumerable<object[]> Demands =>
    [
        ["task", new RawRequest { Include = Id, Task = "audio-classification" }, KnowsNothing with { PipelineTag = "fill-mask" }, OnHub with { PipelineTag = "fill-mask" }],
        ["framework", new RawRequest { Include = Id, Framework = "gguf" }, KnowsNothing with { Formats = ["pytorch"] }, OnHub with { Tags = ["pytorch"] }],
        ["license", new RawRequest { Include = Id, License = "apache-2.0" }, KnowsNothing with { License = "cc-by-nc-4.0" }, OnHub with { Tags = ["license:cc-by-nc-4.0"] }],
        ["license of a list", new RawRequest { Include = Id, License = "permissive" }, KnowsNothing with { License = "cc-by-nc-4.0", Licenses = ["apache-2.0", "cc-by-nc-4.0"] }, OnHub with { Tags = ["license:apache-2.0", "license:cc-by-nc-4.0"] }],
        ["largest size", new RawRequest { Include = Id, MaxSizeMB = "500" }, KnowsNothing with { Size = ByteSize.FromMegabytes(700), SizeBasis = SizeBasis.Parameters }, OnHub with { ParametersByDtype = Floats(175_000_000) }],
        ["hardware", new RawRequest { Include = Id, Hardware = "cpu-small" }, KnowsNothing with { Size = ByteSize.FromMegabytes(700), SizeBasis = SizeBasis.Parameters }, OnHub with { ParametersByDtype = Floats(175_000_000) }],
        ["gating", new RawRequest { Include = Id }, KnowsNothing with { Gating = Gating.Manual }, OnHub with { Gating = Gating.Manual }],
        ["disabled", new RawRequest { Include = Id }, KnowsNothing with { IsDisabled = true }, OnHub with { IsDisabled = true }],
        // The Hub scores nothing: only a registry can say this.
        ["score", new RawRequest { Include = Id, MinScore = "0.5" }, KnowsNothing with { Scores = new() { AsOf = new(2026, 9, 1), Net = 0.4 } }, null!],
    ];

    [TestMethod]
    [DynamicData(nameof(Demands))]
    public async Task What_a_higher_tier_refutes_no_lower_tier_meets(string demand, RawRequest request, ModelRecord refutes, LocalModel? onHub)
    {
        foreach (var include in (string[])[Id, "bert"])
        {
            var asked = request with { Include = include };
            Assert.IsNull((await ResolveAsync(asked, file: refutes, embedded: Meets)).Value, $"{demand} of {include}: the registry over the embedded one");
            // A type whose only model is refuted by its listing is refused; a disabled model is not listed at all.
            if (onHub is null || (demand == "disabled" && include == "bert"))
                continue;
            Assert.IsNull((await ResolveAsync(asked, onHub, file: Meets)).Value, $"{demand} of {include}: the Hub over the registry");
            Assert.IsNull((await ResolveAsync(asked, onHub, embedded: Meets)).Value, $"{demand} of {include}: the Hub over the embedded registry");
            Assert.IsNull((await ResolveAsync(asked, onHub, file: KnowsNothing, embedded: Meets)).Value, $"{demand} of {include}: the Hub over both");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Demands))]
    public async Task What_a_higher_tier_does_not_know_a_lower_one_fills_in_and_the_pin_stays(string demand, RawRequest request, ModelRecord refutes, LocalModel? onHub)
    {
        ArgumentNullException.ThrowIfNull(refutes);
        var answers = new[]
        {
            await ResolveAsync(request, file: KnowsNothing, embedded: Meets),
            await ResolveAsync(request, onHub is null ? null : OnHub, file: Meets),
            await ResolveAsync(request, onHub is null ? null : OnHub, embedded: Meets),
        };

        foreach (var answer in answers.Take(onHub is null ? 1 : 3))
            Assert.AreEqual((Meets.Id, Pinned), (answer.Value?.Id, answer.Value?.Revision), $"{demand}: {string.Join(" | ", answer.Diagnostics)}");
    }

    [TestMethod]
    public async Task A_model_that_was_renamed_is_refuted_under_its_old_id_too()
    {
        var renamed = KnowsNothing with { Id = ModelId.Parse("acme-ai/bert"), RenamedFrom = [Meets.Id], License = "cc-by-nc-4.0" };

        Assert.IsNull((await ResolveAsync(new RawRequest { Include = Id, License = "apache-2.0" }, file: renamed, embedded: Meets)).Value);
        Assert.IsNull((await ResolveAsync(new RawRequest { Include = "bert", License = "apache-2.0" }, file: renamed, embedded: Meets)).Value);
    }

    [TestMethod]
    public async Task Another_repository_behind_the_same_id_is_told_nothing_by_a_lower_tier()
    {
        var other = KnowsNothing with { HubId = new string('2', 24) };

        Assert.IsNull((await ResolveAsync(new RawRequest { Include = Id, License = "apache-2.0" }, file: other, embedded: Meets with { HubId = new string('1', 24) })).Value);
    }

    private static ImmutableSortedDictionary<string, long> Floats(long count) => ImmutableSortedDictionary<string, long>.Empty.Add("F32", count);

    private static async Task<ResolutionResult> ResolveAsync(RawRequest request, LocalModel? onHub = null, ModelRecord? file = null, ModelRecord? embedded = null)
    {
        await using var hub = await LocalHub.StartAsync(onHub is null ? [] : [onHub]);
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint, MaxRetries = 0 });
        var options = new ResolverOptions
        {
            Mode = onHub is null ? ResolutionMode.Offline : ResolutionMode.Online,
            Registry = file is null ? null : Of(file),
            Embedded = embedded is null ? ModelRegistry.Empty : Of(embedded),
            HubBudget = TimeSpan.FromMinutes(1),
        };
        return (await new ModelResolver(options, client, new FakeClock(Now)).ResolveAsync([(request, null)])).Single();
    }

    private static ModelRegistry Of(ModelRecord model) =>
        ModelRegistry.Of([new RegistryEntry { Type = ModelType.Parse("bert"), DefaultModel = model.Id, Models = [model], UpdatedAt = Now.AddDays(-3) }]);
}
