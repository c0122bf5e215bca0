using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace HfRegistry.Cards;

/// <summary>Cleans the words of a block.</summary>
internal static class CardText
{
    // What the Hub's and transformers' card templates say before anybody has written anything.
    private static readonly ImmutableArray<string> Unfilled =
    [
        "more information needed for further recommendations",
        "more information needed",
        "users (both direct and downstream) should be made aware of the risks, biases and limitations of the model.",
        "use the code below to get started with the model.",
        "this is the model card of a \U0001F917 transformers model that has been pushed on the hub. this model card has been automatically generated.",
        "this modelcard aims to be a base template for new models. it has been generated using this raw template.",
    ];

    private static readonly SearchValues<string> AnyUnfilled = SearchValues.Create([.. Unfilled], StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the text with entities read, blanks collapsed, and what a template left unfilled taken out.</summary>
    public static string Of(string text)
    {
        if (text.Contains('&', StringComparison.Ordinal))
            text = WebUtility.HtmlDecode(text);
        text = Collapsed(text);
        if (!text.AsSpan().ContainsAny(AnyUnfilled))
            return text;
        foreach (var phrase in Unfilled)
        {
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                text = Without(text, phrase);
        }

        return text;
    }

    // "Developed by: [More Information Needed]" says nothing; neither does the label alone.
    private static string Without(string text, string phrase)
    {
        var left = Collapsed(text.Replace(phrase, "", StringComparison.OrdinalIgnoreCase));
        return left.EndsWith(':') || !left.Any(char.IsLetterOrDigit) ? "" : left;
    }

    private static string Collapsed(string text)
    {
        if (!NeedsCollapsing(text))
            return text;
        var collapsed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var isBlank = char.IsWhiteSpace(c) || char.IsControl(c);
            if (!isBlank)
                collapsed.Append(c);
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
                collapsed.Append(' ');
        }

        return collapsed.Length > 0 && collapsed[^1] == ' ' ? collapsed.ToString(0, collapsed.Length - 1) : collapsed.ToString();
    }

    private static bool NeedsCollapsing(string text)
    {
        var wasBlank = true;
        foreach (var c in text)
        {
            if (char.IsControl(c) || (char.IsWhiteSpace(c) && (c != ' ' || wasBlank)))
                return true;
            wasBlank = c == ' ';
        }

        return wasBlank && text.Length > 0;
    }
}
