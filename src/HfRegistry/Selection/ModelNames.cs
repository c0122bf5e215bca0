using System.Collections.Immutable;
using System.Text;

namespace HfRegistry.Selection;

/// <summary>Identifiers for types and models, valid in C#, VB and F#, and back.</summary>
internal static class ModelNames
{
    private const string BeforeDigit = "Model";

    // C# and F# reserve lower-case words only; VB reserves these in any case.
    private static readonly ImmutableHashSet<string> ReservedInVisualBasic = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase,
        "Alias", "And", "As", "Boolean", "Byte", "Call", "Case", "Catch", "Char", "Class", "Const", "Continue", "Date", "Decimal", "Declare", "Default",
        "Delegate", "Dim", "Do", "Double", "Each", "Else", "End", "Enum", "Erase", "Error", "Event", "Exit", "False", "Finally", "For", "Friend", "Function",
        "Get", "Global", "GoTo", "Handles", "If", "Implements", "Imports", "In", "Inherits", "Integer", "Interface", "Is", "Let", "Lib", "Like", "Long",
        "Loop", "Me", "Mod", "Module", "Namespace", "Narrowing", "New", "Next", "Not", "Nothing", "Object", "Of", "On", "Operator", "Option", "Optional",
        "Or", "Overloads", "Overrides", "Partial", "Private", "Property", "Protected", "Public", "Raise", "Resume", "Return", "Select", "Set", "Shadows",
        "Shared", "Short", "Single", "Static", "Step", "Stop", "String", "Structure", "Sub", "Then", "Throw", "To", "True", "Try", "Using", "Variant",
        "Wend", "When", "While", "Widening", "With", "Xor");

    /// <summary>Returns an identifier for a type, an id or any other name: <c>gpt-j</c> is <c>GptJ</c>, <c>blip-2</c> <c>Blip2</c>, <c>4m</c> <c>Model4m</c>.</summary>
    /// <returns>ASCII letters and digits with a letter first. Two names that differ in more than case and punctuation never share one, but for a leading <c>Model</c>.</returns>
    public static string Identifier(string name)
    {
        var identifier = new StringBuilder(name.Length);
        var startsWord = true;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
                identifier.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = !char.IsAsciiLetterOrDigit(c);
        }

        if (identifier.Length == 0 || char.IsAsciiDigit(identifier[0]) || ReservedInVisualBasic.Contains(identifier.ToString()))
            identifier.Insert(0, BeforeDigit);
        return identifier.ToString();
    }
}
