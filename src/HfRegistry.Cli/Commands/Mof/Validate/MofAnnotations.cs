using HfRegistry.Cli.Output;
using HfRegistry.Mof.UseCases;

namespace HfRegistry.Cli.Commands.Mof.Validate;

/// <summary>Writes findings as a GitHub workflow shows them beside the lines of a pull request.</summary>
internal static class MofAnnotations
{
    private const int MaxMessageLength = 4_000;

    public static void Write(ValidatedDocuments run, CommandIO io)
    {
        foreach (var diagnostic in run.Diagnostics)
            io.WriteCommandToOut(Line(diagnostic, io));
    }

    private static string Line(Diagnostic diagnostic, CommandIO io)
    {
        var command = diagnostic.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "notice",
        };
        var at = diagnostic.Location is { } place
            ? $"file={Property(TextSanitizer.Sanitize(MofWorkspace.Shown(io, place.File), int.MaxValue))}{(place.Line > 0 ? $",line={place.Line},col={place.Column}" : "")},"
            : "";
        // The other agents' marks count within this one's command too.
        return "::" + AgentCommands.Escape($"{command} {at}title={diagnostic.Code}::{Data(TextSanitizer.Sanitize(diagnostic.Message, MaxMessageLength))}");
    }

    // A message must not end its line, or begin a command of its own; a property must not begin the next one.
    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
