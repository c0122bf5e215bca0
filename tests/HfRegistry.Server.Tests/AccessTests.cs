using System.Net;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Server.Access;
using HfRegistry.Testing;

namespace HfRegistry.Server.Tests;

/// <summary>Who may do what, and the answers to everybody else.</summary>
[TestClass]
internal sealed class AccessTests
{
    [TestMethod]
    public async Task Token_is_given_for_a_password_counted_and_revoked()
    {
        await using var scene = await ServerScene.StartAsync(static options => (options.CallsPerToken, options.AuthenticationsPerMinute) = (3, 100));
        await scene.SignInAsync(Right.Search);
        var credentials = new { username = "alice", password = ServerScene.Password };

        var issued = await scene.SendAsync(HttpMethod.Post, "/authenticate", credentials);

        Assert.AreEqual(200, issued.Status, issued.Text);
        Assert.AreEqual(3, (int)issued.Json["calls_remaining"]!);
        var token = (string)issued.Json["token"]!;
        StringAssert.StartsWith(token, "hfr_");
        scene.Http.DefaultRequestHeaders.Authorization = null;
        Assert.AreEqual(200, (await scene.SendAsync(HttpMethod.Get, "/packages", null, ("Authorization", $"Bearer {token}"))).Status);
        Assert.AreEqual(200, (await scene.SendAsync(HttpMethod.Get, "/packages", null, ("X-Authorization", token))).Status);
        Assert.AreEqual(200, (await scene.SendAsync(HttpMethod.Get, "/packages", null, ("X-Authorization", $"bearer {token}"))).Status);
        Assert.AreEqual(401, (await scene.SendAsync(HttpMethod.Get, "/packages", null, ("X-Authorization", token))).Status);
        var other = (string)(await scene.SendAsync(HttpMethod.Post, "/authenticate", credentials)).Json["token"]!;
        Assert.AreEqual(204, (await scene.SendAsync(HttpMethod.Delete, "/authenticate", null, ("Authorization", $"Bearer {other}"))).Status);
        Assert.AreEqual(401, (await scene.SendAsync(HttpMethod.Get, "/packages", null, ("Authorization", $"Bearer {other}"))).Status);
    }

    [TestMethod]
    public async Task Wrong_password_and_unknown_user_get_the_same_answer_and_then_none()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Search);

        var wrong = await scene.SendAsync(HttpMethod.Post, "/authenticate", new { username = "alice", password = "wrong" });
        var unknown = await scene.SendAsync(HttpMethod.Post, "/authenticate", new { username = "mallory", password = "wrong" });

        Assert.AreEqual(401, wrong.Status);
        Assert.AreEqual(wrong.Text, unknown.Text);
        for (var i = 2; i < scene.Options.AuthenticationsPerMinute; i++)
            await scene.SendAsync(HttpMethod.Post, "/authenticate", new { username = "alice", password = "wrong" });
        var late = await scene.SendAsync(HttpMethod.Post, "/authenticate", new { username = "alice", password = ServerScene.Password });
        Assert.AreEqual(429, late.Status);
        Assert.IsNotNull(late.Headers.RetryAfter);
        Assert.IsNotNull(late.Detail);
    }

    [TestMethod]
    public async Task Token_in_place_of_a_model_id_goes_nowhere()
    {
        await using var scene = await ServerScene.StartAsync();
        var token = await scene.SignInAsync(Right.Upload);

        foreach (var id in new[] { token, $"garden/{token}" })
        {
            var refused = await scene.IngestAsync(new { model_id = id });
            Assert.AreEqual(400, refused.Status, refused.Text);
            Assert.DoesNotContain(token, refused.Text);
        }

        Assert.IsEmpty(scene.Hub.Requests);
        foreach (var row in await scene.AuditAsync())
            Assert.DoesNotContain(token, $"{row.Subject} {row.Detail}");
    }

    [TestMethod]
    [DataRow("", "203.0.113.2", 429)]
    [DataRow("127.0.0.1", "203.0.113.1", 429)]
    [DataRow("127.0.0.0/8, 10.0.0.1", "203.0.113.2, 203.0.113.1, 10.0.0.1", 429)]
    [DataRow("127.0.0.1", "203.0.113.2", 401)]
    public async Task Tries_to_authenticate_are_counted_by_the_client_that_a_trusted_proxy_names(string proxies, string forwardedFor, int status)
    {
        await using var scene = await ServerScene.StartAsync(options => (options.TrustedProxies, options.AuthenticationsPerMinute) = (proxies, 1));
        var credentials = new { username = "alice", password = "wrong" };
        Assert.AreEqual(401, (await scene.SendAsync(HttpMethod.Post, "/authenticate", credentials, ("X-Forwarded-For", "203.0.113.1"))).Status);

        Assert.AreEqual(status, (await scene.SendAsync(HttpMethod.Post, "/authenticate", credentials, ("X-Forwarded-For", forwardedFor))).Status);

        Assert.AreEqual(proxies.Length == 0 ? "127.0.0.1" : "203.0.113.1", (await scene.AuditAsync())[0].Address);
    }

    [TestMethod]
    public async Task Every_endpoint_needs_a_token()
    {
        const string Id = "00000000-0000-0000-0000-000000000001";
        await using var scene = await ServerScene.StartAsync();

        foreach (var (method, path) in new[]
        {
            ("POST", "/package/ingest-huggingface"), ("POST", "/ingest"), ("GET", $"/ingest/{Id}"), ("GET", $"/ingest/{Id}/events"), ("DELETE", $"/ingest/{Id}"), ("GET", "/packages"),
            ("POST", "/packages"), ("GET", $"/package/{Id}"), ("GET", $"/package/{Id}/metadata"), ("GET", $"/package/{Id}/lineage"), ("GET", $"/package/{Id}/bom"), ("DELETE", $"/package/{Id}"), ("DELETE", "/authenticate"),
        })
        {
            var body = method != "POST" ? null : path == "/ingest" ? "[]" : """{"model_id":"a/b"}""";
            foreach (var token in new[] { "", "Bearer hfr_0000", "Bearer ", "Basic abc" })
            {
                var refused = await scene.SendAsync(new HttpMethod(method), path, body, ("Authorization", token));
                Assert.AreEqual(401, refused.Status, $"{method} {path}: {refused.Text}");
                Assert.AreEqual("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
                Assert.IsNotNull(refused.Detail);
            }
        }
    }

    [TestMethod]
    public async Task Caller_without_the_right_is_told_which()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Search);

        var refused = await scene.IngestAsync();

        Assert.AreEqual(403, refused.Status);
        Assert.AreEqual("You lack the right 'upload'.", refused.Detail);
    }

    [TestMethod]
    public async Task Tenants_do_not_see_each_others_packages_and_jobs()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search);
        var stored = await scene.IngestAsync();
        Assert.AreEqual(200, stored.Status, stored.Text);

        await scene.SignInAsync("bob", "other", Right.Upload, Right.Search, Right.Download, Right.Admin);

        Assert.AreEqual(0, (int)(await scene.SendAsync(HttpMethod.Get, "/packages")).Json["total"]!);
        Assert.AreEqual(404, (await scene.SendAsync(HttpMethod.Get, $"/package/{stored.Json["package_id"]}")).Status);
        Assert.AreEqual(404, (await scene.SendAsync(HttpMethod.Delete, $"/package/{stored.Json["package_id"]}")).Status);
        var own = await scene.IngestAsync();
        Assert.MatchesRegex(@"\Afile:///tenants/other/models--garden--bird/1\.0\.0/[0-9a-f]{64}/package\.zip\z", (string)own.Json["s3_path"]!);
    }

    [TestMethod]
    public async Task Removed_package_is_gone_from_catalog_and_store()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search, Right.Admin);
        var id = (string)(await scene.IngestAsync()).Json["package_id"]!;

        Assert.AreEqual(204, (await scene.SendAsync(HttpMethod.Delete, $"/package/{id}")).Status);

        Assert.AreEqual(404, (await scene.SendAsync(HttpMethod.Get, $"/package/{id}/metadata")).Status);
        Assert.AreEqual(200, (await scene.IngestAsync()).Status);
    }

    [TestMethod]
    public async Task Removed_package_leaves_its_archive_to_a_run_that_claims_it()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload, Right.Search, Right.Admin);
        var id = (string)(await scene.IngestAsync()).Json["package_id"]!;
        var archive = Directory.GetFiles(scene.StoreFolder, "package.zip", SearchOption.AllDirectories).Single();
        var key = StoreKey.Parse(Path.GetRelativePath(scene.StoreFolder, archive).Replace(Path.DirectorySeparatorChar, '/'));
        var other = await scene.Catalog.BeginAsync(new RunRequest(TenantName.Default, PackageKind.Model, ModelId.Parse(ServerScene.Bird), "auto") { RequestedBy = "bob" }, CancellationToken.None);
        Assert.IsNull(await scene.Catalog.ClaimAsync(other.Value!.RunId, [key], CancellationToken.None));

        Assert.AreEqual(204, (await scene.SendAsync(HttpMethod.Delete, $"/package/{id}")).Status);

        Assert.IsTrue(File.Exists(archive));
    }

    [TestMethod]
    public async Task Token_is_revoked_whatever_its_user_may_do()
    {
        await using var scene = await ServerScene.StartAsync();
        await scene.SignInAsync(Right.Upload);

        Assert.AreEqual(204, (await scene.SendAsync(HttpMethod.Delete, "/authenticate")).Status);

        Assert.AreEqual(401, (await scene.SendAsync(HttpMethod.Delete, "/authenticate")).Status);
    }

    [TestMethod]
    [DataRow("203.0.113.1", "203.0.113.2", false)]
    [DataRow("203.0.113.1", "::ffff:203.0.113.1", true)]
    [DataRow("::ffff:203.0.113.1", "::ffff:203.0.113.2", false)]
    [DataRow("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [DataRow("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void Addresses_of_one_machine_are_one_client(string first, string second, bool isOne) =>
        Assert.AreEqual(isOne, ClientAddress.PartOf(IPAddress.Parse(first)) == ClientAddress.PartOf(IPAddress.Parse(second)));

    [TestMethod]
    public async Task Every_status_has_a_detail()
    {
        await using var scene = await ServerScene.StartAsync();

        foreach (var (method, path, body, status) in new[]
        {
            ("GET", "/nothing", null, 404), ("PUT", "/packages", null, 405), ("POST", "/authenticate", "{\"username\":1}", 400),
            ("POST", "/authenticate", new string('x', 70_000), 413),
        })
        {
            var answer = await scene.SendAsync(new HttpMethod(method), path, body);
            Assert.AreEqual(status, answer.Status, answer.Text);
            Assert.IsNotNull(answer.Detail);
        }
    }

    [TestMethod]
    public async Task Server_that_is_ready_says_so_and_describes_itself()
    {
        await using var scene = await ServerScene.StartAsync();

        Assert.AreEqual("healthy", (string)(await scene.SendAsync(HttpMethod.Get, "/health")).Json["status"]!);
        var ready = await scene.SendAsync(HttpMethod.Get, "/health/ready");
        Assert.AreEqual(200, ready.Status, ready.Text);
        var api = await scene.SendAsync(HttpMethod.Get, "/openapi.json");
        Assert.AreEqual(200, api.Status, api.Text);
        Assert.AreEqual("bearer", (string)api.Json["components"]!["securitySchemes"]!["Bearer"]!["scheme"]!);
        Assert.IsNotNull(api.Json["paths"]!["/packages"]!["get"]!["security"]);
        Assert.IsNull(api.Json["paths"]!["/authenticate"]!["post"]!["security"]);
        var page = await scene.SendAsync(HttpMethod.Get, "/docs/index.html");
        Assert.AreEqual(200, page.Status);
        Assert.DoesNotContain("https://", page.Text);
    }

    [TestMethod]
    public async Task Store_is_checked_every_two_seconds_however_often_anybody_asks()
    {
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        await using var scene = await ServerScene.StartAsync(clock);
        Assert.AreEqual(200, (await scene.SendAsync(HttpMethod.Get, "/health/ready")).Status);
        await File.WriteAllTextAsync(scene.StoreFolder, "");

        Assert.AreEqual(200, (await scene.SendAsync(HttpMethod.Get, "/health/ready")).Status);

        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.AreEqual(503, (await scene.SendAsync(HttpMethod.Get, "/health/ready")).Status);
    }
}
