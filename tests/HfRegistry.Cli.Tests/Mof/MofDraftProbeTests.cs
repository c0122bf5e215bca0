using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HfRegistry.Cli.Commands.Mof.Draft;

namespace HfRegistry.Cli.Tests.Mof;

/// <summary>Whatever GitHub, or what stands before it, answers about a repository is a value.</summary>
[TestClass]
internal sealed class MofDraftProbeTests
{
    [TestMethod]
    [DataRow("HTTP/1.1 451 Unavailable For Legal Reasons\r\nContent-Length: 0\r\n\r\n", false)]
    [DataRow("HTTP/1.1 301 Moved\r\nLocation: //\r\nContent-Length: 0\r\n\r\n", false)]
    [DataRow("HTTP/1.1 301 Moved\r\nLocation: http://\u00ff\u00ff/\r\nContent-Length: 0\r\n\r\n", false)]
    [DataRow("HTTP/1.1 301 Moved\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n", false)]
    [DataRow("HTTP/1.1 200 OK\r\nX-Odd: \u00ff\r\nContent-Length: 2\r\n\r\n[]", false)]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n{\"full_name\":\"\\ud800/x\"}", false)]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 46\r\n\r\n{\"full_name\":\"a/b\",\"license\":{\"spdx_id\":\"\\ud8\"}}", false)]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n{", false)]
    [DataRow("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", false)]
    [DataRow("no HTTP at all\r\n\r\n", false)]
    [DataRow("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", true)]
    [DataRow("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n", true)]
    [SuppressMessage("Reliability", "CA2025:Ensure tasks using 'IDisposable' instances complete before the instances are disposed", Justification = "The task is awaited at the end.")]
    public async Task An_odd_answer_leaves_the_repository_unknown(string answer, bool endsAsking)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = ServeAsync(server, Encoding.Latin1.GetBytes(answer));
        using var io = new CommandIO
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            Variable = name => name == "GITHUB_API_URL" ? $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}" : null,
            Folder = "/",
        };
        using var probe = MofDraftProbe.Of(io)!;

        var found = await probe.FindAsync("a/b", CancellationToken.None);

        Assert.AreEqual(((bool?)null, endsAsking), (found.Exists, found.EndsAsking), found.Missing);
        server.Stop();
        await serving;
    }

    private static async Task ServeAsync(TcpListener server, byte[] answer)
    {
        try
        {
            while (true)
            {
                using var client = await server.AcceptTcpClientAsync();
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[4_096], 1);
                await stream.WriteAsync(answer);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }
}
