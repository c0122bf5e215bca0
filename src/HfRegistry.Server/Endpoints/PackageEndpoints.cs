using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HfRegistry.Bom;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Packaging;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Server.Access;

namespace HfRegistry.Server.Endpoints;

/// <summary>A package in a listing.</summary>
internal sealed record PackageAnswer(
    Guid PackageId, string Name, string Version, string Kind, string Revision, string? License, string Verdict, double? NetScore, IReadOnlyDictionary<string, double?> Metrics, long SizeBytes,
    string Sha256, string? Description, string CreatedBy, DateTimeOffset CreatedAt)
{
    /// <summary>Returns the answer about a package.</summary>
    public static PackageAnswer Of(CatalogPackage package) => new(
        package.PackageId, package.Key.Id.ToString(), package.Key.Version.ToString(), CatalogRows.NameOf(package.Key.Kind), package.Revision.ToString(), package.License, package.Verdict,
        package.Scores.GetValueOrDefault("net_score"), package.Scores, package.Size, package.Digest, package.Description, package.CreatedBy, package.CreatedAt);
}

/// <summary>A part of a listing.</summary>
internal sealed record PackagesAnswer(IReadOnlyList<PackageAnswer> Packages, int Total, int Offset, int Limit);

/// <summary>A search: for a part of the name, an exact version, a regular expression that the name matches; null for any.</summary>
internal sealed record SearchRequest(string? Name = null, string? Version = null, string? Regex = null, int Offset = 0, int Limit = 100);

/// <summary>The address at which the store sends a package for some minutes.</summary>
internal sealed record AddressAnswer(Uri Address);

/// <summary>The models that a package was made from.</summary>
internal sealed record LineageAnswer(string Name, IReadOnlyList<LineageParent> BaseModels);

/// <summary>A model that a package was made from, with its own newest package if there is one.</summary>
internal sealed record LineageParent(string Name, Guid? PackageId);

/// <summary>Lists packages and hands them out.</summary>
internal static class PackageEndpoints
{
    private const int MaxLimit = 1000;
    private const int MaxPattern = 256;

    private static readonly TimeSpan AddressLifetime = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/packages", (HttpContext context, ICatalog catalog, string? name, string? version, string? regex, int offset = 0, int limit = 100) =>
            ListAsync(new SearchRequest(name, version, regex, offset, limit), context, catalog)).RequireRight(Right.Search).WithSummary("List packages").Produces<PackagesAnswer>();
        endpoints.MapPost("/packages", ListAsync).RequireRight(Right.Search).WithSummary("Search packages").Produces<PackagesAnswer>();
        endpoints.MapGet("/package/{id:guid}", DownloadAsync).RequireRight(Right.Download).WithSummary("Download a package");
        endpoints.MapMethods("/package/{id:guid}", [HttpMethods.Head], DescribeAsync).RequireRight(Right.Download).WithSummary("The size and the hash of a package");
        endpoints.MapGet("/package/{id:guid}/metadata", ReadAsync).RequireRight(Right.Search).WithSummary("A package with its manifest");
        endpoints.MapGet("/package/{id:guid}/lineage", LineageAsync).RequireRight(Right.Search).WithSummary("The models that a package was made from").Produces<LineageAnswer>();
        endpoints.MapGet("/package/{id:guid}/bom", BomAsync).RequireRight(Right.Search).WithSummary("The bill of materials of a package (CycloneDX)");
        endpoints.MapDelete("/package/{id:guid}", RemoveAsync).RequireRight(Right.Admin).WithSummary("Remove a package");
    }

    private static async Task<IResult> ListAsync(SearchRequest request, HttpContext context, ICatalog catalog)
    {
        if (request.Offset < 0 || request.Limit is < 1 or > MaxLimit)
            return Answers.Detail(StatusCodes.Status400BadRequest, $"'offset' is at least 0, and 'limit' is 1 to {MaxLimit}.");
        PackageVersion? version = null;
        if (request.Version is { } text && !PackageVersion.TryParse(text, out version))
            return Answers.Detail(StatusCodes.Status400BadRequest, $"'{TextSanitizer.Sanitize(text)}' is not a semantic version.");
        if (!TryReadPattern(request.Regex, out var pattern))
            return Answers.Detail(StatusCodes.Status400BadRequest, "'regex' is not a regular expression of at most 256 characters without look-around and back references.");
        var query = new PackageQuery(context.Caller().Tenant) { IdContains = request.Name, Version = version, IdPattern = pattern, Offset = request.Offset, Limit = request.Limit };
        var listed = await catalog.ListAsync(query, context.RequestAborted);
        return listed.Value is { } page
            ? Results.Ok(new PackagesAnswer([.. page.Packages.Select(PackageAnswer.Of)], page.Total, request.Offset, request.Limit))
            : Answers.Failed(context, listed.Diagnostics[0]);
    }

    private static Task<IResult> DownloadAsync(Guid id, HttpContext context, ICatalog catalog, IPackageStore store, AuditLog audit) => WithPackageAsync(id, context, catalog, async package =>
    {
        await audit.AddAsync(context, context.Caller(), "download", package.Key.ToString(), "granted");
        var name = FileNameOf(package, "zip");

        // An archive that is put together on demand is no object of the store.
        if (package.Object != StoreKey.Archive(package.Key, package.Digest) || store.SignedAddressOf(package.Object, name, AddressLifetime) is not { } address)
            return new PackageDownload(store, package, name);

        // A script that follows a redirect may not read what another origin answers.
        return context.Request.Headers.Accept == "application/json" ? Results.Ok(new AddressAnswer(address)) : Results.Redirect(address.AbsoluteUri);
    });

    // Also on S3, whose signed addresses are for one method.
    private static Task<IResult> DescribeAsync(Guid id, HttpContext context, ICatalog catalog) => WithPackageAsync(id, context, catalog, package =>
    {
        PackageDownload.Describe(context.Response, package, FileNameOf(package, "zip"));
        context.Response.ContentLength = package.Size;
        return Task.FromResult(Results.Empty);
    });

    private static Task<IResult> ReadAsync(Guid id, HttpContext context, ICatalog catalog) => WithPackageAsync(id, context, catalog, static package =>
    {
        var answer = JsonSerializer.SerializeToNode(PackageAnswer.Of(package), Options)!.AsObject();
        answer["manifest"] = JsonNode.Parse(package.Manifest);
        return Task.FromResult(Results.Json(answer));
    });

    private static Task<IResult> BomAsync(Guid id, HttpContext context, ICatalog catalog, ServerParts parts) => WithPackageAsync(id, context, catalog, package =>
    {
        if (PackageManifest.Read(Encoding.UTF8.GetBytes(package.Manifest))?.Bom is not { } component)
            return Task.FromResult(Answers.Detail(StatusCodes.Status404NotFound, "The package has no bill of materials: datasets have none."));
        var bom = BomDocument.RenderOf(component, new BomOptions { Endpoint = parts.Workspace.Environment.Endpoint, Time = package.CreatedAt });
        return Task.FromResult(Results.File(bom, "application/vnd.cyclonedx+json", FileNameOf(package, "cdx.json")));
    });

    private static string FileNameOf(CatalogPackage package, string extension) => $"{package.Key.Id.ToString().Replace("/", "--", StringComparison.Ordinal)}-{package.Key.Version}.{extension}";

    private static Task<IResult> LineageAsync(Guid id, HttpContext context, ICatalog catalog) => WithPackageAsync(id, context, catalog, async package =>
    {
        var parents = new List<LineageParent>();
        foreach (var name in package.BaseModels)
        {
            var parent = ModelId.TryParse(name, out var model) ? await catalog.FindNewestAsync(package.Key.Tenant, PackageKind.Model, model, context.RequestAborted) : default;
            parents.Add(new LineageParent(name, parent.Value?.PackageId));
        }

        return Results.Ok(new LineageAnswer(package.Key.Id.ToString(), parents));
    });

    private static Task<IResult> RemoveAsync(Guid id, HttpContext context, ICatalog catalog, IPackageStore store, AuditLog audit) => WithPackageAsync(id, context, catalog, async package =>
    {
        var removed = await catalog.RemoveAsync(package.Key, context.RequestAborted);
        if (removed.Error is { } error)
            return Answers.Failed(context, error);
        if (removed.Value is not { } gone)
            return NotFound(id);
        await audit.AddAsync(context, context.Caller(), "remove", package.Key.ToString(), "removed");

        // Content that packages share is left to the sweep: somebody may be about to use it. So may another run of the same package, which claims its archive.
        if (gone.Orphans.Contains(package.Object) && await store.DeleteAsync(package.Object, CancellationToken.None) is { } left)
            ServerLog.Problem(context.RequestServices.GetRequiredService<ILogger<AuditLog>>(), left.Code, left.Message);
        return Results.NoContent();
    });

    private static JsonSerializerOptions Options { get; } = MakeOptions();

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions();
        Answers.Json(options);
        return options;
    }

    private static bool TryReadPattern(string? text, out Regex? pattern)
    {
        pattern = null;
        if (text is null or { Length: > MaxPattern })
            return text is null;
        try
        {
            pattern = new Regex(text, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static async Task<IResult> WithPackageAsync(Guid id, HttpContext context, ICatalog catalog, Func<CatalogPackage, Task<IResult>> answer)
    {
        var found = await catalog.FindAsync(context.Caller().Tenant, id, context.RequestAborted);
        return found.Error is { } error ? Answers.Failed(context, error)
            : found.Value is { } package ? await answer(package)
            : NotFound(id);
    }

    private static IResult NotFound(Guid id) => Answers.Detail(StatusCodes.Status404NotFound, $"No package has the id {id}.");
}
