using HfRegistry.Configuration;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Refresh;

/// <summary>A new default that is not fit gives way.</summary>
[TestClass]
internal sealed class DefaultFallbackTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly SelectionContext Context = new();
    private static readonly ModelId Unfit = ModelId.Parse("google-bert/bert-large-uncased");
    private static readonly Dictionary<ModelId, string> Why = new() { [Unfit] = "it is gone" };

    [TestMethod]
    public void Default_before_stays_with_its_reason_when_it_can_serve()
    {
        var before = Entry("google-bert/bert-base-uncased", "chosen in May", Model("google-bert/bert-base-uncased"), Model("google-bert/bert-large-uncased"));

        var entry = DefaultFallback.Next(before, before with { DefaultModel = Unfit, DefaultReason = "better" }, Why, Context, Today);

        Assert.AreEqual((before.DefaultModel, "chosen in May"), (entry.DefaultModel, entry.DefaultReason));
    }

    [TestMethod]
    public void Default_before_stays_under_its_new_id()
    {
        var before = Entry("bert-base-uncased", "chosen in May", Model("bert-base-uncased"));
        var after = Entry("google-bert/bert-large-uncased", "better", Model("google-bert/bert-base-uncased") with { RenamedFrom = [ModelId.Parse("bert-base-uncased")] }, Model("google-bert/bert-large-uncased"));

        Assert.AreEqual(ModelId.Parse("google-bert/bert-base-uncased"), DefaultFallback.Next(before, after, Why, Context, Today).DefaultModel);
    }

    [TestMethod]
    public void Next_candidate_is_chosen_and_the_reason_names_the_unfit_one()
    {
        var before = Entry("google-bert/bert-base-uncased", "chosen in May", Gone("google-bert/bert-base-uncased"), Model("google-bert/bert-large-uncased"), Model("acme/bert-encoder"));

        var entry = DefaultFallback.Next(before, before with { DefaultModel = Unfit }, Why, Context, Today);

        Assert.AreEqual(ModelId.Parse("acme/bert-encoder"), entry.DefaultModel);
        Assert.EndsWith("; google-bert/bert-large-uncased did not pass its verification (it is gone)", entry.DefaultReason!);
    }

    [TestMethod]
    public void Without_a_candidate_the_default_is_frozen_and_a_new_type_has_none()
    {
        var before = Entry("google-bert/bert-base-uncased", "chosen in May", Gone("google-bert/bert-base-uncased"), Model("google-bert/bert-large-uncased"));
        var after = before with { DefaultModel = Unfit, Models = [Model("google-bert/bert-large-uncased")] };

        var frozen = DefaultFallback.Next(before, after, Why, Context, Today);

        Assert.AreEqual((before.DefaultModel, "frozen: google-bert/bert-large-uncased did not pass its verification (it is gone)"), (frozen.DefaultModel, frozen.DefaultReason));
        Assert.AreEqual(DefaultState.Frozen, frozen.DefaultState);
        Assert.IsNotNull(frozen.Find(before.DefaultModel!), "an entry holds its default");
        Assert.IsNull(DefaultFallback.Next(null, after, Why, Context, Today).DefaultModel);
    }

    [TestMethod]
    public void Pinned_default_is_the_configurations_word()
    {
        var pinned = new SelectionContext(HfConfiguration.Empty with { PinnedDefaults = HfConfiguration.Empty.PinnedDefaults.Add(ModelType.Parse("bert"), Unfit) });
        var after = Entry("google-bert/bert-large-uncased", "pinned by hfregistry.json", Model("google-bert/bert-large-uncased"), Model("acme/bert-encoder"));

        Assert.AreSame(after, DefaultFallback.Next(null, after, Why, pinned, Today));
    }

    [TestMethod]
    public void Change_tells_its_cause_apart_from_what_needs_a_look()
    {
        var change = new RegistryChange(ChangeKind.DefaultChanged, ModelType.Parse("bert"), Unfit, null, Unfit.ToString(), "better; a person has to look: says a file")
            .Asking("a new owner", "it is young");

        Assert.AreEqual(("better; a person has to look: says a file", (string?)"a new owner; and it is young"), (change.Cause, change.Concern));
        var plain = new RegistryChange(ChangeKind.DefaultChanged, ModelType.Parse("bert"), Unfit, null, null, "better");
        Assert.AreEqual(("better", (string?)null), (plain.Cause, plain.Concern));
    }

    private static RegistryEntry Entry(string model, string reason, params ModelRecord[] models) =>
        new() { Type = ModelType.Parse("bert"), DefaultModel = ModelId.Parse(model), DefaultReason = reason, Models = [.. models] };

    private static ModelRecord Gone(string id) => Model(id) with { GoneSince = Today };

    private static ModelRecord Model(string id) => new()
    {
        Id = ModelId.Parse(id),
        PipelineTag = "fill-mask",
        Library = "transformers",
        Formats = ["safetensors"],
        Size = ByteSize.FromMegabytes(440),
        SizeBasis = SizeBasis.Parameters,
        License = "apache-2.0",
        Downloads30d = 1_000_000,
        AsOf = Today,
    };
}
