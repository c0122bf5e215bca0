using System.Collections.Immutable;
using System.Text;
using HfRegistry.Cards;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HfRegistry.Mof.Documents;

/// <summary>
/// Reads YAML into a tree with places: what a MOF document may use, and nothing else. Anchors, aliases, merge keys and tags are refused, so that a
/// small text never stands for a large one; depth and number of values are bounded.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 16;
    private const int MaxValues = 5_000;
    private const string MergeKey = "<<";

    private readonly string _text;
    private readonly TextLines _lines;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private int _values;

    private YamlTree(string text, TextLines lines)
    {
        _text = text;
        _lines = lines;
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
    }

    /// <summary>Reads a text of one YAML document.</summary>
    /// <param name="text">The text, without a byte order mark.</param>
    /// <returns>The root or why there is none.</returns>
    public static (YamlNode? Root, YamlFault? Fault) Read(string text)
    {
        var lines = new TextLines(text);
        var read = Read(text, lines);

        // What the library alone refuses costs a second reading, and nothing else does.
        return read.Fault?.Kind == DiagnosticCatalog.MofSyntax && YamlFlow.Join(text) is var joined && !ReferenceEquals(joined, text) && Read(joined, lines) is { Fault: null } whole ? whole : read;
    }

    private static (YamlNode? Root, YamlFault? Fault) Read(string text, TextLines lines)
    {
        var tree = new YamlTree(text, lines);
        var (root, fault) = ForeignInput.Read(tree.ReadDocument);
        return fault switch
        {
            null => (root, null),
            Refusal refusal => (null, refusal.Fault),
            YamlException wrong => (null, tree.FaultOf(wrong)),

            // At brackets that nobody closed the library throws what is meant for its own bugs.
            _ => (null, tree.Lost().Fault),
        };
    }

    private YamlFault FaultOf(YamlException wrong)
    {
        var place = wrong.Message.Contains(" tab ", StringComparison.Ordinal) ? FirstTab((int)wrong.Start.Index) : Place(wrong.Start, wrong.Start);
        return new YamlFault(DiagnosticCatalog.MofSyntax, place, $"This is no YAML: {DiagnosticExtensions(TextSanitizer.Sanitize(wrong.Message))} {DiagnosticCatalog.MofSyntax.Remedy}");
    }

    private YamlNode ReadDocument()
    {
        RefuseUnprintable();
        Take<StreamStart>();
        if (_parser.Current is StreamEnd end)
            throw Refuse(DiagnosticCatalog.MofSyntax, end, "The file holds no document: write one, or remove the file.");
        if (_parser.Current is DocumentStart { Version: not null } or DocumentStart { Tags.Count: > 2 })
            throw Refuse(DiagnosticCatalog.MofRefusedYaml, _parser.Current, "A MOF document needs no YAML directive: remove the line that begins with '%'.");
        Take<DocumentStart>();
        var root = ReadNode(depth: 0);
        Take<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
            throw Refuse(DiagnosticCatalog.MofRefusedYaml, second, "A second document begins here, and nobody would read it: give it a file of its own.");
        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        var at = _parser.Current ?? throw Lost();
        if (depth > MaxDepth)
            throw Refuse(DiagnosticCatalog.MofTooLarge, at, $"The document is nested deeper than {MaxDepth} levels; a MOF document needs five.");
        if (++_values > MaxValues)
            throw Refuse(DiagnosticCatalog.MofTooLarge, at, $"The document has more than {MaxValues} values; a MOF document has fewer than 200.");
        if (at is AnchorAlias || at is NodeEvent { Anchor.IsEmpty: false })
            throw Refuse(DiagnosticCatalog.MofRefusedYaml, at, "Anchors and aliases are refused, since a few lines of them can stand for gigabytes: write the value out.");
        if (at is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            throw Refuse(DiagnosticCatalog.MofRefusedYaml, at, "Tags are refused, since readers take them differently: remove the word that begins with '!', and quote the value if it is a text.");
        return at switch
        {
            MappingStart => ReadMapping(depth),
            SequenceStart => ReadList(depth),
            _ => ReadScalar(),
        };
    }

    private YamlMapping ReadMapping(int depth)
    {
        var start = Take<MappingStart>();
        var members = ImmutableArray.CreateBuilder<YamlMember>();
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            if ((_parser.Current ?? throw Lost()) is not Scalar at)
                throw Refuse(DiagnosticCatalog.MofRefusedYaml, _parser.Current, "A key must be a word, not a list, a mapping or an alias.");
            if (at is { Style: ScalarStyle.Plain, Value: MergeKey })
                throw Refuse(DiagnosticCatalog.MofRefusedYaml, at, $"The merge key '{MergeKey}' is refused, since some readers put in its place what it names: write the values out.");
            var key = (YamlScalar)ReadNode(depth);
            if (!lineOf.TryAdd(key.Text, key.Place.Line))
                throw Refuse(DiagnosticCatalog.MofDuplicateKey, at, $"The key '{TextSanitizer.Sanitize(key.Text)}' stands at line {lineOf[key.Text]} already: remove one of the two.");
            members.Add(new YamlMember(key, ReadNode(depth + 1)));
        }

        var end = Take<MappingEnd>();
        return new YamlMapping(members.ToImmutable(), Place(start.Start, end.Start));
    }

    private YamlList ReadList(int depth)
    {
        var start = Take<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_parser.Current is not SequenceEnd)
            items.Add(ReadNode(depth + 1));
        var end = Take<SequenceEnd>();
        return new YamlList(items.ToImmutable(), Place(start.Start, end.Start));
    }

    private YamlScalar ReadScalar()
    {
        var scalar = Take<Scalar>();
        return new YamlScalar(scalar.Value, scalar.Style, Place(scalar.Start, scalar.End));
    }

    // The scanner takes a NUL for the end of the file and other control characters for text.
    private void RefuseUnprintable()
    {
        var at = 0;
        foreach (var rune in _text.EnumerateRunes())
        {
            if (rune.Value is (< ' ' and not ('\t' or '\n' or '\r')) or (>= 0x7F and < 0xA0 and not 0x85) or 0xFFFE or 0xFFFF or 0xFEFF)
                throw new Refusal(new YamlFault(DiagnosticCatalog.MofSyntax, _lines.Place(at, 1), $"YAML does not allow the character U+{rune.Value:X4}: remove it."));
            at += rune.Utf16SequenceLength;
        }
    }

    // The parser points at the mapping that the tab is in; people look for the tab.
    private TextPlace FirstTab(int start)
    {
        var at = _text.IndexOf('\t', Math.Min(start, _text.Length));
        return _lines.Place(at < 0 ? start : at, at < 0 ? 0 : 1);
    }

    private T Take<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is null)
            _parser.MoveNext();
        if (_parser.Current is not T taken)
            throw Lost();
        _parser.MoveNext();
        return taken;
    }

    // The library may also end a mapping between a key and its value, at a bracket that nobody closed.
    private Refusal Lost()
    {
        var at = _scanner.CurrentPosition;
        return new Refusal(new YamlFault(DiagnosticCatalog.MofSyntax, Place(at, at), $"This is no YAML: a bracket or a quote before this place is not closed, or a line is missing. {DiagnosticCatalog.MofSyntax.Remedy}"));
    }

    private TextPlace Place(Mark start, Mark end) => _lines.Place((int)start.Index, (int)Math.Max(0, end.Index - start.Index));

    private Refusal Refuse(DiagnosticDescriptor kind, ParsingEvent at, string message) => new(new YamlFault(kind, Place(at.Start, at.End), message));

    private static string DiagnosticExtensions(string message) => $"{char.ToLowerInvariant(message[0])}{message[1..]}";

    /// <summary>Ends the reading; never leaves this class.</summary>
#pragma warning disable CA1032, CA1064, CA1812 // No constructor without a fault makes sense, and nobody else sees one.
    private sealed class Refusal(YamlFault fault) : Exception
#pragma warning restore CA1032, CA1064, CA1812
    {
        public YamlFault Fault => fault;
    }
}
