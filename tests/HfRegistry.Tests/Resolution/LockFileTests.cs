using System.Text;
using System.Text.Json;
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
    public void Locked_files_come_back_as_they_were_written()
    {
        var locked = Bert with { Quantization = "Q8_0", Files = [new("config.json", 2, new('a', 40)), new("onnx/model.onnx", 5_000_000_000, new('b', 64))] };
        var text = new LockFile { Entries = [locked] }.Render();

        var read = LockFile.Parse(text, "f").Value!;

        CollectionAssert.AreEqual(locked.Files, read.Entries.Single().Files);
        Assert.AreEqual("Q8_0", read.Entries.Single().Quantization);
        CollectionAssert.AreEqual(text, read.Render());
    }

    [TestMethod]
    [DataRow("\"config.json\"", "\"../config.json\"", "models[0].files[0].path must be a path in the model's repository")]
    [DataRow("\"config.json\"", "\"/etc/passwd\"", "models[0].files[0].path must be a path in the model's repository")]
    [DataRow("\"size\": 2", "\"size\": 9223372036854775807", "models[0].files[0].size must be a number of bytes")]
    [DataRow("\"size\": 2", "\"size\": -2", "models[0].files[0].size must be a number of bytes")]
    [DataRow("aaaa\"", "\"", "models[0].files[0] must have either \"sha256\"")]
    [DataRow("git_sha1", "sha1", "models[0].files[0] must have either \"sha256\"")]
    public void Locked_file_that_is_none_is_refused(string right, string wrong, string said)
    {
        var text = Render(Bert with { Files = [new("config.json", 2, new('a', 40))] }).Replace(right, wrong, StringComparison.Ordinal);

        var refused = LockFile.Parse(Encoding.UTF8.GetBytes(text), "f").Diagnostics.Single();

        Assert.AreEqual("HFR1021", refused.Code);
        StringAssert.Contains(refused.Message, said);
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
        (new() { Include = "a" }, new() { Include = "a", Download = "False" }, true),
        (new() { Include = "a" }, new() { Include = "a", Download = "true" }, false),
        (new() { Include = "a", Files = "a;b" }, new() { Include = "a", Files = " b; a;b;" }, true),
        (new() { Include = "a", Files = "a" }, new() { Include = "a", Files = "A" }, false),
        (new() { Include = "a", Quantization = "q8_0" }, new() { Include = "a", Quantization = "Q8_0" }, true),
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
    [DataRow("[]", 1, 1, "the file cannot be a list")]
    [DataRow("null", 1, 1, "the file cannot be null")]
    [DataRow("{}", 1, 1, "the file lacks \"version\"")]
    [DataRow("{\"version\": 2, \"models\": []}", 1, 13, "version must be 1, the version that this program reads, not ")]
    [DataRow("{\"version\": \"1\", \"models\": []}", 1, 13, "version must be 1, the version that this program reads, not ")]
    [DataRow("{\"version\": 1}", 1, 1, "the file lacks \"models\"")]
    [DataRow("{\"version\": 1, \"models\": {}}", 1, 26, "models cannot be an object")]
    [DataRow("{\"version\": 1, \"models\": [3]}", 1, 27, "models[0] cannot be 3")]
    [DataRow("\uFEFF{\"version\": 1, \"models\": [\r\n {\"id\": [\"a/b\"]}]}", 2, 9, "models[0].id must be a model id, not a list")]
    [DataRow("{\"version\": 1, \"models\": [null]}", 1, 27, "models[0] cannot be null")]
    [DataRow("{\"version\": 1, \"models\": [{\"request\": {\"include\": \"a\"}, \"request_hash\": \"b\", \"id\": \"a/b\", \"tier\": \"hub\", \"reason\": \"\",\n\"files\": [null]}]}", 2, 11, "models[0].files[0] cannot be null")]
    [DataRow("{\"version\": 1, \"models\": [\n{}]}", 2, 1, "models[0] lacks \"request\"")]
    [DataRow("{\"version\": 1, \"models\": [\n{\"request\": {}}]}", 2, 13, "models[0].request lacks \"include\"")]
    [DataRow("{\"version\": 1, \"models\": [\n{\"request\": {\"include\": 1}}]}", 2, 25, "models[0].request.include must be a string, not 1")]
    public void A_broken_lock_is_HFR1021_with_its_place_and_what_is_wrong(string text, int line, int column, string said) =>
        AssertBroken(text, line, column, said);

    [TestMethod]
    [DataRow("\"version\": 1,")]
    [DataRow("\"id\": \"o/b\",")]
    [DataRow("\"include\": ")]
    public void Members_of_a_newer_version_are_kept(string before)
    {
        var text = Render(Bert);
        var newer = text.Replace(before, $"\"notes\": {{ \"of\": [1.50, null] }}, {before}", StringComparison.Ordinal);
        Assert.AreNotEqual(text, newer);

        var read = LockFile.Parse(Encoding.UTF8.GetBytes(newer), "f");
        var written = read.Value!.Render();

        Assert.IsEmpty(read.Diagnostics);
        Assert.IsTrue(JsonElement.DeepEquals(JsonElement.Parse(newer), JsonElement.Parse(written)), Encoding.UTF8.GetString(written));
        CollectionAssert.AreEqual(written, LockFile.Parse(written, "f").Value!.Render());
    }

    [TestMethod]
    public async Task A_merge_keeps_the_members_of_a_newer_version_and_takes_them_for_no_change()
    {
        var folder = Directory.CreateTempSubdirectory("hf").FullName;
        try
        {
            var path = Path.Combine(folder, LockFile.FileName);
            var newer = Render(Bert).Replace("\"id\":", "\"notes\": [1], \"id\":", StringComparison.Ordinal).Replace("\"models\":", "\"by\": \"9.0\", \"models\":", StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, newer);
            var loaded = LockFile.Load(path).Value!;

            Assert.IsNull(await new LockFile { Entries = [.. loaded.Entries, Entry("t5")] }.SaveAsync(path, loaded, TimeProvider.System, CancellationToken.None));

            var saved = JsonElement.Parse(await File.ReadAllBytesAsync(path));
            Assert.AreEqual("9.0 1 o/t5", $"{saved.GetProperty("by")} {saved.GetProperty("models")[0].GetProperty("notes")[0]} {saved.GetProperty("models")[1].GetProperty("id")}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow("\"o/b\"", "\"o//b\"", 10, "models[0].id must be a model id, not \"o//b\"")]
    [DataRow("\"registry\"", "\"shop\"", 11, "models[0].tier must be one of lock, hub, registry, embedded, heuristic, request")]
    [DataRow("\"r\"", "\"a\\u001bb\"", 12, "models[0].reason must be one line without control or invisible characters")]
    [DataRow("\"2026-08-22\"", "[\"2026-08-22\"]", 13, "models[0].as_of must be a date such as 2026-01-31, not a list")]
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
