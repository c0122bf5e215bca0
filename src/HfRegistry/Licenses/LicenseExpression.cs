using System.Collections.Immutable;

namespace HfRegistry.Licenses;

/// <summary>
/// A license as it is written: an id, a name, or several joined by OR, AND, WITH and brackets, as SPDX joins them. Of a choice (OR) the person who uses the
/// model may take any; of a sum (AND, and names joined by commas) all apply.
/// </summary>
internal sealed class LicenseExpression
{
    private const int MaxLength = 500;
    private const int MaxShown = 80;

    private static readonly ImmutableArray<string> Placeholders = ["other", "unknown", "custom"];

    private static readonly char[] ListSeparators = [',', ';', '&', '/'];

    private readonly Joint _joint;
    private readonly ImmutableArray<LicenseExpression> _parts;
    private readonly string _written;

    private LicenseExpression(LicenseReading reading, string name, string written)
    {
        Readings = [reading];
        Name = name;
        _written = written;
        _parts = [];
    }

    private LicenseExpression(Joint joint, ImmutableArray<LicenseExpression> parts)
    {
        _joint = joint;
        _parts = parts;
        _written = "";
        Readings = [.. parts.SelectMany(static part => part.Readings)];
        Name = TextSanitizer.Sanitize(string.Join(joint == Joint.Choice ? " OR " : " AND ", parts.Select(part => part._joint == Joint.None ? part.Name : $"({part.Name})")), MaxLength);
    }

    private enum Joint
    {
        None,
        Choice,
        Sum,
    }

    /// <summary>Gets the license or the expression for people: SPDX ids and usual names where they are known; printable.</summary>
    public string Name { get; }

    /// <summary>Gets every license that it names.</summary>
    public ImmutableArray<LicenseReading> Readings { get; }

    /// <summary>Gets whether every license that it names is one of the SPDX list, and certainly that one.</summary>
    public bool IsSpdx => _joint == Joint.None ? ListedId is not null : _parts.All(static part => part.IsSpdx);

    /// <summary>Gets it as an SPDX expression: what is not on the SPDX list, or may be another license than it seems, is a <c>LicenseRef-</c>.</summary>
    public string Spdx => _joint == Joint.None
        ? ListedId?.ToString() ?? LicenseReference.Of(Readings[0].IsAmbiguous ? _written : Name)
        : string.Join(_joint == Joint.Choice ? " OR " : " AND ", _parts.Select(static part => part._joint == Joint.None ? part.Spdx : $"({part.Spdx})"));

    // An exception is part of the name and not of the id.
    private SpdxId? ListedId => Readings[0] is { Id: { } id, IsAmbiguous: false } && Name == id.ToString() && SpdxCatalog.Of(id).IsInSpdxList ? id : null;

    /// <summary>Gets what it allows: of a choice the freest, of a sum the least free.</summary>
    public LicenseFamily Family => _joint switch
    {
        Joint.None => Readings[0].Family,
        Joint.Choice => _parts.Max(static part => part.Family),
        _ => _parts.Min(static part => part.Family),
    };

    /// <summary>Gets the license that decides: of a choice the freest, of a sum the least free; of equals one that counts as open for a choice, and one that does not for a sum.</summary>
    public LicenseReading Deciding => _joint switch
    {
        Joint.None => Readings[0],
        Joint.Choice => _parts.Select(static part => part.Deciding).MaxBy(Freedom)!,
        _ => _parts.Select(static part => part.Deciding).MinBy(Freedom)!,
    };

    /// <summary>Gets whether it is a word in a license's place: <c>other</c>, <c>unknown</c>, <c>none</c>. Free text is a license, which nobody here knows.</summary>
    public bool IsPlaceholder => Readings is [{ Spelling: LicenseSpelling.None }] || (IsUnknown && Placeholders.Contains(Name, StringComparer.OrdinalIgnoreCase));

    private bool IsUnknown => Readings is [{ Spelling: LicenseSpelling.Unknown }];

    /// <summary>Returns how free a license is, to be compared: its family, then whether the Model Openness Tool counts it as open.</summary>
    internal static (LicenseFamily Family, bool IsOpen) Freedom(LicenseReading license) => (license.Family, license.Id is { } id && SpdxCatalog.Of(id).IsOpen);

    /// <summary>Returns whether a condition holds for what it comes to: for one part of a choice, and for all parts of a sum.</summary>
    /// <param name="meets">The condition on one license.</param>
    public bool Meets(Func<LicenseReading, bool> meets) => _joint switch
    {
        Joint.None => meets(Readings[0]),
        Joint.Choice => _parts.Any(part => part.Meets(meets)),
        _ => _parts.All(part => part.Meets(meets)),
    };

    /// <summary>Reads an id, a name or an expression; text that is none of them reads as one unknown license.</summary>
    public static LicenseExpression Read(string text)
    {
        if (text.Length > MaxLength)
            return Unknown(text);
        var whole = One(text);
        return whole.IsUnknown ? Parser.Read(text) ?? ListOf(text) ?? whole : whole;
    }

    private static LicenseExpression One(string text)
    {
        var reading = LicenseNames.Normalize(text);
        return reading.Spelling == LicenseSpelling.Unknown ? Unknown(text) : new(reading, reading.Name ?? Shown(text), Shown(text));
    }

    private static LicenseExpression Unknown(string text) => new(LicenseReading.NotUnderstood with { Family = LicenseWordings.FamilyOf(text) }, Shown(text), Shown(text));

    private static string Shown(string text) => TextSanitizer.Sanitize(text.Trim(), MaxShown);

    // A separator is part of many a name: only where all parts are licenses it is a list of them.
    private static LicenseExpression? ListOf(string text)
    {
        ImmutableArray<LicenseExpression> parts = [.. text.Split(ListSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(One)];
        return parts.Length > 1 && !parts.Any(static part => part.IsUnknown) ? new(Joint.Sum, parts) : null;
    }

    /// <summary>A descent over the words; AND binds closer than OR.</summary>
    private ref struct Parser
    {
        private const int MaxDepth = 16;

        private readonly ImmutableArray<string> _words;
        private int _next;
        private int _depth;

        private Parser(ImmutableArray<string> words) => _words = words;

        private readonly string? Word => _next < _words.Length ? _words[_next] : null;

        /// <summary>Returns the expression, or null when the text joins nothing or breaks the grammar.</summary>
        public static LicenseExpression? Read(string text)
        {
            ImmutableArray<string> words = [.. text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
            if (!words.Any(static word => IsJoint(word)) && words is not ["(", .., ")"])
                return null;
            var parser = new Parser(words);
            return parser.Joined(Joint.Choice) is { } read && parser.Word is null ? read : null;
        }

        private LicenseExpression? Joined(Joint joint)
        {
            var parts = ImmutableArray.CreateBuilder<LicenseExpression>();
            do
            {
                if ((joint == Joint.Choice ? Joined(Joint.Sum) : Part()) is not { } part)
                    return null;
                parts.Add(part);
            }
            while (Takes(joint == Joint.Choice ? "OR" : "AND"));
            return parts.Count == 1 ? parts[0] : new(joint, parts.ToImmutable());
        }

        private LicenseExpression? Part()
        {
            if (Takes("("))
            {
                var inner = ++_depth > MaxDepth ? null : Joined(Joint.Choice);
                _depth--;
                return Takes(")") ? inner : null;
            }

            if (Words() is not { Length: > 0 } license)
                return null;
            var read = One(license);
            // An exception allows more than the license, never less.
            return !Takes("WITH") ? read : Words() is { Length: > 0 } exception ? new(read.Readings[0], $"{read.Name} WITH {Shown(exception)}", $"{license} WITH {Shown(exception)}") : null;
        }

        private string Words()
        {
            var first = _next;
            while (Word is { } word && !IsJoint(word) && word is not ("(" or ")"))
                _next++;
            return string.Join(' ', _words[first.._next]);
        }

        private bool Takes(string word)
        {
            var takes = word.Equals(Word, StringComparison.OrdinalIgnoreCase);
            _next += takes ? 1 : 0;
            return takes;
        }

        // Tags are in lower case.
        private static bool IsJoint(string word) =>
            word.Equals("OR", StringComparison.OrdinalIgnoreCase) || word.Equals("AND", StringComparison.OrdinalIgnoreCase) || word.Equals("WITH", StringComparison.OrdinalIgnoreCase);
    }
}
