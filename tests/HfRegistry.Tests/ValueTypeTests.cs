namespace HfRegistry.Tests;

[TestClass]
internal sealed class ValueTypeTests
{
    [TestMethod]
    [DataRow("gpt2", true)]
    [DataRow("google-bert/bert-base-uncased", true)]
    [DataRow("TheBloke/Llama-2-7B-GGUF", true)]
    [DataRow("a/b.c_d-e", true)]
    [DataRow("", false)]
    [DataRow("a/", false)]
    [DataRow("/a", false)]
    [DataRow("a/b/c", false)]
    [DataRow("a--b/c", false)]
    [DataRow("a/b..c", false)]
    [DataRow("a/../b", false)]
    [DataRow("a/b.git", false)]
    [DataRow("-a/b", false)]
    [DataRow("a/b-", false)]
    [DataRow("a b/c", false)]
    [DataRow("a/ü", false)]
    [DataRow("a/b\n", false)]
    public void A_model_id_follows_the_Hubs_rules(string text, bool isId) => Assert.AreEqual(isId, ModelId.TryParse(text, out _));

    [TestMethod]
    public void A_part_of_a_model_id_has_at_most_96_characters()
    {
        Assert.IsTrue(ModelId.TryParse($"a/{new string('x', 96)}", out _));
        Assert.IsFalse(ModelId.TryParse($"a/{new string('x', 97)}", out _));
    }

    [TestMethod]
    public void Model_ids_compare_without_case_and_keep_their_spelling()
    {
        Assert.AreEqual(ModelId.Parse("thebloke/llama"), ModelId.Parse("TheBloke/Llama"));
        Assert.AreEqual("TheBloke/Llama", ModelId.Parse("TheBloke/Llama").ToString());
        Assert.AreEqual("TheBloke", ModelId.Parse("TheBloke/Llama").Owner);
        Assert.IsNull(ModelId.Parse("gpt2").Owner);
    }

    [TestMethod]
    [DataRow("gpt-j")]
    [DataRow("gptj")]
    [DataRow("GPT-J")]
    [DataRow("gpt_j")]
    public void Spellings_of_one_type_are_equal(string spelling) => Assert.AreEqual(ModelType.Parse("gptj"), ModelType.Parse(spelling));

    [TestMethod]
    [DataRow("")]
    [DataRow("-bert")]
    [DataRow("a b")]
    [DataRow("a/b")]
    [DataRow("bért")]
    public void What_is_no_type_name_is_refused(string text) => Assert.IsFalse(ModelType.TryParse(text, out _));

    [TestMethod]
    public void Only_forty_hexadecimal_digits_are_a_revision()
    {
        Assert.AreEqual(new string('a', 40), Revision.Parse(new string('A', 40)).ToString());
        Assert.IsFalse(Revision.TryParse("main", out _));
        Assert.IsFalse(Revision.TryParse(new string('a', 39), out _));
        Assert.IsFalse(Revision.TryParse(new string('g', 40), out _));
    }

    [TestMethod]
    [DataRow("500", 500_000_000L)]
    [DataRow("1.5", 1_500_000L)]
    [DataRow("2 GB", 2_000_000_000L)]
    [DataRow("750kb", 750_000L)]
    [DataRow(" 10MB ", 10_000_000L)]
    public void A_size_is_read_in_megabytes_unless_it_has_a_unit(string text, long bytes)
    {
        Assert.IsTrue(ByteSize.TryParse(text, out var size));
        Assert.AreEqual(bytes, size.Bytes);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("-1")]
    [DataRow("1,5")]
    [DataRow("many")]
    [DataRow("NaN")]
    [DataRow("1e99")]
    [DataRow("99999999999999999999999")]
    public void What_is_no_size_is_refused(string text) => Assert.IsFalse(ByteSize.TryParse(text, out _));

    [TestMethod]
    [DataRow(440_473_133L, "440 MB")]
    [DataRow(1_543_490_560L, "1.5 GB")]
    [DataRow(28_000_000_000L, "28 GB")]
    [DataRow(999L, "999 bytes")]
    public void A_size_is_told_in_round_figures(long bytes, string text) => Assert.AreEqual(text, new ByteSize(bytes).ToString());

    [TestMethod]
    [DataRow("plain text", "plain text")]
    [DataRow("a\nb\u001b[31m", "a\uFFFDb\uFFFD[31m")]
    [DataRow("left\u202Eright", "left\uFFFDright")]
    [DataRow("zero\u200Bwidth", "zero\uFFFDwidth")]
    [DataRow("naïve 模型", "naïve 模型")]
    public void Foreign_text_is_made_safe_to_print(string text, string expected) => Assert.AreEqual(expected, TextSanitizer.Sanitize(text));

    [TestMethod]
    public void Long_foreign_text_is_cut_at_a_whole_character()
    {
        Assert.AreEqual("aaaa…", TextSanitizer.Sanitize("aaaaaaaa", maxLength: 4));
        Assert.AreEqual("aaa…", TextSanitizer.Sanitize("aaa🙂", maxLength: 4));
    }

    [TestMethod]
    public void A_token_never_prints()
    {
        var token = HubToken.FromText(" hf_secret\n");

        Assert.AreEqual("***", token?.ToString());
        Assert.DoesNotContain("secret", $"{HfEnvironment.Read(name => name == "HF_TOKEN" ? "hf_secret" : null)}");
        Assert.IsNull(HubToken.FromText("two words"));
        Assert.IsNull(HubToken.FromText("  "));
    }

    [TestMethod]
    public void The_token_of_the_environment_beats_the_token_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"hfregistry-token-{Guid.NewGuid():n}");
        File.WriteAllText(path, "hf_of_a_file\n");
        try
        {
            Assert.AreEqual("hf_of_a_file", HfEnvironment.Read(name => name == "HF_TOKEN_PATH" ? path : null).Token?.Reveal());
            Assert.AreEqual("hf_of_a_variable", HfEnvironment.Read(name => name switch { "HF_TOKEN_PATH" => path, "HF_TOKEN" => "hf_of_a_variable", _ => null }).Token?.Reveal());
            Assert.IsNull(HfEnvironment.Read(name => name == "HF_TOKEN_PATH" ? "/nonexistent/token" : null).Token);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    [DataRow("ftp://example.org")]
    [DataRow("not an address")]
    [DataRow("http://user:word@example.org")]
    public void An_unusable_endpoint_is_told_and_the_token_not_sent_there(string endpoint)
    {
        var environment = HfEnvironment.Read(name => name == "HF_ENDPOINT" ? endpoint : null);

        Assert.IsNotNull(environment.EndpointProblem);
        Assert.AreEqual("huggingface.co", environment.Endpoint.Host);
        Assert.DoesNotContain("word", environment.EndpointProblem!);
    }
}
