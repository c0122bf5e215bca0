using System.Collections.Frozen;
using System.CommandLine;
using System.CommandLine.Parsing;
using FuzzySharp;
using HfRegistry.Cli.Commands;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli;

/// <summary>Reports a command line that cannot be read, with what may have been meant.</summary>
internal static class UsageErrors
{
    private const int MaxMessageLength = 300;
    private const int MaxWordLength = 40;

    private const string ToUse = "`hfregistry add MODEL PROJECT` adds a model to a project.";
    private const string ToDownload = "`hfregistry download ID` downloads a model, and `hfregistry restore` the models of lock files.";
    private const string ToList = "`hfregistry find` lists the model of every type, `hfregistry types` the types, `hfregistry lock show` the locked models, and `hfregistry cache list` the downloaded ones.";
    private const string ToSearch = "`hfregistry find --task TASK` finds the best model for a task, and `hfregistry suggest --task TASK` compares several.";
    private const string ToUpdate = "`hfregistry refresh` updates the registry, and `hfregistry lock update` the lock files.";
    private const string ToCheck = "`hfregistry verify ID` checks a model, `hfregistry lock check` the lock files, and `hfregistry mof validate` MOF documents.";
    private const string ToRemove = "`hfregistry remove MODEL PROJECT` removes a model from a project.";

    /// <summary>Commands that package managers and the Hub's own command have: what does the same here.</summary>
    private static readonly FrozenDictionary<string, string> OtherTools = new Dictionary<string, string>
    {
        ["install"] = ToUse,
        ["pull"] = ToDownload,
        ["fetch"] = ToDownload,
        ["search"] = ToSearch,
        ["ls"] = ToList,
        ["info"] = "`hfregistry explain ID` shows the known facts of a model.",
        ["show"] = "`hfregistry explain ID` shows the known facts of a model.",
        ["update"] = ToUpdate,
        ["upgrade"] = ToUpdate,
        ["outdated"] = "`hfregistry lock check` lists the locked models that have changed.",
        ["check"] = ToCheck,
        ["validate"] = ToCheck,
        ["uninstall"] = ToRemove,
        ["login"] = "Set HF_TOKEN, or sign in with `hf auth login` of the huggingface_hub package; its token is used.",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Prints every mistake and where help is.</summary>
    public static int Report(ParseResult parsed, CommandOutput answer)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed);
        var unknown = StrayOption(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null);
        var word = unknown is null ? null : SecretWord.NameOf(unknown);
        if (word is not null && command is RootCommand && OtherTools.TryGetValue(word, out var ours))
            return answer.WriteErrors([DiagnosticCatalog.CommandOfOtherTool.Create(word, ours)]);
        // An unknown word makes its neighbors look wrong too, so it alone is named.
        var mistakes = word is not null
            ? [Unknown(word, path, command)]
            : command.Subcommands.Count > 0 ? [$"{path} needs one of {string.Join(", ", command.Subcommands.Select(static subcommand => subcommand.Name))} after it"]
            // The parser lists allowed values one a line.
            : parsed.Errors.Select(static error => TextSanitizer.Sanitize(TextSanitizer.OneLine(error.Message), MaxMessageLength));
        return answer.WriteErrors([.. mistakes.Distinct().Select(mistake => DiagnosticCatalog.Usage.Create(mistake, path))]);
    }

    /// <summary>Returns an option that nobody knows and that the parser took for the value of an argument, or null. After <c>--</c> every word is a value.</summary>
    public static string? StrayOption(ParseResult parsed) => parsed.Tokens.Any(static token => token.Type == TokenType.DoubleDash)
        ? null
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens).Select(static token => token.Value)
            .FirstOrDefault(static word => word.Length > 1 && word[0] == '-');

    private static string Unknown(string word, string path, Command command) =>
        $"'{TextSanitizer.Sanitize(word, MaxWordLength)}' is not a command, option or value of {path}{Suggestion(word, command)}";

    private static string Suggestion(string word, Command command) =>
        Nearest(word, [.. command.Subcommands.Select(static subcommand => subcommand.Name), .. command.Options.SelectMany(static option => option.Aliases.Append(option.Name))])
            is { } meant ? $"; did you mean '{meant}'?" : "";

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
