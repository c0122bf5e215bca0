using System.Collections.Immutable;
using System.Text;

namespace HfRegistry.Testing;

/// <summary>One repository's branches, pull requests and comments, and the rules by which they change.</summary>
internal sealed class LocalGitHubState
{
    public const string DefaultBranch = "main";

    private long _lastComment;

    public LocalGitHubState(LocalGitHubOptions options)
    {
        Options = options;
        Labels = [.. options.Labels];
        if (options.Files is { } files)
            Branches[DefaultBranch] = Objects.AddCommit(TreeOf(files, options.Modes), [], "First commit", "ada", isVerified: true).Id;
    }

    public LocalGitHubOptions Options { get; }

    public LocalGitObjects Objects { get; } = new();

    public SortedDictionary<string, string> Branches { get; } = new(StringComparer.Ordinal);

    public List<LocalPull> Pulls { get; } = [];

    public HashSet<string> Labels { get; }

    public bool IsArchived { get; set; }

    public LocalPull? Pull(int number) => Pulls.Find(pull => pull.Number == number);

    public LocalPull AddPull(string author, string head, string target, string title, string body, bool isDraft)
    {
        var pull = new LocalPull
        {
            Number = Pulls.Count + 1,
            Author = author,
            HeadBranch = head,
            BaseBranch = target,
            Head = Branches[head],
            Title = title,
            Body = body,
            IsDraft = isDraft,
        };
        Pulls.Add(pull);
        return pull;
    }

    public LocalComment AddComment(LocalPull pull, string author, string body)
    {
        var comment = new LocalComment(++_lastComment, author, body);
        pull.Comments.Add(comment);
        return comment;
    }

    /// <summary>Moves a branch; open pull requests from it follow.</summary>
    public void Move(string branch, string commit)
    {
        Branches[branch] = commit;
        foreach (var pull in Pulls.Where(pull => pull.IsOpen && pull.HeadBranch == branch))
            pull.Head = commit;
    }

    /// <summary>Deletes a branch, which closes the open pull requests from it.</summary>
    public void Delete(string branch)
    {
        Branches.Remove(branch);
        foreach (var pull in Pulls.Where(pull => pull.HeadBranch == branch))
            pull.IsOpen = false;
    }

    /// <summary>Whether both sides changed a file, in different ways.</summary>
    public bool IsConflicted(LocalPull pull)
    {
        if (Objects.MergeBase(Branches[pull.BaseBranch], pull.Head) is not { } root)
            return true;
        var (before, here, there) = (FilesOf(root.Id), FilesOf(pull.Head), FilesOf(Branches[pull.BaseBranch]));
        return before.Keys.Concat(here.Keys).Concat(there.Keys).Distinct(StringComparer.Ordinal).Any(path =>
            (before.GetValueOrDefault(path), here.GetValueOrDefault(path), there.GetValueOrDefault(path)) is var (old, mine, theirs)
            && old != mine && old != theirs && mine != theirs);
    }

    public ImmutableSortedDictionary<string, LocalGitFile> FilesOf(string commit) => Objects.Tree(Objects.Commit(commit)!.Tree)!;

    /// <summary>A commit on a branch, as somebody with git makes it.</summary>
    public LocalCommit Commit(string branch, string login, string message, params ReadOnlySpan<(string Path, string? Text)> changes)
    {
        var files = FilesOf(Branches[branch]);
        foreach (var (path, text) in changes)
            files = text is null ? files.Remove(path) : files.SetItem(path, FileOf(text));
        var commit = Objects.AddCommit(Objects.AddTree(files), [Branches[branch]], message, login, isVerified: false);
        Move(branch, commit.Id);
        return commit;
    }

    public LocalGitFile FileOf(string text, string mode = "100644") =>
        new(mode, mode == LocalGitFile.Submodule ? text : Objects.AddBlob(Encoding.UTF8.GetBytes(text)));

    private string TreeOf(ImmutableDictionary<string, string> files, ImmutableDictionary<string, string> modes) =>
        Objects.AddTree(files.ToImmutableSortedDictionary(file => file.Key, file => FileOf(file.Value, modes.GetValueOrDefault(file.Key, "100644")), StringComparer.Ordinal));
}
