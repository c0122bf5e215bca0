using HfRegistry.Cli.Output;
using HfRegistry.Mof.UseCases;

namespace HfRegistry.Cli.Commands.Mof.Validate;

/// <summary>The text output of <c>mof validate</c>: a line for each finding as compilers write it, then the sum.</summary>
internal static class MofValidateText
{
    private const int MaxLineLength = 4_000;

    public static void Write(ValidatedDocuments run, MofValidateDocument document, CommandIO io)
    {
        foreach (var diagnostic in run.Diagnostics)
            io.Out.WriteLine(TextSanitizer.Sanitize(diagnostic.ToString(), MaxLineLength));
        foreach (var row in document.Documents.Where(static row => row.Corrected > 0))
            io.Out.WriteLine($"{row.Path}: {Count(row.Corrected, "value")} corrected.");
        io.Out.WriteLine($"{Count(document.Documents.Count, "document")}: {Count(document.Errors, "error")}, {Count(document.Warnings, "warning")}, {Count(document.Messages, "message")}.");
    }

    /// <summary>Returns a number of things in words.</summary>
    public static string Count(int count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";
}
