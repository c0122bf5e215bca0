using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace HfRegistry.Cards;

/// <summary>A value of a card's metadata, whether it came as YAML or as the Hub's JSON. Written by people: any name, any kind.</summary>
internal abstract record CardValue
{
    private const int MaxLevels = 32;

    private CardValue()
    {
    }

    /// <summary>A text, number or flag, as it is written.</summary>
    /// <param name="Content">The words.</param>
    public sealed record Scalar(string Content) : CardValue;

    /// <summary>A list.</summary>
    public sealed record List(ImmutableArray<CardValue> Entries) : CardValue;

    /// <summary>Names and values. A name that stands twice has its first value; a license that stands twice has both.</summary>
    public sealed record Map(ImmutableDictionary<string, CardValue> Members) : CardValue
    {
        // To read one of two licenses could be to read the freer one.
        private const string License = "license";

        /// <summary>Gets nothing.</summary>
        public static Map Empty { get; } = new(ImmutableDictionary<string, CardValue>.Empty);

        /// <summary>Adds a member as it is read.</summary>
        internal static void Add(ImmutableDictionary<string, CardValue>.Builder members, string name, CardValue value)
        {
            if (!members.TryAdd(name, value) && name == License)
                members[name] = new List(members[name].Items.AddRange(value.Items));
        }
    }

    /// <summary>Gets the member of a name; null for none, and of everything that has no members.</summary>
    public CardValue? this[string name] => this is Map map ? map.Members.GetValueOrDefault(name) : null;

    /// <summary>Gets a scalar's words without blanks around them; null for everything else and for nothing.</summary>
    public string? Text => this is Scalar { Content: var content } && content.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Gets a finite number, whether it is quoted or not; null for everything else.</summary>
    public double? Number =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>Gets whether it is the word true.</summary>
    public bool IsTrue => Text is { } text && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets a list's entries; a single value is a list of itself.</summary>
    public ImmutableArray<CardValue> Items => this is List list ? list.Entries : [this];

    /// <summary>Returns the words of a member that is one text or a list of them.</summary>
    public ImmutableArray<string> Texts(string name) => this[name] is { } member ? [.. member.Items.Select(static item => item.Text).OfType<string>()] : [];

    /// <summary>Returns the same of the Hub's JSON. What is nested deeper than metadata ever is reads as nothing.</summary>
    public static CardValue OfJson(JsonElement json) => OfJson(json, MaxLevels) ?? Map.Empty;

    private static CardValue? OfJson(JsonElement json, int levels) => json.ValueKind switch
    {
        _ when levels == 0 => null,
        JsonValueKind.Object => new Map(MembersOf(json, levels - 1)),
        JsonValueKind.Array => new List([.. json.EnumerateArray().Select(item => OfJson(item, levels - 1)).OfType<CardValue>()]),
        JsonValueKind.String => TextOf(json) is { } text ? new Scalar(text) : null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => new Scalar(json.GetRawText()),
        _ => null,
    };

    private static ImmutableDictionary<string, CardValue> MembersOf(JsonElement json, int levels)
    {
        var members = ImmutableDictionary.CreateBuilder<string, CardValue>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (NameOf(property) is { } name && OfJson(property.Value, levels) is { } value)
                Map.Add(members, name, value);
        }

        return members.ToImmutable();
    }

    // JSON may hold half a surrogate pair, which .NET's text may not.
    private static string? TextOf(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            return null;
        }
    }
}
