using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace HfRegistry.Cards.Language;

/// <summary>Reads headings.</summary>
internal static class Titles
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("()[]{}（）【】「」/／&＆|｜,，、:：;；·•");

    /// <summary>Returns the parts of a heading, each as <see cref="Of"/> gives it: "Evaluation (MMLU) / Results" has three.</summary>
    public static ImmutableArray<string> PartsOf(string title)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var i = 0; i <= title.Length; i++)
        {
            if (i < title.Length && !Separators.Contains(title[i]))
                continue;
            if (Of(title[start..i]) is { Length: > 0 } part)
                parts.Add(part);
            start = i + 1;
        }

        return parts.ToImmutable();
    }

    /// <summary>Returns a heading in lower case without numbering, emoji and punctuation at its ends: "## 3.1 📊 Evaluation Results:" is "evaluation results".</summary>
    public static string Of(string title)
    {
        var words = new StringBuilder(title.Length);
        foreach (var rune in title.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '\'' or '-' or '&' or '/')
                words.Append(Rune.ToLowerInvariant(rune));
            else if (words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
        }

        return words.ToString().Trim().TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ' ', '-');
    }
}
