using System.Net;
using System.Net.Sockets;
using HfRegistry.Http;
using HfRegistry.Hub;
using HfRegistry.Testing;
using HfRegistry.Tests.Hub;

namespace HfRegistry.Tests.Http;

/// <summary>Names of hosts in redirects are judged by the addresses that they have when the connection is made.</summary>
[TestClass]
internal sealed class HostConnectorTests
{
    private static readonly Uri PublicHome = new("https://hub.example/");

    [TestMethod]
    [DataRow("127.0.0.1")]
    [DataRow("10.1.2.3")]
    [DataRow("169.254.169.254")]
    [DataRow("::1")]
    [DataRow("fd00::1")]
    [DataRow("::ffff:192.168.0.1")]
    [DataRow("203.0.113.1", "127.0.0.1")]
    public async Task A_name_that_resolves_to_a_private_address_is_refused(params string[] addresses)
    {
        var error = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => GetAsync(PublicHome, "http://store.example:1/file", Names(("store.example", addresses))));

        Assert.AreEqual("it redirects to a host of a private network (store.example)", Assert.IsInstanceOfType<PrivateNetworkException>(error.InnerException).Message);
    }

    [TestMethod]
    [DataRow("http://127.0.0.1:8080/")]
    [DataRow("http://hub.corp.example/")]
    public async Task A_hub_of_a_private_network_may_lead_to_its_neighbors(string home)
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        var names = Names(("store.corp.example", ["127.0.0.1"]), ("hub.corp.example", ["10.0.0.7"]));

        var answer = await GetAsync(new Uri(home), $"http://store.corp.example:{hub.Endpoint.Port}/api/models", names);

        Assert.AreEqual(HttpStatusCode.OK, answer);
    }

    [TestMethod]
    public async Task A_proxy_may_be_on_a_private_network()
    {
        await using var proxy = await LocalHub.StartAsync(HubScene.Bert);

        await GetAsync(PublicHome, "http://store.example/file", Names(("proxy.corp.example", ["127.0.0.1"])), new WebProxy("proxy.corp.example", proxy.Endpoint.Port));

        Assert.HasCount(1, proxy.Requests);
    }

    [TestMethod]
    public async Task A_file_that_is_redirected_to_a_private_address_by_name_is_not_read()
    {
        using var listener = Listener();
        await using var hub = await LocalHub.StartAsync(HubAsk.Model);
        hub.FailWith(Faults.When("/resolve/", Faults.Status(302, "", ("Location", $"https://store.example:{PortOf(listener)}/file"))));
        // The Hub itself is reached on this machine, and has a public address when a redirect is judged.
        var asked = 0;
        Task<IPAddress[]> ResolveAsync(string host, CancellationToken _) =>
            Task.FromResult<IPAddress[]>([IPAddress.Parse(host == "store.example" || asked++ == 0 ? "127.0.0.1" : "203.0.113.1")]);
        using var client = hub.Client("hf_valid", with: options => options with { Endpoint = new Uri($"http://hub.example:{hub.Endpoint.Port}"), Resolve = ResolveAsync });

        var answer = await client.GetCardAsync(HubScene.BertId);

        Assert.AreEqual("the Hub's answer cannot be read: it redirects to a host of a private network (store.example)", answer.Error!.Message);
        Assert.IsFalse(listener.Pending());
    }

    private static async Task<HttpStatusCode> GetAsync(Uri home, string address, HostResolver resolve, IWebProxy? proxy = null)
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = new HostConnector(home, resolve).ConnectToPublicAsync, Proxy = proxy, UseProxy = proxy is not null };
        using var http = new HttpClient(handler);
        using var answer = await http.GetAsync(new Uri(address));
        return answer.StatusCode;
    }

    /// <summary>Resolves some names; all others are of the public network.</summary>
    private static HostResolver Names(params (string Host, string[] Addresses)[] names) => (host, _) =>
        Task.FromResult<IPAddress[]>([.. (names.FirstOrDefault(name => name.Host == host).Addresses ?? ["203.0.113.9"]).Select(IPAddress.Parse)]);

    private static TcpListener Listener()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
