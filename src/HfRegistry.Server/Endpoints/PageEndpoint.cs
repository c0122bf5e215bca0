using System.Reflection;
using System.Security.Cryptography;
using HfRegistry.Reporting;
using Microsoft.Net.Http.Headers;

namespace HfRegistry.Server.Endpoints;

/// <summary>Sends the page at <c>/</c>: files of this program. Its policy lets in no script, style or address of anybody else, and no text that becomes markup.</summary>
internal static class PageEndpoint
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>The look of the reports, which the page shares.</summary>
    private const string ReportStyle = "report.css";

    private static readonly string[] Files = ["app.js", "api.js", "icon.png", "ingest.js", "package.js", "packages.js", "page.css", "view.js"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        MapFile(endpoints, "/", "index.html", Assembly.GetExecutingAssembly());
        MapFile(endpoints, $"/page/{ReportStyle}", ReportStyle, typeof(HtmlReport).Assembly);
        foreach (var file in Files)
            MapFile(endpoints, $"/page/{file}", file, Assembly.GetExecutingAssembly());
    }

    /// <summary>Adds the headers that keep every answer what it says it is, and out of frames of other sites.</summary>
    public static Task ProtectAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.XFrameOptions = "DENY";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }

    private static void MapFile(IEndpointRouteBuilder endpoints, string address, string name, Assembly assembly)
    {
        var content = Read(assembly, name);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
        endpoints.MapGet(address, (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;

            // Asked for again after each update of the server, and sent only then.
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(content, TypeOf(name), entityTag: tag);
        }).ExcludeFromDescription();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "image/png",
    };

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
