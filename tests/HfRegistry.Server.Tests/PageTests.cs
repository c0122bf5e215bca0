using HfRegistry.Server.Access;

namespace HfRegistry.Server.Tests;

/// <summary>What the page at <c>/</c> is made of. A browser opens it in the extra tests.</summary>
[TestClass]
internal sealed class PageTests
{
    [TestMethod]
    public async Task Page_and_its_files_allow_nothing_of_others()
    {
        await using var scene = await ServerScene.StartAsync();

        var page = await scene.SendAsync(HttpMethod.Get, "/");
        Assert.AreEqual(200, page.Status);
        Assert.AreEqual("text/html", page.ContentHeaders.ContentType!.MediaType);
        Assert.DoesNotContain("://", page.Text);
        foreach (var file in System.Text.RegularExpressions.Regex.Matches(page.Text, "page/[a-z.]+").Select(static match => match.Value).Distinct())
            Assert.AreEqual(200, (await scene.SendAsync(HttpMethod.Get, file)).Status, file);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        StringAssert.StartsWith(policy, "default-src 'none'; script-src 'self';");
        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
    }

    [TestMethod]
    public async Task Every_answer_is_what_it_says_and_in_no_frame()
    {
        await using var scene = await ServerScene.StartAsync();

        foreach (var path in new[] { "/", "/page/app.js", "/health", "/packages", "/nothing", "/docs/index.html" })
        {
            var answer = await scene.SendAsync(HttpMethod.Get, path);
            Assert.AreEqual("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single(), path);
            Assert.AreEqual("DENY", answer.Headers.GetValues("X-Frame-Options").Single(), path);
        }
    }

    [TestMethod]
    public async Task Known_file_is_not_sent_again()
    {
        await using var scene = await ServerScene.StartAsync();
        var tag = (await scene.SendAsync(HttpMethod.Get, "/page/app.js")).Headers.ETag!.ToString();

        Assert.AreEqual(304, (await scene.SendAsync(HttpMethod.Get, "/page/app.js", null, ("If-None-Match", tag))).Status);
    }

    [TestMethod]
    public async Task Failed_job_tells_its_step_and_metrics()
    {
        await using var scene = await ServerScene.StartAsync(policy: """{"gate":{"thresholds":{"ramp_up_time":1.0}}}""");
        await scene.SignInAsync(Right.Upload, Right.Search);
        var accepted = await scene.SendAsync(HttpMethod.Post, "/package/ingest-huggingface", new { model_id = ServerScene.Bird }, ("Prefer", "respond-async"));
        await scene.SendAsync(HttpMethod.Get, $"{accepted.Headers.Location}/events");

        var job = (await scene.SendAsync(HttpMethod.Get, accepted.Headers.Location!.ToString())).Json;

        Assert.AreEqual("gate", (string)job["step"]!);
        StringAssert.StartsWith((string)job["reasons"]![0]!, "Ramp-Up Time (");
    }

    [TestMethod]
    public async Task Bill_of_materials_is_a_document_of_the_package()
    {
        var model = ServerScene.Model with { CardData = """{"license":"apache-2.0","base_model":"garden/egg","datasets":["garden/Songs"]}""", Tags = ["license:apache-2.0", "dataset:garden/Songs"] };
        await using var scene = await ServerScene.StartAsync(null, """{"gate":{"preset":"license-only"}}""", model);
        await scene.SignInAsync(Right.Upload, Right.Search);
        var id = (string)(await scene.IngestAsync()).Json["package_id"]!;

        var bom = await scene.SendAsync(HttpMethod.Get, $"/package/{id}/bom");

        Assert.AreEqual("application/vnd.cyclonedx+json", bom.ContentHeaders.ContentType!.MediaType);
        Assert.AreEqual("garden--bird-1.0.0.cdx.json", bom.ContentHeaders.ContentDisposition!.FileName);
        Assert.AreEqual("CycloneDX", (string)bom.Json["bomFormat"]!);
        var components = bom.Json["components"]!;
        Assert.AreEqual("machine-learning-model", (string)components[0]!["type"]!);
        Assert.AreEqual("dataset:garden/songs", (string)components[1]!["bom-ref"]!);
        Assert.AreEqual("dataset:garden/songs", (string)bom.Json["dependencies"]![0]!["dependsOn"]![0]!);
    }
}
