using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace HfRegistry.Files;

/// <summary>
/// Strict JSON with positions: no key twice in an object, valid UTF-8, one value only; no comments and no trailing commas, unless the file
/// is written by people. A byte order mark is skipped.
/// </summary>
internal static class JsonTree
{
    /// <summary>The number of objects and arrays that may stand in each other.</summary>
    public const int MaxLevels = 16;

    // A value takes many times the room of its text. The values of honest files have names and words, and take more bytes each.
    private const int FreeValues = 100_000;
    private const int LeastBytesOfAValue = 8;

    /// <summary>The extensions of JSON that files written by people may use: comments, and a comma after the last member or element.</summary>
    public static readonly JsonReaderOptions WrittenByPeople = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    // Below this, comparing with every earlier key is faster than a set.
    private const int FewKeys = 24;

    /// <summary>Reads a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="options">What is allowed beyond strict JSON; nothing by default.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The root, or the first mistake; never both.</returns>
    public static (JsonValue? Root, JsonError? Fault) Read(ReadOnlySpan<byte> utf8, JsonReaderOptions options = default, CancellationToken cancellationToken = default)
    {
        var start = TextPosition.BomLength(utf8);
        var text = utf8[start..];
        if (!Utf8.IsValid(text))
            return (null, new JsonError(JsonFaultKind.Syntax, start + FirstInvalid(text), "the file is not valid UTF-8; save it as UTF-8"));

        var reader = new Utf8JsonReader(text, options);
        try
        {
            return Build(ref reader, start, text.Length, cancellationToken);
        }
        catch (JsonException refused)
        {
            var offset = OffsetOf(refused, text);
            var isCut = offset > 0 && text[offset..].Trim(" \t\r\n"u8).IsEmpty;
            return (null, new JsonError(JsonFaultKind.Syntax, start + offset, isCut ? "the text ends before its JSON value does" : Say(refused)));
        }
    }

    private static (JsonValue?, JsonError?) Build(ref Utf8JsonReader reader, int start, int length, CancellationToken cancellationToken)
    {
        JsonValue? root = null;
        var texts = new JsonTexts();
        var open = new Stack<(JsonValue Value, HashSet<string>? Keys)>();
        string? key = null;
        var keyOffset = 0;

        // Neighbors are alike: the objects of our files are lists of records.
        var likelyMembers = 0;
        var valuesLeft = FreeValues + (length / LeastBytesOfAValue);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var offset = start + (int)reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                var closed = open.Pop().Value;
                closed.End = start + (int)reader.BytesConsumed;
                likelyMembers = Math.Min(closed.Members.Count, FewKeys);
                continue;
            }

            var text = "";
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !TryText(ref reader, texts, out text))
                return (null, new JsonError(JsonFaultKind.Syntax, offset, "a string has an unpaired surrogate"));

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var (holder, keys) = open.Pop();
                open.Push((holder, keys = Watch(holder, keys)));
                if (!(keys?.Add(text) ?? !Has(holder.Members, text)))
                    return (null, new JsonError(JsonFaultKind.Duplicate, offset, $"the key \"{TextSanitizer.Sanitize(text)}\" appears twice"));
                (key, keyOffset) = (text, offset);
                continue;
            }

            if (--valuesLeft < 0)
                return (null, new JsonError(JsonFaultKind.TooMany, offset, "the file has more values than any file of its length"));
            var parent = open.TryPeek(out var top) ? top.Value : null;
            var value = new JsonValue(KindOf(reader.TokenType), offset, parent, key, likelyMembers)
            {
                Text = reader.TokenType == JsonTokenType.Number ? texts.OfNumber(ref reader) : text,
                End = start + (int)reader.BytesConsumed,
            };
            if (key is not null)
                parent!.Members.Add(new JsonMember(key, keyOffset, value));
            else
                parent?.Items.Add(value);
            root ??= value;
            key = null;
            if (value.Kind is not (JsonValueKind.Object or JsonValueKind.Array))
                continue;
            if (open.Count == MaxLevels)
                return (null, new JsonError(JsonFaultKind.TooDeep, offset, $"the nesting is deeper than {MaxLevels} levels"));
            open.Push((value, null));
        }

        return (root, null);
    }

    private static HashSet<string>? Watch(JsonValue holder, HashSet<string>? keys) =>
        keys is null && holder.Members.Count == FewKeys
            ? holder.Members.Select(static member => member.Name).ToHashSet(StringComparer.Ordinal)
            : keys;

    private static bool Has(List<JsonMember> members, string name)
    {
        foreach (var member in members)
        {
            if (member.Name == name)
                return true;
        }

        return false;
    }

    // Utf8JsonReader finds a lone surrogate only when an escaped text is asked for.
    private static bool TryText(ref Utf8JsonReader reader, JsonTexts texts, out string text)
    {
        try
        {
            text = texts.Of(ref reader);
            return true;
        }
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            text = "";
            return false;
        }
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
            offset += length;
        return offset;
    }

    /// <summary>Returns where a reader of a text failed, in bytes from its start.</summary>
    public static int OffsetOf(JsonException refused, ReadOnlySpan<byte> text)
    {
        var offset = 0;
        for (var line = 0L; line < refused.LineNumber; line++)
            offset += text[offset..].IndexOf((byte)'\n') + 1;
        return (int)Math.Min(text.Length, offset + (refused.BytePositionInLine ?? 0));
    }

    private static string Say(JsonException refused)
    {
        // The reader's own words end with its own idea of the place, which counts from 0 and in bytes.
        var words = refused.Message.Split(" LineNumber:", 2)[0].Replace(" Change the reader options.", "", StringComparison.Ordinal);
        return TextSanitizer.Sanitize(words.TrimEnd('.'));
    }
}
