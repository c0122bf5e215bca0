using System.Collections.Immutable;

namespace HfRegistry.Mof.Evidence;

/// <summary>The further requests for a model whose info and card are known.</summary>
/// <param name="NeedsTree">Whether its files must be listed page by page.</param>
/// <param name="LicensePath">The license file, or null.</param>
/// <param name="NeedsLicense">Whether its text decides; else it confirms what is stated.</param>
/// <param name="Datasets">The datasets that its metadata declare, in their order.</param>
internal sealed record EvidenceRequest(bool NeedsTree, string? LicensePath, bool NeedsLicense, ImmutableArray<string> Datasets);

/// <summary>The requests for a model within the budget.</summary>
internal sealed record EvidenceShare(bool Tree, bool License, int Datasets);

/// <summary>
/// Shares the requests that a batch may make out among its models: trees first, then license files that decide, then every model's first dataset, its second, and so
/// on, and last the license files that confirm. Pure, and in the order of the models: equal wishes give equal shares, whichever answer comes first.
/// </summary>
internal static class EvidenceBudget
{
    /// <summary>The requests of a batch for each model on average, info and card included.</summary>
    public const int RequestsOfAModel = 5;

    /// <summary>The requests for the info and the card: the Hub redirects to the latter.</summary>
    private const int RequestsOfInfoAndCard = 3;

    /// <summary>A short list may ask for everything.</summary>
    private const int LeastPool = 20;

    private const int RequestsOfFile = 2;
    private const int MostDatasets = 3;

    /// <summary>Returns the shares, in the order of the wishes.</summary>
    /// <param name="wishes">What every model could use.</param>
    /// <param name="known">The datasets that are known already and cost nothing.</param>
    public static ImmutableArray<EvidenceShare> Allocate(IReadOnlyList<EvidenceRequest> wishes, IReadOnlySet<string> known)
    {
        var pool = Math.Max(LeastPool, (RequestsOfAModel - RequestsOfInfoAndCard) * wishes.Count);
        var shares = wishes.Select(static _ => new EvidenceShare(false, false, 0)).ToArray();
        for (var i = 0; i < shares.Length; i++)
        {
            if (wishes[i].NeedsTree && TakeFrom(ref pool, 1))
                shares[i] = shares[i] with { Tree = true };
        }

        for (var i = 0; i < shares.Length; i++)
        {
            if (wishes[i] is { LicensePath: not null, NeedsLicense: true } && TakeFrom(ref pool, RequestsOfFile))
                shares[i] = shares[i] with { License = true };
        }

        var asked = known.ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var round = 0; round < MostDatasets; round++)
        {
            for (var i = 0; i < shares.Length; i++)
            {
                if (round == shares[i].Datasets && round < wishes[i].Datasets.Length && (asked.Contains(wishes[i].Datasets[round]) || TakeFrom(ref pool, 1)))
                {
                    asked.Add(wishes[i].Datasets[round]);
                    shares[i] = shares[i] with { Datasets = round + 1 };
                }
            }
        }

        for (var i = 0; i < shares.Length; i++)
        {
            if (wishes[i].LicensePath is not null && !shares[i].License && TakeFrom(ref pool, RequestsOfFile))
                shares[i] = shares[i] with { License = true };
        }

        return [.. shares];
    }

    private static bool TakeFrom(ref int pool, int requests)
    {
        if (pool < requests)
            return false;
        pool -= requests;
        return true;
    }
}
