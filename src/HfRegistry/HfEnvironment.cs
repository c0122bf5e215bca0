using System.Globalization;

namespace HfRegistry;

/// <summary>
/// The environment variables that the product honours, read once at the door and passed on as facts.
/// </summary>
/// <remarks>
/// Truthy values are <c>1</c>, <c>true</c>, <c>yes</c> and <c>on</c>, in any case, as in the Hub's Python client.
/// Precedence of the switches, everywhere: flag or property, then an explicit ban, then <c>FORCE_API_CALLS</c>, then the default.
/// </remarks>
public sealed record HfEnvironment
{
    private static readonly Uri PublicHub = new("https://huggingface.co");

    /// <summary>The Hub's base address (<c>HF_ENDPOINT</c>), without a trailing slash in its path.</summary>
    public Uri Endpoint { get; init; } = PublicHub;

    /// <summary>What is wrong with <c>HF_ENDPOINT</c>, or null: then <see cref="Endpoint"/> is to be trusted.</summary>
    public string? EndpointProblem { get; init; }

    /// <summary>The access token, or null (<c>HF_TOKEN</c>, the older <c>HUGGING_FACE_HUB_TOKEN</c>, then the token file).</summary>
    public HubToken? Token { get; init; }

    /// <summary>The first switch that forbids the network (<c>HF_HUB_OFFLINE</c>, <c>HF_API_DISABLED</c>, <c>USE_STATIC_REGISTRY</c>), or null.</summary>
    public string? OfflineSwitch { get; init; }

    /// <summary>Whether <c>FORCE_API_CALLS</c> asks for the Hub where the default would not go there.</summary>
    public bool ForceApiCalls { get; init; }

    /// <summary>Whether this is a build server (<c>CI</c>, <c>GITHUB_ACTIONS</c>, <c>TF_BUILD</c>).</summary>
    public bool IsCI { get; init; }

    /// <summary>The age in days beyond which registry facts are stale (<c>MAX_REGISTRY_AGE_DAYS</c>), or null when it is not set or no whole number from 0.</summary>
    public int? MaxRegistryAgeDays { get; init; }

    /// <summary>The folder for what may be lost: <c>XDG_CACHE_HOME</c> or <c>~/.cache</c> (Windows: local application data), then <c>hfregistry</c>.</summary>
    public string CacheFolder { get; init; } = "";

    /// <summary>Reads the environment of this process.</summary>
    public static HfEnvironment Read() => Read(Environment.GetEnvironmentVariable);

    /// <summary>Reads an environment.</summary>
    /// <param name="variable">Gives a variable's value, or null when it is not set.</param>
    public static HfEnvironment Read(Func<string, string?> variable)
    {
        var endpoint = variable("HF_ENDPOINT")?.Trim().TrimEnd('/');
        var parsed = PublicHub;
        var endpointOk = string.IsNullOrEmpty(endpoint)
            || (Uri.TryCreate(endpoint, UriKind.Absolute, out parsed) && parsed.Scheme is "http" or "https" && parsed.UserInfo.Length == 0);
        return new HfEnvironment
        {
            Endpoint = endpointOk ? parsed ?? PublicHub : PublicHub,
            EndpointProblem = endpointOk ? null : "HF_ENDPOINT is no http or https address without a user name",
            Token = HubToken.Find(variable),
            OfflineSwitch = FirstTruthy(variable, "HF_HUB_OFFLINE", "HF_API_DISABLED", "USE_STATIC_REGISTRY"),
            ForceApiCalls = IsTruthy(variable("FORCE_API_CALLS")),
            IsCI = FirstTruthy(variable, "CI", "GITHUB_ACTIONS", "TF_BUILD") is not null,
            MaxRegistryAgeDays = int.TryParse(variable("MAX_REGISTRY_AGE_DAYS"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null,
            CacheFolder = CacheFolderOf(variable),
        };
    }

    /// <summary>Whether a switch's value means yes.</summary>
    public static bool IsTruthy(string? value) => value?.Trim().ToUpperInvariant() is "1" or "TRUE" or "YES" or "ON";

    private static string? FirstTruthy(Func<string, string?> variable, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (IsTruthy(variable(name)))
                return name;
        }

        return null;
    }

    private static string CacheFolderOf(Func<string, string?> variable)
    {
        var root = variable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg
            : OperatingSystem.IsWindows() ? variable("LOCALAPPDATA")
            : variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache") : null;
        return Path.Combine(root ?? Path.GetTempPath(), "hfregistry");
    }
}
