using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace HfRegistry.Files;

/// <summary>Reads typed values from a <see cref="JsonValue"/> tree and collects every mistake, so that one run shows them all.</summary>
internal sealed class JsonFindings
{
    // A file of nonsense needs no thousand messages.
    private const int MaxFaults = 100;

    private readonly List<JsonError> _faults = [];

    /// <summary>Reads a text as a typed value.</summary>
    public delegate bool TextParser<T>(string? text, [NotNullWhen(true)] out T? value);

    /// <summary>Gets the mistakes so far, in the order in which they were found.</summary>
    public IReadOnlyList<JsonError> Faults => _faults;

    /// <summary>Adds a mistake at a place.</summary>
    public void Add(JsonFaultKind kind, int offset, string message)
    {
        if (!IsFull)
            _faults.Add(new JsonError(kind, offset, message));
    }

    /// <summary>Gets whether no further mistake is kept: then none needs a message, which may cost more than the file.</summary>
    public bool IsFull => _faults.Count == MaxFaults;

    /// <summary>Adds "<c>path</c> <paramref name="complaint"/>".</summary>
    public void About(JsonValue value, string complaint, JsonFaultKind kind = JsonFaultKind.Shape)
    {
        if (!IsFull)
            Add(kind, value.Offset, $"{NameOf(value)} {complaint}");
    }

    /// <summary>Adds "<c>path</c> must be <paramref name="expected"/>, not …".</summary>
    public void Expected(JsonValue value, string expected)
    {
        if (!IsFull)
            About(value, $"must be {expected}, not {Describe(value)}");
    }

    /// <summary>Adds "<c>path</c> cannot be …".</summary>
    public void Misfit(JsonValue value) => About(value, $"cannot be {Describe(value)}");

    /// <summary>Returns an object's members; none, and a mistake, for every other kind.</summary>
    public List<JsonMember> Members(JsonValue value)
    {
        if (value.Kind != JsonValueKind.Object)
            Expected(value, "an object");
        return value.Members;
    }

    /// <summary>Returns an array's items; none, and a mistake, for every other kind.</summary>
    public List<JsonValue> Items(JsonValue value)
    {
        if (value.Kind != JsonValueKind.Array)
            Expected(value, "a list");
        return value.Items;
    }

    /// <summary>Returns a text.</summary>
    public string? Text(JsonValue value)
    {
        if (value.Kind == JsonValueKind.String)
            return value.Text;
        Expected(value, "a string");
        return null;
    }

    /// <summary>Returns a text that may be shown as it is: one line, without control or invisible characters.</summary>
    public string? Line(JsonValue value)
    {
        if (Text(value) is not { } text)
            return null;
        if (TextSanitizer.IsSafe(text))
            return text;
        Expected(value, "one line without control or invisible characters");
        return null;
    }

    /// <summary>Returns a day.</summary>
    public DateOnly? Day(JsonValue value)
    {
        if (value.Kind == JsonValueKind.String && DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Expected(value, "a date such as 2026-01-31");
        return null;
    }

    /// <summary>Returns a text that reads as a typed value.</summary>
    public T? Parsed<T>(JsonValue value, TextParser<T> parser, string expected)
        where T : class
    {
        if (value.Kind == JsonValueKind.String && parser(value.Text, out var parsed))
            return parsed;
        Expected(value, expected);
        return null;
    }

    /// <summary>Returns a whole number within a range.</summary>
    public long? Whole(JsonValue value, long from, long to, string expected)
    {
        if (value.Kind == JsonValueKind.Number
            && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
            return number;
        Expected(value, expected);
        return null;
    }

    /// <summary>Returns a count from 0 up.</summary>
    public long? Count(JsonValue value) => Whole(value, 0, long.MaxValue, "a whole number from 0 up");

    /// <summary>Returns a number within a range.</summary>
    public double? Number(JsonValue value, double from, double to, string expected)
    {
        if (value.Kind == JsonValueKind.Number
            && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
            return number;
        Expected(value, expected);
        return null;
    }

    /// <summary>Returns a truth value.</summary>
    public bool Flag(JsonValue value)
    {
        if (value.Kind is not (JsonValueKind.True or JsonValueKind.False))
            Expected(value, "true or false");
        return value.Kind == JsonValueKind.True;
    }

    /// <summary>Returns a list of texts that may be shown as they are.</summary>
    public ImmutableArray<string> Lines(JsonValue value) => [.. Items(value).Select(Line).OfType<string>()];

    /// <summary>Returns a list of texts that read as typed values.</summary>
    public ImmutableArray<T> ParsedList<T>(JsonValue value, TextParser<T> parser, string expected)
        where T : class => [.. Items(value).Select(item => Parsed(item, parser, expected)).OfType<T>()];

    private static string NameOf(JsonValue value) => value.Path is { Length: > 0 } path ? path : "the file";

    private static string Describe(JsonValue value) => value.Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"\"{TextSanitizer.Sanitize(value.Text, maxLength: 60)}\"",
        JsonValueKind.Number => TextSanitizer.Sanitize(value.Text, maxLength: 60),
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
