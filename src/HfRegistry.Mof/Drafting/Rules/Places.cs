using HfRegistry.Quality;
namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>What an address of a card leads to, told by its host and path; nothing is fetched.</summary>
internal static class Places
{
    private static readonly string[] PaperHosts = ["arxiv.org", "www.arxiv.org", "export.arxiv.org", "openreview.net", "aclanthology.org", "www.aclweb.org", "doi.org", "dx.doi.org", "papers.nips.cc", "proceedings.mlr.press", "ieeexplore.ieee.org", "dl.acm.org", "www.nature.com", "www.biorxiv.org", "www.medrxiv.org"];
    private static readonly string[] DataHosts = ["zenodo.org", "www.kaggle.com", "kaggle.com", "figshare.com", "dataverse.harvard.edu", "data.mendeley.com", "storage.googleapis.com", "osf.io", "physionet.org", "www.openslr.org", "commoncrawl.org"];

    /// <summary>Whether it is an absolute web address.</summary>
    public static bool IsAddress(string text) => Web(text) is not null;

    /// <summary>Whether a paper is there.</summary>
    public static bool IsPaper(string text) => Web(text) is { } address
        && (PaperHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase) || IsHubPaper(address)
            ? !IsOfArxiv(address) || KnownPapers.ArxivIdOf(address.AbsolutePath) is not null || IsOldArxiv(address)
            : address.AbsolutePath.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether data are there: a dataset of the Hub, or a host of datasets.</summary>
    public static bool HoldsData(string text) => Web(text) is { } address
        && ((IsHub(address) && address.AbsolutePath.StartsWith("/datasets/", StringComparison.Ordinal)) || DataHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase));

    /// <summary><c>owner/name</c> of a GitHub repository, or null; tools that many models use are none.</summary>
    public static string? RepositoryOf(string text)
    {
        if (Web(text) is not { } address || address.Host is not ("github.com" or "www.github.com"))
            return null;
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2)
            return null;
        var repository = $"{parts[0]}/{(parts[1].EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? parts[1][..^4] : parts[1])}";
        return ModelId.TryParse(repository, out _) && RepositoryLink.Of(text) is not { IsGeneralLibrary: true } ? repository : null;
    }

    /// <summary>Whether it leads to one of the tools that many models use.</summary>
    public static bool IsTool(string text) => RepositoryLink.Of(text) is { IsGeneralLibrary: true };

    /// <summary>The license of what lies at an address: the source repository's where it is that, else nothing is known. Null, the model's own, without an address.</summary>
    public static ComponentLicense? LicenseAt(string? address, ModelEvidence evidence)
    {
        if (address is null)
            return Unknown("the card tells of no place");
        if (evidence.Repository is { } known && RepositoryOf(address) is { } repository && known.Address.EndsWith("/" + repository, StringComparison.OrdinalIgnoreCase))
        {
            return known.License is { } id
                ? new ComponentLicense(id.ToString(), DraftEvidence.Of(DraftEvidence.LooseMetadata, $"GitHub names {id} for {repository}"))
                : Unknown($"the license of {repository} is not part of the evidence") with { LookUp = known.Address };
        }

        return Unknown("the license of what is linked is not part of the evidence") with { LookUp = IsAddress(address) ? address : null };
    }

    private static ComponentLicense Unknown(string why) => new(null, DraftEvidence.Of(DraftEvidence.Weak, why));

    private static bool IsOfArxiv(Uri address) => address.Host.EndsWith("arxiv.org", StringComparison.OrdinalIgnoreCase);

    // cs/0112017: until 2007.
    private static bool IsOldArxiv(Uri address) => address.AbsolutePath.Split('/') is [_, _, var field, { Length: >= 7 } number, ..] && field.Any(char.IsLetter) && char.IsAsciiDigit(number[0]);

    private static bool IsHub(Uri address) => address.Host is "huggingface.co" or "hf.co";

    private static bool IsHubPaper(Uri address) => IsHub(address) && address.AbsolutePath.StartsWith("/papers/", StringComparison.Ordinal);

    private static Uri? Web(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
