using System.Security.Cryptography;

namespace HfRegistry.GitHub.Actions;

/// <summary>Writes the lines of the files by which a step hands on outputs and its summary.</summary>
internal static class StepOutput
{
    /// <summary>The most that a runner takes of a summary, in bytes of UTF-8: 1 MiB.</summary>
    public const int MaxSummaryBytes = 1_048_576;

    /// <summary>Returns an output as lines of <c>GITHUB_OUTPUT</c>, between two delimiters that nobody can foresee.</summary>
    /// <param name="name">The name: letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public static string Of(string name, string value) => Of(name, value, $"hfregistry_{RandomNumberGenerator.GetHexString(32, lowercase: true)}");

    /// <summary>Returns the same with a delimiter of one's own.</summary>
    /// <exception cref="ArgumentException">The name is none, or the value holds the delimiter.</exception>
    internal static string Of(string name, string value, string delimiter)
    {
        if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException($"'{TextSanitizer.Sanitize(name)}' is not a name of an output.", nameof(name));
        return value.Contains(delimiter, StringComparison.Ordinal)
            ? throw new ArgumentException("The value holds its own delimiter.", nameof(value))
            : $"{name}<<{delimiter}\n{value}\n{delimiter}\n";
    }

    /// <summary>Returns a summary that its runner takes: whole sections are left out until it fits.</summary>
    public static Markdown.FittedText Summary(IEnumerable<Markdown.BodySection> sections) =>
        Markdown.SectionFitter.Fit(sections, int.MaxValue, MaxSummaryBytes - 1);
}
