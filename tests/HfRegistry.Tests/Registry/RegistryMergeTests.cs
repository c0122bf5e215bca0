using System.Text.Json;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Registry;

/// <summary>What the parts of a registry come to together.</summary>
[TestClass]
internal sealed class RegistryMergeTests
{
    private static readonly DateTimeOffset Then = new(2026, 9, 7, 5, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Now = Then.AddDays(30);

    private static readonly ModelRegistry Base = ModelRegistry.Of([Entry("bert", "old"), Entry("gpt2", "old"), Entry("t5", "old")]);

    [TestMethod]
    public void Each_part_brings_what_it_learnt()
    {
        var merge = Merge(("a", Base.With(Entry("bert", "new", days: 1))), ("b", Base.With(Entry("t5", "new", days: 2))));

        Assert.AreEqual("bert:new gpt2:old t5:new", Text(merge.Registry));
        Assert.AreSequenceEqual([new MergedEntry(ModelType.Parse("bert"), "a"), new MergedEntry(ModelType.Parse("t5"), "b")], merge.Taken);
        Assert.IsEmpty(merge.Conflicts);
    }

    [TestMethod]
    public void Date_in_the_future_does_not_win()
    {
        const int future = 365 * 73;

        Assert.AreEqual("bert:new gpt2:old t5:old", Text(Merge(("a", Base.With(Entry("bert", "wrong clock", future))), ("b", Base.With(Entry("bert", "new", days: 1)))).Registry));
        Assert.AreEqual("bert:old gpt2:old t5:old", Text(Merge(("a", Base.With(Entry("bert", "wrong clock", future)))).Registry));
        Assert.AreEqual("bert:new", Text(RegistryMerge.Of(ModelRegistry.Of([Entry("bert", "wrong clock", future)]), [("a", ModelRegistry.Of([Entry("bert", "new")]))], Now).Registry));
    }

    [TestMethod]
    public void What_a_part_lacks_stays_and_what_it_adds_is_added()
    {
        var merge = Merge(("a", ModelRegistry.Of([Entry("vit", "new")])));

        Assert.AreEqual("bert:old gpt2:old t5:old vit:new", Text(merge.Registry));
        Assert.AreEqual("vit", merge.Taken.Single().Type.Name);
    }

    [TestMethod]
    public void An_entry_that_was_read_from_another_file_and_says_the_same_is_no_news()
    {
        var merge = Merge(("a", RegistryFile.Parse(RegistryFile.Render(Base), "a").Value!));

        Assert.IsEmpty(merge.Taken);
        CollectionAssert.AreEqual(RegistryFile.Render(Base), RegistryFile.Render(merge.Registry));
    }

    [TestMethod]
    [DataRow(0, "new")]
    [DataRow(-1, "old")]
    public void An_entry_that_is_older_than_the_base_is_no_news(int days, string expected)
    {
        var merge = Merge(("a", Base), ("b", Base.With(Entry("bert", "new", days))));

        Assert.AreEqual($"bert:{expected} gpt2:old t5:old", Text(merge.Registry));
    }

    [TestMethod]
    public void A_merge_that_is_repeated_changes_nothing()
    {
        (string, ModelRegistry)[] parts = [("a", Base.With(Entry("bert", "new", days: 1))), ("b", Base.With(Entry("t5", "new", days: 2)))];

        var again = RegistryMerge.Of(Merge(parts).Registry, parts, Now);

        Assert.AreEqual("bert:new gpt2:old t5:new", Text(again.Registry));
        Assert.IsEmpty(again.Taken);
    }

    [TestMethod]
    public void Of_several_parts_with_news_the_newest_counts()
    {
        var undated = Entry("bert", "undated") with { UpdatedAt = null };

        var merge = Merge(("a", Base.With(Entry("bert", "newer", days: 1))), ("b", Base.With(Entry("bert", "newest", days: 2))), ("c", Base.With(undated)));

        Assert.AreEqual("bert:newest gpt2:old t5:old", Text(merge.Registry));
        Assert.AreEqual("b", merge.Taken.Single().Part);
    }

    [TestMethod]
    public void What_several_parts_say_alike_is_no_conflict()
    {
        var same = Base.With(Entry("bert", "new", days: 1));

        var merge = Merge(("b", same), ("a", RegistryFile.Parse(RegistryFile.Render(same), "a").Value!));

        Assert.AreEqual(new MergedEntry(ModelType.Parse("bert"), "a"), merge.Taken.Single());
        Assert.IsEmpty(merge.Conflicts);
    }

    [TestMethod]
    [DataRow("bert", "bert:old gpt2:new t5:old")]
    [DataRow("vit", "bert:old gpt2:new t5:old", DisplayName = "of a type that the base lacks")]
    public void A_contradiction_of_the_same_time_leaves_the_type_as_it_was_and_everything_else_is_merged(string type, string merged)
    {
        var merge = Merge(("b", Base.With(Entry(type, "one"))), ("a", Base.With(Entry(type, "other")).With(Entry("gpt2", "new"))));

        Assert.AreEqual(merged, Text(merge.Registry));
        var conflict = merge.Conflicts.Single();
        Assert.AreEqual(type, conflict.Type.Name);
        Assert.AreSequenceEqual(["a", "b"], conflict.Parts);
        Assert.StartsWith($"Shards a and b disagree about {type} as of the same time; the merged file keeps the base entry.", conflict.Diagnostic.Message);
        Assert.AreEqual("HFR4009", conflict.Diagnostic.Code);
    }

    [TestMethod]
    public void Entries_without_a_date_contradict_each_other_too()
    {
        var (one, other) = (Entry("vit", "one") with { UpdatedAt = null }, Entry("vit", "other") with { UpdatedAt = null });

        Assert.HasCount(1, Merge(("a", Base.With(one)), ("b", Base.With(other))).Conflicts);
    }

    [TestMethod]
    public void Members_that_this_version_does_not_know_are_news_and_survive()
    {
        var note = JsonDocument.Parse("""{ "note": [1, 2] }""").RootElement;
        var noted = Base.Find(ModelType.Parse("bert"))! with { Extra = ModelRecord.NoExtra.Add("x_note", note) };

        var merge = Merge(("a", Base.With(noted)));

        Assert.AreEqual("bert", merge.Taken.Single().Type.Name);
        Assert.AreEqual("[1, 2]", merge.Registry.Find(noted.Type)!.Extra["x_note"].GetProperty("note").GetRawText());
    }

    [TestMethod]
    public void Two_spellings_are_one_type()
    {
        var merge = Merge(("a", ModelRegistry.Of([Entry("gpt-2", "one", days: 1)])), ("b", ModelRegistry.Of([Entry("GPT2", "other", days: 2)])));

        Assert.AreEqual("bert:old GPT2:other t5:old", Text(merge.Registry));
    }

    [TestMethod]
    public void The_order_of_the_parts_does_not_matter()
    {
        (string, ModelRegistry)[] parts =
        [
            ("a", Base.With(Entry("bert", "one")).With(Entry("gpt2", "newer", days: 1)).With(Entry("vit", "one", days: 3))),
            ("b", Base.With(Entry("bert", "other")).With(Entry("gpt2", "newest", days: 2))),
            ("c", ModelRegistry.Of([Entry("T-5", "new", days: 1), Entry("V_I_T", "one", days: 3)])),
            ("d", Base.With(Entry("gpt2", "newer", days: 1)).With(Entry("bert", "third"))),
        ];
        var expected = Merge(parts);

        foreach (var permutation in Permutations(parts))
        {
            var merge = Merge(permutation);
            CollectionAssert.AreEqual(RegistryFile.Render(expected.Registry), RegistryFile.Render(merge.Registry));
            Assert.AreSequenceEqual(expected.Taken, merge.Taken);
            Assert.AreSequenceEqual(expected.Conflicts.Select(conflict => conflict.Diagnostic), merge.Conflicts.Select(conflict => conflict.Diagnostic));
        }
    }

    private static RegistryMerge Merge(params (string Name, ModelRegistry Registry)[] parts) => RegistryMerge.Of(Base, parts, Now);

    private static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length == 0
        ? [[]]
        : Enumerable.Range(0, items.Length).SelectMany(first => Permutations<T>([.. items[..first], .. items[(first + 1)..]]).Select(rest => (T[])[items[first], .. rest]));

    private static string Text(ModelRegistry registry) => string.Join(' ', registry.Entries.Select(entry => $"{entry.Type.Name}:{entry.DefaultReason}"));

    private static RegistryEntry Entry(string type, string reason, int days = 0) => new()
    {
        Type = ModelType.Parse(type),
        DefaultModel = ModelId.Parse($"o/{type}"),
        DefaultReason = reason,
        Models = [new ModelRecord { Id = ModelId.Parse($"o/{type}"), Formats = ["safetensors"], Downloads30d = 7 }],
        UpdatedAt = Then.AddDays(days),
    };
}
