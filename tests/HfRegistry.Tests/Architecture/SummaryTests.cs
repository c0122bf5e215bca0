using System.Text.RegularExpressions;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Architecture;

/// <summary>Keeps the first words of summaries: a verb for methods, "Gets" for properties, and no question anywhere.</summary>
[TestClass]
internal sealed partial class SummaryTests
{
    [TestMethod]
    public void Summary_is_no_question() =>
        Check(static _ => true, static summary => !Question().IsMatch(summary.Text));

    [TestMethod]
    public void Summary_of_a_method_starts_with_a_verb() =>
        Check(static summary => Method().IsMatch(summary.Head), static summary => Verb().IsMatch(summary.Text));

    [TestMethod]
    public void Summary_of_a_property_starts_with_Gets() =>
        Check(static summary => summary.IsProperty, static summary => summary.Text.StartsWith("Gets ", StringComparison.Ordinal));

    private static void Check(Func<Summary, bool> isMeant, Func<Summary, bool> isRight)
    {
        var wrong = Directory.EnumerateFiles(RepositoryFiles.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "TestProjects" or "HfRegistry.Templates"))
            .SelectMany(path => Summaries(File.ReadAllLines(path)).Where(isMeant).Where(summary => !isRight(summary)).Select(summary => $"{Path.GetRelativePath(RepositoryFiles.Root, path)}: {summary.Text}"))
            .ToList();

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    /// <summary>A summary with what it is written for.</summary>
    /// <param name="Text">The first line of the summary.</param>
    /// <param name="Head">The declaration up to its body or value, without modifiers; empty for types and their parts.</param>
    /// <param name="IsProperty">Whether the declaration is that of a property.</param>
    private sealed record Summary(string Text, string Head, bool IsProperty);

    private static IEnumerable<Summary> Summaries(string[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            if (Start().Match(lines[at]) is not { Success: true } start)
                continue;
            var text = start.Groups[1].Value.Length > 0 ? start.Groups[1].Value : lines[at + 1].TrimStart(' ', '/');
            var end = Array.FindIndex(lines, at, static line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal) && !line.TrimStart().StartsWith('['));
            var declaration = Modifiers().Replace(lines[end].Trim(), "");
            var head = declaration[..(Body().Match(declaration) is { Success: true } body ? body.Index : declaration.Length)].TrimEnd();
            var isProperty = !Type().IsMatch(declaration) && !Method().IsMatch(head) && Accessor().IsMatch(declaration);
            yield return new Summary(text, Type().IsMatch(declaration) || !head.Contains(' ', StringComparison.Ordinal) ? "" : head, isProperty);
        }
    }

    [GeneratedRegex(@"^\s*/// <summary>(.*)$")]
    private static partial Regex Start();

    [GeneratedRegex(@"^(What|Whether|Where|Why|How|Which|Who|Whose|When)\b")]
    private static partial Regex Question();

    [GeneratedRegex(@"^[A-Z][a-z]*s\b")]
    private static partial Regex Verb();

    [GeneratedRegex(@"^((public|internal|private|protected|static|sealed|abstract|partial|readonly|override|virtual|async|new|required|const|unsafe)\s+)+")]
    private static partial Regex Modifiers();

    [GeneratedRegex(@"^(ref )?(class|record|struct|enum|interface|delegate)\b|\b(class|record|struct|enum|interface|delegate) ")]
    private static partial Regex Type();

    [GeneratedRegex(@"\{|=>|(?<![<>=!])=(?!=)|;")]
    private static partial Regex Body();

    [GeneratedRegex(@"\w(<[^()]*>)?\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"^[^=;]*?\s\w+\s*(=>|\{ get)")]
    private static partial Regex Accessor();
}
