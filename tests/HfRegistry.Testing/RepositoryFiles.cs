using System.Reflection;

namespace HfRegistry.Testing;

/// <summary>The repository's own files, for tests that compare documents with code.</summary>
internal static class RepositoryFiles
{
    private static readonly Lazy<string> FoundRoot = new(FindRoot);

    /// <summary>The repository's root folder.</summary>
    public static string Root => FoundRoot.Value;

    /// <summary>The absolute path of a file or folder of the repository.</summary>
    /// <param name="parts">The path from the root.</param>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>
    /// Compares an approved output of a test with the present one. With the environment variable <c>HFREGISTRY_ACCEPT=1</c> the present one is
    /// approved instead: review the difference before you commit it.
    /// </summary>
    /// <returns>Null when they agree, else a sentence that says what to do.</returns>
    public static string? Differs(string expected, params ReadOnlySpan<string> parts)
    {
        var path = PathOf(parts);
        if (Environment.GetEnvironmentVariable("HFREGISTRY_ACCEPT") == "1")
            File.WriteAllText(path, expected);
        var actual = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (actual == expected)
            return null;
        var at = actual.Split('\n').Zip(expected.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{string.Join('/', parts.ToArray())} differs at line {at + 1}: run the test once with HFREGISTRY_ACCEPT=1 and review the difference.";
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "HfRegistry.Build.sln")))
                return at.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
