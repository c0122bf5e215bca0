using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using HfRegistry.Cache;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Server.Access;
using HfRegistry.Server.Endpoints;
using HfRegistry.Server.Jobs;
using HfRegistry.Server.Telemetry;
using HfRegistry.UseCases;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using IPNetwork = System.Net.IPNetwork;

namespace HfRegistry.Server.Hosting;

/// <summary>Puts the server together.</summary>
internal static class ServerApp
{
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>Opens what the options name.</summary>
    /// <param name="options">The options.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="clock">The clock.</param>
    public static Outcome<ServerParts> Open(ServerOptions options, Func<string, string?> variable, TimeProvider clock)
    {
        var folder = Path.GetFullPath(options.Folder);
        var database = CatalogDatabase.At(options.Catalog ?? StoreAddress.CatalogOf(options.Store) ?? "catalog.db", folder);
        var store = StoreAddress.Open(options.Store, folder);
        var workspace = Workspace.OpenWithoutRegistry(folder, HfEnvironment.Read(variable), clock, options.Configuration is { } file ? Path.GetFullPath(file, folder) : null);
        if (database.Value is null || store.Value is null || workspace.Value is null)
            return new Outcome<ServerParts>(null, [.. database.Diagnostics, .. store.Diagnostics, .. workspace.Diagnostics]);
        if (workspace.Value.HubRefusal("hfregistry-server") is { } forbidden)
            return new Outcome<ServerParts>(forbidden);
        return CacheLocation.Find(variable) is { } cache
            ? new Outcome<ServerParts>(new ServerParts(options, database.Value, store.Value, workspace.Value, new DownloadOptions { Root = cache }))
            : new Outcome<ServerParts>(DiagnosticCatalog.NoCache.Create());
    }

    /// <summary>Builds the application.</summary>
    public static WebApplication Build(ServerParts parts, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(parts.Options.Urls).ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        // The shell of a job logs what the job throws, which the job has logged in its own words.
        builder.Logging.AddFilter("Quartz", LogLevel.Warning).AddFilter("Quartz.Core.JobRunShell", LogLevel.None).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        AddServices(builder.Services, parts, clock);
        TelemetryExport.Add(builder.Services, builder.Configuration, parts.Options);
        var app = builder.Build();
        app.Use(PageEndpoint.ProtectAsync);
        if (OptionsReader.ReadNetworks(parts.Options.TrustedProxies) is { Count: > 0 } proxies)
            app.UseForwardedHeaders(ForwardedBy(proxies));
        app.UseMiddleware<ErrorMiddleware>();
        app.UseStatusCodePages(static context => Answers.Detail(context.HttpContext.Response.StatusCode, ErrorMiddleware.TextOf(context.HttpContext.Response.StatusCode)).ExecuteAsync(context.HttpContext));
        app.UseRouting();
        app.UseRateLimiter();
        AuthenticateEndpoint.Map(app);
        IngestEndpoints.Map(app);
        PackageEndpoints.Map(app);
        HealthEndpoints.Map(app);
        PageEndpoint.Map(app);
        ApiPage.Map(app);
        return app;
    }

    // Any number of proxies, as long as each is one of these: the client is the last that is not.
    private static ForwardedHeadersOptions ForwardedBy(IReadOnlyList<IPNetwork> proxies)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in proxies)
            forwarded.KnownIPNetworks.Add(network);
        return forwarded;
    }

    private static void AddServices(IServiceCollection services, ServerParts parts, TimeProvider clock)
    {
        services.AddSingleton(parts.Options).AddSingleton(parts.Database).AddSingleton(parts.Store).AddSingleton(clock);
        services.AddSingleton<ICatalog, EfCatalog>().AddSingleton<UserStore>().AddSingleton<AuditLog>().AddSingleton<JobQueue>().AddSingleton<IngestIntake>().AddSingleton<IdempotencyKeys>().AddSingleton<ReadyCheck>();
        services.AddSingleton(static provider => provider.GetRequiredService<ServerParts>().Workspace.Connect());
        services.AddSingleton(parts);
        services.AddSingleton(new IngestOptions { Cache = parts.Cache, MaxLockWait = TimeSpan.MaxValue, Endpoint = parts.Workspace.Environment.Endpoint, Context = parts.Workspace.Context, Limits = new IngestLimits { MaxTenantSize = parts.Options.MaxTenantBytes is { } bytes ? new ByteSize(bytes) : null } });
        services.AddSingleton<IngestionEngine>();
        services.ConfigureHttpJsonOptions(static options => Answers.Json(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        services.AddRateLimiter(limiter => Limit(limiter, parts.Options));
        JobEngine.Add(services, parts);
        services.AddHostedService<RunResumption>();
        ApiPage.Add(services);
    }

    private static void Limit(RateLimiterOptions limiter, ServerOptions options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = static (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromMinutes(1);
            context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return new ValueTask(Answers.Detail(StatusCodes.Status429TooManyRequests, "Too many requests. Try again later.").ExecuteAsync(context.HttpContext));
        };
        limiter.AddPolicy(AuthenticateEndpoint.RateLimit, context => RateLimitPartition.GetFixedWindowLimiter(
            ClientAddress.PartOf(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = options.AuthenticationsPerMinute, Window = TimeSpan.FromMinutes(1) }));
    }
}
