using System.Collections.Immutable;

namespace HfRegistry.Mof.Rules;

/// <summary>A row of the table of file names. All of it is lower case.</summary>
internal sealed record FilePattern(MofComponent Component)
{
    /// <summary>Gets the endings, each with its dot; an empty one for a name without any.</summary>
    public ImmutableArray<string> Endings { get; init; } = [];

    /// <summary>Gets what the name may be without its ending, alone or before a digit, a hyphen or an underscore; empty for any.</summary>
    public ImmutableArray<string> Stems { get; init; } = [];

    /// <summary>Gets what the name must not begin with.</summary>
    public ImmutableArray<string> NotStems { get; init; } = [];

    /// <summary>Gets words of the name, one of which must be there; empty for any.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Gets folders, one of which must be above the file, alone or before a number; empty for any.</summary>
    public ImmutableArray<string> Folders { get; init; } = [];

    /// <summary>Returns whether a path's parts, in lower case, fit the row.</summary>
    public bool Fits(string[] parts)
    {
        var name = parts[^1];
        var dot = name.LastIndexOf('.');
        var (stem, ending) = dot <= 0 ? (name, "") : (name[..dot], name[dot..]);
        return Endings.Contains(ending)
            && (Stems.IsEmpty || Stems.Any(wanted => Begins(stem, wanted)))
            && !NotStems.Any(unwanted => Begins(stem, unwanted))
            && (Words.IsEmpty || stem.Split('_', '-', ' ', '.').Intersect(Words).Any())
            && (Folders.IsEmpty || parts[..^1].Any(part => Folders.Any(folder => Begins(part, folder) && !part.Skip(folder.Length).Any(char.IsLetter))));
    }

    private static bool Begins(string text, string word) =>
        text.StartsWith(word, StringComparison.Ordinal) && (text.Length == word.Length || !char.IsLetter(text[word.Length]));
}
