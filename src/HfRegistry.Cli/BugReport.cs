namespace HfRegistry.Cli;

/// <summary>What a person sees when the command itself is at fault.</summary>
internal static class BugReport
{
    /// <summary>Says what broke and where. Not the exception's message: it may quote what was secret.</summary>
    public static void Write(Exception exception, TextWriter error)
    {
        var lines = UnexpectedFailure.Of(exception).Lines;
        error.WriteLine($"hfregistry: {lines[0]}");
        foreach (var line in lines.Skip(1))
            error.WriteLine($"    {line}");
    }
}
