using System.Collections.Immutable;
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
        return read.Fault?.Kind.Code == DiagnosticCatalog.MofSyntax.Code && YamlFlow.Join(text) is var joined && !ReferenceEquals(joined, text) && Read(joined, lines) is { Fault: null } whole ? whole : read;
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
        return new YamlFault(DiagnosticCatalog.MofSyntax, place, [$"{char.ToLowerInvariant(wrong.Message[0])}{wrong.Message[1..]}"]);
    }

    private YamlNode ReadDocument()
    {
        RefuseUnprintable();
        Take<StreamStart>();
        if (_parser.Current is StreamEnd end)
            throw Refuse(DiagnosticCatalog.MofEmpty, end);
        if (_parser.Current is DocumentStart { Version: not null } or DocumentStart { Tags.Count: > 2 })
            throw Refuse(DiagnosticCatalog.MofDirective, _parser.Current);
        Take<DocumentStart>();
        var root = ReadNode(depth: 0);
        Take<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
            throw Refuse(DiagnosticCatalog.MofSecondDocument, second);
        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        var at = _parser.Current ?? throw Lost();
        if (depth > MaxDepth)
            throw Refuse(DiagnosticCatalog.MofTooDeep, at, MaxDepth);
        if (++_values > MaxValues)
            throw Refuse(DiagnosticCatalog.MofTooManyValues, at, MaxValues);
        if (at is AnchorAlias || at is NodeEvent { Anchor.IsEmpty: false })
            throw Refuse(DiagnosticCatalog.MofRefusedYaml, at);
        if (at is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            throw Refuse(DiagnosticCatalog.MofTag, at);
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
                throw Refuse(DiagnosticCatalog.MofComplexKey, _parser.Current);
            if (at is { Style: ScalarStyle.Plain, Value: MergeKey })
                throw Refuse(DiagnosticCatalog.MofMergeKey, at, MergeKey);
            var key = (YamlScalar)ReadNode(depth);
            if (!lineOf.TryAdd(key.Text, key.Place.Line))
                throw Refuse(DiagnosticCatalog.MofDuplicateKey, at, key.Text, lineOf[key.Text]);
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
                throw new Refusal(new YamlFault(DiagnosticCatalog.MofCharacter, _lines.Place(at, 1), [rune.Value]));
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
        return new Refusal(new YamlFault(DiagnosticCatalog.MofUnclosed, Place(at, at), []));
    }

    private TextPlace Place(Mark start, Mark end) => _lines.Place((int)start.Index, (int)Math.Max(0, end.Index - start.Index));

    private Refusal Refuse(DiagnosticDescriptor kind, ParsingEvent at, params ImmutableArray<object?> arguments) => new(new YamlFault(kind, Place(at.Start, at.End), arguments));

    /// <summary>Ends the reading; never leaves this class.</summary>
#pragma warning disable CA1032, CA1064, CA1812 // No constructor without a fault makes sense, and nobody else sees one.
    private sealed class Refusal(YamlFault fault) : Exception
#pragma warning restore CA1032, CA1064, CA1812
    {
        public YamlFault Fault => fault;
    }
}
