using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Refresh;

/// <summary>What a part of all types is, and what a refresh of it asks for.</summary>
[TestClass]
internal sealed class ShardTests
{
    private static readonly RefreshOptionNames Names = new("--all", "--type", "--stale-only", "--since", "--shard");

    [TestMethod]
    [DataRow("gptj", "1/4")]
    [DataRow("GPT-J", "1/4", DisplayName = "every spelling")]
    [DataRow("t5", "2/4")]
    [DataRow("clip_vision_model", "3/4")]
    [DataRow("bert", "4/4")]
    [DataRow("bert", "76/256")]
    [DataRow("gpt2", "184/256")]
    public void A_type_is_in_the_same_part_for_ever(string type, string shard) => Assert.IsTrue(Of(shard).Holds(ModelType.Parse(type)));

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    [DataRow(7)]
    [DataRow(Shard.MaxCount)]
    public void Every_type_is_in_exactly_one_part(int count)
    {
        var shards = All(count);

        foreach (var info in TypeCatalog.BuiltIn.All)
            Assert.HasCount(1, shards.Where(shard => shard.Holds(info.Type)).ToList(), info.Type.Name);
    }

    [TestMethod]
    public void The_parts_are_about_as_large_as_each_other()
    {
        var types = TypeCatalog.BuiltIn.All.Select(info => info.Type).ToList();

        foreach (var shard in All(4))
            Assert.IsInRange(types.Count / 4 * 0.8, types.Count / 4 * 1.2, types.Count(shard.Holds), shard.ToString());
    }

    [TestMethod]
    [DataRow("1/1", "1/1")]
    [DataRow("2/4", "2/4")]
    [DataRow("02/04", "2/4")]
    [DataRow("256/256", "256/256")]
    public void A_part_is_named_by_its_number_and_how_many_there_are(string text, string expected) => Assert.AreEqual(expected, Of(text).ToString());

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("2")]
    [DataRow("/")]
    [DataRow("0/4")]
    [DataRow("5/4")]
    [DataRow("1/0")]
    [DataRow("1/257")]
    [DataRow("-1/4")]
    [DataRow("+1/4")]
    [DataRow("1 / 4")]
    [DataRow("1/4/4")]
    [DataRow("1.0/4")]
    [DataRow("99999999999/99999999999")]
    [DataRow("١/٤")]
    public void What_is_no_part_is_refused(string? text) => Assert.IsFalse(Shard.TryParse(text, out _));

    [TestMethod]
    public void Words_that_are_no_part_say_what_to_write()
    {
        var outcome = new RefreshArguments { Shard = "5/4\u001b" }.Read(Names, TimeSpan.FromDays(30), RefreshScenario.Start);

        Assert.IsNull(outcome.Value);
        Assert.AreEqual("--shard '5/4\uFFFD' is not valid. Use a shard and the number of shards, 1/4 to 4/4; the limit is 256 shards.", outcome.Diagnostics.Single().Message);
    }

    [TestMethod]
    public async Task A_part_asks_for_its_types_and_leaves_the_others_as_they_are()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, LocalModel.Of("EleutherAI/gpt-j-6b", "gptj", 100_000));
        var before = (await scenario.RefreshAsync(null, "bert", "gptj")).Registry;
        scenario.Clock.Advance(TimeSpan.FromDays(31));

        var result = await scenario.RefreshAsync(new RefreshOptions { IsStaleOnly = true, Shard = PartOf("bert") }, before);

        Assert.AreEqual("bert", result.Updated.Single().Name);
        Assert.AreEqual(1, result.Requests);
        Assert.AreSame(before.Find(ModelType.Parse("gptj")), result.Registry.Find(ModelType.Parse("gptj")));
    }

    [TestMethod]
    public async Task All_parts_together_ask_for_everything_once()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase, SampleModels.Gpt2);
        var whole = await scenario.RefreshAsync(new RefreshOptions());

        var updated = new List<ModelType>();
        foreach (var shard in All(4))
            updated.AddRange((await scenario.RefreshAsync(new RefreshOptions { Shard = shard })).Updated);

        Assert.AreSequenceEqual(whole.Updated, updated.Order());
        Assert.Contains(entry => entry.ComponentOf is not null, whole.Registry.Entries, "types that nobody publishes models of are shared out too");
    }

    [TestMethod]
    public async Task A_model_that_is_asked_for_by_its_id_is_kept_by_the_part_of_its_type()
    {
        await using var scenario = await RefreshScenario.WithAsync(SampleModels.BertBase);

        foreach (var shard in All(2))
        {
            var result = await scenario.RefreshAsync(new RefreshOptions { Ids = [ModelId.Parse(SampleModels.BertBase.Id)], Shard = shard });
            Assert.AreEqual(shard == PartOf("bert") ? 1 : 0, result.Registry.Count, shard.ToString());
        }
    }

    private static Shard PartOf(string type) => All(2).Single(shard => shard.Holds(ModelType.Parse(type)));

    private static List<Shard> All(int count) => [.. Enumerable.Range(1, count).Select(number => Of($"{number}/{count}"))];

    private static Shard Of(string text) => Shard.TryParse(text, out var shard) ? shard : throw new FormatException(text);
}
