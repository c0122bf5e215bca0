namespace HfRegistry.Cli;

/// <summary>The text that is shown for a bug of the command.</summary>
internal static class BugReport
{
    /// <summary>Says what broke and where. Not the exception's message: it may quote what was secret.</summary>
    public static void Write(Exception exception, TextWriter error)
    {
        foreach (var line in UnexpectedFailure.Of(exception).PrintedLines)
            error.WriteLine(line);
    }
}
