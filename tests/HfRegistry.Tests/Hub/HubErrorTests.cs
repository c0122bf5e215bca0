using System.Net;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubErrorTests
{
    private static readonly LocalModel[] Models =
    [
        HubScene.Bert,
        LocalModel.Of("org/private") with { IsPrivate = true },
        LocalModel.Of("org/disabled") with { IsDisabled = true },
        LocalModel.Of("org/gated") with { Gating = Gating.Manual },
    ];

    [TestMethod]
    [DataRow("org/missing", null, null, typeof(HubError.NotFound))]
    [DataRow("org/missing", null, "hf_valid", typeof(HubError.NotFound))]
    [DataRow("org/private", null, null, typeof(HubError.NotFound))]
    [DataRow("org/private", null, "hf_valid", null)]
    [DataRow("org/disabled", null, null, typeof(HubError.Disabled))]
    [DataRow("org/gated", null, null, null)]
    [DataRow("org/gated", null, "hf_wrong", typeof(HubError.BadToken))]
    [DataRow("google-bert/bert-base-uncased", null, "hf_wrong", typeof(HubError.BadToken))]
    [DataRow("google-bert/bert-base-uncased", "nowhere", null, typeof(HubError.RevisionNotFound))]
    [DataRow("google-bert/bert-base-uncased", "main", null, null)]
    [DataRow("google-bert/bert-base-uncased", "..", null, typeof(HubError.RevisionNotFound))]
    public async Task A_refusal_is_the_error_that_a_caller_can_act_on(string id, string? revision, string? token, Type? expected)
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var client = hub.Client(token, maxRetries: 5);

        var error = await client.ErrorOfAsync(id, revision);

        Assert.AreEqual(expected, error?.GetType());
        Assert.IsLessThanOrEqualTo(1, client.RequestCount, "such a refusal is final: asking again would waste the quota");
    }

    [TestMethod]
    [DataRow(401, "GatedRepo", "Access to model x is restricted.", typeof(HubError.Gated))]
    [DataRow(403, "GatedRepo", "you are not in the authorized list", typeof(HubError.Gated))]
    [DataRow(404, "EntryNotFound", "Entry not found", typeof(HubError.EntryNotFound))]
    [DataRow(404, "RepoNotFound", "Repository not found", typeof(HubError.NotFound))]
    [DataRow(404, null, "", typeof(HubError.NotFound))]
    [DataRow(401, null, "Invalid username or password.", typeof(HubError.NotFound))]
    [DataRow(401, null, "Invalid credentials in Authorization header", typeof(HubError.BadToken))]
    [DataRow(403, null, "Access to this resource is disabled.", typeof(HubError.Disabled))]
    [DataRow(403, null, "the token has no such scope", typeof(HubError.Forbidden))]
    [DataRow(400, null, "bad", typeof(HubError.BadRequest))]
    [DataRow(418, null, "", typeof(HubError.BadRequest))]
    [DataRow(408, null, "", typeof(HubError.Unavailable))]
    [DataRow(429, null, "", typeof(HubError.RateLimited))]
    [DataRow(500, null, "", typeof(HubError.Unavailable))]
    [DataRow(503, null, "", typeof(HubError.Unavailable))]
    [DataRow(304, null, "", typeof(HubError.Malformed))]
    public void The_error_code_decides_before_the_status(int status, string? code, string message, Type expected)
    {
        var error = HubErrorReader.Read(new HubRefusal((HttpStatusCode)status, code, message), new ResourceName("org/x", "main"), wait: null);

        Assert.AreEqual(expected, error.GetType());
        Assert.AreEqual(status is 408 or 429 or >= 500, error.IsTransient);
    }

    [TestMethod]
    [DataRow("""{"error":"one"}""", "one")]
    [DataRow("""{"error":["one","two"]}""", "one; two")]
    [DataRow("""{"error_description":"described"}""", "described")]
    [DataRow("""{"errors":[{"message":"first"},{"message":"second"}]}""", "first; second")]
    [DataRow("""{"error":5}""", "")]
    [DataRow("""{"error":"cut""", """{"error":"cut""")]
    [DataRow("<html>a page</html>", "")]
    [DataRow("plain", "plain")]
    [DataRow("""{"error":"no","\ud800x_long_key_name":1}""", "")]
    public void A_message_is_found_wherever_the_Hub_puts_it(string body, string expected) =>
        Assert.AreEqual(expected, HubRefusal.MessageOf(body));

    [TestMethod]
    public async Task A_listing_that_is_refused_says_what_was_wrong_with_it()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        using var client = hub.Client();

        var error = await client.ListingErrorAsync(new HubModelQuery { Expand = ["nothing-like-it"] });

        var refused = Assert.IsInstanceOfType<HubError.BadRequest>(error);
        Assert.Contains("must be one of", refused.Message);
    }

    [TestMethod]
    public async Task A_token_that_a_server_echoes_is_not_printed()
    {
        await using var hub = await LocalHub.StartAsync(HubScene.Bert);
        hub.FailWith(Faults.Status(403, """{"error":"hf_valid has no right\u0007"}"""));
        using var client = hub.Client("hf_valid");

        var error = await client.ErrorOfAsync("org/x");

        Assert.AreEqual("hf_valid", hub.Requests.Single().Token);
        Assert.AreEqual("the Hub refused the request: *** has no right\uFFFD (status 403)", error!.Message);
        Assert.DoesNotContain("hf_valid", error.ToString());
    }
}
