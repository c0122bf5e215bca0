using System.Text.Json;
using HfRegistry.Ingestion.Database;
using Microsoft.AspNetCore.WebUtilities;

namespace HfRegistry.Server.Hosting;

/// <summary>Answers what an endpoint throws: a request that cannot be read, a database that does not answer, a bug. No stack trace leaves the machine.</summary>
internal sealed class ErrorMiddleware(RequestDelegate next, CatalogDatabase database, ILogger<ErrorMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException wrong) when (!context.Response.HasStarted)
        {
            await Answers.Detail(wrong.StatusCode, ReasonOf(wrong)).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception failed) when (CatalogDatabase.IsFailure(failed) && !context.Response.HasStarted)
        {
            ServerLog.Problem(log, DiagnosticCatalog.CatalogFailed.Code, database.Failed(failed).Message);
            await Answers.Detail(StatusCodes.Status503ServiceUnavailable, "The catalog does not answer. Try again later.").ExecuteAsync(context);
        }
        catch (Exception bug) when (!context.Response.HasStarted)
        {
            ServerLog.Bug(log, context.Request.Method, TextSanitizer.Sanitize(context.Request.Path), bug);
            await Answers.Detail(StatusCodes.Status500InternalServerError, "The server failed. Its log has the reason.").ExecuteAsync(context);
        }
    }

    // The words of the serializer and of the framework name types of this program.
    private static string ReasonOf(BadHttpRequestException wrong) => wrong.InnerException switch
    {
        JsonException { Path: { Length: > 1 } path } => $"The member '{TextSanitizer.Sanitize(path[2..])}' of the body cannot be read.",
        JsonException => "The body is not a JSON value with all required members.",
        _ when wrong.StatusCode == StatusCodes.Status400BadRequest => "The request cannot be read: its body, or a parameter of its address, is missing or of the wrong type.",
        _ => TextOf(wrong.StatusCode),
    };

    /// <summary>Returns the text of a status that no endpoint answers itself.</summary>
    public static string TextOf(int status) => ReasonPhrases.GetReasonPhrase(status);
}
