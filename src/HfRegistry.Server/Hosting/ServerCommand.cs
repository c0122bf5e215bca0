using System.Net;
using System.Security.Cryptography;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Database;
using HfRegistry.Server.Access;

namespace HfRegistry.Server.Hosting;

/// <summary>The command line: <c>hfregistry-server [FLAGS]</c>, <c>… health</c>, <c>… migrate</c>, <c>… user add NAME --right RIGHTS</c>, <c>… user remove NAME</c>.</summary>
internal static class ServerCommand
{
    private const int UsageError = 2;

    private const string Usage = """
        hfregistry-server                                   starts the server
        hfregistry-server health                            exits with 0 if the server of these options answers on this machine
        hfregistry-server migrate                           brings the catalog's tables up to date
        hfregistry-server user add NAME --Right upload,…    adds a user; prints a password, or reads it from --PasswordFile
        hfregistry-server user remove NAME                  removes a user with all tokens
        Flags: --Urls --Store --Catalog --Folder --Configuration --MaxIngestions …, variables: HFREGISTRY_SERVER_STORE …, file: hfregistry-server.json
        """;

    /// <summary>Runs a command.</summary>
    /// <returns>0 when done; 1 when the server cannot start; 2 for a command line that cannot be read.</returns>
    public static async Task<int> RunAsync(string[] args, Func<string, string?> variable, TextWriter output, TextWriter errors, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (args.Contains("--help"))
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        var words = args.TakeWhile(static arg => !arg.StartsWith('-')).ToArray();
        if (words is not ([] or ["health" or "migrate"] or ["user", "add" or "remove", _]))
            return await FailAsync(errors, Usage, UsageError);
        var read = OptionsReader.Read(args[words.Length..]);
        if (read is not { Options: { } options, All: { } configuration })
            return await FailAsync(errors, read.Problem!, UsageError);
        if (words is ["health"])
            return await HealthProbe.RunAsync(options.Urls, errors, cancellationToken);
        var opened = ServerApp.Open(options, variable, clock);
        if (opened.Value is not { } parts)
            return await FailAsync(errors, string.Join(Environment.NewLine, opened.Diagnostics));
        try
        {
            return await RunAsync(words, parts, configuration, output, errors, clock, cancellationToken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The address is in use, or the file with the password cannot be read.
            return await FailAsync(errors, TextSanitizer.Sanitize(refused.Message));
        }
        catch (Exception failed) when (CatalogDatabase.IsFailure(failed))
        {
            return await FailAsync(errors, parts.Database.Failed(failed).ToString());
        }
    }

    private static async Task<int> RunAsync(
        string[] words, ServerParts parts, IConfiguration configuration, TextWriter output, TextWriter errors, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (words is ["migrate"])
            return await parts.Database.MigrateAsync(clock, cancellationToken) is { } refused ? await FailAsync(errors, refused.ToString()) : 0;
        if (await PrepareAsync(parts.Database, clock, cancellationToken) is { } problem)
            return await FailAsync(errors, problem.ToString());
        return words switch
        {
            [] => await ServeAsync(parts, errors, clock, cancellationToken),
            ["user", "add", var name] => await AddUserAsync(parts, name, configuration, output, errors, clock, cancellationToken),
            _ => await new UserStore(parts.Database, parts.Options, clock).RemoveAsync(words[^1], cancellationToken) ? 0 : await FailAsync(errors, $"There is no user '{TextSanitizer.Sanitize(words[^1])}'."),
        };
    }

    private static async Task<int> ServeAsync(ServerParts parts, TextWriter errors, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!await new UserStore(parts.Database, parts.Options, clock).AnyAsync(cancellationToken) && !IsLoopback(parts.Options.Urls))
            return await FailAsync(errors, "There is no user, and the address is not of this machine alone. Run 'hfregistry-server user add NAME --Right upload' first.");
        await using var app = ServerApp.Build(parts, clock);
        await app.RunAsync(cancellationToken);
        return 0;
    }

    private static async Task<int> AddUserAsync(
        ServerParts parts, string name, IConfiguration configuration, TextWriter output, TextWriter errors, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (RightNames.Parse(configuration["Right"] ?? "") is not { } rights)
            return await FailAsync(errors, "Give --Right with some of search, download, upload, admin, separated by commas.");
        if (!TenantName.TryParse(configuration["Tenant"] ?? TenantName.Default.ToString(), out var tenant))
            return await FailAsync(errors, "A tenant has lowercase letters, digits and dashes.");
        if (!UserStore.IsName(name))
            return await FailAsync(errors, UserStore.NameRule);
        var file = configuration["PasswordFile"];
        var password = file is null ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : (await File.ReadAllTextAsync(file, cancellationToken)).TrimEnd('\r', '\n');
        if (password.Length < 12)
            return await FailAsync(errors, "A password has at least 12 characters.");
        if (!await new UserStore(parts.Database, parts.Options, clock).AddAsync(name, password, rights, tenant, cancellationToken))
            return await FailAsync(errors, $"There is a user '{TextSanitizer.Sanitize(name)}' already.");
        if (file is null)
            await output.WriteLineAsync(password);
        return 0;
    }

    // Several nodes start at once on a server; there the tables are a step of their own.
    private static Task<Diagnostic?> PrepareAsync(CatalogDatabase database, TimeProvider clock, CancellationToken cancellationToken) =>
        database.ServerConnection is null ? database.MigrateAsync(clock, cancellationToken) : database.CheckAsync(cancellationToken);

    private static bool IsLoopback(string urls) => urls.Split(';').All(static url =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));

    private static async Task<int> FailAsync(TextWriter errors, string text, int exitCode = 1)
    {
        await errors.WriteLineAsync(text);
        return exitCode;
    }
}
