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
        error.WriteLine($"hfregistry: a bug of this program ({exception.GetType().Name}). Please report it with these lines: {Issues}");
        error.WriteLine($"    hfregistry {HfRegistryCommand.Version}, .NET {Environment.Version}");
        foreach (var method in new StackTrace(exception, fNeedFileInfo: false).GetFrames().Take(FramesShown).Select(DiagnosticMethodInfo.Create))
            error.WriteLine($"    at {method?.DeclaringTypeName}.{method?.Name}");
    }
}
