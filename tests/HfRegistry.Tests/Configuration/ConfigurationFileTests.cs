using System.Text;
using HfRegistry.Configuration;

namespace HfRegistry.Tests.Configuration;

[TestClass]
internal sealed class ConfigurationFileTests
{
    [TestMethod]
    public void Every_mistake_is_reported_in_the_order_of_the_text()
    {
        var diagnostics = Parse("{\n\"defaultMargins\": 1,\n\"maxRequestsPerMinute\": 0,\n\"deny\": [\"a//b\"]}").Diagnostics;

        CollectionAssert.AreEqual(
            new[] { ("HFR5002", 2, 1), ("HFR5003", 3, 25), ("HFR5003", 4, 10) },
            diagnostics.Select(found => (found.Code, found.Location!.Line, found.Location.Column)).ToArray());
    }

    [TestMethod]
    [DataRow("", 1, 1)]
    [DataRow("{", 1, 2)]
    [DataRow("{\n  \"deny\": [],,\n}", 2, 14)]
    [DataRow("{} {}", 1, 4)]
    [DataRow("// nothing but a comment", 1, 25)]
    [DataRow("{ /* without an end\n}", 1, 3)]
    [DataRow("{ # ours\n}", 1, 3)]
    [DataRow("{\"deny\": [1 2]}", 1, 13)]
    [DataRow("{\"deny\": [],\n \"deny\": []}", 2, 2)]
    [DataRow("{\"deny\": \"\\ud800\"}", 1, 10)]
    public void What_is_no_json_is_HFR5001_with_its_place(string text, int line, int column) => AssertRefused(text, "HFR5001", line, column);

    [TestMethod]
    public void Comments_and_trailing_commas_are_allowed_and_places_count_them()
    {
        Assert.AreEqual("a/b", Parse("// why\n{\n  /* a\n b */ \"deny\": [\"a/b\", /* more */],\n}\n// end").Value!.DeniedModels.Single().ToString());
        AssertRefused("// why\n{ /* two\n lines */ \"zebra\": 1, }", "HFR5002", 3, 11);
    }

    [TestMethod]
    public void Half_a_character_is_HFR5001_with_its_place()
    {
        byte[] text = [.. "{\n  \"é"u8, 0xE2, 0x82, .. "\": 1}"u8];
        var diagnostic = ConfigurationFile.Parse(text, "f").Diagnostics.Single();

        Assert.AreEqual(("HFR5001", 2, 5), (diagnostic.Code, diagnostic.Location!.Line, diagnostic.Location.Column));
    }

    [TestMethod]
    [DataRow("""{"defaultMargins": 1}""", 2, "did you mean 'defaultMargin'?")]
    [DataRow("""{"PreferredPublisher": []}""", 2, "did you mean 'preferredPublishers'?")]
    [DataRow("""{"tasks": {"t": {"types": ["bert"], "clas": "C"}}}""", 37, "did you mean 'class'? Correct")]
    [DataRow("""{"profiles": {"p": {"maxMB": 1, "descripton": "d"}}}""", 33, "did you mean 'description'?")]
    [DataRow("""{"zebra": 1}""", 2, "Unknown member: \"zebra\"; the names here are $schema, root, ")]
    [DataRow("""{"profiles": {"p": {"maxMB": 1, "hardware": 1}}}""", 33, "Unknown member: \"hardware\"; the names here are maxMB, description. ")]
    public void An_unknown_member_is_HFR5002_and_the_nearest_one_is_named(string text, int column, string said) =>
        StringAssert.Contains(AssertRefused(text, "HFR5002", 1, column), said);

    [TestMethod]
    [DataRow("[]", 1, "the file must be an object, not a list")]
    [DataRow("""{"tasks": []}""", 11, "tasks must be an object, not a list")]
    [DataRow("""{"tasks": {"t": 1}}""", 17, "tasks.t must be an object, not 1")]
    [DataRow("""{"tasks": {"t": {}}}""", 17, "tasks.t lacks \"types\"")]
    [DataRow("""{"gate": {"sizeDevice": "desktop"}}""", 25, "gate.sizeDevice must be one of aws_server, desktop_pc, jetson_nano, raspberry_pi, mean, not \"desktop\"")]
    [DataRow("""{"tasks": {" ": {"types": []}}}""", 12, "is not a valid name")]
    [DataRow("""{"tasks": {"t": {"types": "bert"}}}""", 27, "tasks.t.types must be a list, not \"bert\"")]
    [DataRow("""{"tasks": {"t": {"types": ["b e"]}}}""", 28, "tasks.t.types[0] must be a model type, not \"b e\"")]
    [DataRow("""{"tasks": {"t": {"types": [], "class": "1C"}}}""", 40, "tasks.t.class must be the name of a class, not \"1C\"")]
    [DataRow("""{"profiles": {"p": -1}}""", 20, "profiles.p must be a number of MB from 0 up, not -1")]
    [DataRow("""{"profiles": {"p": 1e10}}""", 20, "profiles.p must be a number of MB from 0 up, not 1e10")]
    [DataRow("""{"profiles": {"p": {"description": "d"}}}""", 20, "profiles.p lacks \"maxMB\"")]
    [DataRow("""{"profiles": {"p": {"maxMB": "1"}}}""", 30, "profiles.p.maxMB must be a number of MB from 0 up, not \"1\"")]
    [DataRow("""{"profiles": {"p": {"maxMB": 1, "description": 2}}}""", 48, "profiles.p.description must be a string, not 2")]
    [DataRow("""{"preferredPublishers": ["a/b"]}""", 26, "preferredPublishers[0] must be the name of a user or an organization")]
    [DataRow("""{"defaults": {"b e": "a/b"}}""", 15, "\"b e\" is not a model type")]
    [DataRow("""{"defaults": {"bert": "a//b"}}""", 23, "defaults.bert must be a model id")]
    [DataRow("""{"defaults": {"gpt-j": "a/b", "GPTJ": "a/c"}}""", 31, "repeats an earlier model type in another spelling")]
    [DataRow("""{"deny": [null]}""", 11, "deny[0] must be a model id, not null")]
    [DataRow("""{"sizes": {"a/b": true}}""", 19, "sizes[\"a/b\"] must be a number of MB from 0 up, not true")]
    [DataRow("""{"sizes": {"a//b": 1}}""", 12, "\"a//b\" is not a model id")]
    [DataRow("""{"sizes": {"a/b": 1, "A/B": 2}}""", 22, "repeats an earlier model id in another spelling")]
    [DataRow("""{"maxRequestsPerMinute": 0}""", 26, "a whole number from 1 to 100000, not 0")]
    [DataRow("""{"maxRequestsPerMinute": 100001}""", 26, "a whole number from 1 to 100000, not 100001")]
    [DataRow("""{"maxRequestsPerMinute": 1.5}""", 26, "a whole number from 1 to 100000, not 1.5")]
    [DataRow("""{"maxRequestsPerMinute": 99999999999999999999}""", 26, "a whole number from 1 to 100000")]
    [DataRow("""{"defaultMargin": -0.1}""", 19, "a number from 0 to 10, not -0.1")]
    [DataRow("""{"defaultMargin": 10.1}""", 19, "a number from 0 to 10, not 10.1")]
    [DataRow("""{"defaultMargin": 1e999}""", 19, "a number from 0 to 10, not 1e999")]
    [DataRow("""{"defaultCooldownDays": -1}""", 25, "a whole number from 0 to 3650, not -1")]
    [DataRow("""{"mof": {"ignore": "a/b"}}""", 20, "mof.ignore must be a list, not \"a/b\"")]
    [DataRow("""{"mof": {"ignore": ["a/b", "*/b"]}}""", 28, "mof.ignore[1] must be a model id (owner/name) or all models of an owner (owner/*), not \"*/b\"")]
    [DataRow("""{"mof": {"ignore": ["a/b/*"]}}""", 21, "mof.ignore[0] must be a model id (owner/name) or all models of an owner")]
    [DataRow("""{"defaultCooldownDays": 3651}""", 25, "a whole number from 0 to 3650, not 3651")]
    public void A_wrong_value_is_HFR5003_with_its_place_and_what_it_must_be(string text, int column, string said) =>
        StringAssert.Contains(AssertRefused(text, "HFR5003", 1, column), said);

    [TestMethod]
    [DataRow("""{"maxRequestsPerMinute": 1, "defaultMargin": 0, "defaultCooldownDays": 0, "profiles": {"p": 0}}""")]
    [DataRow("""{"maxRequestsPerMinute": 100000, "defaultMargin": 10, "defaultCooldownDays": 3650, "profiles": {"p": 1e9}}""")]
    public void The_ends_of_every_range_are_in_it(string text) => Assert.IsEmpty(Parse(text).Diagnostics);

    [TestMethod]
    public void A_whole_configuration_is_read()
    {
        var read = Parse("""{"tasks":{"t":{"types":["bert"],"class":"C"}},"profiles":{"p":500,"q":{"maxMB":1.5,"description":"d"}},"sizes":{"a/b":2}}""").Value!;

        Assert.AreEqual("C", read.Tasks.Single().ClassName);
        Assert.AreEqual(1_500_000, read.Profiles[1].MaxWeights.Bytes);
        Assert.AreEqual(2_000_000, read.Sizes[ModelId.Parse("a/b")].Bytes);
    }

    [TestMethod]
    public void Ids_are_found_in_any_case()
    {
        var read = Parse("""{"deny": ["Owner/Model"], "sizes": {"Owner/Model": 2}}""").Value!;

        Assert.Contains(ModelId.Parse("owner/model"), read.DeniedModels);
        Assert.IsTrue(read.Sizes.ContainsKey(ModelId.Parse("owner/model")));
    }

    [TestMethod]
    [DataRow("Garden/Bird", true)]
    [DataRow("archive/anything", true)]
    [DataRow("gpt2", true)]
    [DataRow("garden/birds", false)]
    [DataRow("archives/anything", false)]
    [DataRow("archive", false)]
    public void Models_are_left_out_by_id_and_by_owner_in_any_case(string id, bool isLeftOut) => Assert.AreEqual(
        isLeftOut, Parse("""{"mof": {"ignore": ["garden/bird", "Archive/*", "gpt2"]}}""").Value!.MofIgnore.Covers(ModelId.Parse(id)));

    [TestMethod]
    public void What_a_file_does_not_say_keeps_its_default()
    {
        var read = Parse("{}").Value!;

        Assert.AreEqual((0.1, 14, (int?)null), (read.DefaultMargin, read.DefaultCooldownDays, read.MaxRequestsPerMinute));
    }

    [TestMethod]
    public void A_missing_file_cannot_be_read() =>
        Assert.AreEqual("HFR5004", ConfigurationFile.Load(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).Diagnostics.Single().Code);

    private static string AssertRefused(string text, string code, int line, int column)
    {
        var outcome = Parse(text);
        Assert.IsNull(outcome.Value);
        var diagnostic = outcome.Diagnostics.Single();
        Assert.AreEqual((code, line, column), (diagnostic.Code, diagnostic.Location!.Line, diagnostic.Location.Column), diagnostic.ToString());
        return diagnostic.Message;
    }

    private static Outcome<HfConfiguration> Parse(string text) => ConfigurationFile.Parse(Encoding.UTF8.GetBytes(text), "f");
}
