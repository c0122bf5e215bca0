using System.Collections.Concurrent;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Evidence;

/// <summary>
/// Asks a probe for the repositories that cards name or names suggest. Each is asked for once. A refusal that the next question would meet too ends the
/// asking, and so does a handful of repositories in a row that could not be asked about.
/// </summary>
internal sealed class RepositoryLookup(IRepositoryProbe probe)
{
    private const int UnknownInARow = 5;

    private readonly ConcurrentDictionary<string, Lazy<Task<RepositoryAnswer>>> _answers = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _isRefused;
    private int _unknown;

    /// <summary>Returns the card's repository with its license, else the first guess that exists, else what was known.</summary>
    /// <param name="inCard">The repository that the card names, or null.</param>
    /// <param name="guesses">Repositories that may be the model's, the likeliest first, with how sure each is once it exists.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<FoundRepository> CompleteAsync(RepositoryEvidence? inCard, IEnumerable<(string Name, int Confidence)> guesses, CancellationToken cancellationToken)
    {
        if (inCard is not null)
        {
            var known = await AskAsync(inCard.Address[SourceAddress.GitHub.Length..], cancellationToken);
            return new FoundRepository(known.Exists == false ? null : inCard with { License = known.License, Source = known.Source }, IsRead(known));
        }

        var areRead = true;
        foreach (var (name, confidence) in guesses)
        {
            var answer = await AskAsync(name, cancellationToken);
            areRead &= IsRead(answer);
            if (answer is { Exists: true, Name: { } found })
                return new FoundRepository(new RepositoryEvidence(SourceAddress.Of(found), DraftEvidence.Of(confidence, $"GitHub has {found}; the card does not name it"), answer.License) { Source = answer.Source }, areRead);
        }

        return new FoundRepository(null, areRead);
    }

    private static bool IsRead(RepositoryAnswer answer) => answer.Exists == false || answer.Source is not null;

    private async Task<RepositoryAnswer> AskAsync(string name, CancellationToken cancellationToken)
    {
        if (_isRefused)
            return new RepositoryAnswer(Exists: null);
        var answer = await _answers.GetOrAdd(name, key => new Lazy<Task<RepositoryAnswer>>(() => probe.FindAsync(key, cancellationToken))).Value;
        if (answer.Exists is not null)
            Interlocked.Exchange(ref _unknown, 0);
        else if (answer.EndsAsking || Interlocked.Increment(ref _unknown) >= UnknownInARow)
            _isRefused = true;
        return answer;
    }
}

/// <summary>The repository of a model.</summary>
/// <param name="Repository">The repository, or null.</param>
/// <param name="IsRead">Whether its host told all that was asked, that there is none included.</param>
internal sealed record FoundRepository(RepositoryEvidence? Repository, bool IsRead);
