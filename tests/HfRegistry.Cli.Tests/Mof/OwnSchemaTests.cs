namespace HfRegistry.Cli.Tests.Mof;

/// <summary>
/// A schema of one's own with every keyword and format that is supported. The schema library reads schemas by reflection: on the published binary
/// this shows that trimming took nothing away from it.
/// </summary>
[TestClass]
internal sealed class OwnSchemaTests
{
    private static readonly (string Name, string Schema, string Wrong, string Right)[] Keywords =
    [
        ("type", """{"type": "integer", "title": "t", "description": "d", "default": 1, "examples": [1]}""", "one", "1"),
        ("types", """{"type": ["string", "null"]}""", "[]", "null"),
        ("enum", """{"enum": ["a", "b"]}""", "c", "a"),
        ("pattern", """{"pattern": "^a+$"}""", "b", "aa"),
        ("minLength", """{"minLength": 3}""", "ab", "abc"),
        ("maxLength", """{"maxLength": 1}""", "ab", "a"),
        ("minimum", """{"minimum": 3}""", "2", "3"),
        ("maximum", """{"maximum": 1.5}""", "2", "1.5"),
        ("exclusiveMinimum", """{"exclusiveMinimum": 2}""", "2", "3"),
        ("exclusiveMaximum", """{"exclusiveMaximum": 2}""", "2", "1"),
        ("multipleOf", """{"multipleOf": 0.5}""", "0.7", "1.5"),
        ("minItems", """{"minItems": 2}""", "[a]", "[a, b]"),
        ("maxItems", """{"maxItems": 1}""", "[a, b]", "[a]"),
        ("uniqueItems", """{"uniqueItems": true}""", "[a, a]", "[a, b]"),
        ("minProperties", """{"minProperties": 2}""", "{a: 1}", "{a: 1, b: 2}"),
        ("maxProperties", """{"maxProperties": 1}""", "{a: 1, b: 2}", "{a: 1}"),
        ("required", """{"required": ["b"]}""", "{a: 1}", "{b: 1}"),
        ("not", """{"not": {"type": "string"}}""", "text", "1"),
        ("items", """{"items": {"type": "integer"}}""", "[a]", "[1]"),
        ("tuple", """{"items": [{"type": "integer"}], "additionalItems": false}""", "[1, 2]", "[1]"),
        ("additionalProperties", """{"properties": {"b": {"type": "integer"}}, "additionalProperties": false}""", "{a: 1}", "{b: 1}"),
        ("patternProperties", """{"patternProperties": {"^a": {"type": "boolean"}}}""", "{a: 1}", "{a: true}"),
        ("allOf", """{"allOf": [{"type": "string"}, {"minLength": 9}]}""", "short", "long enough"),
        ("anyOf", """{"anyOf": [{"type": "integer"}, {"type": "boolean"}]}""", "text", "true"),
        ("oneOf", """{"oneOf": [{"type": "string"}, {"type": "integer"}]}""", "[]", "text"),
        ("reference", """{"$ref": "#/definitions/whole"}""", "text", "1"),
        Format("date", "2026-11-21"),
        Format("date-time", "2026-11-21T12:00:00Z"),
        Format("time", "12:00:00Z"),
        Format("time-span", "01:00:00"),
        Format("email", "ada@example.org"),
        Format("hostname", "example.org"),
        Format("ipv4", "127.0.0.1"),
        Format("ipv6", "::1"),
        Format("uri", "https://example.org/a"),
        Format("guid", "0d8b0f2e-7c1a-4b4e-9b53-0a8f4a2f6c11"),
        Format("uuid", "0d8b0f2e-7c1a-4b4e-9b53-0a8f4a2f6c11"),
        Format("byte", "aGVsbG8="),
        Format("base64", "aGVsbG8="),
    ];

    [TestMethod]
    public async Task Each_keyword_and_format_tells_a_wrong_value_from_a_right_one()
    {
        var properties = string.Join(", ", Keywords.Select(keyword => $"\"{keyword.Name}\": {keyword.Schema}"));
        using var shell = new Shell();
        shell.Write("own.json", $$$"""
            {
              "$schema": "http://json-schema.org/draft-07/schema#",
              "type": "object",
              "definitions": {"whole": {"type": "integer"}},
              "properties": { {{{properties}}} }
            }
            """);
        shell.Write("wrong/own.yml", string.Concat(Keywords.Select(keyword => $"{keyword.Name}: {keyword.Wrong}\n")));
        shell.Write("right/own.yml", string.Concat(Keywords.Select(keyword => $"{keyword.Name}: {keyword.Right}\n")));
        shell.Write("hfregistry.json", """{"mof": {"rules": {"HFR2101": "off"}}}""");

        var wrong = (await shell.RunAsync("mof validate wrong --schema own.json")).Ended(ExitCode.Findings).Out;
        var right = (await shell.RunAsync("mof validate right --schema own.json")).Ended(ExitCode.Done).Out;

        for (var line = 1; line <= Keywords.Length; line++)
            Assert.Contains($"own.yml({line},", wrong, Keywords[line - 1].Name);
        Assert.StartsWith("1 document: 0 errors", right);
    }

    private static (string Name, string Schema, string Wrong, string Right) Format(string name, string right) =>
        (name, $$"""{"type": "string", "format": "{{name}}"}""", $"\"no {name}!\"", $"\"{right}\"");
}
