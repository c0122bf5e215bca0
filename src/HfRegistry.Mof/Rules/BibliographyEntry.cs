using HfRegistry.Cards.Language;

namespace HfRegistry.Mof.Rules;

/// <summary>Reads what a card asks to cite: a BibTeX entry.</summary>
internal static class BibliographyEntry
{
    private const int LongestField = 500;

    private static readonly string[] PlacesOfPublication = ["journal", "booktitle", "eprint", "school", "doi"];

    private static readonly string[] Kinds = ["@article", "@inproceedings", "@misc", "@techreport", "@conference", "@proceedings", "@phdthesis", "@incollection", "@unpublished", "@online", "@software"];

    /// <summary>Returns the entries of a text, in their order.</summary>
    public static IEnumerable<string> AllOf(string text)
    {
        var starts = new List<int>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (Kinds.Any(kind => text.AsSpan(at).StartsWith(kind, StringComparison.OrdinalIgnoreCase)))
                starts.Add(at);
        }

        return starts.Select((start, i) => text[start..(i + 1 < starts.Count ? starts[i + 1] : text.Length)]);
    }

    /// <summary>Returns its title, without braces; null for one without a title, and for software, pages and blogs, which are no papers.</summary>
    public static string? TitleOf(string entry) => IsPublished(entry) ? FieldOf(entry, "title") : null;

    // Authors cite their models with the addresses of pages: a place of publication makes a paper.
    private static bool IsPublished(string entry)
    {
        if (entry.StartsWith("@software", StringComparison.OrdinalIgnoreCase) || entry.StartsWith("@online", StringComparison.OrdinalIgnoreCase))
            return false;
        if (PlacesOfPublication.Any(field => FieldOf(entry, field) is not null))
            return true;
        return entry.StartsWith("@misc", StringComparison.OrdinalIgnoreCase) ? (FieldOf(entry, "url") ?? FieldOf(entry, "howpublished")) is { } place && new Place(place).IsPaper : FieldOf(entry, "url") is not { } url || new Place(url).Repository is null;
    }

    /// <summary>Returns the place where the paper is, when the entry says it.</summary>
    public static string? AddressOf(string entry) =>
        FieldOf(entry, "eprint") is { } id && Place.ArxivIdOf(id) is { } arxiv ? $"https://arxiv.org/abs/{arxiv}"
        : FieldOf(entry, "journal") is { } journal && journal.Contains("arxiv", StringComparison.OrdinalIgnoreCase) && Place.ArxivIdOf(journal.Split(' ', ',')[^1]) is { } preprint ? $"https://arxiv.org/abs/{preprint}"
        : FieldOf(entry, "url") is { } url && new Place(url).IsAddress ? url
        : FieldOf(entry, "doi") is { } doi && doi.StartsWith("10.", StringComparison.Ordinal) ? Place.ArxivIdOf(doi) is { } deposited ? $"https://arxiv.org/abs/{deposited}" : $"https://doi.org/{doi}"
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
