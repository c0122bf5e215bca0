using System.Collections.Immutable;

namespace HfRegistry.Cli.Commands;

/// <summary>Tells words of a command line that may be secrets: no message repeats them, since terminals and build logs keep what is printed.</summary>
internal static class SecretWord
{
    private const int ShortestToken = 30;

    /// <summary>The prefixes of the tokens of the Hub and of GitHub.</summary>
    private static readonly ImmutableArray<string> Prefixes = ["hf_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"];

    /// <summary>Returns whether a word looks like a token: it must not be sent or shown as the name of anything.</summary>
    public static bool IsToken(string word) =>
        word.Length >= ShortestToken && Prefixes.Any(prefix => word.StartsWith(prefix, StringComparison.Ordinal)) && word.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>Returns whether a word of a command line is a token or an option with one: <c>--option=token</c>.</summary>
    public static bool HoldsToken(string word) => IsToken(word) || IsToken(word[NameOf(word).Length..].TrimStart('=', ':'));

    /// <summary>Returns what may be shown of a word that nobody knows: of an option its name alone, since its value may be a secret of any form.</summary>
    public static string NameOf(string word) => word.StartsWith('-') && word.IndexOfAny(['=', ':']) is > 0 and var end ? word[..end] : word;
}
