using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

/// <summary>What the Hub refuses, to whom: a stranger, a token without the right, one with it, a wrong one.</summary>
[TestClass]
internal sealed class FaultMatrixRefusalTests
{
    private static readonly ImmutableDictionary<string, string> Card = HubAsk.Model.Texts;

    private static readonly LocalModel[] Models =
    [
        HubAsk.Model,
        LocalModel.Of("org/bare"),
        LocalModel.Of("org/private") with { IsPrivate = true, Texts = Card },
        LocalModel.Of("org/gated") with { Gating = Gating.Manual, Texts = Card },
        LocalModel.Of("org/disabled") with { IsDisabled = true, Texts = Card },
        LocalModel.Of("org/disabled-gated") with { IsDisabled = true, Gating = Gating.Auto, Texts = Card },
    ];

    [TestMethod]
    [DataRow("org/missing", null, null, typeof(HubError.NotFound), typeof(HubError.NotFound))]
    [DataRow("org/missing", null, "hf_valid", typeof(HubError.NotFound), typeof(HubError.NotFound))]
    [DataRow("org/missing", null, "hf_wrong", typeof(HubError.BadToken), typeof(HubError.BadToken))]
    [DataRow("org/private", null, null, typeof(HubError.NotFound), typeof(HubError.NotFound))]
    [DataRow("org/private", null, "hf_stranger", typeof(HubError.NotFound), typeof(HubError.NotFound))]
    [DataRow("org/private", null, "hf_wrong", typeof(HubError.BadToken), typeof(HubError.BadToken))]
    [DataRow("org/private", null, "hf_valid", null, null)]
    [DataRow("org/gated", null, null, null, typeof(HubError.Gated))]
    [DataRow("org/gated", null, "hf_valid", null, typeof(HubError.Gated))]
    [DataRow("org/gated", null, "hf_wrong", typeof(HubError.BadToken), typeof(HubError.BadToken))]
    [DataRow("org/gated", null, "hf_granted", null, null)]
    [DataRow("org/disabled", null, null, typeof(HubError.Disabled), typeof(HubError.Disabled))]
    [DataRow("org/disabled", null, "hf_valid", typeof(HubError.Disabled), typeof(HubError.Disabled))]
    [DataRow("org/disabled-gated", null, null, null, typeof(HubError.Gated))]
    [DataRow("google-bert/bert-base-uncased", null, "hf_wrong", typeof(HubError.BadToken), typeof(HubError.BadToken))]
    [DataRow("google-bert/bert-base-uncased", "v9", null, typeof(HubError.RevisionNotFound), typeof(HubError.RevisionNotFound))]
    [DataRow("google-bert/bert-base-uncased", "v9", "hf_valid", typeof(HubError.RevisionNotFound), typeof(HubError.RevisionNotFound))]
    [DataRow("google-bert/bert-base-uncased", "main", "hf_valid", null, null)]
    [DataRow("org/bare", null, null, null, typeof(HubError.EntryNotFound))]
    [DataRow("org/bare", null, "hf_valid", null, typeof(HubError.EntryNotFound))]
    public async Task A_repository_is_refused_to_each_caller_for_its_reason_and_asked_for_once(
        string id, string? revision, string? token, Type? infoError, Type? cardError)
    {
        foreach (var (ask, expected, hopsToSuccess) in new[] { (HubAsk.InfoAsync(id, revision), infoError, 1), (HubAsk.CardAsync(id, revision), cardError, 2) })
        {
            await using var hub = await LocalHub.StartAsync(Models);
            using var client = hub.Client(token, maxRetries: 5, clock: new FakeClock());

            var error = await ask(client, CancellationToken.None);

            Assert.AreEqual(expected, error?.GetType());
            Assert.HasCount(expected is null ? hopsToSuccess : 1, hub.Requests);
            Assert.DoesNotContain(token ?? "hf_", error?.ToString() ?? "");
        }
    }

    /// <summary>Answers that only some deployments of the Hub were seen to give.</summary>
    [TestMethod]
    [DataRow(401, "GatedRepo", "Access to model x is restricted.", typeof(HubError.Gated), DisplayName = "a wrong token on a gated file, as in one probe")]
    [DataRow(403, null, "This token has no read scope.", typeof(HubError.Forbidden))]
    [DataRow(400, null, "\"expand\" must be one of [author]", typeof(HubError.BadRequest))]
    [DataRow(416, null, "Range not satisfiable", typeof(HubError.BadRequest))]
    [DataRow(404, "EntryNotFound", "Entry not found", typeof(HubError.EntryNotFound))]
    public async Task A_refusal_ends_every_question_at_once(int status, string? code, string message, Type expected)
    {
        (string, string)[] headers = code is null ? [("X-Error-Message", message)] : [("X-Error-Message", message), ("X-Error-Code", code)];
        foreach (var question in HubAsk.All)
        {
            await using var hub = await question.HubAsync(Faults.Status(status, "", headers));
            using var client = hub.Client("hf_valid", maxRetries: 5, clock: new FakeClock());

            var error = await question.AskAsync(client, CancellationToken.None);

            Assert.AreEqual(expected, error?.GetType(), question.Name);
            Assert.HasCount(question.Hops + 1, hub.Requests, question.Name);
        }
    }

    [TestMethod]
    [DataRow("hf_wrong", typeof(HubError.BadToken), 1)]
    [DataRow("hf_valid", null, 6)]
    [DataRow(null, null, 5)]
    public async Task A_listing_shows_each_caller_what_it_may_see(string? token, Type? expected, int expectedPages)
    {
        await using var hub = await LocalHub.StartAsync(Models);
        using var client = hub.Client(token, maxRetries: 5, clock: new FakeClock());

        Assert.AreEqual(expected, (await HubAsk.Listing.AskAsync(client, CancellationToken.None))?.GetType());
        Assert.HasCount(expectedPages, hub.Requests);
    }
}
