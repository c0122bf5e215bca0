using System.Text.Json;
using System.Text.RegularExpressions;

namespace HfRegistry.Tests;

/// <summary>What build agents take for commands, in foreign text.</summary>
[TestClass]
internal sealed partial class AgentCommandsTests
{
    private const int Texts = 20_000;

    private static readonly string[] Pieces = ["##", "#", "vso", "[", "]", "::", ":", " ", "\t", "\n", "\r\n", "x", "task.setvariable", "error", "teamcity", "a-b_c.1"];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("##vso[task.setvariable variable=a]b", "##vso [task.setvariable variable=a]b")]
    [DataRow("text ##[error]x", "text ## [error]x")]
    [DataRow("###[group]", "### [group]")]
    [DataRow("##teamcity[x]", "##teamcity [x]")]
    [DataRow("::set-output name=a::b", ": :set-output name=a::b")]
    [DataRow(" \t::error::x", " \t: :error::x")]
    [DataRow("a\n::error::x", "a\n: :error::x")]
    [DataRow("a::b #[c] ## [d] ##", "a::b #[c] ## [d] ##")]
    public void A_mark_is_taken_apart_and_all_else_stays(string text, string expected) => Assert.AreEqual(expected, AgentCommands.Escape(text));

    [TestMethod]
    public void No_text_becomes_a_command_and_JSON_keeps_its_values()
    {
        var seed = Environment.TickCount;
        TestContext.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < Texts; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));

            var json = AgentCommands.EscapeJson(JsonSerializer.Serialize(new[] { text }));

            Assert.DoesNotMatchRegex(Command(), AgentCommands.Escape(text), $"seed {seed}");
            Assert.DoesNotMatchRegex(Command(), json, $"seed {seed}");
            Assert.AreEqual(text, JsonSerializer.Deserialize<string[]>(json)!.Single());
        }
    }

    [GeneratedRegex(@"(^|[\r\n])\s*::|##[A-Za-z]*\[")]
    private static partial Regex Command();
}
