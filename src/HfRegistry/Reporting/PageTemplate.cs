using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace HfRegistry.Reporting;

/// <summary>
/// A page of HTML with places for values: <c>{{name}}</c> is a value, <c>{{#name}}…{{/name}}</c> stands once for each of its scopes.
/// All markup is the template's. There is no way to put a value in that is not encoded, so that no text of a registry can be more than text.
/// </summary>
internal sealed class PageTemplate
{
    private const string Open = "{{";
    private const string Close = "}}";

    // Letters of every script may stand as they are; what HTML gives a meaning to may not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly ImmutableArray<Part> _parts;

    private PageTemplate(ImmutableArray<Part> parts) => _parts = parts;

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">A section is not closed, or another one is.</exception>
    public static PageTemplate Parse(string text)
    {
        var at = 0;
        return new PageTemplate(ParseUntil(text, ref at, section: null));
    }

    /// <summary>Returns the page of some values.</summary>
    /// <exception cref="KeyNotFoundException">The template names a value or a section that nobody gave.</exception>
    public string Fill(PageScope values)
    {
        var page = new StringBuilder();
        Fill(page, _parts, values);
        return page.ToString();
    }

    private static void Fill(StringBuilder page, ImmutableArray<Part> parts, PageScope values)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case Part.Markup markup:
                    page.Append(markup.Text);
                    break;
                case Part.Value value:
                    page.Append(Encoder.Encode(TextSanitizer.Sanitize(values.Text(value.Name), int.MaxValue)));
                    break;
                case Part.Section section:
                    foreach (var scope in values.Scopes(section.Name))
                        Fill(page, section.Parts, scope);
                    break;
            }
        }
    }

    private static ImmutableArray<Part> ParseUntil(string text, ref int at, string? section)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        while (text.IndexOf(Open, at, StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = text.IndexOf(Close, open, StringComparison.Ordinal);
            if (close < 0)
                throw new FormatException($"A place of the template is not closed: {text[open..]}");
            parts.Add(new Part.Markup(text[at..open]));
            var name = text[(open + Open.Length)..close];
            at = close + Close.Length;
            if (name[0] == '/')
                return name[1..] == section ? parts.ToImmutable() : throw new FormatException($"{name} closes no section that is open.");
            parts.Add(name[0] == '#' ? new Part.Section(name[1..], ParseUntil(text, ref at, name[1..])) : new Part.Value(name));
        }

        if (section is not null)
            throw new FormatException($"The section {section} is not closed.");
        parts.Add(new Part.Markup(text[at..]));
        return parts.ToImmutable();
    }

    private abstract record Part
    {
        public sealed record Markup(string Text) : Part;

        public sealed record Value(string Name) : Part;

        public sealed record Section(string Name, ImmutableArray<Part> Parts) : Part;
    }
}
