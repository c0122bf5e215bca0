using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Validation;

namespace HfRegistry.Mof.Tests.Validation;

/// <summary>Schemas that a user names.</summary>
[TestClass]
internal sealed class SchemaFileTests
{
    [TestMethod]
    [DataRow("""{"properties": {"release": {"const": 1}}}""", 1, 29)]
    [DataRow("""{"if": {"required": ["a"]}, "then": {"required": ["b"]}}""", 1, 2)]
    [DataRow("""{"contains": {}}""", 1, 2)]
    [DataRow("""{"propertyNames": {"maxLength": 1}}""", 1, 2)]
    [DataRow("""{"dependentRequired": {"a": ["b"]}}""", 1, 2)]
    [DataRow("""{"dependencies": {"a": ["b"]}}""", 1, 2)]
    [DataRow("""{"prefixItems": [{}]}""", 1, 2)]
    [DataRow("""{"unevaluatedProperties": false}""", 1, 2)]
    [DataRow("""{"minimun": 1}""", 1, 2)]
    [DataRow("""{"format": "duration"}""", 1, 12)]
    [DataRow("""{"type": "strin"}""", 1, 10)]
    [DataRow("""{"maxItems": 0}""", 1, 14)]
    [DataRow("""{"maxProperties": 0}""", 1, 19)]
    [DataRow("""{"enum": []}""", 1, 10)]
    [DataRow("""{"properties": {"a": true}}""", 1, 22)]
    [DataRow("""{"pattern": "("}""", 1, 13)]
    [DataRow("""{"patternProperties": {"[": {}}}""", 1, 24)]
    [DataRow("""{"$ref": "other.json"}""", 1, 2)]
    [DataRow("""{"$ref": "https://example.org/x.json"}""", 1, 2)]
    [DataRow("""{"properties": {"a": {"$ref": "#/definitions/x", "minLength": 5}}, "definitions": {"x": {}}}""", 1, 50)]
    [DataRow("""{"properties": {"a": {"allOf": [{"$ref": "#/definitions/x"}], "minLength": 5}}, "definitions": {"x": {}}}""", 1, 63)]
    public async Task A_demand_that_nobody_would_check_is_an_error_at_its_place(string schema, int line, int column)
    {
        var loaded = await LoadAsync(schema);

        Assert.IsNull(loaded.Value);
        var problem = loaded.Diagnostics[0];
        Assert.AreEqual(("HFR2007", line, column), (problem.Code, problem.Location!.Line, problem.Location.Column), problem.Message);
    }

    [TestMethod]
    [DataRow("{", DisplayName = "no JSON")]
    [DataRow("""{"minLength": "x"}""", DisplayName = "a value of the wrong kind")]
    [DataRow("""{"properties": {"a": {"$ref": "#/nowhere"}}}""", DisplayName = "a reference to nothing")]
    [DataRow("""{"allOf": [{"$ref": "#"}]}""", DisplayName = "a circle")]
    public async Task A_schema_that_cannot_be_read_is_an_error(string schema)
    {
        var loaded = await LoadAsync(schema);

        // A reference is looked up when it is first followed.
        var diagnostics = loaded.Value is null ? loaded.Diagnostics : loaded.Value.Check(MofDocumentReader.Parse(Validating.Right, "/right.yml").Value!);
        Assert.AreEqual("HFR2008", diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task A_schema_that_is_not_there_is_an_error() =>
        Assert.AreEqual("HFR2008", (await MofSchema.LoadAsync("/no/such/schema.json")).Diagnostics.Single().Code);

    /// <summary>Every keyword that is let through is checked: here is a value that breaks it.</summary>
    [TestMethod]
    [DataRow(""" "type": "object" """, "x")]
    [DataRow(""" "enum": ["a"] """, "x")]
    [DataRow(""" "format": "date" """, "x")]
    [DataRow(""" "format": "email" """, "x")]
    [DataRow(""" "format": "uri" """, "x")]
    [DataRow(""" "pattern": "^y" """, "x")]
    [DataRow(""" "minLength": 2 """, "x")]
    [DataRow(""" "maxLength": 0 """, "x")]
    [DataRow(""" "minimum": 2 """, "1")]
    [DataRow(""" "maximum": 0 """, "1")]
    [DataRow(""" "exclusiveMinimum": 1 """, "1")]
    [DataRow(""" "exclusiveMaximum": 1 """, "1")]
    [DataRow(""" "multipleOf": 2 """, "1")]
    [DataRow(""" "minItems": 2 """, "[a]")]
    [DataRow(""" "type": "array", "maxItems": 1 """, "[a, b]")]
    [DataRow(""" "uniqueItems": true """, "[a, a]")]
    [DataRow(""" "items": {"type": "object"} """, "[a]")]
    [DataRow(""" "items": [{"type": "string"}], "additionalItems": false """, "[a, b]")]
    [DataRow(""" "minProperties": 2 """, "{a: b}")]
    [DataRow(""" "type": "object", "maxProperties": 1 """, "{a: b, c: d}")]
    [DataRow(""" "required": ["b"] """, "{a: b}")]
    [DataRow(""" "properties": {"a": {"type": "object"}} """, "{a: b}")]
    [DataRow(""" "patternProperties": {"^a": {"type": "object"}} """, "{a: b}")]
    [DataRow(""" "additionalProperties": false """, "{a: b}")]
    [DataRow(""" "additionalProperties": {"type": "object"} """, "{a: b}")]
    [DataRow(""" "allOf": [{"type": "string"}, {"minLength": 2}] """, "x")]
    [DataRow(""" "anyOf": [{"type": "object"}, {"minLength": 2}] """, "x")]
    [DataRow(""" "oneOf": [{"type": "string"}, {"minLength": 1}] """, "x")]
    [DataRow(""" "not": {"type": "string"} """, "x")]
    [DataRow(""" "$ref": "#/definitions/d" """, "x")]
    public async Task A_keyword_that_is_let_through_is_checked(string keywords, string value)
    {
        const string definitions = """ "definitions": {"d": {"type": "object"}} """;
        var schema = (await LoadAsync($"{{ \"properties\": {{ \"v\": {{ {keywords} }} }}, {definitions} }}")).Value!;

        var found = schema.Check(MofDocumentReader.Parse($"v: {value}\n", "/v.yml").Value!);

        Assert.IsNotEmpty(found);
        Assert.IsTrue(found.All(diagnostic => diagnostic.Location is { Line: 1, Column: >= 1 }), string.Join('\n', found));
    }

    private static async Task<Outcome<MofSchema>> LoadAsync(string schema)
    {
        using var folder = new TempFolder();
        return await MofSchema.LoadAsync(folder.Write("s.json", schema));
    }
}
