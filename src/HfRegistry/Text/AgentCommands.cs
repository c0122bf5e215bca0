using System.Text;

namespace HfRegistry.Text;

/// <summary>
/// Escapes what build agents take for commands in the output of a program: <c>::</c> at the beginning of a line (GitHub Actions), <c>##[</c>,
/// <c>##vso[</c> and <c>##teamcity[</c> anywhere in it (GitHub Actions, Azure Pipelines, TeamCity). Foreign text reaches an output only through this class.
/// </summary>
internal static class AgentCommands
{
    /// <summary>Escapes text: a blank takes the mark of a command apart.</summary>
    /// <param name="text">One or more whole lines.</param>
    public static string Escape(string text) => Escape(text, static c => $" {c}");

    /// <summary>Escapes a JSON text within its strings: the values that a parser reads stay the same.</summary>
    /// <param name="json">The whole JSON text; no line of it begins with a colon, and no mark stands outside of its strings.</param>
    public static string EscapeJson(string json) => Escape(json, static c => $"\\u{(int)c:x4}");

    private static string Escape(string text, Func<char, string> escape)
    {
        var scanner = new AgentCommandScanner();
        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (scanner.CompletesMark(text[i]))
                (escaped ??= new StringBuilder(text, 0, i, text.Length + 16)).Append(escape(text[i]));
            else
                escaped?.Append(text[i]);
        }

        return escaped?.ToString() ?? text;
    }
}
