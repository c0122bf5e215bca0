using System.Globalization;
using System.Text.RegularExpressions;

namespace HfRegistry.Diagnostics;

/// <summary>
/// The text of a message with named arguments: <c>{name}</c>, <c>{name:format}</c>, or <c>{count:# file|# files}</c>, which takes the
/// singular for 1. Arguments are bound in the order in which their names first appear. All of them are made safe to print here.
/// </summary>
internal static partial class MessageTemplate
{
    private const int MaxArgumentLength = 1000;

    /// <summary>Returns the names of a template's arguments, in order.</summary>
    public static IReadOnlyList<string> ArgumentsOf(string template) => [.. Placeholder().Matches(template).Select(static match => match.Groups["name"].Value).Distinct()];

    /// <summary>Fills in a template. A full stop of its own does not follow an argument that ends with one or with a question mark.</summary>
    /// <exception cref="ArgumentException">The number of arguments is wrong.</exception>
    public static string Format(string template, ReadOnlySpan<object?> arguments)
    {
        var names = ArgumentsOf(template);
        if (names.Count != arguments.Length)
            throw new ArgumentException($"The message '{template}' takes {names.Count} arguments, not {arguments.Length}.", nameof(arguments));
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
            values.Add(names[i], arguments[i]);
        return Placeholder().Replace(template, match => End(Render(values[match.Groups["name"].Value], match.Groups["format"].Value), match.Groups["stop"].Value));
    }

    private static string End(string text, string stop) => stop.Length == 0 || text.EndsWith('?') ? text : $"{text.TrimEnd('.')}{stop}";

    private static string Render(object? value, string format) => format.Split('|') switch
    {
        [var one, var many] => (value is 1 ? one : many).Replace("#", Text(value, "N0"), StringComparison.Ordinal),
        _ => Text(value, format),
    };

    private static string Text(object? value, string format) => value switch
    {
        string text => TextSanitizer.Sanitize(text, MaxArgumentLength),
        DateOnly date => IsoDate.Format(date),
        DateTimeOffset date when format.Length == 0 => IsoDate.Format(date),
        IEnumerable<string> texts => string.Join(", ", texts.Select(static text => TextSanitizer.Sanitize(text))),
        IFormattable number => number.ToString(format.Length == 0 ? null : format, CultureInfo.InvariantCulture),
        null => "",
        _ => TextSanitizer.Sanitize(value.ToString(), MaxArgumentLength),
    };

    [GeneratedRegex(@"\{(?<name>[a-z][A-Za-z]*)(?::(?<format>[^{}]+))?\}(?<stop>\.?)")]
    private static partial Regex Placeholder();
}
