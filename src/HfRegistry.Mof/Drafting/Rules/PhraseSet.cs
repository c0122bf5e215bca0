using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>
/// Words and phrases to look for in sentences, whole words only: "code" is not in "codec". Phrases of a script without blanks between words are looked
/// for anywhere. A sentence costs what its words cost, however many phrases there are.
/// </summary>
internal sealed class PhraseSet
{
    private readonly FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> _byFirstWord;
    private readonly ImmutableArray<string> _anywhere;

    /// <summary>Creates a set of phrases, in lower case.</summary>
    public PhraseSet(params ImmutableArray<string> phrases)
    {
        _anywhere = [.. phrases.Where(static phrase => !char.IsAscii(phrase[0]))];
        _byFirstWord = phrases.Where(static phrase => char.IsAscii(phrase[0])).Select(static phrase => WordList.Of(phrase).Words)
            .GroupBy(static words => words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(static group => group.Key, static group => group.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>Returns whether a sentence holds one of them.</summary>
    public bool IsIn(WordList sentence)
    {
        for (var i = 0; i < sentence.Words.Length; i++)
        {
            if (_byFirstWord.TryGetValue(sentence.Words[i], out var phrases) && HoldsAt(sentence.Words.AsSpan()[i..], phrases))
                return true;
        }

        foreach (var phrase in _anywhere)
        {
            if (sentence.Text.Contains(phrase, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Returns whether a text holds one of them.</summary>
    public bool IsIn(string text) => IsIn(WordList.Of(text));

    private static bool HoldsAt(ReadOnlySpan<string> words, ImmutableArray<ImmutableArray<string>> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (words.StartsWith(phrase.AsSpan()))
                return true;
        }

        return false;
    }
}
