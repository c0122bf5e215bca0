using System.Text.Encodings.Web;
using System.Text.Json;

namespace HfRegistry.Server;

/// <summary>The body of an error response.</summary>
/// <param name="Detail">The reason.</param>
internal sealed record ErrorAnswer(string Detail);

/// <summary>Makes answers.</summary>
internal static class Answers
{
    /// <summary>Gets how bodies are read and written.</summary>
    public static Action<JsonSerializerOptions> Json { get; } = static options =>
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;

        // Answers are read as JSON, never as HTML: names stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    };

    /// <summary>Returns an error response.</summary>
    public static IResult Detail(int status, string detail) => Results.Json(new ErrorAnswer(detail), statusCode: status);

    /// <summary>Returns the answer to those who wait while the server stops: another node, or the next start, goes on with their ingestion.</summary>
    public static IResult Stopping(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "10";
        return Detail(StatusCodes.Status503ServiceUnavailable, "The server stops. The ingestion goes on; send the request again to wait for its end.");
    }

    /// <summary>Returns the answer to a store or catalog that failed. The reason, which can name folders and hosts, is for the log.</summary>
    public static IResult Failed(HttpContext context, Diagnostic error)
    {
        ServerLog.Problem(context.RequestServices.GetRequiredService<ILogger<ErrorAnswer>>(), error.Code, error.Message);
        return error.Code == DiagnosticCatalog.StoreFailed.Code
            ? Detail(StatusCodes.Status500InternalServerError, "The store does not answer.")
            : Detail(StatusCodes.Status503ServiceUnavailable, "The catalog does not answer now.");
    }
}
