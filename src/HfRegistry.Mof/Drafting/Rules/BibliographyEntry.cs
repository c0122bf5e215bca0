namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>Reads what a card asks to cite: a BibTeX entry.</summary>
internal static class BibliographyEntry
{
    private const int LongestField = 500;

    private static readonly string[] Kinds = ["@article", "@inproceedings", "@misc", "@techreport", "@conference", "@proceedings", "@phdthesis", "@incollection", "@unpublished", "@online", "@software"];

    /// <summary>Whether a text is an entry. Software is no paper, but its authors often cite their model so.</summary>
    public static bool Is(string text) => Kinds.Any(kind => text.TrimStart().StartsWith(kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>Its title, without braces; null for software and for one without a title.</summary>
    public static string? TitleOf(string entry) =>
        entry.TrimStart().StartsWith("@software", StringComparison.OrdinalIgnoreCase) || (FieldOf(entry, "url") is { } url && Places.RepositoryOf(url) is not null && FieldOf(entry, "eprint") is null && FieldOf(entry, "journal") is null && FieldOf(entry, "booktitle") is null)
            ? null
            : FieldOf(entry, "title");

    /// <summary>Where the paper is, when the entry says it.</summary>
    public static string? AddressOf(string entry) =>
        FieldOf(entry, "eprint") is { } id && id.All(static c => char.IsAsciiDigit(c) || c is '.' or 'v') ? $"https://arxiv.org/abs/{id}"
        : FieldOf(entry, "url") is { } url && Places.IsAddress(url) ? url
        : FieldOf(entry, "doi") is { } doi && doi.StartsWith("10.", StringComparison.Ordinal) ? $"https://doi.org/{doi}"
        : null;

    private static string? FieldOf(string entry, string name)
    {
        for (var at = entry.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = entry.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var rest = entry.AsSpan(at + name.Length).TrimStart();
            if ((at > 0 && char.IsLetter(entry[at - 1])) || rest.IsEmpty || rest[0] != '=')
                continue;
            rest = rest[1..].TrimStart();
            if (rest.IsEmpty)
                return null;
            var closing = rest[0] switch
            {
                '{' => "}",
                '"' => "\"",
                _ => ",",
            };
            var end = rest.Length > 1 ? IndexOfEnd(rest[1..], closing) : -1;
            return end < 0 ? null : Clean(closing == "," ? rest[..(end + 1)] : rest[1..(end + 1)]);
        }

        return null;
    }

    // Titles hold braces of their own: {BERT}: Pre-training …
    private static int IndexOfEnd(ReadOnlySpan<char> rest, string closing)
    {
        var depth = 0;
        for (var i = 0; i < rest.Length && i < LongestField; i++)
        {
            if (depth == 0 && (rest[i] == closing[0] || (closing == "," && rest[i] == '}')))
                return i;
            depth += rest[i] == '{' ? 1 : rest[i] == '}' ? -1 : 0;
        }

        return -1;
    }

    private static string? Clean(ReadOnlySpan<char> field)
    {
        var words = string.Join(' ', field.ToString().Split([' ', '\n', '\r', '\t', '{', '}'], StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? null : words;
    }
}
