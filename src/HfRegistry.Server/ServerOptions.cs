namespace HfRegistry.Server;

/// <summary>The options of the server: from <c>hfregistry-server.json</c>, environment variables (<c>HFREGISTRY_SERVER_STORE</c>) and flags (<c>--Store</c>); the last counts most.</summary>
internal sealed class ServerOptions
{
    /// <summary>Gets or sets the address to listen at.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:8000";

    /// <summary>Gets or sets the folder that relative paths start from.</summary>
    public string Folder { get; set; } = Environment.CurrentDirectory;

    /// <summary>Gets or sets the store: a folder or <c>s3://BUCKET/PREFIX</c>.</summary>
    public string Store { get; set; } = "packages";

    /// <summary>Gets or sets the catalog: a file, or a connection string of PostgreSQL; null for the one in the store's folder, which the command uses too.</summary>
    public string? Catalog { get; set; }

    /// <summary>Gets or sets the configuration file with the policy, or null for the nearest <c>hfregistry.json</c>.</summary>
    public string? Configuration { get; set; }

    /// <summary>Gets or sets the number of ingestions that run at once on this machine.</summary>
    public int MaxIngestions { get; set; } = 2;

    /// <summary>Gets or sets the number of ingestions that a user may have open at a time.</summary>
    public int MaxOpenIngestions { get; set; } = 200;

    /// <summary>Gets or sets the most bytes that the packages of a tenant may have in all; null for no limit.</summary>
    public long? MaxTenantBytes { get; set; }

    /// <summary>Gets or sets the number of times that an ingestion is repeated after trouble.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Gets or sets the time before the first repetition; it doubles with each.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the time for which a token is good.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(10);

    /// <summary>Gets or sets the number of calls for which a token is good.</summary>
    public int CallsPerToken { get; set; } = 1000;

    /// <summary>Gets or sets the proxies whose <c>X-Forwarded-For</c> names the client: addresses and networks, separated by commas.</summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>Gets or sets the number of tries to authenticate that an address has in a minute.</summary>
    public int AuthenticationsPerMinute { get; set; } = 5;

    /// <summary>Gets or sets the collector that gets metrics, traces and the log by OTLP over HTTP; null for the one of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, or none.</summary>
    public Uri? OtlpEndpoint { get; set; }
}
