using System.Text;

namespace HfRegistry.Cards.Language;

/// <summary>Cuts text into sentences.</summary>
internal static class Sentences
{
    /// <summary>A quotation is longer than a word that stands in quotation marks for its own sake.</summary>
    private const int ShortestQuotation = 16;

    /// <summary>Returns the sentences of a text: a full stop ends one only before a blank, since names and addresses hold full stops.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var ends = text[i] is '。' or '！' or '？' or '；' or '\n'
                || (text[i] is '.' or '!' or '?' or ';' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])));
            if (!ends)
                continue;
            if (text[start..(i + 1)].Trim() is { Length: > 1 } sentence)
                yield return sentence;
            start = i + 1;
        }

        if (text[start..].Trim() is { Length: > 0 } rest)
            yield return rest;
    }

    /// <summary>Returns a sentence with an ellipsis for every quotation in it: the words of somebody else.</summary>
    public static string WithoutQuotations(string sentence)
    {
        var own = new StringBuilder(sentence.Length);
        for (var i = 0; i < sentence.Length; i++)
        {
            var closing = sentence[i] switch
            {
                '"' => '"',
                '“' => '”',
                '«' => '»',
                '「' => '」',
                _ => '\0',
            };
            var end = closing == '\0' ? -1 : sentence.IndexOf(closing, i + 1);
            if (end - i > ShortestQuotation)
            {
                own.Append('…');
                i = end;
            }
            else
            {
                own.Append(sentence[i]);
            }
        }

        return own.ToString();
    }
}
