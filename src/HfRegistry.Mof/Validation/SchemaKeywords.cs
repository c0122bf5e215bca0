using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using HfRegistry.Files;

namespace HfRegistry.Mof.Validation;

/// <summary>
/// Finds what a schema demands and the schema library would not check, so that nothing is ever passed over in silence. The lists were
/// measured: a keyword is here when a value that breaks it was told.
/// </summary>
internal sealed class SchemaKeywords
{
    private static readonly FrozenSet<string> Annotations = FrozenSet.ToFrozenSet(
    [
        "$schema", "$id", "id", "$comment", "title", "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly",
        "contentEncoding", "contentMediaType",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Assertions = FrozenSet.ToFrozenSet(
    [
        "type", "enum", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "required",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> HoldSchema = FrozenSet.ToFrozenSet(["not", "items", "additionalItems", "additionalProperties"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> HoldSchemasByName = FrozenSet.ToFrozenSet(["properties", "patternProperties", "definitions", "$defs"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> HoldSchemaList = FrozenSet.ToFrozenSet(["allOf", "anyOf", "oneOf"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> MayBeTruth = FrozenSet.ToFrozenSet(["additionalItems", "additionalProperties"], StringComparer.Ordinal);

    /// <summary>A zero in them is the library's word for "not given".</summary>
    private static readonly FrozenSet<string> NoZero = FrozenSet.ToFrozenSet(["maxItems", "maxProperties"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Types = FrozenSet.ToFrozenSet(["string", "number", "integer", "boolean", "null", "object", "array"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Formats = FrozenSet.ToFrozenSet(
        ["date", "date-time", "time", "time-span", "email", "hostname", "ipv4", "ipv6", "uri", "guid", "uuid", "byte", "base64"], StringComparer.Ordinal);

    private readonly List<JsonError> _faults = [];

    /// <summary>Returns what the library would not check in a schema; empty when it checks everything.</summary>
    public static IReadOnlyList<JsonError> Unsupported(JsonValue root)
    {
        var found = new SchemaKeywords();
        found.CheckSchema(root);
        return found._faults;
    }

    private void CheckSchema(JsonValue schema)
    {
        if (schema.Kind != JsonValueKind.Object)
        {
            Refuse(schema.Offset, "a schema that is not an object is not supported: write an object");
            return;
        }

        CheckReference(schema);
        foreach (var member in schema.Members)
            CheckMember(member);
    }

    private void CheckMember(JsonMember member)
    {
        var (name, offset, value) = member;
        if (name == "patternProperties")
            value.Members.ForEach(named => CheckPattern(named.Name, named.NameOffset));
        if (HoldSchemasByName.Contains(name))
            value.Members.ForEach(named => CheckSchema(named.Value));
        else if (HoldSchemaList.Contains(name) || (name == "items" && value.Kind == JsonValueKind.Array))
            CheckList(name, value);
        else if (HoldSchema.Contains(name))
            CheckHeld(name, value);
        else if (name == "$ref" && !(value.Text ?? "").StartsWith('#'))
            Refuse(offset, "\"$ref\" names another file or address, and none is read: move its target into this schema");
        else if (Assertions.Contains(name))
            CheckValue(name, value);
        else if (name != "$ref" && !Annotations.Contains(name))
            Refuse(offset, $"the keyword \"{TextSanitizer.Sanitize(name)}\" is not supported, and would be passed over: remove it, or say it with the keywords of draft 4");
    }

    private void CheckHeld(string name, JsonValue value)
    {
        if (!(MayBeTruth.Contains(name) && value.Kind is JsonValueKind.True or JsonValueKind.False))
            CheckSchema(value);
    }

    private void CheckList(string name, JsonValue value)
    {
        if (value.Items.Count == 0)
            Refuse(value.Offset, $"an empty \"{name}\" is not supported: remove it");
        value.Items.ForEach(CheckSchema);
    }

    private void CheckValue(string name, JsonValue value)
    {
        if (NoZero.Contains(name) && value is { Kind: JsonValueKind.Number, Text: "0" })
            Refuse(value.Offset, $"\"{name}\": 0 is not supported, and would be passed over");
        if (name == "format" && !Formats.Contains(value.Text ?? ""))
            Refuse(value.Offset, $"the format \"{TextSanitizer.Sanitize(value.Text)}\" is not supported, and would be passed over; there are {string.Join(", ", Formats.Order())}");
        if (name == "enum" && value.Items.Count == 0)
            Refuse(value.Offset, "an empty \"enum\" is not supported, and would be passed over");
        if (name == "pattern")
            CheckPattern(value.Text ?? "", value.Offset);
        if (name == "type")
            CheckTypes(value);
    }

    // The library would read a pattern only when a value meets it.
    private void CheckPattern(string pattern, int offset)
    {
        try
        {
            _ = new Regex(pattern);
        }
        catch (ArgumentException wrong)
        {
            Refuse(offset, $"\"{TextSanitizer.Sanitize(pattern)}\" is not a pattern: {TextSanitizer.Sanitize(wrong.Message).TrimEnd('.')}");
        }
    }

    private void CheckTypes(JsonValue value)
    {
        ImmutableArray<JsonValue> types = value.Kind == JsonValueKind.Array ? [.. value.Items] : [value];
        foreach (var type in types.Where(static type => type.Kind != JsonValueKind.String || !Types.Contains(type.Text ?? "")))
            Refuse(type.Offset, $"\"{TextSanitizer.Sanitize(type.Text)}\" is not a type; there are {string.Join(", ", Types.Order())}");
        if (types.IsEmpty)
            Refuse(value.Offset, "an empty \"type\" is not supported, and would be passed over");
    }

    // The library follows a reference, and a list of one reference, and forgets what stands beside it.
    private void CheckReference(JsonValue schema)
    {
        var isReference = schema.Members.Exists(static member => member.Name == "$ref" || (HoldSchemaList.Contains(member.Name) && member.Value.Items is [var only] && IsReference(only)));
        if (!isReference)
            return;
        foreach (var beside in schema.Members.Where(static member => Assertions.Contains(member.Name) || HoldSchema.Contains(member.Name) || member.Name is "properties" or "patternProperties"))
            Refuse(beside.NameOffset, $"\"{TextSanitizer.Sanitize(beside.Name)}\" stands beside a reference, and would be passed over: move it into an \"allOf\" of its own beside the reference");
    }

    private static bool IsReference(JsonValue schema) => schema.Members.Exists(static member => member.Name == "$ref");

    private void Refuse(int offset, string message) => _faults.Add(new JsonError(JsonFaultKind.Shape, offset, message));
}
