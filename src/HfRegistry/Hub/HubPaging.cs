using System.Text.RegularExpressions;

namespace HfRegistry.Hub;

/// <summary>Finds the next page of a listing. The link is the server's text: it may lead nowhere but back to the endpoint.</summary>
internal static partial class HubPaging
{
    /// <summary>Returns the address of <c>Link: &lt;…&gt;; rel="next"</c>, none, or why the link is not to be followed.</summary>
    public static (Uri? Value, HubError? Error) NextOf(HttpResponseMessage response, HubAddresses addresses)
    {
        var header = response.Headers.TryGetValues("Link", out var values) ? string.Join(", ", values) : "";
        foreach (Match link in Links().Matches(header))
        {
            if (link.Groups["rel"].Value != "next")
                continue;
            if (!Uri.TryCreate(response.RequestMessage!.RequestUri, link.Groups["target"].Value, out var next))
                return (null, new HubError.Malformed("its next link is not an address"));
            return addresses.IsUnderEndpoint(next)
                ? (next, null)
                : (null, new HubError.Malformed($"its next link leads away from the endpoint ({TextSanitizer.Sanitize(next.Host)})"));
        }

        return (null, null);
    }

    [GeneratedRegex("""<(?<target>[^<>]*)>\s*;\s*rel="?(?<rel>[a-z-]+)"?""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Links();
}

/// <summary>Notices a listing that leads in a circle or goes on without a row.</summary>
internal sealed class HubPageTrail
{
    private const int MaxEmptyPages = 10;

    private readonly HashSet<Uri> _seen = [];
    private int _emptyPages;

    /// <summary>Counts a page that was read.</summary>
    public void Count(bool isEmpty) => _emptyPages = isEmpty ? _emptyPages + 1 : 0;

    /// <summary>Takes the next step, or says why not.</summary>
    public HubError? Follow(Uri page) =>
        !_seen.Add(page) ? new HubError.Malformed("its next links lead in a circle")
        : _emptyPages >= MaxEmptyPages ? new HubError.Malformed($"{MaxEmptyPages} pages in a row are empty")
        : null;
}
