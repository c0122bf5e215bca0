using System.Globalization;
using System.Net;

namespace HfRegistry.Server.Hosting;

/// <summary>Reads the options of the server from its file, environment variables and flags; the last counts most.</summary>
internal static class OptionsReader
{
    private const string FileName = "hfregistry-server.json";
    private const string VariablePrefix = "HFREGISTRY_SERVER_";

    private static readonly string[] CommandFlags = ["Right", "Tenant", "PasswordFile"];

    /// <summary>Reads the options.</summary>
    /// <param name="flags">The command line after the command.</param>
    /// <returns>The options with all that was read; or what is wrong.</returns>
    public static (ServerOptions? Options, IConfiguration? All, string? Problem) Read(string[] flags)
    {
        if (FlagProblem(flags) is { } wrongFlag)
            return (null, null, wrongFlag);
        try
        {
            var given = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(FileName), optional: true).AddCommandLine(flags).Build();

            // Not of variables: a cluster sets some that begin like this, when a service has this name.
            if (given.GetChildren().FirstOrDefault(static one => !IsKnown(one.Key)) is { } unknown)
                return (null, null, $"'{TextSanitizer.Sanitize(unknown.Key)}' is not an option.");
            var all = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(FileName), optional: true).AddEnvironmentVariables(VariablePrefix).AddCommandLine(flags).Build();
            var options = all.Get<ServerOptions>() ?? new ServerOptions();
            return Problem(options) is { } problem ? (null, null, problem) : (options, all, null);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or InvalidDataException or FormatException)
        {
            return (null, null, TextSanitizer.Sanitize(wrong.Message));
        }
    }

    /// <summary>Returns the networks of proxies: addresses and prefixes, separated by commas.</summary>
    /// <returns>The networks, or null when one of them cannot be read.</returns>
    public static IReadOnlyList<IPNetwork>? ReadNetworks(string text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(part, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(part, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                return null;
        }

        return networks;
    }

    // The reader of flags passes over what it cannot read.
    private static string? FlagProblem(string[] flags)
    {
        for (var at = 0; at < flags.Length; at++)
        {
            if (!flags[at].StartsWith("--", StringComparison.Ordinal))
                return $"'{TextSanitizer.Sanitize(flags[at])}' is not expected here: a command comes first, then flags such as --Store DIR.";
            if (!flags[at].Contains('=', StringComparison.Ordinal) && (++at == flags.Length || flags[at].StartsWith("--", StringComparison.Ordinal)))
                return $"'{TextSanitizer.Sanitize(flags[at - 1])}' has no value.";
        }

        return null;
    }

    private static bool IsKnown(string name) =>
        CommandFlags.Contains(name, StringComparer.OrdinalIgnoreCase) || Array.Exists(typeof(ServerOptions).GetProperties(), property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string? Problem(ServerOptions options) =>
        AtLeast(nameof(options.MaxIngestions), options.MaxIngestions, 1) ?? AtLeast(nameof(options.MaxOpenIngestions), options.MaxOpenIngestions, 1) ?? AtLeast(nameof(options.MaxRetries), options.MaxRetries, 0)
        ?? AtLeast(nameof(options.CallsPerToken), options.CallsPerToken, 1) ?? AtLeast(nameof(options.AuthenticationsPerMinute), options.AuthenticationsPerMinute, 1)
        ?? (options.RetryDelay < TimeSpan.Zero ? "'RetryDelay' is negative." : null)
        ?? (options.TokenLifetime <= TimeSpan.Zero ? "'TokenLifetime' is not positive." : null)
        ?? (ReadNetworks(options.TrustedProxies) is null ? "'TrustedProxies' is a list of addresses (10.0.0.1) and networks (10.0.0.0/8), separated by commas." : null)
        ?? (options.OtlpEndpoint is null or { IsAbsoluteUri: true, Scheme: "http" or "https" } ? null : "'OtlpEndpoint' is an address such as http://127.0.0.1:4318.")
        ?? (Array.TrueForAll(options.Urls.Split(';'), IsAddress) ? null : "'Urls' is a list of addresses such as http://127.0.0.1:8000, separated by semicolons.");

    private static string? AtLeast(string name, int value, int least) => value < least ? string.Create(CultureInfo.InvariantCulture, $"'{name}' is at least {least}.") : null;

    private static bool IsAddress(string text)
    {
        try
        {
            return BindingAddress.Parse(text).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
