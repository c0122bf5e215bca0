using System.Text;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Registry;

[TestClass]
internal sealed class RegistryFileTests
{
    private const string Canonical = """
        {
          "bert": {
            "default_model": "o/b",
            "details": {
              "o/b": {
                "_id": "0123456789abcdef01234567",
                "as_of": "2026-08-22",
                "gated": false,
                "last_modified": "2024-02-19T11:06:12.5Z",
                "likes": 2600,
                "mystery": {
                  "z": [
                    1.50,
                    "é"
                  ]
                },
                "size_basis": "parameters",
                "size_bytes": 440000000
              },
              "o/gone": {
                "gone_since": "2026-08-22"
              }
            },
            "downloads": {
              "o/a": 7,
              "o/b": 90
            },
            "models": [
              "o/b",
              "o/a"
            ],
            "team": "ours",
            "updated_at": "2026-08-22T00:00:00Z"
          }
        }

        """;

    [TestMethod]
    public void A_canonical_file_comes_back_byte_for_byte()
    {
        var outcome = RegistryFile.Parse(Encoding.UTF8.GetBytes(Canonical), "f");

        Assert.IsNotNull(outcome.Value, string.Join(Environment.NewLine, outcome.Diagnostics));
        Assert.AreEqual(Canonical, Encoding.UTF8.GetString(RegistryFile.Render(outcome.Value)));
    }

    [TestMethod]
    public void The_original_shape_is_read_and_dated_by_its_entry()
    {
        var entry = Parse("""{"bert": {"default_model": "o/b", "models": ["o/b"], "downloads": {"o/b": 5}, "updated_at": "2025-01-02T03:04:05.678901"}}""").Value!.Entries.Single();

        Assert.AreEqual(5, entry.Models.Single().Downloads30d);
        Assert.AreEqual(new DateOnly(2025, 1, 2), entry.Models.Single().AsOf);
    }

    [TestMethod]
    [DataRow("{\"bert\": {},}", "HFR4002", 1, 13)]
    [DataRow("\uFEFF{\n  \"é😀\": {} x", "HFR4002", 2, 13)]
    [DataRow("{\"bert\": {}}\n/* ours */", "HFR4002", 2, 1)]
    [DataRow("[]", "HFR4003", 1, 1)]
    [DataRow("{\"b rt\": {}}", "HFR4003", 1, 2)]
    [DataRow("{\"bert\": []}", "HFR4003", 1, 10)]
    [DataRow("{\"bert\": {\"models\": [3]}}", "HFR4003", 1, 22)]
    [DataRow("{\"bert\": {\"downloads\": {\"a/b\": -1}}}", "HFR4003", 1, 32)]
    [DataRow("{\"bert\": {\"downloads\": {\"a//b\": 1}}}", "HFR4003", 1, 25)]
    [DataRow("{\"bert\": {\n\"details\": {\"x/y\": {\"size_bytes\": \"1\"}}}}", "HFR4003", 2, 35)]
    [DataRow("{\"bert\": {\"details\": {\"x/y\": {\"_id\": \"12\"}}}}", "HFR4003", 1, 38)]
    [DataRow("{\"bert\": {\"details\": {\"x/y\": {\"revision\": \"main\"}}}}", "HFR4003", 1, 43)]
    [DataRow("{\"bert\": {\"details\": {\"x/y\": {\"gated\": \"yes\"}}}}", "HFR4003", 1, 40)]
    [DataRow("{\"bert\": {\"a\": 1, \"\\u0061\": 2}}", "HFR4004", 1, 19)]
    [DataRow("{\"bert\": {},\n \"bert\": {}}", "HFR4004", 2, 2)]
    [DataRow("{\"bert\": {\"details\": {\"x/y\": {\"q\": {\"a\": 1, \"a\": 2}}}}}", "HFR4004", 1, 45)]
    [DataRow("{\"gpt-j\": {}, \"gptj\": {}}", "HFR4004", 1, 15)]
    [DataRow("{\"bert\": {\"models\": [\"a/b\", \"A/B\"]}}", "HFR4004", 1, 29)]
    [DataRow("{\"bert\": {\"downloads\": {\"a/b\": 1, \"A/B\": 1}}}", "HFR4004", 1, 35)]
    public void A_mistake_is_named_with_its_place(string text, string code, int line, int column)
    {
        var diagnostic = Parse(text).Diagnostics.Single();

        Assert.AreEqual((code, line, column), (diagnostic.Code, diagnostic.Location!.Line, diagnostic.Location.Column), diagnostic.ToString());
    }

    [TestMethod]
    public void A_key_that_stands_twice_among_many_is_named()
    {
        var keys = string.Join(", ", Enumerable.Range(0, 40).Append(7).Select(static i => $"\"t{i}\": {{}}"));

        Assert.AreEqual("HFR4004", Parse($"{{{keys}}}").Diagnostics.Single().Code);
    }

    [TestMethod]
    public void Sixteen_levels_are_read_and_seventeen_are_not()
    {
        static string Nested(int levels) => $"{{\"bert\": {{\"x\": {new string('[', levels - 2)}{new string(']', levels - 2)}}}}}";

        Assert.IsNotNull(Parse(Nested(16)).Value);
        var diagnostic = Parse(Nested(17)).Diagnostics.Single();
        Assert.AreEqual(("HFR4005", 1, 30), (diagnostic.Code, diagnostic.Location!.Line, diagnostic.Location.Column));
    }

    [TestMethod]
    public void What_this_version_does_not_know_survives_at_every_level()
    {
        var read = Parse(Canonical).Value!.Entries.Single();

        Assert.AreEqual("ours", read.Extra["team"].GetString());
        Assert.AreEqual("""{"z":[1.50,"é"]}""", string.Concat(read.Find(ModelId.Parse("o/b"))!.Extra["mystery"].GetRawText().Where(static c => !char.IsWhiteSpace(c))));
    }

    [TestMethod]
    public void An_empty_registry_comes_back() => Assert.AreEqual("{}\n", Encoding.UTF8.GetString(RegistryFile.Render(Parse("{}").Value!)));

    [TestMethod]
    public void A_missing_file_and_a_folder_have_their_own_codes()
    {
        Assert.AreEqual("HFR4001", RegistryFile.Load(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).Diagnostics.Single().Code);
        Assert.AreEqual("HFR4006", RegistryFile.Load(Path.GetTempPath()).Diagnostics.Single().Code);
    }

    private static Outcome<ModelRegistry> Parse(string text) => RegistryFile.Parse(Encoding.UTF8.GetBytes(text), "f");
}
