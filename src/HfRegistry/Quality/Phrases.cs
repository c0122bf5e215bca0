using System.Buffers;
using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace HfRegistry.Quality;

/// <summary>Phrases to look for in many texts: most hold none of them, which one pass tells.</summary>
[CollectionBuilder(typeof(Phrases), nameof(Create))]
internal sealed class Phrases : IEnumerable<string>
{
    private readonly ImmutableArray<string> _all;
    private readonly SearchValues<string> _any;

    private Phrases(ReadOnlySpan<string> phrases)
    {
        _all = [.. phrases];
        _any = SearchValues.Create(phrases, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Returns the phrases in the order in which they are looked for.</summary>
    public static Phrases Create(ReadOnlySpan<string> phrases) => new(phrases);

    /// <summary>Returns the first of the phrases that stands in a text as whole words, or null.</summary>
    public string? In(string text)
    {
        if (!text.AsSpan().ContainsAny(_any))
            return null;
        foreach (var phrase in _all)
        {
            if (Words.Has(text, phrase))
                return phrase;
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
