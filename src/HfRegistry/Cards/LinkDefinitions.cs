namespace HfRegistry.Cards;

/// <summary>The lines <c>[label]: address</c>, which links name from anywhere in the text.</summary>
internal static class LinkDefinitions
{
    private const int MaxLabelLength = 200;
    private const int MaxDefinitions = 5_000;

    /// <summary>Returns the definitions of a text; the first of a label counts.</summary>
    public static IReadOnlyDictionary<string, string> Of(string[] lines)
    {
        var definitions = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            if (definitions.Count < MaxDefinitions && Read(line) is { } definition)
                definitions.TryAdd(definition.Label, definition.Address);
        }

        return definitions;
    }

    /// <summary>Returns whether a line defines a link: then it says nothing else.</summary>
    public static bool Is(string line) => Read(line) is not null;

    private static (string Label, string Address)? Read(string line)
    {
        var text = line.AsSpan().Trim();
        if (text.Length < 4 || text[0] != '[' || text[1] == '^')
            return null;
        var end = text[..Math.Min(text.Length, MaxLabelLength)].IndexOf("]:");
        if (end < 2)
            return null;
        var address = text[(end + 2)..].TrimStart();
        var blank = address.IndexOfAny(' ', '\t');
        if (blank >= 0 && address[(blank + 1)..].TrimStart() is [not ('"' or '\'' or '('), ..])
            return null;
        address = (blank < 0 ? address : address[..blank]).Trim("<>");
        return address.IsEmpty ? null : (text[1..end].ToString(), address.ToString());
    }
}
