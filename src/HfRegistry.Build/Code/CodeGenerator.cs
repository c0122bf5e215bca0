namespace HfRegistry.Build.Code;

/// <summary>Writes the generated code in a project's language. Equal input gives equal text on every machine.</summary>
internal static class CodeGenerator
{
    private const int MaxReasonLength = 1000;

    private static readonly Dictionary<string, Func<CodeUnit, string>> Writers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["C#"] = CSharpCode.Write,
        ["VB"] = VisualBasicCode.Write,
        ["F#"] = FSharpCode.Write,
    };

    /// <summary>Returns the file's text, with LF at the ends of lines.</summary>
    /// <exception cref="KeyNotFoundException">There is no code for the language.</exception>
    public static string Write(string language, CodeUnit unit) => Writers[language](unit);

    /// <summary>Returns a namespace that is one in every language: what cannot stand in an identifier becomes an underscore.</summary>
    public static string NamespaceFrom(string text)
    {
        var parts = text.Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => string.Concat(part.Select(static c => char.IsLetterOrDigit(c) ? c : '_')))
            .Select(static part => char.IsLetter(part[0]) || part[0] == '_' ? part : $"_{part}");
        return string.Join('.', parts);
    }

    /// <summary>Returns whether a text is a namespace as it stands.</summary>
    public static bool IsNamespace(string text) => text.Length > 0 && text.Split('.').All(part => part.Length > 0 && NamespaceFrom(part) == part);

    /// <summary>
    /// Returns a namespace with the parts escaped that might be keywords: in C# and F# every keyword begins with a lower-case letter, and an
    /// escaped name is the same name.
    /// </summary>
    internal static string EscapeParts(string name, Func<string, string> escape) =>
        string.Join('.', name.Split('.').Select(part => char.IsLower(part[0]) ? escape(part) : part));

    /// <summary>Returns what a model's documentation says of it, as the text of an XML comment.</summary>
    internal static string Summary(CodeModel model)
    {
        var asked = $"<c>{XmlText(model.RequestedAs)}</c>";
        return model.Id is null
            ? $"{asked} is optional and was not resolved: {XmlText(model.Reason)}"
            : $"{asked} is <c>{XmlText(model.Id)}</c>: {XmlText(model.Reason)}";
    }

    private static string XmlText(string text) => TextSanitizer.Sanitize(text, MaxReasonLength)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
