using System.Buffers;
using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace HfRegistry.Cards.Language;

/// <summary>
/// Words and phrases to look for in many texts, whole words only: "code" is not in "codec". <see cref="In"/> takes them as they are written, punctuation
/// included ("pipeline(", "recall@10"); <see cref="IsIn(WordList)"/> takes the words of a sentence, whatever parts them ("fine-tuning", "fine tuning"), and looks for
/// phrases of a script without blanks anywhere. A text costs what its length costs, however many phrases there are.
/// </summary>
[CollectionBuilder(typeof(Phrases), nameof(Create))]
internal sealed class Phrases : IEnumerable<string>
{
    private readonly ImmutableArray<string> _all;
    private readonly Lazy<SearchValues<string>> _any;
    private readonly Lazy<FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>>> _byFirstWord;

    private Phrases(ImmutableArray<string> phrases)
    {
        _all = phrases;
        _any = new(() => SearchValues.Create(phrases.AsSpan(), StringComparison.OrdinalIgnoreCase));
        _byFirstWord = new(() => phrases.Where(static phrase => char.IsAscii(phrase[0])).Select(static phrase => WordList.Of(phrase).Words)
            .GroupBy(static words => words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(static group => group.Key, static group => group.ToImmutableArray(), StringComparer.Ordinal));
    }

    /// <summary>Returns the phrases in the order in which they are looked for.</summary>
    public static Phrases Create(ReadOnlySpan<string> phrases) => new([.. phrases]);

    /// <summary>Returns the first of the phrases that stands in a text as it is written, in any case; null for none.</summary>
    public string? In(string text)
    {
        // Most texts hold none of them, which one pass tells.
        if (!text.AsSpan().ContainsAny(_any.Value))
            return null;
        foreach (var phrase in _all)
        {
            if (Words.Has(text, phrase))
                return phrase;
        }

        return null;
    }

    /// <summary>Returns whether a sentence holds one of them; phrases are in lower case.</summary>
    public bool IsIn(WordList sentence)
    {
        for (var i = 0; i < sentence.Words.Length; i++)
        {
            if (_byFirstWord.Value.TryGetValue(sentence.Words[i], out var phrases) && HoldsAt(sentence.Words.AsSpan()[i..], phrases))
                return true;
        }

        foreach (var phrase in _all)
        {
            if (!char.IsAscii(phrase[0]) && sentence.Text.Contains(phrase, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Returns whether the words of a text hold one of them.</summary>
    public bool IsIn(string text) => IsIn(WordList.Of(text));

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

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
