using System.Collections.Immutable;
using System.Text;
using HfRegistry.Files;
using HfRegistry.Mof.Documents;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace HfRegistry.Mof.Validation;

/// <summary>A JSON schema of MOF documents. Immutable; checks many documents at once.</summary>
internal sealed class MofSchema
{
    /// <summary>The name of the schema that is built in.</summary>
    public const string FileName = "mof.schema.json";

    private const int MaxBytes = 1_000_000;

    private readonly JsonSchema _schema;
    private readonly string _path;

    private MofSchema(JsonSchema schema, byte[] utf8, string path)
    {
        _schema = schema;
        _path = path;
        Utf8 = [.. utf8];
    }

    /// <summary>Gets the schema's own text.</summary>
    internal ImmutableArray<byte> Utf8 { get; }

    /// <summary>Returns the schema that is built in: <c>docs/schemas/mof.schema.json</c>.</summary>
    public static async Task<MofSchema> BuiltInAsync(CancellationToken cancellationToken = default)
    {
        var assembly = typeof(MofSchema).Assembly;
        await using var stream = assembly.GetManifestResourceStream(FileName)!;
        var utf8 = new byte[stream.Length];
        await stream.ReadExactlyAsync(utf8, cancellationToken);
        return (await ParseAsync(utf8, FileName, cancellationToken)).Value!;
    }

    /// <summary>Reads a schema file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The schema, or errors: no file, no schema, or a keyword that nobody would check.</returns>
    public static async Task<Outcome<MofSchema>> LoadAsync(string path, CancellationToken cancellationToken = default) => BoundedFile.Read(path, MaxBytes) switch
    {
        FileReading.Content content => await ParseAsync(content.Utf8, path, cancellationToken),
        FileReading.TooLarge large => Unreadable(path, $"it has {large.Length} bytes, more than the limit of {MaxBytes}"),
        FileReading.Unreadable refused => Unreadable(path, refused.Why),
        _ => Unreadable(path, "it does not exist"),
    };

    /// <summary>Returns everything that a document breaks, in the order of its text; a document that was made, not read, breaks nothing here.</summary>
    public IReadOnlyList<Diagnostic> Check(MofDocument document)
    {
        if (document.Source is not { } source)
            return [];
        using var reader = new YamlJsonReader(source.Root);
        var settings = new JsonSchemaValidatorSettings();
        settings.FormatValidators = [.. settings.FormatValidators.Where(static validator => validator is not DateFormatValidator), new StrictDateValidator()];
        try
        {
            var errors = _schema.Validate(JToken.Load(reader), settings);
            return [.. SchemaMessages.Of(errors, source).OrderBy(static found => (found.Location!.Line, found.Location.Column))];
        }
        catch (Exception wrong) when (ForeignInput.IsFault(wrong))
        {
            // References that lead in a circle are found when they are followed.
            return Unreadable(_path, TextSanitizer.Sanitize(wrong.Message)).Diagnostics;
        }
    }

    private static async Task<Outcome<MofSchema>> ParseAsync(byte[] utf8, string path, CancellationToken cancellationToken)
    {
        var (root, fault) = JsonTree.Read(utf8, cancellationToken: cancellationToken);
        if (root is null)
            return new(At(DiagnosticCatalog.MofSchemaInvalid, fault!, utf8, path));
        var unsupported = SchemaKeywords.Unsupported(root);
        if (unsupported.Count > 0)
            return new(null, [.. unsupported.OrderBy(static found => found.Offset).Select(found => At(DiagnosticCatalog.MofSchemaKeyword, found, utf8, path))]);
        try
        {
            var text = Encoding.UTF8.GetString(utf8.AsSpan(TextPosition.BomLength(utf8)));
            return new(new MofSchema(await JsonSchema.FromJsonAsync(text, cancellationToken), utf8, path));
        }
        catch (Exception wrong) when (ForeignInput.IsFault(wrong))
        {
            return Unreadable(path, wrong.Message);
        }
    }

    private static Diagnostic At(DiagnosticDescriptor kind, JsonError fault, byte[] utf8, string path) =>
        kind.Create(TextPosition.Locate(utf8, fault.Offset, path), fault.Message);

    private static Outcome<MofSchema> Unreadable(string path, string why) =>
        new(DiagnosticCatalog.MofSchemaUnreadable.Create(new SourceLocation(path), path, why));

    /// <summary>A day and nothing else; the library's own takes a time beside it.</summary>
    private sealed class StrictDateValidator : IFormatValidator
    {
        public ValidationErrorKind ValidationErrorKind => ValidationErrorKind.DateExpected;

        public string Format => JsonFormatStrings.Date;

        public bool IsValid(string value, JTokenType tokenType) => Days.TryParse(value, out _);
    }
}
