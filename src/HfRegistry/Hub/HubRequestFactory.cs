using System.Net.Http.Headers;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>Writes the requests: which of them carry the token, and what else they say.</summary>
internal sealed class HubRequestFactory(HubToken? token)
{
    public HttpRequestMessage Of(HubRequestAttempt request)
    {
        var question = request.Request;
        var message = new HttpRequestMessage(HttpMethod.Get, request.Address);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent.Value);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(question.IsFile ? "*/*" : "application/json"));
        // A store that may compress ignores ranges.
        if (question.From is not null || (question.IsFile && !request.IsOutside))
            message.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (question.IsPart)
            message.Headers.Range = new RangeHeaderValue(question.From, question.To);
        if (request.IsOutside)
            return message;

        if (token is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        return message;
    }
}
