using System.Collections.Immutable;

namespace HfRegistry.Cards.Language;

/// <summary>The place that a link of a card leads to, told by host and path; nothing is fetched. An address is read once, however many sentences carry the link.</summary>
internal sealed class Place
{
    private const int DigitsOfMonth = 4;
    private const int MostDigits = 5;
    private const string InDoi = "arxiv.";

    private static readonly ImmutableArray<string> PaperHosts =
    [
        "arxiv.org", "www.arxiv.org", "export.arxiv.org", "openreview.net", "aclanthology.org", "www.aclweb.org", "doi.org", "dx.doi.org", "papers.nips.cc", "proceedings.mlr.press",
        "ieeexplore.ieee.org", "dl.acm.org", "www.nature.com", "www.biorxiv.org", "www.medrxiv.org", "link.springer.com", "www.sciencedirect.com", "www.mdpi.com", "academic.oup.com",
        "onlinelibrary.wiley.com", "www.isca-speech.org", "openaccess.thecvf.com", "proceedings.neurips.cc", "ojs.aaai.org", "hal.science", "papers.ssrn.com",
    ];

    private static readonly ImmutableArray<string> DataHosts =
    [
        "zenodo.org", "www.kaggle.com", "kaggle.com", "figshare.com", "dataverse.harvard.edu", "data.mendeley.com", "storage.googleapis.com", "osf.io", "physionet.org", "www.openslr.org",
        "commoncrawl.org",
    ];

    /// <summary>Reads an address.</summary>
    /// <param name="address">The address, as it is written.</param>
    public Place(string address)
    {
        Address = address;
        ArxivId = ArxivIdOf(address);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return;
        IsAddress = true;
        IsPaper = IsPaperAt(uri);
        HoldsData = (IsHub(uri) && uri.AbsolutePath.StartsWith("/datasets/", StringComparison.Ordinal)) || DataHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase);
        if (RepositoryLink.Of(address) is not { } link)
            return;
        IsTool = link.IsGeneralLibrary;
        Repository = link is { Host: "github.com", IsGeneralLibrary: false } && ModelId.TryParse($"{link.Owner}/{link.Name}", out _) ? $"{link.Owner}/{link.Name}" : null;
    }

    /// <summary>Gets the address, as it is written.</summary>
    public string Address { get; }

    /// <summary>Gets whether it is an absolute web address.</summary>
    public bool IsAddress { get; }

    /// <summary>Gets whether a paper is there.</summary>
    public bool IsPaper { get; }

    /// <summary>Gets the arXiv id of the paper that is there, or null.</summary>
    public string? ArxivId { get; }

    /// <summary>Gets whether data are there: a dataset of the Hub, or a host of datasets.</summary>
    public bool HoldsData { get; }

    /// <summary>Gets whether one of the tools is there that many models use.</summary>
    public bool IsTool { get; }

    /// <summary>Gets <c>owner/name</c> of the GitHub repository that is there, or null; tools that many models use are none.</summary>
    public string? Repository { get; }

    /// <summary>Returns the arXiv id in an address or a tag, without its version; null for none, and for the placeholder of a template.</summary>
    public static string? ArxivIdOf(string text)
    {
        var last = text.Split('?', '#')[0].TrimEnd('/');
        last = last[(last.LastIndexOfAny(['/', ':']) + 1)..];
        if (last.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))
            last = last[..^".pdf".Length];

        // The DOI that arXiv gives each paper: 10.48550/arXiv.2203.14093.
        if (last.StartsWith(InDoi, StringComparison.OrdinalIgnoreCase))
            last = last[InDoi.Length..];
        var version = last.LastIndexOf('v');
        if (version > 0)
            last = last[..version];
        var dot = last.IndexOf('.', StringComparison.Ordinal);
        return dot == DigitsOfMonth && last.Length - dot - 1 is DigitsOfMonth or MostDigits && last.All(static c => char.IsAsciiDigit(c) || c == '.')
            && last[2..4] is var month && string.CompareOrdinal(month, "01") >= 0 && string.CompareOrdinal(month, "12") <= 0 && last[(dot + 1)..].Any(static c => c != '0')
            ? last
            : null;
    }

    private static bool IsPaperAt(Uri uri) => PaperHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase) || (IsHub(uri) && uri.AbsolutePath.StartsWith("/papers/", StringComparison.Ordinal))
        ? !uri.Host.EndsWith("arxiv.org", StringComparison.OrdinalIgnoreCase) || ArxivIdOf(uri.AbsolutePath) is not null || IsOldArxiv(uri)
        : uri.AbsolutePath.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);

    // cs/0112017: until 2007.
    private static bool IsOldArxiv(Uri uri) => uri.AbsolutePath.Split('/') is [_, _, var field, { Length: >= 7 } number, ..] && field.Any(char.IsLetter) && char.IsAsciiDigit(number[0]);

    private static bool IsHub(Uri uri) => uri.Host is "huggingface.co" or "hf.co";
}
