using HfRegistry.Cards.Language;
using HfRegistry.Licenses;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>The card's sentences against an open license of the weights: other terms, or none for business.</summary>
internal static class CardTerms
{
    private const int LongestQuote = 120;
    private const int LongestName = 7;

    private static readonly Phrases OfLicense = ["license", "licenses", "licensed", "licence", "licences", "licensing", "terms of use", "commercial use", "commercial purposes", "commercially", "协议", "许可", "授权", "商用", "商业用途"];

    private static readonly Phrases Restricts =
    [
        "non commercial", "noncommercial", "non commercially", "not for commercial use", "no commercial use", "not be used commercially", "not be used for commercial", "not permitted for commercial", "not allowed for commercial",
        "commercial use is not", "commercial use is prohibited", "commercial use is forbidden", "commercial use requires", "prohibits commercial use", "research purposes only", "research use only", "research only", "only for research", "only for academic",
        "academic use only", "academic purposes only", "for academic research only", "非商业", "不得商用", "禁止商用", "不可商用", "不得用于商业", "不能用于商业", "仅供学术", "仅用于学术", "仅限学术", "仅供研究", "仅限研究", "仅用于研究",
    ];

    private static readonly Phrases OfOthers = ["dataset", "datasets", "data", "code", "corpus", "images", "repository", "library", "数据", "代码"];

    // What a card calls so is the repository that it stands in, weights included.
    private static readonly Phrases OfThis = ["this library", "this repository", "this repo", "this project", "this package", "this work"];
    private static readonly Phrases OfWeights = ["model", "models", "weights", "weight", "checkpoint", "checkpoints", "parameters", "it", "模型", "权重", "参数"];

    /// <summary>Returns the first sentence that contradicts an open license of the weights, printable; null for none.</summary>
    public static string? Against(ModelEvidence evidence) =>
        evidence.Statements.FirstOrDefault(static statement => IsOfWeights(statement.Words) && (Restricts.IsIn(statement.Words) || NamesClosedLicense(statement.Text)))?.Text is { } text
            ? TextSanitizer.Sanitize(text, LongestQuote)
            : null;

    // "The code is under Apache-2.0, the weights are not" is about the weights too; "the data is for research only" is not.
    private static bool IsOfWeights(WordList words) => OfLicense.IsIn(words) && (OfWeights.IsIn(words) || OfThis.IsIn(words) || !OfOthers.IsIn(words));

    private static bool NamesClosedLicense(string sentence)
    {
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => word.Trim(',', '.', ';', ':', '!', '(', ')', '"', '*')).ToList();
        for (var start = 0; start < words.Count; start++)
        {
            // The word before says that a license follows: gemma and falcon are models too.
            for (var length = Math.Min(LongestName, words.Count - start); length > 0; length--)
            {
                var name = string.Join(' ', words.Skip(start).Take(length));
                if (IsClosed(name, length))
                    return true;
            }
        }

        return false;
    }

    private static bool IsClosed(string name, int length) =>
        LicenseNames.Normalize(name) is { Family: LicenseFamily.NonCommercial or LicenseFamily.UseRestricted } license
        && (license.Id is not null || length > 2 || name.Contains("rail", StringComparison.OrdinalIgnoreCase)) && (license.Id is not null || !IsModelName(name));

    private static bool IsModelName(string name) => name.Any(char.IsAsciiDigit) && !name.Contains("license", StringComparison.OrdinalIgnoreCase) && !name.Contains("rail", StringComparison.OrdinalIgnoreCase);
}
