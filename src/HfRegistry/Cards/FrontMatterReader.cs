using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HfRegistry.Cards;

/// <summary>Cuts the front matter off a card and reads it as a stream of events: no object is made of it, no alias followed.</summary>
internal static class FrontMatterReader
{
    /// <summary>More than this, in characters, is no metadata.</summary>
    public const int MaxLength = 256_000;

    private const string Rule = "---";
    private const int MaxLevels = 32;
    private const int MaxValues = 20_000;

    /// <summary>Returns the front matter's text (null for none) or what is wrong with its frame; the body, and the body's first line from 1.</summary>
    public static (string? Header, string? Fault, string Body, int FirstLine) Split(string text)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;

        // The Hub's own library skips blank lines before the first rule.
        var (rule, line) = (start, 1);
        while (rule < text.Length && LineEnd(text, rule) is var end && end < text.Length && text.AsSpan(rule, end - rule).IsWhiteSpace())
            (rule, line) = (end + 1, line + 1);
        var header = LineEnd(text, rule);
        if (!text.AsSpan(rule, header - rule).TrimEnd().SequenceEqual(Rule))
            return (null, null, text[start..], 1);
        for (var from = header + 1; from < text.Length; line++)
        {
            var end = LineEnd(text, from);
            if (text.AsSpan(from, end - from).TrimEnd() is Rule or "...")
            {
                var content = text[Math.Min(header + 1, from)..from];
                var body = text[Math.Min(end + 1, text.Length)..];
                return content.Length > MaxLength ? (null, $"it has more than {MaxLength} characters", body, line + 2) : (content, null, body, line + 2);
            }

            from = end + 1;
        }

        return (null, "it is never closed", text[Math.Min(header + 1, text.Length)..], 2);
    }

    /// <summary>Reads what <see cref="Split"/> found.</summary>
    public static FrontMatter Read(string? header, string? fault)
    {
        if (header is null)
            return fault is null ? FrontMatter.None : new FrontMatter(CardValue.Map.Empty, fault);
        var read = Parse(header);

        // What the library alone refuses costs a second reading, and nothing else does.
        return read.Fault is not null && YamlFlow.Join(header) is var joined && !ReferenceEquals(joined, header) && Parse(joined) is { Fault: null } whole ? whole : read;
    }

    private static FrontMatter Parse(string header)
    {
        var reading = new Reading(new Parser(new StringReader(header)));
        var (root, fault) = ForeignInput.Read(reading.Root);
        return (root, fault) switch
        {
            (_, YamlException broken) => new FrontMatter(reading.SoFar, $"line {broken.Start.Line + 1} cannot be read: {TextSanitizer.Sanitize(broken.Message)}"),
            (_, not null) => new FrontMatter(reading.SoFar, $"line {reading.Line + 1} cannot be read: it is not YAML"),
            (CardValue.Map map, _) => new FrontMatter(map, Fault: null),
            (null, _) => new FrontMatter(CardValue.Map.Empty, Fault: null),
            _ => new FrontMatter(CardValue.Map.Empty, "it is not a map of names to values"),
        };
    }

    private static int LineEnd(string text, int from) => text.IndexOf('\n', from) is >= 0 and var end ? end : text.Length;

    private sealed class Reading(IParser yaml)
    {
        private readonly ImmutableDictionary<string, CardValue>.Builder _members = ImmutableDictionary.CreateBuilder<string, CardValue>(StringComparer.Ordinal);
        private int _values;

        /// <summary>Gets what the root's members are as far as they were read.</summary>
        public CardValue.Map SoFar => new(_members.ToImmutable());

        /// <summary>Gets the line, from 1, of what was read last.</summary>
        public long Line => yaml.Current?.End.Line ?? 1;

        public CardValue? Root()
        {
            yaml.Consume<StreamStart>();
            if (!yaml.TryConsume<DocumentStart>(out _))
                return null;
            if (!yaml.TryConsume<MappingStart>(out _))
                return Value(MaxLevels) is CardValue.Scalar { Content: "" } ? null : new CardValue.List([]);
            Fill(_members, MaxLevels);
            return SoFar;
        }

        private CardValue? Value(int levels)
        {
            if (yaml.TryConsume<Scalar>(out var scalar))
                return Scalar(scalar);
            // Followed, an alias of an alias of an alias would fill the memory.
            if (yaml.TryConsume<AnchorAlias>(out _))
                return null;
            // To skip over it would cost what it was made to cost.
            if (levels == 0 || ++_values > MaxValues)
                throw new YamlException(yaml.Current!.Start, yaml.Current.End, "it is deeper or longer than metadata ever is");

            if (yaml.TryConsume<MappingStart>(out _))
            {
                var members = ImmutableDictionary.CreateBuilder<string, CardValue>(StringComparer.Ordinal);
                Fill(members, levels - 1);
                return new CardValue.Map(members.ToImmutable());
            }

            yaml.Consume<SequenceStart>();
            var items = ImmutableArray.CreateBuilder<CardValue>();
            while (!yaml.TryConsume<SequenceEnd>(out _))
            {
                if (Value(levels - 1) is { } item)
                    items.Add(item);
            }

            return new CardValue.List(items.ToImmutable());
        }

        private void Fill(ImmutableDictionary<string, CardValue>.Builder members, int levels)
        {
            while (!yaml.TryConsume<MappingEnd>(out _))
            {
                var name = Value(levels)?.Text;
                if (Value(levels) is { } value && name is not null)
                    CardValue.Map.Add(members, name, value);
            }
        }

        private static CardValue.Scalar? Scalar(Scalar scalar)
        {
            var isPlain = scalar.Style == ScalarStyle.Plain;
            return isPlain && scalar.Value is "null" or "Null" or "NULL" or "~" ? null : new CardValue.Scalar(scalar.Value);
        }
    }
}
