using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;
using HfRegistry.Tests.Refresh;

namespace HfRegistry.Tests.Resolution;

/// <summary>An id of the configuration means a model under every id that it has or had.</summary>
[TestClass]
internal sealed class FormerIdTests
{
    private static readonly ModelId Old = ModelId.Parse("old-lab/bert");
    private static readonly ModelId New = ModelId.Parse("new-lab/bert");
    private static readonly ModelId Other = ModelId.Parse("acme/bert");

    private static readonly ModelRecord Renamed = Model(New) with { RenamedFrom = [Old] };

    [TestMethod]
    [DataRow("old-lab/bert")]
    [DataRow("new-lab/bert")]
    [DataRow("Old-Lab/BERT")]
    public async Task A_denied_model_is_denied_under_every_id(string denied)
    {
        var configuration = Denying(denied);
        foreach (var options in (ResolverOptions[])[Options(configuration, Registry(Renamed)), Options(configuration, Registry(Model(New)), Registry(Renamed)), Options(configuration, Registry(Model(Old)), Registry(Renamed))])
        {
            foreach (var include in (string[])["bert", Old.ToString(), New.ToString()])
                Assert.IsNull((await ResolveAsync(options, include)).Value, include);
        }
    }

    [TestMethod]
    [DataRow("old-lab/bert", "new-lab/bert")]
    [DataRow("new-lab/bert", "old-lab/bert")]
    public async Task A_locked_model_is_denied_under_every_id(string denied, string locked)
    {
        var request = new RawRequest { Include = "bert" };
        var lockFile = new LockFile { Entries = [new LockEntry { Request = request, Id = ModelId.Parse(locked), Reason = "the default" }] };
        var options = Options(Denying(denied), Registry(Renamed));

        var outcome = (await LockedRequests.ResolveAsync([(request, null)], lockFile, "/lock.json", new LockPolicy(IsLocked: true), options, new ModelResolver(options), CancellationToken.None)).Single();

        Assert.IsNull(outcome.Value);
        Assert.Contains("denies that model", outcome.Diagnostics.Single().Message);
    }

    [TestMethod]
    [DataRow("old-lab/bert")]
    [DataRow("NEW-lab/bert")]
    public async Task A_default_is_pinned_by_any_id_of_the_model(string pinned)
    {
        var configuration = HfConfiguration.Empty with { PinnedDefaults = ImmutableSortedDictionary<ModelType, ModelId>.Empty.Add(ModelType.Parse("bert"), ModelId.Parse(pinned)) };
        var popular = Model(Other) with { Downloads30d = 90_000_000 };

        foreach (var options in (ResolverOptions[])[Options(configuration, Registry(popular, Renamed)), Options(configuration, Registry(popular, Model(New)), Registry(Renamed))])
            Assert.AreEqual(New, (await ResolveAsync(options, "bert")).Value?.Id);
    }

    [TestMethod]
    public async Task A_refresh_stores_a_pinned_default_under_its_present_id_and_a_ban_follows_a_rename()
    {
        var configuration = Denying(Old.ToString()) with { PinnedDefaults = ImmutableSortedDictionary<ModelType, ModelId>.Empty.Add(ModelType.Parse("gpt2"), ModelId.Parse("old-lab/gpt2")) };
        await using var week = await RefreshScenario.ConfiguredAsync(
            configuration,
            OnHub(New, "bert", 9_000_000) with { FormerIds = [Old.ToString()] }, OnHub(Other, "bert", 5_000),
            OnHub(ModelId.Parse("new-lab/gpt2"), "gpt2", 7_000) with { FormerIds = ["old-lab/gpt2"] }, OnHub(ModelId.Parse("acme/gpt2"), "gpt2", 9_000_000));
        var before = ModelRegistry.Of([Entry("bert", Model(Old), Model(Other)), Entry("gpt2", Model(ModelId.Parse("acme/gpt2")))]);

        var after = (await week.RefreshAsync(before, "bert", "gpt2")).Registry;

        Assert.AreEqual(Other, after.Find(ModelType.Parse("bert"))!.DefaultModel);
        Assert.IsTrue(after.Find(New)!.Value.Model.IsKnownAs(Old));
        Assert.AreEqual("new-lab/gpt2", after.Find(ModelType.Parse("gpt2"))!.DefaultModel!.ToString());
    }

    [TestMethod]
    [DataRow("old-lab/bert", "new-lab/bert")]
    [DataRow("new-lab/bert", "old-lab/bert")]
    [DataRow("NEW-LAB/bert", "new-lab/bert")]
    public async Task The_gate_finds_the_demands_of_a_model_under_every_id(string written, string asked)
    {
        var settings = GateSettings.None with { Models = GateSettings.None.Models.Add(ModelId.Parse(written), new GateDemands { MinDownloads = 7 }) };
        var known = (await new ScoreProvider(Options(HfConfiguration.Empty, Registry(Renamed)), null, TimeProvider.System).GetAsync([ModelId.Parse(asked)])).Single().Subject;

        var rules = new GateRules(GateLayer.Of(null, new GateLayer(GateDemands.None, "--min"), settings, known.Id, known.Record));

        Assert.AreEqual(7, rules.MinDownloads?.Value);
        Assert.AreEqual(New, known.Record?.Id);
    }

    [TestMethod]
    public void A_model_that_needs_no_document_needs_none_under_its_present_id()
    {
        Assert.IsTrue(ModelPattern.TryParse(Old.ToString(), out var pattern));

        var patterns = new ModelPatterns([pattern]).Following(id => id == Old ? New : null);

        Assert.IsTrue(patterns.Covers(New));
        Assert.IsTrue(patterns.Covers(Old));
        Assert.IsFalse(patterns.Covers(Other));
    }

    [TestMethod]
    public void The_embedded_registry_knows_the_old_ids_that_people_still_write()
    {
        var configuration = Denying("gpt2");

        var denied = EmbeddedRegistry.Registry.Entries.SelectMany(static entry => entry.Models).Where(new SelectionContext(configuration).Denies).Select(static model => model.Id.ToString());

        Assert.AreSequenceEqual(["openai-community/gpt2"], denied);
    }

    private static HfConfiguration Denying(string id) => HfConfiguration.Empty with { DeniedModels = [ModelId.Parse(id)] };

    private static ResolverOptions Options(HfConfiguration configuration, ModelRegistry file, ModelRegistry? embedded = null) => new()
    {
        Context = new SelectionContext(configuration),
        Registry = file,
        Embedded = embedded ?? ModelRegistry.Empty,
    };

    private static async Task<ResolutionResult> ResolveAsync(ResolverOptions options, string include) =>
        (await new ModelResolver(options).ResolveAsync([(new RawRequest { Include = include }, null)])).Single();

    private static ModelRegistry Registry(params ModelRecord[] models) => ModelRegistry.Of([Entry("bert", [.. models])]);

    private static RegistryEntry Entry(string type, params ImmutableArray<ModelRecord> models) => new() { Type = ModelType.Parse(type), DefaultModel = models[0].Id, Models = models };

    private static ModelRecord Model(ModelId id) => new() { Id = id, PipelineTag = "fill-mask", Downloads30d = 60_000, Gating = Gating.Open };

    private static LocalModel OnHub(ModelId id, string type, long downloads) => LocalModel.Of(id.ToString(), type, downloads) with { Tags = ["license:mit", "safetensors"] };
}
