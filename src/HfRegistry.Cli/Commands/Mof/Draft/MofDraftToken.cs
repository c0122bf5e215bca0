using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Mof.Draft;

/// <summary>The source of the Hub's token: the environment, a file, standard input; never an argument.</summary>
internal static class MofDraftToken
{
    private const string StandardInput = "-";
    private const int MostCharacters = 4_096;

    /// <summary>Gets what is said of a token on the command line. It does not repeat the word.</summary>
    public static Diagnostic Refusal { get; } = DiagnosticCatalog.MofDraftToken.Create();

    /// <summary>Returns the token: of the file where one is named, else of the environment; null for none.</summary>
    public static Outcome<HubToken> Read(string? file, CommandIO io, HfEnvironment environment)
    {
        if (file is null)
            return new Outcome<HubToken>(environment.Token, environment.TokenWarning is { } warning ? [warning] : []);
        try
        {
            var text = file == StandardInput ? First(io.In) : FirstOf(io.PathOf(file));
            var reading = HubToken.Read(text);
            return reading.Token is null
                ? new Outcome<HubToken>(DiagnosticCatalog.TokenFileInvalid.Create(reading.Problem ?? "it is empty"))
                : new Outcome<HubToken>(reading.Token, reading.IsRepaired ? [DiagnosticCatalog.TokenRepaired.Create("--hf-token-file")] : []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Outcome<HubToken>(DiagnosticCatalog.TokenFileUnreadable.Create(e.Message));
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
