using System.Globalization;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Packaging;
using HfRegistry.Ingestion.Stores;
using Microsoft.Net.Http.Headers;

namespace HfRegistry.Server.Endpoints;

/// <summary>Sends the archive of a package, or one range of it.</summary>
internal sealed class PackageDownload(IPackageStore store, CatalogPackage package, string fileName) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var range = RangeOf(request, package.Size);
        if (range is { First: var first } && first >= package.Size)
        {
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{package.Size}");
            await Answers.Detail(StatusCodes.Status416RangeNotSatisfiable, "The range is past the end of the package.").ExecuteAsync(httpContext);
            return;
        }

        var opened = await new PackageReader(store).OpenAsync(package, range, httpContext.RequestAborted);
        if (opened.Value is not { } content)
        {
            await (opened.Error is { } error ? Answers.Failed(httpContext, error) : Answers.Detail(StatusCodes.Status500InternalServerError, "The package is missing in the store.")).ExecuteAsync(httpContext);
            return;
        }

        await using (content)
        {
            Describe(response, package, fileName);
            response.ContentLength = content.Length;
            if (range is { } part)
            {
                response.StatusCode = StatusCodes.Status206PartialContent;
                response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {part.First}-{part.First + content.Length - 1}/{package.Size}");
            }

            await content.Stream.CopyToAsync(response.Body, httpContext.RequestAborted);
        }
    }

    /// <summary>Writes the headers that every answer about an archive has.</summary>
    public static void Describe(HttpResponse response, CatalogPackage package, string fileName)
    {
        response.ContentType = "application/zip";
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ETag = $"\"{package.Digest}\"";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
    }

    // Several ranges, or another version of the package, get the whole.
    private static ByteRange? RangeOf(HttpRequest request, long size)
    {
        if (request.GetTypedHeaders().Range is not { Unit.Value: "bytes", Ranges.Count: 1 } header || request.Headers.ContainsKey(HeaderNames.IfRange))
            return null;
        var only = header.Ranges.Single();
        return only.From is { } from ? new ByteRange(from, only.To) : new ByteRange(Math.Max(size - only.To!.Value, 0), null);
    }
}
