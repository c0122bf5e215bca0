using System.Collections.Concurrent;

namespace HfRegistry.GitHub.Client;

/// <summary>The GraphQL documents, kept as files so that GitHub's own schema can judge them.</summary>
internal static class GitHubQueries
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    /// <summary>Gets the mutation that moves references only if they are where they were: the compare-and-swap that REST lacks.</summary>
    public static string UpdateRefs => Text(nameof(UpdateRefs));

    /// <summary>Gets the mutation that makes a pull request a draft, which REST cannot.</summary>
    public static string ConvertToDraft => Text(nameof(ConvertToDraft));

    /// <summary>Gets who the token stands for: REST does not tell a job's own token.</summary>
    public static string Viewer => Text(nameof(Viewer));

    /// <summary>Gets the text files of a folder in one request, where REST takes one for each.</summary>
    public static string FolderFiles => Text(nameof(FolderFiles));

    /// <summary>Gets a repository with the newest commit of its default branch, for which REST takes two requests.</summary>
    public static string SourceRepository => Text(nameof(SourceRepository));

    private static string Text(string name) => Texts.GetOrAdd(name, static name =>
    {
        using var reader = new StreamReader(typeof(GitHubQueries).Assembly.GetManifestResourceStream($"{name}.graphql")!);
        return reader.ReadToEnd();
    });
}
