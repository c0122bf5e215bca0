namespace HfRegistry.Licenses;

/// <summary>
/// The words of a license's text that identify it: without copyright lines, list markers, punctuation and line breaks, which differ from
/// copy to copy.
/// </summary>
internal static class LicenseWords
{
    /// <summary>The number of words that stand in a shingle: enough to keep their order, so few that a name put in spoils little.</summary>
    private const int ShingleLength = 4;

    /// <summary>Hashes have 24 bits: a few thousand of one text hardly ever collide, and they pack well.</summary>
    private const int HashBits = 24;

    private const int LongestNumeral = 4;

    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>Returns the hashes of every run of four words, each once, in order; of all words when there are fewer.</summary>
    public static int[] Shingles(string text)
    {
        var words = Of(text);
        if (words.Count == 0)
            return [];
        var length = Math.Min(ShingleLength, words.Count);
        var hashes = new SortedSet<int>();
        for (var start = 0; start + length <= words.Count; start++)
            hashes.Add(Hash(words, start, length));
        return [.. hashes];
    }

    private static List<string> Of(string text)
    {
        var words = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.Trim("*#/;!| \t-");
            if (!IsCopyrightLine(trimmed))
                AddWords(trimmed, words);
        }

        return words;
    }

    private static void AddWords(ReadOnlySpan<char> line, List<string> words)
    {
        for (var i = 0; i < line.Length;)
        {
            var start = i;
            while (i < line.Length && char.IsLetterOrDigit(line[i]))
                i++;
            if (i > start && !IsListMarker(line[start..i], line[i..]))
                words.Add(Spelling(line[start..i].ToString().ToLowerInvariant()));
            else if (i == start)
                i++;
        }
    }

    private static string Spelling(string word) => word switch
    {
        "licence" => "license",
        "licences" => "licenses",
        "licenced" => "licensed",
        "http" or "https" => "http",
        _ => word,
    };

    // "Copyright (c) 2024 Somebody", "© 2024", "All rights reserved": but not the sentences of a license that begin a line with the word.
    private static bool IsCopyrightLine(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("all rights reserved", StringComparison.OrdinalIgnoreCase))
            return line.Length < "all rights reserved".Length + 2;
        if (line.StartsWith("©"))
            return true;

        // "(c)" is the third item of a list too.
        if (line.StartsWith("(c) ", StringComparison.OrdinalIgnoreCase))
            return char.IsAsciiDigit(line["(c) ".Length]) || line["(c) ".Length..].StartsWith("copyright", StringComparison.OrdinalIgnoreCase);
        if (!line.StartsWith("copyright", StringComparison.OrdinalIgnoreCase))
            return false;
        var rest = line["copyright".Length..].TrimStart(" :-\t");
        return rest.IsEmpty || rest[0] is '(' or '©' or '<' or '[' or '{' or '$' || char.IsAsciiDigit(rest[0]) || rest.StartsWith("by ", StringComparison.OrdinalIgnoreCase);
    }

    // "1.", "a)" and "(ii)" of one copy are "*" in another, and stand anywhere in a line when somebody wrapped the text anew.
    private static bool IsListMarker(ReadOnlySpan<char> word, ReadOnlySpan<char> after) =>
        after.Length > 0 && after[0] is '.' or ')' && (after.Length == 1 || !char.IsLetterOrDigit(after[1]))
        && (word.Length == 1 || (word.Length == 2 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[1]))
            || (word.Length <= LongestNumeral && IsNumeral(word)));

    private static bool IsNumeral(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (c is not ('i' or 'v' or 'x' or 'I' or 'V' or 'X'))
                return false;
        }

        return true;
    }

    private static int Hash(List<string> words, int start, int length)
    {
        var hash = FnvOffset;
        for (var i = start; i < start + length; i++)
        {
            foreach (var c in words[i])
                hash = (hash ^ c) * FnvPrime;
            hash = (hash ^ ' ') * FnvPrime;
        }

        // The upper bits of this hash mix better than the lower ones.
        hash ^= hash >> 29;
        return (int)((hash * FnvPrime) >> (64 - HashBits));
    }
}
