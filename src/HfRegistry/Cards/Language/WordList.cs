using System.Collections.Immutable;

namespace HfRegistry.Cards.Language;

/// <summary>The words of a sentence in lower case, taken once and looked at by many rules. A hyphen parts words; an apostrophe does not.</summary>
internal sealed class WordList
{
    private WordList(string text, ImmutableArray<string> words) => (Text, Words) = (text, words);

    /// <summary>Gets the sentence.</summary>
    public string Text { get; }

    /// <summary>Gets its words.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Returns the words of a sentence.</summary>
    public static WordList Of(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && IsOfWord(text[i]))
                i++;
            if (i > start)
                words.Add(text[start..i].Replace('’', '\'').ToLowerInvariant());
        }

        return new WordList(text, words.ToImmutable());
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '\'' or '’';
}
