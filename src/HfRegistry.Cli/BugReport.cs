using System.Diagnostics;

namespace HfRegistry.Cli;

/// <summary>What a person sees when the command itself is at fault.</summary>
internal static class BugReport
{
    private const string Issues = "https://github.com/hfregistry/HfRegistry.Build/issues";
    private const int FramesShown = 5;

    /// <summary>Says what broke and where. Not the exception's message: it may quote what was secret.</summary>
    public static void Write(Exception exception, TextWriter error)
    {
        foreach (var line in Lines(exception))
            error.WriteLine(line);
    }

    /// <summary>The lines of a report.</summary>
    public static IEnumerable<string> Lines(Exception exception) =>
    [
        $"hfregistry: a bug of this program ({exception.GetType().Name}). Please report it with these lines: {Issues}",
        $"    hfregistry {HfRegistryCommand.Version}, .NET {Environment.Version}",
        .. new StackTrace(exception, fNeedFileInfo: false).GetFrames().Take(FramesShown).Select(DiagnosticMethodInfo.Create)
            .Select(static method => $"    at {method?.DeclaringTypeName}.{method?.Name}"),
    ];
}
