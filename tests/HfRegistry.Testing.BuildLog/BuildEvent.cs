namespace HfRegistry.Testing.BuildLog;

/// <summary>Something that a build logged, as a test asserts it.</summary>
/// <param name="Kind">What it is: <c>error</c>, <c>warning</c>, <c>message</c>, <c>ran</c> or <c>skipped</c> (a target).</param>
/// <param name="Project">The project's file name.</param>
/// <param name="Target">The target's name, for a target.</param>
/// <param name="Code">The diagnostic's code.</param>
/// <param name="Text">The text; of a skipped target, the reason.</param>
/// <param name="File">The file that a diagnostic points to.</param>
/// <param name="Line">The line, or 0.</param>
/// <param name="Column">The column, or 0.</param>
/// <param name="HelpLink">The page that explains it.</param>
public sealed record BuildEvent(
    string Kind, string? Project = null, string? Target = null, string? Code = null, string? Text = null, string? File = null, int Line = 0, int Column = 0, string? HelpLink = null);
