using System.Text;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>What is a token, and what becomes of one that a Hub sends back.</summary>
[TestClass]
internal sealed class HubTokenTests
{
    private const string Secret = "hf_Se-cret.0123456789";

    [TestMethod]
    [DataRow(Secret, false)]
    [DataRow($" {Secret}\r\n", false)]
    [DataRow($"\uFEFF{Secret}\n", true)]
    [DataRow($"Bearer {Secret}", true)]
    [DataRow($"\"{Secret}\"", true)]
    public void A_token_is_read_and_what_stands_around_it_taken_away(string text, bool isRepaired)
    {
        var reading = HubToken.Read(text);

        Assert.AreEqual((Secret, isRepaired, null), (reading.Token?.Reveal(), reading.IsRepaired, reading.Problem));
    }

    [TestMethod]
    [DataRow("two words")]
    [DataRow("hf_first_line\nhf_second_line")]
    [DataRow("hf_t\u00F6ken_of_ours")]
    [DataRow("a")]
    [DataRow("1234567")]
    [DataRow("Bearer")]
    [DataRow("\uFEFF")]
    public void What_is_no_token_is_a_problem_and_not_the_lack_of_one(string text)
    {
        var environment = HfEnvironment.Read(name => name == "HF_TOKEN" ? text : null);

        Assert.IsNull(environment.Token);
        Assert.StartsWith("HF_TOKEN holds no usable token: ", environment.TokenProblem!);
        Assert.DoesNotContain(text.Trim('\uFEFF') is { Length: > 1 } told ? told : "\uFEFF", environment.TokenProblem!);
    }

    [TestMethod]
    public void A_file_that_a_variable_names_has_to_hold_a_token()
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-token-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "empty"), "\n");
            File.WriteAllText(Path.Combine(folder, "large"), new string('x', 10_000));
            File.WriteAllText(Path.Combine(folder, "mark"), Secret, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

            foreach (var path in (string[])["relative", Path.Combine(folder, "missing"), Path.Combine(folder, "empty"), Path.Combine(folder, "large")])
                Assert.StartsWith("HF_TOKEN_PATH holds no usable token", Read(path).TokenProblem!, path);
            Assert.AreEqual(Secret, Read(Path.Combine(folder, "mark")).Token?.Reveal());
            Assert.AreEqual(DiagnosticCatalog.TokenRepaired.Code, Read(Path.Combine(folder, "mark")).TokenWarning?.Code);
            Assert.IsNull(HfEnvironment.Read(name => name == "HF_HOME" ? folder : null).TokenProblem, "nobody has to have signed in");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static HfEnvironment Read(string path) => HfEnvironment.Read(name => name == "HF_TOKEN_PATH" ? path : null);
    }

    [TestMethod]
    [DataRow(Secret)]
    [DataRow("HF_SE-CRET.0123456789")]
    [DataRow("\\u0068f_Se-cret\\u002e0123456789")]
    [DataRow("\\u0068\\u0046\\u005F\\u0053e-cret.0123456789")]
    public async Task A_good_answer_that_holds_the_token_is_none(string echo)
    {
        foreach (var body in (string[])[$$$"""{"id":"google-bert/bert-base-uncased","cardData":{"new_version":"x/{{{echo}}}"}}""", $$$"""[{"id":"a/b"},{"id":"c/d","tags":["{{{echo}}}"]}]"""])
        {
            await using var hub = await LocalHub.StartAsync(HubScene.Bert);
            hub.FailWith(Faults.Body(body));
            using var client = hub.Client(Secret);

            var error = body[0] == '{' ? await client.ErrorOfAsync(HubScene.Bert.Id) : await client.ListingErrorAsync();

            Assert.AreEqual(new HubError.Malformed("it holds the access token"), error);
        }
    }

    [TestMethod]
    public void A_token_is_found_wherever_the_body_is_cut_and_only_where_it_is()
    {
        var token = HubToken.FromText("aab_aab_aac")!;
        const string text = "\\u00e9 aab_aab_aab_aac \\\\ aab_aab_aaa";
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var trace = new HubTokenTrace(token);
            Assert.IsTrue(trace.IsFoundIn(bytes.AsSpan(0, cut)) || trace.IsFoundIn(bytes.AsSpan(cut)), $"cut at {cut}");
        }

        Assert.IsFalse(new HubTokenTrace(token).IsFoundIn(Encoding.UTF8.GetBytes("aab_aab_aab aab_aab_aa")));
    }
}
