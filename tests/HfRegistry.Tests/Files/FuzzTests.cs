using System.Diagnostics;
using System.Text;
using HfRegistry.Configuration;
using HfRegistry.Registry;
using HfRegistry.Resolution;

namespace HfRegistry.Tests.Files;

/// <summary>Ten thousand damaged files: each is read, or refused with a code and a place inside the text.</summary>
[TestClass]
public sealed class FuzzTests
{
    private const int Inputs = 10_000;

    private static readonly string[] Seeds =
    [
        """{"bert":{"default_model":"a/b","models":["a/b","c/d"],"downloads":{"a/b":10},"details":{"a/b":{"likes":3,"gated":"auto","x":[1,{"y":null}]}},"updated_at":"2026-01-31T12:00:00Z"}}""",
        """{"tasks":{"t":{"types":["bert"],"class":"C"}},"profiles":{"p":500,"q":{"maxMB":9.5}},"deny":["a/b"],"defaults":{"bert":"a/b"},"sizes":{"a/b":1},"defaultMargin":0.5}""",
        """{"version":1,"models":[{"request":{"include":"bert","task":"é"},"request_hash":"0","id":"a/b","tier":"registry","reason":"r","as_of":"2026-01-31"}]}""",
    ];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void A_damaged_file_is_read_or_refused_with_a_code_and_a_place()
    {
        var seed = Environment.TickCount;
        TestContext.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < Inputs; i++)
        {
            var text = Damage(Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]), random);
            var lines = text.Count(static unit => unit == (byte)'\n') + 1;
            IReadOnlyList<Diagnostic>[] answers =
            [
                Check(RegistryFile.Parse(text, "f")), Check(ConfigurationFile.Parse(text, "f")), Check(LockFile.Parse(text, "f")),
            ];
            foreach (var diagnostic in answers.SelectMany(static answer => answer))
            {
                StringAssert.StartsWith(diagnostic.HelpLink, "https://", $"seed {seed}");
                Assert.IsTrue(diagnostic.Location is { Line: > 0, Column: > 0 } at && at.Line <= lines && at.Column <= text.Length + 1, $"seed {seed}: {diagnostic}");
            }
        }
    }

    /// <summary>What costs more than the text is long takes minutes here.</summary>
    [TestMethod]
    [DataRow("""{"bert":{"models":[""", "1,", "1]}}")]
    [DataRow("""{"bert":{"models":[""", "\"a/b\",", "\"a/b\"]}}")]
    [DataRow("""{"bert":{"details":{"a/b":{"formats":[""", "1,", "1]}}}}")]
    [DataRow("""{"deny":[""", "1,", "1]}")]
    [DataRow("""{"version":1,"models":[""", "{},", "{}]}")]
    [Timeout(30_000, CooperativeCancellation = false)]
    public void A_long_hostile_file_costs_no_more_than_its_length(string start, string item, string end)
    {
        var text = new StringBuilder(start).Insert(start.Length, item, 900_000 / item.Length).Append(end).ToString();
        var utf8 = Encoding.UTF8.GetBytes(text);
        var watch = Stopwatch.StartNew();

        var refusals = Check(RegistryFile.Parse(utf8, "f")).Concat(Check(ConfigurationFile.Parse(utf8, "f"))).Concat(Check(LockFile.Parse(utf8, "f"))).ToList();

        Assert.IsGreaterThanOrEqualTo(3, refusals.Count);
        Assert.IsLessThan(TimeSpan.FromSeconds(5), watch.Elapsed);
    }

    private static IReadOnlyList<Diagnostic> Check<T>(Outcome<T> outcome)
        where T : class
    {
        Assert.AreEqual(outcome.Value is null, outcome.Diagnostics.Count > 0);
        return outcome.Diagnostics;
    }

    private static byte[] Damage(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)"{}[]\",:\\\n0u-"[random.Next(12)]);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
