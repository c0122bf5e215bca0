using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HfRegistry.Testing;

/// <summary>A file of a tree.</summary>
internal sealed record LocalGitFile(string Mode, string Id)
{
    /// <summary>The mode of a symbolic link.</summary>
    public const string Link = "120000";

    /// <summary>The mode of a submodule.</summary>
    public const string Submodule = "160000";
}

/// <summary>A commit.</summary>
/// <param name="Login">The account of its author, or null for somebody whom GitHub does not know.</param>
internal sealed record LocalCommit(string Id, string Tree, ImmutableArray<string> Parents, string Message, string? Login, bool IsVerified);

/// <summary>The objects of a repository, under the ids that git itself would give them.</summary>
internal sealed class LocalGitObjects
{
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableSortedDictionary<string, LocalGitFile>> _trees = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LocalCommit> _commits = new(StringComparer.Ordinal);
    private long _seconds = 1_790_000_000;

    /// <summary>A tree without files.</summary>
    public string EmptyTree => AddTree(ImmutableSortedDictionary<string, LocalGitFile>.Empty.WithComparers(StringComparer.Ordinal));

    public byte[]? Blob(string id) => _blobs.GetValueOrDefault(id);

    public LocalCommit? Commit(string id) => _commits.GetValueOrDefault(id);

    /// <summary>The files of a tree by path, those of its folders too; null when there is no such tree.</summary>
    public ImmutableSortedDictionary<string, LocalGitFile>? Tree(string id) => _trees.GetValueOrDefault(id);

    public string AddBlob(byte[] content)
    {
        var id = Hash("blob", content);
        _blobs[id] = content;
        return id;
    }

    /// <summary>Adds a tree and the trees of its folders.</summary>
    public string AddTree(ImmutableSortedDictionary<string, LocalGitFile> files)
    {
        using var body = new MemoryStream();
        // git orders folders as if their names ended in a slash.
        foreach (var (name, entry) in Children(files).OrderBy(child => child.Entry.Mode == "40000" ? child.Name + "/" : child.Name, StringComparer.Ordinal))
        {
            body.Write(Encoding.UTF8.GetBytes($"{entry.Mode} {name}\0"));
            body.Write(Convert.FromHexString(entry.Id));
        }

        var id = Hash("tree", body.ToArray());
        _trees[id] = files;
        return id;
    }

    /// <summary>What lies directly in a tree: files, and folders with the ids of their trees.</summary>
    public IEnumerable<(string Name, LocalGitFile Entry)> Children(ImmutableSortedDictionary<string, LocalGitFile> files) =>
        files.GroupBy(file => file.Key.Split('/')[0], StringComparer.Ordinal).Select(group => group.ToList() is [var only] && only.Key == group.Key
            ? (group.Key, only.Value)
            : (group.Key, new LocalGitFile("40000", AddTree(group.ToImmutableSortedDictionary(
                file => file.Key[(group.Key.Length + 1)..], file => file.Value, StringComparer.Ordinal)))));

    public LocalCommit AddCommit(string tree, ImmutableArray<string> parents, string message, string? login, bool isVerified)
    {
        var text = new StringBuilder($"tree {tree}\n");
        foreach (var parent in parents)
            text.Append(CultureInfo.InvariantCulture, $"parent {parent}\n");
        text.Append(CultureInfo.InvariantCulture, $"author {login ?? "somebody"} <x@example.invalid> {++_seconds} +0000\n\n{message}");
        var commit = new LocalCommit(Hash("commit", Encoding.UTF8.GetBytes(text.ToString())), tree, parents, message, login, isVerified);
        _commits[commit.Id] = commit;
        return commit;
    }

    /// <summary>All that is in a tree, folders before what is in them.</summary>
    public IEnumerable<(string Path, LocalGitFile Entry)> Recursive(ImmutableSortedDictionary<string, LocalGitFile> files)
    {
        foreach (var (name, entry) in Children(files))
        {
            yield return (name, entry);
            foreach (var (path, below) in entry.Mode == "40000" ? Recursive(Tree(entry.Id)!) : [])
                yield return ($"{name}/{path}", below);
        }
    }

    /// <summary>A commit and all before it.</summary>
    public HashSet<string> History(string id)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>([id]);
        while (left.TryPop(out var next))
        {
            if (seen.Add(next))
                _commits[next].Parents.ToList().ForEach(left.Push);
        }

        return seen;
    }

    /// <summary>The commits that <paramref name="head"/> has and <paramref name="from"/> has not, oldest first.</summary>
    public ImmutableArray<LocalCommit> Between(string from, string head)
    {
        var known = History(from);
        var ordered = new List<LocalCommit>();
        Visit(head);
        return [.. ordered];

        void Visit(string id)
        {
            if (!known.Add(id))
                return;
            foreach (var parent in _commits[id].Parents)
                Visit(parent);
            ordered.Add(_commits[id]);
        }
    }

    /// <summary>The newest commit that both have; null when they have none.</summary>
    public LocalCommit? MergeBase(string one, string other)
    {
        var known = History(one);
        return Between(one, other).SelectMany(commit => commit.Parents).Where(known.Contains).Select(Commit).FirstOrDefault()
            ?? (known.Contains(other) ? _commits[other] : null);
    }

#pragma warning disable CA5350 // git's own hash.
    private static string Hash(string type, byte[] body) =>
        Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"{type} {body.Length}\0"), .. body]));
#pragma warning restore CA5350
}
