using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Testing;
using HfRegistry.Tests.Hub;
using HfRegistry.Verification;

namespace HfRegistry.Tests.Verification;

/// <summary>What is asked of the Hub, and how its refusals end.</summary>
[TestClass]
internal sealed class ModelVerifierTests
{
    private static readonly LocalModel Bert = LocalModel.Of("google-bert/bert-base-uncased", "bert", 100) with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        FormerIds = ["bert-base-uncased"],
        Files = [new HubFile("config.json"), new HubFile("model.safetensors"), new HubFile("tokenizer.json")],
    };

    [TestMethod]
    public async Task An_open_model_costs_one_request()
    {
        await using var hub = await LocalHub.StartAsync(Bert);

        var verification = await VerifyAsync(hub, Bert.Id);

        Assert.AreEqual(CheckVerdict.Passed, verification.Verdict, Told(verification));
        Assert.HasCount(1, hub.Requests);
    }

    [TestMethod]
    [DataRow(null, CheckVerdict.Failed)]
    [DataRow("hf_valid", CheckVerdict.Failed)]
    [DataRow("hf_granted", CheckVerdict.Passed)]
    public async Task A_gated_model_is_open_to_those_who_accepted_its_terms(string? token, CheckVerdict verdict)
    {
        await using var hub = await LocalHub.StartAsync(Bert with { Gating = Gating.Auto });

        var verification = await VerifyAsync(hub, Bert.Id, token);

        Assert.AreEqual(verdict, verification.Verdict, Told(verification));
        Assert.HasCount(2, hub.Requests);
    }

    [TestMethod]
    [DataRow(null, CheckVerdict.Failed)]
    [DataRow("hf_stranger", CheckVerdict.Failed)]
    [DataRow("hf_valid", CheckVerdict.Passed)]
    public async Task A_private_model_is_there_for_those_who_may_see_it(string? token, CheckVerdict verdict)
    {
        await using var hub = await LocalHub.StartAsync(Bert with { IsPrivate = true });

        Assert.AreEqual(verdict, (await VerifyAsync(hub, Bert.Id, token)).Verdict);
    }

    [TestMethod]
    public async Task A_missing_model_fails()
    {
        await using var hub = await LocalHub.StartAsync(Bert);

        Assert.AreEqual(CheckVerdict.Failed, (await VerifyAsync(hub, "acme/nothing")).Check("exists").Verdict);
    }

    [TestMethod]
    public async Task A_disabled_model_fails()
    {
        await using var hub = await LocalHub.StartAsync(Bert with { IsDisabled = true });

        Assert.AreEqual(CheckVerdict.Failed, (await VerifyAsync(hub, Bert.Id)).Check("enabled").Verdict);
    }

    [TestMethod]
    public async Task A_renamed_model_is_found_under_its_new_id()
    {
        await using var hub = await LocalHub.StartAsync(Bert);

        var verification = await VerifyAsync(hub, "bert-base-uncased");

        Assert.AreEqual(Bert.Id, verification.CurrentId?.ToString());
        Assert.AreEqual("it was renamed: write google-bert/bert-base-uncased", verification.Check("name").Reason);
    }

    [TestMethod]
    public async Task A_redirect_to_another_repository_is_named()
    {
        await using var hub = await LocalHub.StartAsync(Bert);
        var known = new ModelRecord { Id = ModelId.Parse("bert-base-uncased"), HubId = new string('f', 24) };

        var verification = await VerifyAsync(hub, "bert-base-uncased", known: known);

        Assert.AreEqual(CheckVerdict.Failed, verification.Check("identity").Verdict);
        Assert.Contains(Bert.HubId!, verification.Check("identity").Reason);
    }

    [TestMethod]
    public async Task A_wrong_token_is_named_and_ends_the_asking()
    {
        await using var hub = await LocalHub.StartAsync(Bert);
        using var client = hub.Client("hf_wrong", with: static options => options with { MaxConcurrency = 1 });

        var verified = await new ModelVerifier(client, Verified.Context).VerifyAsync([.. Enumerable.Range(0, 100).Select(i => Request($"acme/m{i}"))]);

        Assert.IsTrue(verified.All(one => one is { Verdict: CheckVerdict.Unknown, Trouble: HubError.BadToken }));
        Assert.IsLessThan(20, hub.Requests.Length);
    }

    [TestMethod]
    public async Task After_a_rate_limit_that_waits_too_long_nothing_more_is_asked()
    {
        await using var hub = await LocalHub.StartAsync(Bert);
        hub.FailWith(Faults.RateLimited(resetSeconds: 3_000));
        using var client = hub.Client(with: static options => options with { MaxConcurrency = 1 });

        var verified = await new ModelVerifier(client, Verified.Context).VerifyAsync([.. Enumerable.Range(0, 100).Select(i => Request($"acme/m{i}"))]);

        Assert.IsTrue(verified.All(one => one is { Verdict: CheckVerdict.Unknown, Trouble: HubError.RateLimited }));
        Assert.IsLessThan(20, hub.Requests.Length);
    }

    [TestMethod]
    public async Task A_rate_limit_that_passes_is_waited_for()
    {
        await using var hub = await LocalHub.StartAsync(Bert);
        hub.FailWith(Faults.First(1, Faults.RateLimited(resetSeconds: 30)));
        var clock = new FakeClock { SkipsWaits = true };
        using var client = hub.Client(maxRetries: 2, clock: clock);

        var verified = await new ModelVerifier(client, Verified.Context).VerifyAsync([Request(Bert.Id)]);

        Assert.AreEqual(CheckVerdict.Passed, verified[0].Verdict);
        Assert.IsNotEmpty(clock.Waits);
    }

    [TestMethod]
    public async Task A_Hub_that_is_down_is_left_alone()
    {
        await using var hub = await LocalHub.StartAsync(Bert);
        hub.FailWith(Faults.HtmlBadGateway);
        using var client = hub.Client(with: static options => options with { MaxConcurrency = 1 });

        var verified = await new ModelVerifier(client, Verified.Context).VerifyAsync([.. Enumerable.Range(0, 100).Select(i => Request($"acme/m{i}"))]);

        Assert.IsTrue(verified.All(one => one.Verdict == CheckVerdict.Unknown));
        Assert.IsLessThan(40, hub.Requests.Length);
    }

    [TestMethod]
    public async Task The_order_is_that_of_the_requests()
    {
        await using var hub = await LocalHub.StartAsync([.. HubScene.Models(40)]);
        using var client = hub.Client();
        var requests = HubScene.Models(40).Select(model => Request(model.Id)).Reverse().ToList();

        var verified = await new ModelVerifier(client, Verified.Context).VerifyAsync(requests);

        Assert.AreSequenceEqual(requests.Select(request => request.Id), verified.Select(one => one.Request.Id));
    }

    [TestMethod]
    public async Task Cancellation_ends_it_at_once()
    {
        await using var hub = await LocalHub.StartAsync(Bert);
        hub.FailWith(Faults.SaysNothing);
        using var client = hub.Client();
        using var cancellation = new CancellationTokenSource();

        var verifying = new ModelVerifier(client, Verified.Context).VerifyAsync([Request(Bert.Id)], cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => verifying);
    }

    /// <summary>Answers in which a hostile server sends back the token that it was sent.</summary>
    public static IEnumerable<LocalFault> Echoes =>
    [
        Faults.Body("""{"id":"acme/hf_granted"}"""),
        Faults.Body("""{"id":"google-bert/bert-base-uncased","library_name":"hf_granted","pipeline_tag":"hf_granted","cardData":{"new_version":"acme/hf_granted"},"siblings":[{"rfilename":"hf_granted-00002-of-00002.safetensors"}]}"""),
        Faults.Status(500, "hf_granted"), Faults.Status(403, "{\"error\":\"hf_granted\"}"), Faults.Status(400, "hf_granted", ("X-Error-Message", "HF_GRANTED")),
        Faults.Status(307, "", ("Location", "http://hf_granted.example/")), Faults.Status(200, "hf_granted"),
    ];

    [TestMethod]
    [DynamicData(nameof(Echoes))]
    public async Task No_verdict_repeats_the_token(LocalFault echo)
    {
        await using var hub = await LocalHub.StartAsync(Bert);
        hub.FailWith(echo);

        var verification = await VerifyAsync(hub, Bert.Id, "hf_granted");

        Assert.DoesNotContain("hf_granted", $"{Told(verification)} {verification.CurrentId} {verification.Trouble?.Message}".ToLowerInvariant());
    }

    private static VerificationRequest Request(string id) => new(ModelId.Parse(id), FitnessDemands.None);

    private static async Task<ModelVerification> VerifyAsync(LocalHub hub, string id, string? token = null, ModelRecord? known = null)
    {
        using var client = hub.Client(token);
        return (await new ModelVerifier(client, Verified.Context).VerifyAsync([Request(id) with { Known = known }])).Single();
    }

    private static string Told(ModelVerification verification) => string.Join('\n', verification.Checks);
}
