using System.CommandLine;
using System.CommandLine.Parsing;
using FuzzySharp;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli;

/// <summary>Reports a command line that cannot be read, with what may have been meant.</summary>
internal static class UsageErrors
{
    private const int MaxMessageLength = 300;
    private const int MaxWordLength = 40;

    /// <summary>Prints every mistake and where help is.</summary>
    public static int Report(ParseResult parsed, Answer answer)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed);
        // An unknown word makes its neighbours look wrong too, so it alone is named.
        var mistakes = (parsed.UnmatchedTokens is [var first, ..] ? first : StrayOption(parsed)) is { } unknown
            ? [Unknown(SecretWord.NameOf(unknown), path, command)]
            : command.Subcommands.Count > 0 ? [$"{path} needs one of {string.Join(", ", command.Subcommands.Select(static verb => verb.Name))} after it."]
            : parsed.Errors.Select(static error => $"{Printable.Of(OneLine(error.Message), MaxMessageLength).TrimEnd('.')}.");
        return answer.Fail([.. mistakes.Distinct().Select(mistake => DiagnosticCatalogue.Usage.Says($"{mistake} `{path} --help` lists what there is."))]);
    }

    /// <summary>An option that nobody knows and that the parser took for the value of an argument, or null. After <c>--</c> every word is a value.</summary>
    public static string? StrayOption(ParseResult parsed) => parsed.Tokens.Any(static token => token.Type == TokenType.DoubleDash)
        ? null
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens).Select(static token => token.Value)
            .FirstOrDefault(static word => word.StartsWith("--", StringComparison.Ordinal));

    private static string Unknown(string word, string path, Command command) =>
        $"'{Printable.Of(word, MaxWordLength)}' is no command, option or value that {path} knows.{Suggestion(word, command)}";

    // The parser lists allowed values one a line.
    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Suggestion(string word, Command command) =>
        Nearest(word, [.. command.Subcommands.Select(static verb => verb.Name), .. command.Options.SelectMany(static option => option.Aliases.Append(option.Name))])
            is { } meant ? $" Did you mean '{meant}'?" : "";

    private static string PathOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
            names.Push(result.Command is RootCommand ? "hfregistry" : result.Command.Name);
        return string.Join(' ', names);
    }

    private static string? Nearest(string word, IReadOnlyList<string> known)
    {
        if (word.Length > MaxWordLength)
            return null;
        var nearest = known.Select(name => (Name: name, Distance: Levenshtein.EditDistance(word, name))).DefaultIfEmpty().MinBy(static pair => pair.Distance);
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, nearest.Name.Length / 3) ? nearest.Name : null;
    }
}
