using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Tests.Hub;

/// <summary>What the live suite asks of the real Hub, the local one answers as assumed, and each question notices when the answer is another.</summary>
[TestClass]
internal sealed class HubContractTests
{
    public static IEnumerable<object[]> Questions => HubContract.Questions.Select(question => new object[] { question.Name });

    [TestMethod]
    [DynamicData(nameof(Questions))]
    public async Task The_local_Hub_answers_as_assumed(string question)
    {
        await using var hub = await HubContract.StartLocalHubAsync();

        Assert.AreEqual("", string.Join('\n', await Of(question).DriftOfAsync(hub.Endpoint)));
    }

    [TestMethod]
    [DynamicData(nameof(Questions))]
    public async Task Another_status_or_missing_rate_limits_are_drift_and_told_in_words(string question)
    {
        await using var hub = await HubContract.StartLocalHubAsync();
        hub.FailWith(WithoutRateLimit, Faults.Status(StatusCodes.Status418ImATeapot));

        var drift = await Of(question).DriftOfAsync(hub.Endpoint);

        Assert.Contains($"the status was assumed to be {Of(question).Status} and is 418", drift);
        Assert.Contains("the header RateLimit is missing", drift);
        StringAssert.StartsWith(drift[^1], $"asked was {hub.Endpoint}", StringComparison.Ordinal);
    }

    [TestMethod]
    [DynamicData(nameof(Questions))]
    public async Task An_answer_with_the_right_status_and_nothing_else_is_drift(string question)
    {
        await using var hub = await HubContract.StartLocalHubAsync();
        // A list of one row that has no member, and a link that leads away.
        hub.FailWith(Faults.Status(Of(question).Status, "[{}]", ("Link", "<https://elsewhere.example/>; rel=\"next\""), ("X-Error-Code", "Other"), ("Location", "https://elsewhere.example/")));

        Assert.IsNotEmpty(await Of(question).DriftOfAsync(hub.Endpoint));
    }

    [TestMethod]
    public async Task Every_question_only_reads_and_none_but_one_has_a_token()
    {
        await using var hub = await HubContract.StartLocalHubAsync();
        foreach (var question in HubContract.Questions)
            await question.DriftOfAsync(hub.Endpoint);

        Assert.AreEqual(HubContract.Questions.Length, hub.Requests.Length);
        Assert.IsTrue(hub.Requests.All(request => request.Method == "GET"));
        Assert.AreEqual(1, hub.Requests.Count(request => request.HasAuthorization));
    }

    private static Assumption Of(string name) => HubContract.Questions.Single(question => question.Name == name);

    private static Task WithoutRateLimit(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.Remove("RateLimit");
        return next(context);
    }
}
