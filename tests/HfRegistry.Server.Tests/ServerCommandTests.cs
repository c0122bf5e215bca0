using System.Net;
using System.Net.Sockets;
using HfRegistry.Server.Hosting;

namespace HfRegistry.Server.Tests;

/// <summary>The command line of the server.</summary>
[TestClass]
internal sealed class ServerCommandTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hfregistry-server-command-").FullName;

    [TestCleanup]
    public void RemoveFolder()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public async Task User_is_added_once_and_removed_once()
    {
        var added = await RunAsync("user", "add", "alice", "--Right", "upload,search");

        Assert.AreEqual(0, added.ExitCode, added.Errors);
        Assert.MatchesRegex(@"\A[0-9a-f]{32}\n\z", added.Output.ReplaceLineEndings("\n"));
        Assert.AreEqual((1, "There is a user 'alice' already."), Told(await RunAsync("user", "add", "alice", "--Right", "search")));
        Assert.AreEqual((0, ""), Told(await RunAsync("user", "remove", "alice")));
        Assert.AreEqual((1, "There is no user 'alice'."), Told(await RunAsync("user", "remove", "alice")));
    }

    [TestMethod]
    public async Task Password_comes_from_a_file_and_is_not_shown()
    {
        var file = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(file, "correct horse battery\n");

        var added = await RunAsync("user", "add", "alice", "--Right", "search", "--PasswordFile", file);

        Assert.AreEqual((0, "", ""), added);
        await File.WriteAllTextAsync(file, "short");
        Assert.AreEqual((1, "A password has at least 12 characters."), Told(await RunAsync("user", "add", "bob", "--Right", "search", "--PasswordFile", file)));
        Assert.AreEqual(1, (await RunAsync("user", "add", "bob", "--Right", "search", "--PasswordFile", Path.Combine(_folder, "nothing"))).ExitCode);
    }

    [TestMethod]
    [DataRow(1, "some of search, download", "user", "add", "alice")]
    [DataRow(1, "some of search, download", "user", "add", "alice", "--Right", "everything")]
    [DataRow(1, "A tenant has", "user", "add", "alice", "--Right", "search", "--Tenant", "A/B")]
    [DataRow(1, "The name of a user", "user", "add", "al ice", "--Right", "search")]
    [DataRow(2, "starts the server", "serve")]
    [DataRow(2, "starts the server", "user", "add")]
    [DataRow(2, "'user' is not expected here", "--Store", "x", "user", "add", "bob")]
    [DataRow(2, "'-Store' is not expected here", "-Store", "x")]
    [DataRow(2, "'--Store' has no value.", "--Store")]
    [DataRow(2, "'Stroe' is not an option.", "--Stroe", "x")]
    [DataRow(2, "MaxIngestions", "--MaxIngestions", "many")]
    [DataRow(2, "'MaxIngestions' is at least 1.", "--MaxIngestions", "0")]
    [DataRow(2, "'MaxRetries' is at least 0.", "--MaxRetries", "-1")]
    [DataRow(2, "'TokenLifetime' is not positive.", "--TokenLifetime", "00:00:00")]
    [DataRow(2, "'TrustedProxies' is a list", "--TrustedProxies", "10.0.0.0/33")]
    [DataRow(2, "'Urls' is a list", "--Urls", "8000")]
    [DataRow(1, "There is no user, and the address", "--Urls", "http://0.0.0.0:0")]
    [DataRow(1, "HFR7203", "--Store", "ftp://somewhere")]
    public async Task Mistake_is_told_in_a_line(int exitCode, string text, params string[] args)
    {
        var failed = await RunAsync(args);

        Assert.AreEqual(exitCode, failed.ExitCode, failed.Errors);
        Assert.Contains(text, failed.Errors);
        Assert.DoesNotContain("   at ", failed.Errors);
        Assert.AreEqual("", failed.Output);
    }

    [TestMethod]
    public async Task Help_is_no_mistake()
    {
        var help = await RunAsync("--help");

        Assert.AreEqual((0, ""), Told(help));
        Assert.Contains("starts the server", help.Output);
    }

    [TestMethod]
    public async Task Migration_makes_the_catalog_and_does_nothing_again()
    {
        Assert.AreEqual((0, ""), Told(await RunAsync("migrate")));
        Assert.IsTrue(File.Exists(Path.Combine(_folder, "packages", ".catalog.db")));
        Assert.AreEqual((0, ""), Told(await RunAsync("migrate")));
    }

    [TestMethod]
    public async Task Address_in_use_is_an_error()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var failed = await RunAsync("--Urls", $"http://{other.LocalEndpoint}");

        Assert.AreEqual(1, failed.ExitCode);
        Assert.Contains("address already in use", failed.Errors);
        Assert.DoesNotContain("   at ", failed.Errors);
    }

    private static (int ExitCode, string Errors) Told((int ExitCode, string Output, string Errors) told) => (told.ExitCode, told.Errors.Trim());

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var exitCode = await ServerCommand.RunAsync(
            [.. args, "--Folder", _folder], name => name == "HF_HUB_CACHE" ? Path.Combine(_folder, "cache") : null, output, errors, TimeProvider.System, CancellationToken.None);
        return (exitCode, output.ToString(), errors.ToString());
    }
}
