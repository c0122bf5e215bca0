using HfRegistry.Licenses;

namespace HfRegistry.RecordedLicenses;

/// <summary>Asks the shipped fingerprints about the texts that they were made of, changed as people change them.</summary>
internal static class SelfCheck
{
    private const int LineLength = 72;

    private static readonly (string Name, Func<string, string> Change)[] Changes =
    [
        ("as it stands", text => text),
        ("names filled in, another line length", text => Wrapped(Filled(text))),
        ("without its title, numbered anew", text => Marked(WithoutTitle(text))),
    ];

    /// <summary>One line for every change: how many texts were told, taken for another's, or not told.</summary>
    public static IEnumerable<string> Report(IReadOnlyList<ListedLicense> licenses)
    {
        var used = licenses.Where(license => license.Text is not null && SpdxCatalog.Find(license.Id) is { Family: not LicenseFamily.Other }).ToList();
        foreach (var (name, change) in Changes)
        {
            var answers = used.Select(license => (license.Id, Match: LicenseText.Recognize(change(license.Text!)))).ToList();
            var right = answers.Count(answer => answer.Match is { } match && Ids(match).Contains(answer.Id));
            var wrong = answers.Where(answer => answer.Match is { } match && !Ids(match).Contains(answer.Id)).Select(answer => $"{answer.Id} as {answer.Match!.Id}").ToList();
            yield return $"{name}: {right} of {used.Count} told, {answers.Count(answer => answer.Match is null)} not told ({string.Join(", ", answers.Where(answer => answer.Match is null).Select(answer => answer.Id))}), {wrong.Count} taken for another: {string.Join(", ", wrong)}";
        }
    }

    private static IEnumerable<string> Ids(LicenseMatch match) => [match.Id.ToString(), .. match.Others.Select(id => id.ToString())];

    private static string Filled(string text) => text.Replace("<year>", "2024", StringComparison.OrdinalIgnoreCase)
        .Replace("<copyright holders>", "Example Corporation", StringComparison.OrdinalIgnoreCase)
        .Replace("<owner>", "Example Corporation", StringComparison.OrdinalIgnoreCase)
        .Replace("copyright holder nor", "Example Corporation nor", StringComparison.OrdinalIgnoreCase)
        .Replace("[name of copyright owner]", "Example Corporation", StringComparison.OrdinalIgnoreCase);

    private static string Wrapped(string text) => string.Join('\n', text.Split("\n\n").Select(paragraph =>
    {
        var lines = new List<string> { "" };
        foreach (var word in paragraph.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length + word.Length > LineLength)
                lines.Add("");
            lines[^1] += lines[^1].Length == 0 ? word : " " + word;
        }

        return string.Join('\n', lines) + "\n";
    }));

    private static string WithoutTitle(string text) => text.Contains('\n', StringComparison.Ordinal) && text.IndexOf('\n', StringComparison.Ordinal) < LineLength
        ? text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]
        : text;

    private static string Marked(string text) => text.Replace("\n1. ", "\n  (a) ", StringComparison.Ordinal).Replace("\n2. ", "\n  (b) ", StringComparison.Ordinal)
        .Replace("\n3. ", "\n  (c) ", StringComparison.Ordinal);
}
