using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace HfRegistry.Http;

/// <summary>Reads members that may be absent, null or of a kind that nobody expects; whatever is unusable reads as null.</summary>
internal static class JsonFacts
{
    private const int MaxFactLength = 512;
    private const int MaxObjectLength = 500_000;

    extension(JsonElement element)
    {
        public JsonElement? Member(string name)
        {
            try
            {
                return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
                    ? member
                    : null;
            }
            catch (Exception fault) when (ForeignInput.IsFault(fault))
            {
                // A neighbor's name holds half a surrogate pair: an object that cannot be searched has no members.
                return null;
            }
        }

        /// <summary>Returns the text, when it is text that .NET can hold.</summary>
        public string? AsText()
        {
            try
            {
                return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
            }
            catch (Exception fault) when (ForeignInput.IsFault(fault))
            {
                // Half a surrogate pair, which JSON allows and UTF-16 does not.
                return null;
            }
        }

        public string? Text(string name) => element.Member(name)?.AsText();

        /// <summary>Returns a short text on one line: what a tag, a task or a library can be.</summary>
        public string? AsFact() =>
            element.AsText() is { Length: > 0 and <= MaxFactLength } text && TextSanitizer.IsSafe(text) ? text : null;

        public string? Fact(string name) => element.Member(name)?.AsFact();

        /// <summary>Returns the usable ones among the short texts of an array.</summary>
        public ImmutableArray<string> Facts(string name, int max) => [.. element.Items(name, max).Select(item => item.AsFact()).OfType<string>()];

        /// <summary>Returns an identifier of so many hexadecimal digits.</summary>
        public string? HexDigits(string name, int length) =>
            element.Text(name) is { } digits && digits.Length == length && digits.All(char.IsAsciiHexDigit) ? digits : null;

        public long? Count(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count >= 0 ? count : null;

        public bool IsTrue(string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

        public bool IsFalse(string name) => element.Member(name) is { ValueKind: JsonValueKind.False };

        public DateTimeOffset? Date(string name) =>
            DateTimeOffset.TryParse(
                element.Fact(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
                ? date
                : null;

        /// <summary>Returns an object as it stands, with U+FFFD for each byte that is no UTF-8; none when it is longer than metadata ever is.</summary>
        public string? RawObject(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Object } member && JsonMarshal.GetRawUtf8Value(member) is { Length: <= MaxObjectLength } raw ? Encoding.UTF8.GetString(raw) : null;

        /// <summary>Returns the items of an array, at most so many.</summary>
        public IEnumerable<JsonElement> Items(string name, int max = int.MaxValue) =>
            element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Take(max) : [];
    }
}
