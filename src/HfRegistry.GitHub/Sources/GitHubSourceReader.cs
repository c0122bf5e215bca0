using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using HfRegistry.Http;
using HfRegistry.Licenses;
using HfRegistry.Snapshots;

namespace HfRegistry.GitHub.Sources;

/// <summary>
/// Reads source repositories on GitHub in at most six requests each, and in one where its newest commit is known: its facts, its files, its contributors and,
/// where GitHub names no license, three license files. Each repository is asked for once. Safe for concurrent use.
/// </summary>
/// <remarks>What GitHub refuses is unknown. A refused token, a used-up limit and a network that fails again and again end the asking.</remarks>
/// <param name="connect">Connects to a repository; requests are neither repeated nor waited for.</param>
/// <param name="cache">Keeps what was read, or null.</param>
internal sealed class GitHubSourceReader(Func<RepositoryName, IGitHub> connect, SourceCache? cache) : ISourceReader, IDisposable
{
    private const int MostAtOnce = 4;
    private const int MostLicenseFiles = 3;
    private const int UnavailableInARow = 3;

    private readonly ConcurrentDictionary<string, Lazy<Task<Fact<SourceRepository>>>> _answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _slots = new(MostAtOnce);
    private volatile GitHubError? _end;
    private int _unavailable;

    public Task<Fact<SourceRepository>> ReadAsync(string name, CancellationToken cancellationToken) => RepositoryName.TryParse(name, out var repository)
        ? _answers.GetOrAdd(repository.ToString(), _ => new Lazy<Task<Fact<SourceRepository>>>(() => AskAsync(repository, cancellationToken))).Value
        : Task.FromResult(Fact.Absent<SourceRepository>());

    public void Dispose() => _slots.Dispose();

    private async Task<Fact<SourceRepository>> AskAsync(RepositoryName name, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            if (_end is { } refused)
                return Fact.Unknown<SourceRepository>(refused.Message);
            var github = connect(name);
            using var connection = github as IDisposable;
            var read = await ReadAsync(github, cancellationToken);
            Note(read.Error);
            return read switch
            {
                { Value: { } repository } => Fact.Known(repository),
                { Error: GitHubError.NotFound } => Fact.Absent<SourceRepository>(),
                _ => Fact.Unknown<SourceRepository>(read.Error!.Message),
            };
        }
        finally
        {
            _slots.Release();
        }
    }

    private void Note(GitHubError? error)
    {
        var isUnavailable = error is GitHubError.Unavailable;
        if (!isUnavailable)
            Interlocked.Exchange(ref _unavailable, 0);
        if (EndsAsking(error) || (isUnavailable && Interlocked.Increment(ref _unavailable) >= UnavailableInARow))
            _end = error;
    }

    private async Task<Result<SourceRepository, GitHubError>> ReadAsync(IGitHub github, CancellationToken cancellationToken)
    {
        var asked = await github.GetSourceAsync(cancellationToken);
        if (asked.Value is not { } facts)
            return asked.Error!;
        var (name, commit) = (facts.Name.ToString(), Revision.Parse(facts.Commit.ToString()));
        var kept = cache?.Find(name, commit);
        if (kept is null)
        {
            var read = await ReadCommitAsync(github, facts, cancellationToken);
            if (read.Value is not { } complete)
                return read.Error!;
            kept = complete;
            cache?.Keep(kept);
        }

        return kept with { License = LicenseOf(facts), PushedAt = facts.PushedAt, IsArchived = facts.IsArchived, IsFork = facts.IsFork };
    }

    private static async Task<Result<SourceRepository, GitHubError>> ReadCommitAsync(IGitHub github, SourceFacts facts, CancellationToken cancellationToken)
    {
        var listed = await github.GetTreeAsync(facts.Tree, isRecursive: true, cancellationToken);
        if (listed.Value is not { } tree)
            return listed.Error!;
        var people = await github.GetContributorsAsync(cancellationToken);
        // GitHub lists nobody where the history is too long.
        if (people.Error is GitHubError.Unavailable || EndsAsking(people.Error))
            return people.Error!;
        ImmutableArray<TreeEntry> files = [.. tree.Entries.Where(static entry => entry is { IsFolder: false, IsSubmodule: false, IsLink: false })];
        var licenses = await ReadLicensesAsync(github, facts, [.. files.Where(static file => IsLicense(file.Path)).OrderBy(static file => file.Path, StringComparer.Ordinal)], cancellationToken);
        if (licenses.Value is not { } read)
            return licenses.Error!;
        var code = SourceTree.Of(files.Select(static file => file.Path));
        return new SourceRepository
        {
            Name = facts.Name.ToString(),
            Commit = Revision.Parse(facts.Commit.ToString()),
            LicenseFiles = [.. read],
            Code = code.Code,
            HasCode = code.HasCode,
            IsCollection = code.IsCollection,
            Checks = code.Checks,
            IsTreeCut = tree.IsTruncated,
            Contributors = people.Value is { } list ? new SourceContributors([.. list.Contributors.Where(static person => !person.IsMachine).Select(static person => person.Commits).OrderDescending()], list.IsComplete) : null,
        };
    }

    // The text of the only file is the license that GitHub tells by it.
    private static async Task<Result<ImmutableList<SourceLicenseFile>, GitHubError>> ReadLicensesAsync(IGitHub github, SourceFacts facts, ImmutableArray<TreeEntry> files, CancellationToken cancellationToken)
    {
        if (files is [var only] && LicenseOf(facts) is { } named)
            return ImmutableList.Create(new SourceLicenseFile(only.Path, named));
        var read = ImmutableList.CreateBuilder<SourceLicenseFile>();
        foreach (var file in files.Take(MostLicenseFiles))
        {
            var text = await github.ReadBlobAsync(file.Id, cancellationToken);
            if (text.Error is GitHubError.Unavailable || EndsAsking(text.Error))
                return text.Error!;
            read.Add(new SourceLicenseFile(file.Path, text.Value is { } blob ? LicenseText.Recognize(Encoding.UTF8.GetString(blob.Content.AsSpan()))?.Id : null));
        }

        return read.ToImmutable();
    }

    private static bool EndsAsking(GitHubError? error) => error is GitHubError.BadCredentials or GitHubError.RateLimited;

    private static SpdxId? LicenseOf(SourceFacts facts) => SpdxId.TryParse(facts.License, out var license) ? license : null;

    private static bool IsLicense(string path) => TextSanitizer.IsSafe(path) && LicenseFileNames.RoleOf(path) is not (LicenseFileRole.None or LicenseFileRole.Terms);
}
