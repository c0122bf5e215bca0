namespace HfRegistry.Cli.Verbs.Mof;

/// <summary>Where the Hub's token comes from: the environment, a file, standard input; never an argument.</summary>
internal static class MofDraftToken
{
    private const string StandardInput = "-";
    private const string Prefix = "hf_";
    private const int MostCharacters = 4_096;
    private const int ShortestToken = 30;

    /// <summary>What is said of a token on the command line. It does not repeat the word.</summary>
    public static Diagnostic Refusal { get; } = DiagnosticCatalogue.MofDraftToken.Says(
        "A token cannot be given as an argument: every user of the machine can read a process's arguments, and shells and build logs keep them. Set HF_TOKEN, or use --hf-token-file PATH (- for standard input).");

    /// <summary>Whether a word looks like a token of the Hub: it must not be sent or shown as the name of a model.</summary>
    public static bool IsToken(string word) => word.Length >= ShortestToken && word.StartsWith(Prefix, StringComparison.Ordinal) && word.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>The token: of the file where one is named, else of the environment; null for none.</summary>
    public static Outcome<HubToken> Read(string? file, CommandIO io, HfEnvironment environment)
    {
        if (file is null)
            return new Outcome<HubToken>(environment.Token, []);
        try
        {
            var text = file == StandardInput ? First(io.In) : FirstOf(io.PathOf(file));
            return HubToken.FromText(text) is { } token
                ? new Outcome<HubToken>(token)
                : new Outcome<HubToken>(DiagnosticCatalogue.InvalidValue.Says("--hf-token-file holds no token: it must be one word of printable characters."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Outcome<HubToken>(DiagnosticCatalogue.InvalidValue.Says($"--hf-token-file cannot be read: {Printable.Of(e.Message)}"));
        }
    }

    private static string FirstOf(string path)
    {
        using var reader = new StreamReader(path);
        return First(reader);
    }

    private static string First(TextReader reader)
    {
        var characters = new char[MostCharacters];
        return new string(characters, 0, reader.ReadBlock(characters));
    }
}
