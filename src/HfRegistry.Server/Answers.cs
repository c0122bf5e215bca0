using System.Text.Encodings.Web;
using System.Text.Json;

namespace HfRegistry.Server;

/// <summary>The text of an answer that is no success.</summary>
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

    /// <summary>Returns an answer that is no success.</summary>
    public static IResult Detail(int status, string detail) => Results.Json(new ErrorAnswer(detail), statusCode: status);

    /// <summary>Returns an answer of a store or catalog that failed.</summary>
    public static IResult Failed(Diagnostic error) => Detail(StatusCodes.Status503ServiceUnavailable, error.Message);
}
