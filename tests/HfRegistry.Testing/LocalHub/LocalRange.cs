using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>Answers with bytes, or with those from a place on when the request has a <c>Range</c>, as the Hub and its store do.</summary>
internal static class LocalRange
{
    /// <summary>Writes all of a content, the rest of it (206), or that there is none (416).</summary>
    public static async Task WriteAsync(HttpContext context, LocalContent content)
    {
        var response = context.Response;
        var (from, to) = (0L, content.Length - 1);
        var range = context.Request.GetTypedHeaders().Range?.Ranges.Single();
        if (range is not null)
        {
            from = range.From ?? 0;
            to = Math.Min(range.To ?? to, to);
            if (from >= content.Length)
            {
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{content.Length}");
                return;
            }

            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{content.Length}");
        }

        response.ContentLength = to - from + 1;
        await content.WriteAsync(response.Body, from, to, context.RequestAborted);
    }
}
