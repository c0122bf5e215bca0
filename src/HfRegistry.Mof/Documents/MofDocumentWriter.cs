using System.Text;

namespace HfRegistry.Mof.Documents;

/// <summary>
/// Writes MOF documents in the style of the Model Openness Tool's own: block style, each dash on a line of its own, quotes only where a
/// reader would take the text for something else. To change a document that was read use <see cref="MofSource.With"/>.
/// </summary>
internal static class MofDocumentWriter
{
    private const int Step = 2;
    private const int MaxCommentLength = 1_000;

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document. What is null is left out, but for what the schema demands.</param>
    /// <param name="comments">What to say above its parts.</param>
    /// <returns>The text: LF, a line end at its end, no byte order mark.</returns>
    public static string Write(MofDocument document, MofComments? comments = null)
    {
        var text = new Emitter(comments ?? MofComments.None);
        text.Header();
        text.Key(0, MofKeys.Framework);
        foreach (var (key, value) in MofKeys.FrameworkFields)
            text.Field(Step, key, new MofValue(value));
        text.Key(0, MofKeys.Release);
        foreach (var key in MofKeys.ReleaseFields)
            Write(text, document, key);
        return text.ToString();
    }

    private static void Write(Emitter text, MofDocument document, string key)
    {
        switch (key)
        {
            case MofKeys.License:
                WriteLicenses(text, document);
                break;
            case MofKeys.Components:
                WriteComponents(text, document);
                break;
            default:
                text.Field(Step, key, ValueOf(document, key), address: key);
                break;
        }
    }

    /// <summary>Returns a field; the ones that the schema demands are there even when nothing is known.</summary>
    private static MofValue? ValueOf(MofDocument document, string key) => key switch
    {
        MofKeys.Name => document.Name ?? new MofValue(""),
        MofKeys.Version => document.Version,
        MofKeys.Date => document.Date,
        MofKeys.Type => document.Type,
        MofKeys.Architecture => document.Architecture,
        MofKeys.Treatment => document.Treatment,
        MofKeys.Origin => document.Origin,
        MofKeys.Producer => document.Producer ?? new MofValue(""),
        MofKeys.Contact => document.Contact,
        MofKeys.Repository => document.Repository,
        _ => document.HuggingFace,
    };

    private static void WriteLicenses(Emitter text, MofDocument document)
    {
        if (document.Licenses.IsEmpty)
        {
            text.Line(Step, $"{MofKeys.License}: {{}}", address: MofKeys.License);
            return;
        }

        text.Key(Step, MofKeys.License, address: MofKeys.License);
        foreach (var license in document.Licenses)
        {
            text.Key(2 * Step, YamlText.Quote(license.Kind), address: $"{MofKeys.License}.{license.Kind}");
            text.Field(3 * Step, MofKeys.Name, license.Name ?? new MofValue(""));
            text.Field(3 * Step, MofKeys.Path, license.Path ?? new MofValue(""));
        }
    }

    private static void WriteComponents(Emitter text, MofDocument document)
    {
        if (document.Components.IsEmpty)
        {
            text.Line(Step, $"{MofKeys.Components}: []", address: MofKeys.Components);
            return;
        }

        text.Key(Step, MofKeys.Components, address: MofKeys.Components);
        foreach (var (index, component) in document.Components.Index())
        {
            var address = MofComments.AddressOf(index);
            text.Line(2 * Step, "-", address);
            text.Field(3 * Step, MofKeys.Name, component.Name ?? new MofValue(""), $"{address}.{MofKeys.Name}");
            text.Field(3 * Step, MofKeys.Description, component.Description, $"{address}.{MofKeys.Description}");
            text.Field(3 * Step, MofKeys.ComponentPath, component.ComponentPath, $"{address}.{MofKeys.ComponentPath}");
            text.Field(3 * Step, MofKeys.License, component.License, $"{address}.{MofKeys.License}");
            text.Field(3 * Step, MofKeys.LicensePath, component.LicensePath, $"{address}.{MofKeys.LicensePath}");
        }
    }

    private sealed class Emitter(MofComments comments)
    {
        private readonly StringBuilder _text = new();

        public void Header() => Comment(0, comments.Header);

        public void Key(int indent, string key, string? address = null) => Line(indent, $"{key}:", address);

        public void Field(int indent, string key, MofValue? value, string? address = null)
        {
            if (value is not null)
                Line(indent, $"{key}: {YamlText.Quote(value.Text)}", address);
        }

        public void Line(int indent, string line, string? address)
        {
            if (address is not null && comments.Above.TryGetValue(address, out var lines))
                Comment(indent, lines);
            _text.Append(' ', indent).Append(line).Append('\n');
        }

        public override string ToString() => _text.ToString();

        private void Comment(int indent, IEnumerable<string> lines)
        {
            // A foreign line end must not end the comment.
            foreach (var line in lines.SelectMany(static text => text.ReplaceLineEndings("\n").Split('\n')))
                _text.Append(' ', indent).Append($"# {TextSanitizer.Sanitize(line, MaxCommentLength)}".TrimEnd()).Append('\n');
        }
    }
}
