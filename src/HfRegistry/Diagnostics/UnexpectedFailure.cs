using System.Collections.Immutable;
using System.Diagnostics;

namespace HfRegistry.Diagnostics;

/// <summary>An exception that nobody expected, in the words of a bug report. Its message is left out: it may quote what was secret.</summary>
/// <param name="Exception">The name of the exception's type.</param>
/// <param name="Frames">The innermost methods, as <c>Type.Method</c>.</param>
internal sealed record UnexpectedFailure(string Exception, ImmutableArray<string> Frames)
{
    private const string Issues = "https://github.com/hfregistry/HfRegistry.Build/issues";
    private const int FramesShown = 5;

    /// <summary>Gets the lines of a bug report, the sentence that asks for it first.</summary>
    public ImmutableArray<string> Lines =>
    [
        $"a bug of this program ({Exception}). Please report it with these lines: {Issues}",
        $"hfregistry {ProductVersion.Text}, .NET {Environment.Version}",
        .. Frames.Select(static frame => $"at {frame}"),
    ];

    /// <summary>Gets the same lines as the command prints them.</summary>
    public ImmutableArray<string> PrintedLines => [.. Lines.Select(static (line, place) => place == 0 ? $"hfregistry: {line}" : $"    {line}")];

    /// <summary>Describes an exception.</summary>
    public static UnexpectedFailure Of(Exception exception)
    {
        var methods = new StackTrace(exception, fNeedFileInfo: false).GetFrames().Take(FramesShown).Select(DiagnosticMethodInfo.Create);
        return new UnexpectedFailure(exception.GetType().Name, [.. methods.Select(static method => $"{method?.DeclaringTypeName}.{method?.Name}")]);
    }

    /// <summary>Returns the same lines as one.</summary>
    public override string ToString() => string.Join("; ", Lines);
}
