using System.Text;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Resolution;

[TestClass]
internal sealed class LockFileTests
{
    private static readonly LockEntry Bert = new() { Request = new RawRequest { Include = "bert", Task = "fill-mask" }, Id = ModelId.Parse("o/b"), Tier = Tier.Registry, Reason = "r", AsOf = new DateOnly(2026, 8, 22) };

    [TestMethod]
    public void A_lock_comes_back_as_it_was_written()
    {
        var text = new LockFile { Entries = [Bert] }.Render();
        var read = LockFile.Parse(text, "f").Value!;

        Assert.AreEqual(Bert, read.Find(new RawRequest { Include = " bert", Task = "fill-mask " })! with { Request = Bert.Request });
        CollectionAssert.AreEqual(text, read.Render());
    }

    [TestMethod]
    public async Task What_others_wrote_into_the_file_during_an_update_is_merged_and_a_contradiction_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("hf").FullName;
        try
        {
            var path = Path.Combine(folder, LockFile.FileName);
            var loaded = new LockFile { Entries = [Bert, Entry("gpt2")] };
            Assert.IsNull(new LockFile { Entries = [Bert, Entry("t5")] }.Save(path));
            var updated = Bert with { Id = ModelId.Parse("o/c"), Configurations = ["Release"] };

            Assert.IsNull(await new LockFile { Entries = [updated, Entry("gpt2")] }.SaveAsync(path, loaded, TimeProvider.System, CancellationToken.None));

            Assert.AreEqual("o/c o/t5", string.Join(' ', LockFile.Load(path).Value!.Entries.Select(entry => entry.Id)));
            var before = await File.ReadAllBytesAsync(path);
            var refused = await new LockFile { Entries = [Bert with { Id = ModelId.Parse("o/d") }] }.SaveAsync(path, new LockFile { Entries = [Bert] }, TimeProvider.System, CancellationToken.None);
            Assert.AreEqual("HFR7001", refused?.Code);
            CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(path));
            Assert.AreEqual(path, Directory.GetFileSystemEntries(folder).Single());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LockEntry Entry(string type) => new() { Request = new RawRequest { Include = type }, Id = ModelId.Parse($"o/{type}"), Tier = Tier.Registry, Reason = "r" };

    [TestMethod]
    [DataRow("hfregistry.lock.json", true)]
    [DataRow("hfregistry.My App.lock.json", true)]
    [DataRow("hfregistry..lock.json", false)]
    [DataRow("hfregistry.json", false)]
    [DataRow("other.lock.json", false)]
    public void A_lock_file_is_known_by_its_name(string name, bool isLock) => Assert.AreEqual(isLock, LockFile.IsName(name));

    public static IEnumerable<(RawRequest One, RawRequest Other, bool AreEqual)> Spellings =>
    [
        (new() { Include = "a" }, new() { Include = " a " }, true),
        (new() { Include = "a" }, new() { Include = "A" }, false),
        (new() { Include = "a", License = "mit,apache-2.0" }, new() { Include = "a", License = "Apache-2.0; MIT" }, true),
        (new() { Include = "a" }, new() { Include = "a", AllowGated = "false" }, true),
        (new() { Include = "a" }, new() { Include = "a", AllowGated = " False" }, true),
        (new() { Include = "a", AllowGated = "true" }, new() { Include = "a", AllowGated = "True" }, true),
        (new() { Include = "a" }, new() { Include = "a", AllowGated = "true" }, false),
        (new() { Include = "a", Task = "fill-mask" }, new() { Include = "a", Task = "Fill-Mask" }, true),
        (new() { Include = "a", Hardware = "cpu-small" }, new() { Include = "a", Hardware = "CPU-small " }, true),
        (new() { Include = "a", Framework = "onnx" }, new() { Include = "a", Framework = "ONNX" }, true),
        (new() { Include = "a", Task = "b" }, new() { Include = "a", Hardware = "b" }, false),
        (new() { Include = "a" }, new() { Include = "a", Prefer = " " }, true),
        (new() { Include = "a" }, new() { Include = "a", MinScore = "" }, true),
        (new() { Include = "a" }, new() { Include = "a", MinScore = "0.5" }, false),
        (new() { Include = "a" }, new() { Include = "a", Prefer = "benchmark" }, false),
        (new() { Include = "a", Prefer = "benchmark" }, new() { Include = "a", Prefer = "Benchmark " }, true),
    ];

    [TestMethod]
    public void A_lock_that_was_written_before_requests_had_preferences_stays_valid() => Assert.AreEqual(
        "03c5b30b9beaca426c84d3f873558db303800249a8374094d050f0218cb3c4aa",
        LockFile.HashOf(new RawRequest { Include = "bert", Task = "fill-mask" }));

    [TestMethod]
    [DynamicData(nameof(Spellings))]
    public void Requests_that_mean_the_same_have_one_hash(RawRequest one, RawRequest other, bool areEqual) =>
        Assert.AreEqual(areEqual, LockFile.HashOf(one) == LockFile.HashOf(other));

    [TestMethod]
    public void A_request_edited_by_hand_is_noticed_at_its_hash()
    {
        var text = Encoding.UTF8.GetString(new LockFile { Entries = [Bert] }.Render()).Replace("fill-mask", "summarization", StringComparison.Ordinal);
        var diagnostic = LockFile.Parse(Encoding.UTF8.GetBytes(text), "f").Diagnostics.Single();

        Assert.AreEqual(("HFR1021", 9, 23), (diagnostic.Code, diagnostic.Location!.Line, diagnostic.Location.Column));
    }

    [TestMethod]
    [DataRow("{\"version\": 1,\n", 2, 1, "")]
    [DataRow("{\"version\": 1, \"models\": [],}", 1, 29, "")]
    [DataRow("{\"version\": 1, \"version\": 1}", 1, 16, "the key \"version\" appears twice")]
    [DataRow("[]", 1, 1, "the file must be an object")]
    [DataRow("{}", 1, 1, "\"version\" must be 1")]
    [DataRow("{\"version\": 2, \"models\": []}", 1, 13, "\"version\" must be 1")]
    [DataRow("{\"version\": \"1\", \"models\": []}", 1, 13, "\"version\" must be 1")]
    [DataRow("{\"version\": 1}", 1, 1, "the file lacks \"models\"")]
    [DataRow("{\"version\": 1, \"models\": {}}", 1, 26, "models must be a list")]
    [DataRow("{\"version\": 1, \"models\": [3]}", 1, 27, "models[0] must be an object, not 3")]
    [DataRow("{\"version\": 1, \"models\": [\n{}]}", 2, 1, "models[0] lacks \"request\"")]
    [DataRow("{\"version\": 1, \"models\": [\n{\"request\": {}}]}", 2, 13, "models[0].request lacks \"include\"")]
    [DataRow("{\"version\": 1, \"models\": [\n{\"request\": {\"include\": 1}}]}", 2, 25, "models[0].request.include must be a string, not 1")]
    public void A_broken_lock_is_HFR1021_with_its_place_and_what_is_wrong(string text, int line, int column, string said) =>
        AssertBroken(text, line, column, said);

    [TestMethod]
    [DataRow("\"version\": 1,")]
    [DataRow("\"id\": \"o/b\",")]
    [DataRow("\"include\": ")]
    public void Members_of_a_newer_version_are_ignored(string before)
    {
        var text = Render(Bert);
        var newer = text.Replace(before, $"\"notes\": {{ \"of\": [1, null] }}, {before}", StringComparison.Ordinal);
        Assert.AreNotEqual(text, newer);

        var read = LockFile.Parse(Encoding.UTF8.GetBytes(newer), "f");

        Assert.IsEmpty(read.Diagnostics);
        Assert.AreEqual(text, Encoding.UTF8.GetString(read.Value!.Render()));
    }

    [TestMethod]
    [DataRow("\"o/b\"", "\"o//b\"", 10, "models[0].id must be a model id, not \"o//b\"")]
    [DataRow("\"registry\"", "\"shop\"", 11, "models[0].tier must be one of lock, hub, registry, embedded, heuristic")]
    [DataRow("\"2026-08-22\"", "\"22.8.2026\"", 13, "models[0].as_of must be a date such as 2026-01-31")]
    public void A_wrong_value_is_named_on_its_line(string right, string wrong, int line, string said)
    {
        var text = Render(Bert).Replace(right, wrong, StringComparison.Ordinal);

        AssertBroken(text, line, text.Split('\n')[line - 1].IndexOf(wrong, StringComparison.Ordinal) + 1, said);
    }

    [TestMethod]
    public void A_request_that_is_locked_twice_is_named_at_the_second_place()
    {
        var text = Render(Bert, Bert with { Id = ModelId.Parse("o/other") });

        AssertBroken(text, 15, 5, "models[1] locks a request that stands above");
    }

    [TestMethod]
    public void The_order_of_the_entries_is_that_of_their_requests()
    {
        LockEntry Locked(string include) => Bert with { Request = new RawRequest { Include = include } };

        Assert.AreEqual(Render(Locked("a"), Locked("b")), Render(Locked("b"), Locked("a")));
    }

    private static string Render(params ReadOnlySpan<LockEntry> entries) => Encoding.UTF8.GetString(new LockFile { Entries = [.. entries] }.Render());

    private static void AssertBroken(string text, int line, int column, string said)
    {
        var outcome = LockFile.Parse(Encoding.UTF8.GetBytes(text), "f");
        Assert.IsNull(outcome.Value);
        var diagnostic = outcome.Diagnostics.Single();
        Assert.AreEqual(("HFR1021", line, column), (diagnostic.Code, diagnostic.Location!.Line, diagnostic.Location.Column), diagnostic.ToString());
        StringAssert.Contains(diagnostic.Message, said);
    }
}
