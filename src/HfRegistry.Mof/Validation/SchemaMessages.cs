using System.Globalization;
using HfRegistry.Mof.Documents;
using NJsonSchema;
using NJsonSchema.Validation;

namespace HfRegistry.Mof.Validation;

/// <summary>Says what the schema library found in words, at the place in the YAML.</summary>
internal static class SchemaMessages
{
    private const int MaxListed = 20;
    private const int MaxShown = 60;

    /// <summary>Returns one diagnostic for each value that breaks the schema; the library wraps those of list items and of further members.</summary>
    public static IEnumerable<Diagnostic> Of(IEnumerable<ValidationError> errors, MofSource source) =>
        errors.SelectMany(error => Inner(error) is { } inner ? Of(inner, source) : [Of(error, source)]);

    private static IEnumerable<ValidationError>? Inner(ValidationError error) =>
        error is ChildSchemaValidationError { Kind: ValidationErrorKind.ArrayItemNotValid or ValidationErrorKind.AdditionalPropertiesNotValid or ValidationErrorKind.NotAllOf } child
            ? child.Errors.Values.SelectMany(static each => each)
            : null;

    private static Diagnostic Of(ValidationError error, MofSource source)
    {
        var at = new SourceLocation(source.Path, error.LineNumber, error.LinePosition);
        var scalar = NodeAt(source.Root, error.LineNumber, error.LinePosition) as YamlScalar;
        return scalar is { Kind: not (YamlScalarKind.Text or YamlScalarKind.TextForSome or YamlScalarKind.Null) } && WantsText(error)
            ? DiagnosticCatalog.MofUnquoted.Create(at, Capital(Name(error)), Shown(scalar.Text), Words(scalar.Kind), TextSanitizer.Sanitize(scalar.Text, MaxShown))
            : error.Kind == ValidationErrorKind.PropertyRequired ? DiagnosticCatalog.MofKeyMissing.Create(at, Capital(Name(error)))
            : error.Kind == ValidationErrorKind.StringExpected && scalar?.Kind == YamlScalarKind.Null ? DiagnosticCatalog.MofValueMissing.Create(at, Capital(Name(error)))
            : DiagnosticCatalog.MofSchema.Create(at, Sentence(error, scalar));
    }

    private static bool WantsText(ValidationError error) => error.Kind
        is ValidationErrorKind.StringExpected or ValidationErrorKind.NoTypeValidates or ValidationErrorKind.DateExpected or ValidationErrorKind.NotInEnumeration;

    private static string Sentence(ValidationError error, YamlScalar? scalar)
    {
        var name = Name(error);
        var shown = scalar is null ? "this" : Shown(scalar.Text);
        return error.Kind switch
        {
            ValidationErrorKind.StringExpected => $"{name} must be a string",
            ValidationErrorKind.NoTypeValidates => $"{name} has the wrong type; allowed is {string.Join(" or ", TypesOf(error.Schema))}",
            ValidationErrorKind.ObjectExpected => $"{name} must be a mapping",
            ValidationErrorKind.ArrayExpected => $"{name} must be a list",
            ValidationErrorKind.DateExpected => $"{name} must be a date such as '2024-12-15', not {shown}",
            ValidationErrorKind.NotInEnumeration => $"{name} cannot be {shown}; allowed is {Listed(error.Schema)}{Meant(scalar, error.Schema)}",
            ValidationErrorKind.StringTooShort => $"{name} is too short; the minimum is {error.Schema.MinLength} characters",
            ValidationErrorKind.StringTooLong => $"{name} is too long; the maximum is {error.Schema.MaxLength} characters",
            ValidationErrorKind.PatternMismatch => $"{name} must match the pattern {TextSanitizer.Sanitize(error.Schema.Pattern, MaxShown)}, but is {shown}",
            ValidationErrorKind.TooManyItems => $"{name} has too many items; the maximum is {error.Schema.MaxItems}",
            ValidationErrorKind.TooFewItems => $"{name} has too few items; the minimum is {error.Schema.MinItems}",
            ValidationErrorKind.NoAdditionalPropertiesAllowed => $"the key {name} is not allowed here",
            _ => $"{name} does not meet the rule {Rule(error.Kind)}",
        };
    }

    /// <summary>Returns the key in quotes; an item of a list by its place.</summary>
    private static string Name(ValidationError error)
    {
        var path = error.Path is { Length: > 2 } and ['#', '/', .. var rest] ? rest : "";
        return path.Length == 0 ? "the document" : $"'{TextSanitizer.Sanitize(path.TrimEnd('/'), MaxShown)}'";
    }

    private static string Listed(JsonSchema schema)
    {
        var texts = schema.Enumeration.Take(MaxListed).Select(static value => $"'{TextSanitizer.Sanitize(Convert.ToString(value, CultureInfo.InvariantCulture), MaxShown)}'");
        return string.Join(", ", texts) + (schema.Enumeration.Count > MaxListed ? ", …" : "");
    }

    private static string Meant(YamlScalar? scalar, JsonSchema schema) =>
        scalar is null ? "" : Spelling.DidYouMean(scalar.Text, schema.Enumeration.OfType<string>().Where(static text => text.Length > 0));

    private static IEnumerable<string> TypesOf(JsonSchema schema) =>
        Enum.GetValues<JsonObjectType>().Where(type => type is not (JsonObjectType.None or JsonObjectType.File) && schema.Type.HasFlag(type)).Select(static type => type switch
        {
            JsonObjectType.String => "a string",
            JsonObjectType.Object => "a mapping",
            JsonObjectType.Array => "a list",
            JsonObjectType.Null => "null",
            JsonObjectType.Boolean => "true or false",
            _ => "a number",
        }).Distinct();

    private static string Words(YamlScalarKind kind) => kind switch
    {
        YamlScalarKind.Date => "a date, which the Model Openness Tool reads as a number of seconds",
        YamlScalarKind.Truth => "a truth value",
        _ => "a number",
    };

    // NumberTooBig: number too big.
    private static string Rule(ValidationErrorKind kind) =>
        string.Concat(kind.ToString().Select(static (c, i) => char.IsUpper(c) ? $"{(i == 0 ? "" : " ")}{char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Shown(string text) => $"'{TextSanitizer.Sanitize(text, MaxShown)}'";

    private static string Capital(string name) => name.StartsWith("the ", StringComparison.Ordinal) ? $"T{name[1..]}" : name;

    private static YamlNode? NodeAt(YamlNode node, int line, int column) => node switch
    {
        YamlScalar => IsAt(node.Place, line, column) ? node : null,
        YamlMapping mapping => mapping.Members.Select(member => IsAt(member.Key.Place, line, column) && member.Value is YamlScalar { Place.Length: 0 } ? member.Value : NodeAt(member.Value, line, column)).FirstOrDefault(static found => found is not null),
        YamlList list => list.Items.Select(item => NodeAt(item, line, column)).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    private static bool IsAt(TextPlace place, int line, int column) => place.Line == line && place.Column == column;
}
