using System.CommandLine;
using System.Globalization;
using HfRegistry.Cache;

namespace HfRegistry.Cli.Commands;

/// <summary>The options of the commands that download: <c>--cache-dir</c>, <c>--connections</c>, <c>--ignore-space</c>, <c>--quiet</c> and <c>--timeout</c>.</summary>
internal static class DownloadSwitches
{
    private const string CacheName = "--cache-dir";
    private const string ConnectionsName = "--connections";
    private const string IgnoreSpaceName = "--ignore-space";
    private const string QuietName = "--quiet";

    /// <summary>Creates the option <c>--cache-dir</c>.</summary>
    public static Option<string?> CreateCacheOption() => new(CacheName)
    {
        Description = "The cache's folder (by default HF_HUB_CACHE, or hub in HF_HOME).",
        HelpName = "DIR",
    };

    /// <summary>Gives a command the options.</summary>
    public static Command WithDownloadSwitches(this Command command)
    {
        var connections = new Option<string?>(ConnectionsName)
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"The connections for one file of more than 1 GB, 1 to {DownloadOptions.MaxConnections} (by default {new DownloadOptions { Root = "" }.Connections})."),
            HelpName = "N",
        };
        connections.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && Parse(text) is null)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{ConnectionsName} is '{TextSanitizer.Sanitize(text)}': write a number from 1 to {DownloadOptions.MaxConnections}."));
        });
        command.Add(CreateCacheOption());
        command.Add(connections);
        command.Add(new Option<bool>(IgnoreSpaceName) { Description = "Download even if the disk seems too small." });
        command.Add(new Option<bool>(QuietName) { Description = "Show no progress." });
        return command.WithTimeout();
    }

    /// <summary>Returns the cache's folder as the option states it, or null.</summary>
    public static string? CacheFolder(this ParseResult parsed) => parsed.GetValue<string?>(CacheName);

    /// <summary>Returns whether to show no progress.</summary>
    public static bool IsQuiet(this ParseResult parsed) => parsed.GetValue<bool>(QuietName);

    /// <summary>Returns the options of a download as the switches change them.</summary>
    public static DownloadOptions Apply(ParseResult parsed, DownloadOptions options) => options with
    {
        IgnoresSpace = parsed.GetValue<bool>(IgnoreSpaceName),
        Connections = Parse(parsed.GetValue<string?>(ConnectionsName)) ?? options.Connections,
    };

    private static int? Parse(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= DownloadOptions.MaxConnections ? number : null;
}
