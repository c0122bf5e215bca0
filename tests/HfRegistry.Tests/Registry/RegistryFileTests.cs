using System.Text;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Registry;

[TestClass]
public sealed class RegistryFileTests
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
    [DataRow("{\"bert\": {\"models\": [3]}}", "HFR4003", 1, 22)]
    [DataRow("{\"bert\": {\n\"details\": {\"x/y\": {\"size_bytes\": \"1\"}}}}", "HFR4003", 2, 35)]
    [DataRow("{\"bert\": {\"a\": 1, \"\\u0061\": 2}}", "HFR4004", 1, 19)]
    [DataRow("{\"gpt-j\": {}, \"gptj\": {}}", "HFR4004", 1, 15)]
    [DataRow("{\"bert\": [[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]}", "HFR4005", 1, 25)]
    public void A_mistake_is_named_with_its_place(string text, string code, int line, int column)
    {
        var diagnostic = Parse(text).Diagnostics.Single();

        Assert.AreEqual((code, line, column), (diagnostic.Code, diagnostic.Location!.Line, diagnostic.Location.Column), diagnostic.ToString());
    }

    [TestMethod]
    public void A_missing_file_and_a_folder_have_their_own_codes()
    {
        Assert.AreEqual("HFR4001", RegistryFile.Load(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).Diagnostics.Single().Code);
        Assert.AreEqual("HFR4006", RegistryFile.Load(Path.GetTempPath()).Diagnostics.Single().Code);
    }

    private static Outcome<ModelRegistry> Parse(string text) => RegistryFile.Parse(Encoding.UTF8.GetBytes(text), "f");
}
