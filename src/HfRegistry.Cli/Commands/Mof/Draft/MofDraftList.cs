using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HfRegistry.Files;

namespace HfRegistry.Cli.Commands.Mof.Draft;

/// <summary>The models to draft.</summary>
internal sealed record MofDraftList(ImmutableArray<ModelId> Ids)
{
    private const int MostBytes = 1_000_000;
    private const int MostMistakes = 10;
    private const char Replacement = '\uFFFD';

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the words of the command line and the lines of a file.</summary>
    /// <param name="words">The words.</param>
    /// <param name="path">The absolute path of the file, or null.</param>
    /// <param name="most">How many to keep, or null for all.</param>
    public static Outcome<MofDraftList> Read(string[] words, string? path, int? most)
    {
        if (most is < 1)
            return new(DiagnosticCatalog.InvalidValue.Create("--max", most, "a number from 1 up"));
        if (words.Any(SecretWord.IsToken))
            return new(MofDraftToken.Refusal);
        var lines = path is null ? new Outcome<IReadOnlyList<string>>([], []) : Lines(path);
        if (lines.Value is not { } listed)
            return new(null, lines.Diagnostics);
        var read = words.Concat(listed).Select(static text => (Text: text, Id: ModelId.TryParse(text, out var id) ? id : null)).ToList();
        var mistakes = read.Where(static row => row.Id is null || SecretWord.IsToken(row.Text)).Take(MostMistakes)
            .Select(static row => SecretWord.IsToken(row.Text) ? MofDraftToken.Refusal : DiagnosticCatalog.InvalidModelId.Create(row.Text)).ToList();
        if (mistakes.Count > 0)
            return new(null, mistakes);
        ImmutableArray<ModelId> ids = [.. read.Select(static row => row.Id!).Distinct().Take(most ?? int.MaxValue)];
        return ids.IsEmpty
            ? new(DiagnosticCatalog.MofDraftListEmpty.Create())
            : new(new MofDraftList(ids));
    }

    private static Outcome<IReadOnlyList<string>> Lines(string path) => BoundedFile.ReadPipeOrFile(path, MostBytes) switch
    {
        FileReading.Content content => ForeignInput.Read(() => TextOf(content.Utf8)) is { Fault: null, Value: { } text } && !IsNoText(text)
            ? new([.. text.ReplaceLineEndings("\n").Split('\n').Select(static line => line.Split('#')[0].Trim()).Where(static line => line.Length > 0)], [])
            : NoText(path),
        FileReading.TooLarge large => new(DiagnosticCatalog.MofDraftList.Create(
            path, string.Create(CultureInfo.InvariantCulture, $"it has {large.Length} bytes or more, and the limit is {MostBytes}"))),
        FileReading.Unreadable refused => new(DiagnosticCatalog.MofDraftList.Create(path, refused.Why)),
        _ => new(DiagnosticCatalog.MofDraftList.Create(path, "it does not exist")),
    };

    // Of a byte order mark too, as some shells write it.
    private static string TextOf(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Utf8);
        return reader.ReadToEnd();
    }

    // A line for each of its "ids" would bury what is wrong. A byte that is no text is one in UTF-16 too, which some shells write.
    private static bool IsNoText(string text) => text.Any(static c => c == Replacement || (char.IsControl(c) && !char.IsWhiteSpace(c)));

    private static Outcome<IReadOnlyList<string>> NoText(string path) =>
        new(DiagnosticCatalog.MofDraftList.Create(path, "it is not a text file"));
}
