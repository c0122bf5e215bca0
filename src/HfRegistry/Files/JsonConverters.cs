using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HfRegistry.Files;

/// <summary>Reads a value from a text, and writes it as one.</summary>
/// <param name="expected">What the text has to be, as in "must be …".</param>
internal abstract class TextConverter<T>(string expected) : JsonConverter<T>
{
    public override bool HandleNull => true;

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out var value) ? value : throw new JsonMismatchException(expected);

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    /// <summary>Reads a text.</summary>
    protected abstract bool TryParse(string text, [NotNullWhen(true)] out T? value);

    /// <summary>Returns a value's text.</summary>
    protected virtual string Format(T value) => value!.ToString()!;
}

/// <summary>A text that may be shown as it is.</summary>
internal sealed class LineConverter() : TextConverter<string>("one line without control or invisible characters")
{
    protected override bool TryParse(string text, [NotNullWhen(true)] out string? value) => (value = TextSanitizer.IsSafe(text) ? text : null) is not null;
}

/// <summary>A text of any characters.</summary>
internal sealed class AnyTextConverter() : TextConverter<string>("a string")
{
    protected override bool TryParse(string text, [NotNullWhen(true)] out string? value)
    {
        value = text;
        return true;
    }
}

/// <summary>A time in UTC.</summary>
internal sealed class TimeConverter() : TextConverter<DateTimeOffset>("an ISO 8601 time in UTC such as 2026-01-31T12:00:00Z")
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    protected override bool TryParse(string text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);

    protected override string Format(DateTimeOffset value) => value.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}

/// <summary>A count.</summary>
internal sealed class CountConverter : JsonConverter<long>
{
    /// <summary>Reads the count that a reader stands at.</summary>
    public static long Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count) && count >= 0 ? count : throw new JsonMismatchException("a whole number from 0 up");

    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

/// <summary>A day.</summary>
internal sealed class DayConverter() : TextConverter<DateOnly>("a date such as 2026-01-31")
{
    protected override bool TryParse(string text, out DateOnly value) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    protected override string Format(DateOnly value) => IsoDate.Format(value);
}

/// <summary>A value of an enumeration: <c>CreateBranch</c> is <c>create-branch</c>.</summary>
internal sealed class WordConverter<T>() : TextConverter<T>($"one of {string.Join(", ", Words.Keys)}")
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Words =
        Enum.GetValues<T>().ToDictionary(static value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);

    protected override bool TryParse(string text, out T value) => Words.TryGetValue(text, out value);

    protected override string Format(T value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>The version of a file's shape.</summary>
/// <param name="version">The one that this program reads and writes.</param>
internal abstract class VersionConverter(int version) : JsonConverter<int>
{
    public sealed override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var stated) && stated == version
            ? version
            : throw new JsonMismatchException($"{version}, the version that this program reads");

    public sealed override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(version);
}
