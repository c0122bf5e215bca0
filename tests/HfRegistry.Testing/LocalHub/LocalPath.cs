using System.Collections.Immutable;

namespace HfRegistry.Testing;

/// <summary>What the path of a request names below <c>/api/models/</c>: a repository, and something of it.</summary>
/// <param name="Id">The repository, unescaped.</param>
/// <param name="Verb"><c>revision</c>, <c>tree</c>, …, or empty for the repository itself.</param>
/// <param name="Revision">The revision, or null when the path names none.</param>
/// <param name="Entry">The rest: a path in the repository.</param>
internal sealed record LocalPath(string Id, string Verb, string? Revision, string Entry)
{
    private static readonly ImmutableHashSet<string> ApiVerbs = ["revision", "tree", "paths-info", "commits", "refs"];

    /// <summary>Reads what follows <c>/api/models/</c>.</summary>
    public static LocalPath OfApi(string path) => Of(path, ApiVerbs);

    /// <summary>Reads <c>{id}/resolve/{revision}/{path}</c>, or gives null.</summary>
    public static LocalPath? OfFile(string path) => Of(path, ["resolve"]) is { Verb.Length: > 0, Entry.Length: > 0 } file ? file : null;

    private static LocalPath Of(string path, ImmutableHashSet<string> verbs)
    {
        string[] parts = [.. path.Split('/').Select(Uri.UnescapeDataString)];
        // An id has two parts, or one when it is from the Hub's first days.
        foreach (var idParts in new[] { 2, 1 })
        {
            if (parts.Length > idParts && verbs.Contains(parts[idParts]))
            {
                return new LocalPath(
                    string.Join('/', parts[..idParts]), parts[idParts], parts.ElementAtOrDefault(idParts + 1), string.Join('/', parts.Skip(idParts + 2)));
            }
        }

        return new LocalPath(string.Join('/', parts), Verb: "", Revision: null, Entry: "");
    }
}
