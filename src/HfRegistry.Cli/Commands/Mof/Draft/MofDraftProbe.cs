using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HfRegistry.Cli.Output;
using HfRegistry.Licenses;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Cli.Commands.Mof.Draft;

/// <summary>
/// Looks for repositories on GitHub, without any token: the Hub's is not GitHub's to see. Whatever comes back is a value. A used-up limit and a network
/// that does not lead there end the asking; anything else leaves one repository unknown.
/// </summary>
internal sealed class MofDraftProbe : IRepositoryProbe, IDisposable
{
    private const int MostBytes = 1_000_000;
    private const int MostAtOnce = 8;

    private static readonly Uri PublicApi = new("https://api.github.com/");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, MaxConnectionsPerServer = MostAtOnce };
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _slots = new(MostAtOnce);

    private MofDraftProbe(Uri api)
    {
        _http = new HttpClient(_handler, disposeHandler: false) { BaseAddress = api, Timeout = Patience, MaxResponseContentBufferSize = MostBytes };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("hfregistry", ProductVersion.Text));
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/vnd.github+json");
    }

    /// <summary>Returns a probe of the GitHub that <c>GITHUB_API_URL</c> names, by default the public one; null when the variable holds no address.</summary>
    public static MofDraftProbe? Of(CommandIO io)
    {
        var named = io.Variable("GITHUB_API_URL");
        if (string.IsNullOrWhiteSpace(named))
            return new MofDraftProbe(PublicApi);
        return Uri.TryCreate(named.Trim().TrimEnd('/') + "/", UriKind.Absolute, out var api) && api.UserInfo.Length == 0 && (api.Scheme == Uri.UriSchemeHttps || (api.Scheme == Uri.UriSchemeHttp && api.IsLoopback))
            ? new MofDraftProbe(api)
            : null;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A stranger's answer must not end a batch; what the libraries throw on it is promised nowhere.")]
    public async Task<RepositoryAnswer> FindAsync(string name, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            var (status, repository) = await AskAsync(new Uri($"repos/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}", UriKind.Relative), cancellationToken);
            return status switch
            {
                HttpStatusCode.OK when repository is { } found => found,
                HttpStatusCode.NotFound => RepositoryAnswer.None,
                _ => new RepositoryAnswer(Exists: null, Missing: $"GitHub answers with status {(int)status}") { EndsAsking = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests },
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // A body that is too large is the matter of one repository; a connection that cannot be made is everybody's.
            var isOfAll = e is OperationCanceledException or HttpRequestException { HttpRequestError: not (HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded) };
            var what = e is HttpRequestException or OperationCanceledException ? $"GitHub cannot be asked: {TextSanitizer.Sanitize(e.Message)}" : "GitHub's answer cannot be read";
            return new RepositoryAnswer(Exists: null, Missing: what) { EndsAsking = isOfAll };
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
        _slots.Dispose();
    }

    // A renamed repository redirects once, on GitHub's own host.
    private async Task<(HttpStatusCode Status, RepositoryAnswer? Found)> AskAsync(Uri address, CancellationToken cancellationToken, bool isRedirected = false)
    {
        using var answer = await _http.GetAsync(address, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.RedirectKeepVerb && !isRedirected && answer.Headers.Location is { } moved
            && Uri.TryCreate(_http.BaseAddress!, moved, out var target) && _http.BaseAddress!.GetLeftPart(UriPartial.Authority) == target.GetLeftPart(UriPartial.Authority))
            return await AskAsync(target, cancellationToken, isRedirected: true);
        if (answer.StatusCode != HttpStatusCode.OK)
            return (answer.StatusCode, null);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return (answer.StatusCode, Read(json.RootElement));
    }

    private static RepositoryAnswer? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("full_name", out var name) || name.ValueKind != JsonValueKind.String || !ModelId.TryParse(name.GetString(), out var id))
            return null;
        var spdx = root.TryGetProperty("license", out var license) && license.ValueKind == JsonValueKind.Object && license.TryGetProperty("spdx_id", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        return new RepositoryAnswer(Exists: true, id.ToString(), SpdxId.TryParse(spdx, out var known) ? known : null);
    }
}
