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
            io.Out.WriteLine($"{row.Path}: {CountText.Of(row.Corrected, "value")} corrected.");
        io.Out.WriteLine($"{CountText.Of(document.Documents.Count, "document")}: {CountText.Of(document.Errors, "error")}, {CountText.Of(document.Warnings, "warning")}, {CountText.Of(document.Messages, "message")}.");
    }
}
