using System.Globalization;
using HfRegistry.Files;

namespace HfRegistry.Models;

/// <summary>
/// The environment variables that the product honors, read once at the door and passed on as facts.
/// </summary>
/// <remarks>
/// Truthy values are <c>1</c>, <c>true</c>, <c>yes</c> and <c>on</c>, in any case, as in the Hub's Python client.
/// Precedence of the switches, everywhere: flag or property, then an explicit ban, then <c>FORCE_API_CALLS</c>, then the default.
/// </remarks>
internal sealed record HfEnvironment
{
    /// <summary>The age in days beyond which registry facts are stale when nobody says otherwise.</summary>
    public const int DefaultMaxRegistryAgeDays = 30;

    /// <summary>The valid ages, for messages.</summary>
    public const string AgeDaysRange = "whole number from 0 to 36500";

    private const int AgeDaysLimit = 36_500;

    private static readonly Uri PublicHub = new("https://huggingface.co");

    /// <summary>Gets the Hub's base address (<c>HF_ENDPOINT</c>), without a trailing slash in its path.</summary>
    public Uri Endpoint { get; init; } = PublicHub;

    /// <summary>Gets what is wrong with <c>HF_ENDPOINT</c>, or null: then <see cref="Endpoint"/> is to be trusted.</summary>
    public string? EndpointProblem { get; init; }

    /// <summary>Gets the access token, or null (<c>HF_TOKEN</c>, the older <c>HUGGING_FACE_HUB_TOKEN</c>, then the token file).</summary>
    public HubToken? Token { get; init; }

    /// <summary>Gets what is wrong with the token that the environment names, safe to print, or null. Nobody is to ask anonymously unasked.</summary>
    public string? TokenProblem { get; init; }

    /// <summary>Gets the warning that the token had something around it, or null.</summary>
    public Diagnostic? TokenWarning { get; init; }

    /// <summary>Gets what is wrong with the variables that a request to the Hub rests on, safe to print, or null.</summary>
    public string? NetworkProblem => EndpointProblem ?? TokenProblem;

    /// <summary>Gets the first switch that forbids the network (<c>HF_HUB_OFFLINE</c>, <c>HF_API_DISABLED</c>, <c>USE_STATIC_REGISTRY</c>), or null.</summary>
    public string? OfflineSwitch { get; init; }

    /// <summary>Gets whether <c>FORCE_API_CALLS</c> asks for the Hub where the default would not go there.</summary>
    public bool ForceApiCalls { get; init; }

    /// <summary>Gets whether this is a build server (<see cref="BuildServer"/>).</summary>
    public bool IsCI { get; init; }

    /// <summary>Gets the age in days beyond which registry facts are stale (<c>MAX_REGISTRY_AGE_DAYS</c>, 0 to 36,500), or null when it is not set or cannot be read.</summary>
    public int? MaxRegistryAgeDays { get; init; }

    /// <summary>Gets the age beyond which registry facts are stale.</summary>
    public TimeSpan MaxAge => TimeSpan.FromDays(MaxRegistryAgeDays ?? DefaultMaxRegistryAgeDays);

    /// <summary>Gets what is wrong with <c>MAX_REGISTRY_AGE_DAYS</c>, safe to print, or null.</summary>
    public string? MaxRegistryAgeProblem { get; init; }

    /// <summary>
    /// Gets the place where libraries beside the Hub's own keep what can be had again (<c>HF_ASSETS_CACHE</c>, by default <c>assets</c> in the Hub's
    /// home), an absolute path; null when the environment names no place.
    /// </summary>
    public string? AssetsFolder { get; init; }

    /// <summary>Reads an environment.</summary>
    /// <param name="variable">Gives a variable's value, or null when it is not set.</param>
    public static HfEnvironment Read(Func<string, string?> variable)
    {
        var endpoint = variable("HF_ENDPOINT")?.Trim().TrimEnd('/');
        var parsed = PublicHub;
        var endpointOk = string.IsNullOrEmpty(endpoint)
            || (Uri.TryCreate(endpoint, UriKind.Absolute, out parsed) && parsed.Scheme is "http" or "https" && parsed.UserInfo.Length == 0);
        var days = variable("MAX_REGISTRY_AGE_DAYS");
        var (token, source) = HubToken.Find(variable);
        var ageOk = TryReadAgeDays(days, out var maxAgeDays);
        return new HfEnvironment
        {
            Endpoint = endpointOk ? parsed ?? PublicHub : PublicHub,
            EndpointProblem = endpointOk ? null : "HF_ENDPOINT is not an http or https URL without a user name",
            Token = token.Token,
            TokenProblem = token.Problem is { } problem ? $"{source} holds no usable token: {problem}" : null,
            TokenWarning = token.IsRepaired
                ? DiagnosticCatalog.TokenRepaired.Create(source)
                : null,
            OfflineSwitch = FirstTruthy(variable, "HF_HUB_OFFLINE", "HF_API_DISABLED", "USE_STATIC_REGISTRY"),
            ForceApiCalls = IsTruthy(variable("FORCE_API_CALLS")),
            IsCI = BuildServer.IsDetected(variable),
            MaxRegistryAgeDays = maxAgeDays,
            AssetsFolder = AssetsFolderOf(variable),
            MaxRegistryAgeProblem = ageOk ? null : $"MAX_REGISTRY_AGE_DAYS is '{TextSanitizer.Sanitize(days)}', not a {AgeDaysRange}",
        };
    }

    /// <summary>Returns whether a switch's value means yes.</summary>
    public static bool IsTruthy(string? value) => value?.Trim().ToUpperInvariant() is "1" or "TRUE" or "YES" or "ON";

    /// <summary>Reads an age in days, wherever it is written.</summary>
    /// <param name="text">The text; blank says nothing.</param>
    /// <param name="days">The age, 0 to 36,500; null when the text says nothing or cannot be read.</param>
    /// <returns>False when the text cannot be read.</returns>
    public static bool TryReadAgeDays(string? text, out int? days)
    {
        days = int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read <= AgeDaysLimit ? read : null;
        return days is not null || string.IsNullOrWhiteSpace(text);
    }

    /// <summary>Returns the Hub's home on this machine (<c>HF_HOME</c>, by default <c>huggingface</c> in the user's cache), or null.</summary>
    internal static string? HomeOf(Func<string, string?> variable) =>
        variable("HF_HOME") is { Length: > 0 } home ? UserPath.Expand(home, variable)
        : variable("XDG_CACHE_HOME") is { Length: > 0 } cache ? Path.Combine(UserPath.Expand(cache, variable), "huggingface")
        : (variable("HOME") ?? variable("USERPROFILE")) is { Length: > 0 } user ? Path.Combine(user, ".cache", "huggingface")
        : null;

    // A path that depends on the working folder would be another one in every project.
    private static string? AssetsFolderOf(Func<string, string?> variable)
    {
        var folder = variable("HF_ASSETS_CACHE") is { Length: > 0 } assets ? assets : HomeOf(variable) is { } home ? Path.Combine(home, "assets") : null;
        return folder is not null && Path.IsPathFullyQualified(folder) ? folder : null;
    }

    private static string? FirstTruthy(Func<string, string?> variable, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (IsTruthy(variable(name)))
                return name;
        }

        return null;
    }
}
