using System.Text.RegularExpressions;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Documentation;

[TestClass]
internal sealed partial class DiagnosticMessagesTests
{
    private const string CatalogFolder = "Diagnostics";
    private const int MaxSentences = 2;

    [TestMethod]
    public void Message_has_at_most_two_sentences_and_a_remedy()
    {
        foreach (var (name, kind) in DiagnosticCatalog.Named)
        {
            Assert.MatchesRegex(Start(), kind.Message, name);
            Assert.IsFalse(kind.Message.StartsWith("It is not", StringComparison.Ordinal), name);
            Assert.EndsWith(".", kind.Message, name);
            Assert.IsLessThanOrEqualTo(MaxSentences, SentenceEnd().Count(kind.Message), name);
            Assert.IsTrue(kind.Remedy.EndsWith('.') || kind.Remedy.EndsWith('}'), $"{name}: {kind.Remedy}");
        }
    }

    [TestMethod]
    public void Every_message_is_used()
    {
        var sources = Sources().ToList();
        var targets = string.Concat(Directory.EnumerateFiles(RepositoryFiles.PathOf("build"), "*.targets").Select(File.ReadAllText));

        var unused = DiagnosticCatalog.Named
            .Where(field => !targets.Contains($"Code=\"{field.Descriptor.Code}\"", StringComparison.Ordinal))
            .Where(field => !sources.Exists(source => Regex.IsMatch(source.Text, $@"\bDiagnosticCatalog\.{field.Name}\b")))
            .Select(field => field.Name);

        Assert.IsEmpty(unused, string.Join(", ", unused));
    }

    [TestMethod]
    public void Call_gives_the_arguments_that_the_message_names()
    {
        var kinds = DiagnosticCatalog.Named.ToDictionary(field => field.Name, field => MessageTemplate.ArgumentsOf(field.Descriptor.Template).Count);
        var wrong = Sources()
            .SelectMany(source => Call().Matches(source.Text).Select(call => (source.Path, Name: call.Groups[1].Value, Given: CountArguments(source.Text, call.Index + call.Length))))
            .Where(call => call.Given != kinds[call.Name] && call.Given != kinds[call.Name] + 1)
            .Select(call => $"{call.Path}: {call.Name} takes {kinds[call.Name]} arguments, not {call.Given}")
            .ToList();

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    [TestMethod]
    public void Arguments_are_safe_to_print_and_never_read_as_a_template()
    {
        var message = MessageTemplate.Format("{path} cannot be read: {reason}. Check {path}.", ["a\u001b{reason}", "no such file."]);

        Assert.AreEqual("a\uFFFD{reason} cannot be read: no such file. Check a\uFFFD{reason}.", message);
    }

    [TestMethod]
    [DataRow(1, "1 type was refreshed.")]
    [DataRow(12000, "12,000 types were refreshed.")]
    public void Count_takes_singular_or_plural(int count, string message) =>
        Assert.AreEqual(message, MessageTemplate.Format("{count:# type was|# types were} refreshed.", [count]));

    [TestMethod]
    public void Question_ends_a_sentence() =>
        Assert.AreEqual("No task is named 'x'; did you mean 'y'? Use one.", MessageTemplate.Format("No task is named '{name}'{suggestion}. Use one.", ["x", "; did you mean 'y'?"]));

    [TestMethod]
    public void Missing_argument_is_a_bug() =>
        Assert.ThrowsExactly<ArgumentException>(() => DiagnosticCatalog.RegistryMissing.Create());

    private static IEnumerable<(string Path, string Text)> Sources() =>
        Directory.EnumerateFiles(RepositoryFiles.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or CatalogFolder))
            .Select(path => (Path.GetRelativePath(RepositoryFiles.Root, path), File.ReadAllText(path)));

    // Commas at the call's own level; brackets, braces and quotes of interpolated strings nest.
    private static int CountArguments(string text, int start)
    {
#pragma warning disable CA1508 // The analysis does not see that the depth changes within the loop.
        var (depth, count, isEmpty, isQuoted) = (1, 1, true, false);
        for (var at = start; depth > 0; at++)
        {
            var c = text[at];
            if (c == '"' && text[at - 1] != '\\' && depth == 1)
                isQuoted = !isQuoted;
            if (!isQuoted)
                (depth, count) = c is '(' or '[' or '{' ? (depth + 1, count) : c is ')' or ']' or '}' ? (depth - 1, count) : (depth, c == ',' && depth == 1 ? count + 1 : count);
            isEmpty &= char.IsWhiteSpace(c) || c == ')';
        }

#pragma warning restore CA1508
        return isEmpty ? 0 : count;
    }

    [GeneratedRegex(@"^[A-Z{'#`-]|^hfregistry")]
    private static partial Regex Start();

    [GeneratedRegex(@"\.(?= [A-Z]|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"DiagnosticCatalog\.(\w+)\.Create\(")]
    private static partial Regex Call();
}
