using HfRegistry.Testing;

namespace HfRegistry.LiveTests;

/// <summary>
/// Asks the real Hub (or what <c>HF_ENDPOINT</c> names) what every other test only assumes of it. Not in the solution: it needs the network, and a
/// failure says that the Hub changed, not that a commit is wrong.
/// </summary>
[TestClass]
internal sealed class TheRealHub
{
    private const string Switch = "HFREGISTRY_LIVE";

    public required TestContext TestContext { get; init; }

    public static IEnumerable<object[]> Questions => HubContract.Questions.Select(question => new object[] { question.Name });

    [TestMethod]
    [DynamicData(nameof(Questions))]
    public async Task Answers_as_assumed(string question)
    {
        // Not skipped: a run of nothing but skipped tests counts as a success.
        if (Environment.GetEnvironmentVariable(Switch) != "1")
            Assert.Fail($"Nothing was asked: this suite asks the real Hub over the network, and does so only with {Switch}=1.");
        var environment = HfEnvironment.Read(Environment.GetEnvironmentVariable);
        Assert.IsNull(environment.EndpointProblem);

        var drift = await HubContract.Questions.Single(assumed => assumed.Name == question).DriftOfAsync(environment.Endpoint, TestContext.CancellationToken);

        if (!drift.IsEmpty)
            Assert.Fail($"The Hub has drifted. {question}: {string.Join(";\n  ", drift)}");
    }
}
