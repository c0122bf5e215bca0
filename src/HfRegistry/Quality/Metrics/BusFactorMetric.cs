using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Hub;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>
/// Over how many people the history is spread. With the share p of each human author in the commits, e = 1 / Σ p² is their effective number;
/// the score is min(1, log2(1 + e) / log2(6)): one author 0.39, two equal ones 0.61, five 1. An organization has at least 0.5. Age takes
/// nothing away; the day of the last commit is told apart. The people of the model's own source repository count in the same way, where they are known: the
/// better score of the two. Unknown without a list of commits and such people.
/// </summary>
internal static class BusFactorMetric
{
    private const double Enough = 6;
    private const double LeastOfOrganization = 0.5;

    private static readonly ImmutableArray<string> Machines = ["[bot]", "-bot", "system"];

    public static MetricScore Score(ModelFacts facts)
    {
        var ofHub = OfHistory(facts);
        // The people of a fork are the original's, and those of a collection are everybody's.
        if (facts.Source?.Facts.Value is not { IsFork: false, IsCollection: false, Contributors: { Commits.IsEmpty: false } people } source)
            return ofHub;
        var total = people.Commits.Sum(static commits => (double)commits);
        if (total == 0)
            return ofHub;
        var effective = 1 / people.Commits.Sum(commits => commits / total * (commits / total));
        var score = ScoreOf(effective);
        var evidence = string.Create(
            CultureInfo.InvariantCulture,
            $"source repository {source.Name}: {people.Commits.Length}{(people.IsComplete ? "" : " (the first)")} people, effective number {effective:0.00}{(source.PushedAt is { } pushed ? $"; last push {IsoDate.Format(pushed)}" : "")}{(source.IsArchived ? "; archived" : "")}");
        return ofHub.Value >= score ? ofHub with { Evidence = ofHub.Evidence.Add(evidence) } : new MetricScore(score, null, ofHub.Evidence.Add(evidence));
    }

    private static MetricScore OfHistory(ModelFacts facts)
    {
        // A repository without a commit there is none: a list without one tells nothing.
        if (facts.History.Value is not { Commits.IsEmpty: false } history)
            return MetricScore.Unknown($"the commits could not be read: {facts.History.UnknownBecause ?? "the Hub lists none"}");
        var shares = Shares(history.Commits);
        var total = shares.Values.Sum();
        var evidence = ImmutableArray.CreateBuilder<string>();
        evidence.Add(string.Create(
            CultureInfo.InvariantCulture, $"{history.Commits.Length}{(history.IsComplete ? "" : " (the newest)")} commit{(history.Commits.Length == 1 ? "" : "s")}, {shares.Count} human author{(shares.Count == 1 ? "" : "s")}"));
        if (history.Commits.Max(static commit => commit.Date) is { } last)
            evidence.Add($"last commit {IsoDate.Format(last)}");
        var effective = total == 0 ? 0 : 1 / shares.Values.Sum(share => share / total * (share / total));
        if (total > 0)
            evidence.Add(string.Create(CultureInfo.InvariantCulture, $"effective number of authors {effective:0.00}"));
        var score = ScoreOf(effective);
        if (facts.Info.OwnerIsOrganization == true)
        {
            evidence.Add("the owner is an organization: at least 0.5");
            score = Math.Max(score, LeastOfOrganization);
        }

        return new MetricScore(score, score == 0 ? "no commit has a human author" : null, evidence.ToImmutable());
    }

    private static double ScoreOf(double effective) => Math.Min(1, Math.Log2(1 + effective) / Math.Log2(Enough));

    // A commit of several authors is shared out among them. Added up in the authors' order, so that no order of commits moves the last digit.
    private static ImmutableSortedDictionary<string, double> Shares(ImmutableArray<HubCommit> commits)
    {
        var whole = new SortedDictionary<string, SortedDictionary<int, int>>(StringComparer.Ordinal);
        foreach (var commit in commits)
        {
            ImmutableArray<string> people = [.. commit.Authors.Select(static author => author.ToLowerInvariant()).Where(IsHuman).Distinct(StringComparer.Ordinal)];
            foreach (var person in people)
            {
                if (!whole.TryGetValue(person, out var counts))
                    whole.Add(person, counts = []);
                counts[people.Length] = counts.GetValueOrDefault(people.Length) + 1;
            }
        }

        return whole.ToImmutableSortedDictionary(
            static person => person.Key, static person => person.Value.Sum(static counted => (double)counted.Value / counted.Key), StringComparer.Ordinal);
    }

    private static bool IsHuman(string author) => !Machines.Any(machine => author.EndsWith(machine, StringComparison.Ordinal));
}
