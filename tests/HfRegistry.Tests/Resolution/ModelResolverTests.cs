using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;
using HfRegistry.Tests.Refresh;

namespace HfRegistry.Tests.Resolution;

[TestClass]
internal sealed class ModelResolverTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private static readonly DateTimeOffset Now = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);

    private static readonly ModelRecord BertBase = new()
    {
        Id = ModelId.Parse("google-bert/bert-base-uncased"),
        Revision = Revision.Parse(new string('a', 40)),
        PipelineTag = "fill-mask",
        Library = "transformers",
        Formats = ["pytorch", "safetensors"],
        ParameterCount = 110_000_000,
        Size = ByteSize.FromMegabytes(440),
        SizeBasis = SizeBasis.Estimate,
        License = "apache-2.0",
        Gating = Gating.Open,
        Downloads30d = 60_000_000,
        AsOf = new DateOnly(2026, 9, 1),
        RenamedFrom = [ModelId.Parse("bert-base-uncased")],
    };

    [TestMethod]
    public async Task A_type_in_the_registry_file_is_answered_by_it()
    {
        var resolved = await ResolveAsync(Options(file: [Entry(BertBase)]), "bert");

        Assert.AreEqual(BertBase.Id, resolved.Value!.Id);
        Assert.AreEqual(Tier.Registry, resolved.Value.Tier);
        Assert.AreEqual(BertBase.Revision, resolved.Value.Revision);
        Assert.Contains("as of 2026-09-01", resolved.Value.Reasons);
        Assert.IsEmpty(resolved.Diagnostics);
    }

    [TestMethod]
    public async Task A_type_that_the_file_lacks_is_answered_by_the_embedded_registry()
    {
        var resolved = await ResolveAsync(Options(file: [], embedded: [Entry(BertBase)]), "bert");

        Assert.AreEqual(Tier.Embedded, resolved.Value!.Tier);
    }

    [TestMethod]
    [DataRow("bert")]
    [DataRow("google-bert/bert-base-uncased")]
    public async Task What_the_file_says_is_gated_no_lower_tier_brings_back(string include)
    {
        var resolved = await ResolveAsync(Options(file: [Entry(BertBase with { Gating = Gating.Manual })], embedded: [Entry(BertBase)]), include);

        Assert.IsNull(resolved.Value);
        Assert.Contains("it is gated", resolved.Diagnostics.Single(diagnostic => diagnostic.Severity == Severity.Error).Message);
    }

    [TestMethod]
    public async Task What_the_file_does_not_know_of_a_model_the_embedded_registry_may()
    {
        var resolved = await ResolveAsync(Options(file: [Entry(BertBase with { Size = null })], embedded: [Entry(BertBase)]), new RawRequest { Include = "bert", MaxSizeMB = "500" });

        Assert.AreEqual(Tier.Embedded, resolved.Value!.Tier);
    }

    [TestMethod]
    public async Task An_old_id_gets_the_new_one_with_a_warning_that_says_since_when()
    {
        var resolved = await ResolveAsync(Options(embedded: [Entry(BertBase)]), "bert-base-uncased");

        Assert.AreEqual(BertBase.Id, resolved.Value!.Id);
        var warning = resolved.Diagnostics.Single(diagnostic => diagnostic.Code == "HFR1010");
        Assert.AreEqual("bert-base-uncased was renamed to google-bert/bert-base-uncased (noticed on 2026-09-01). Use the new id in the project.", warning.Message);
    }

    [TestMethod]
    public async Task Old_facts_are_told_as_a_message_that_no_build_fails_on()
    {
        var resolved = await ResolveAsync(Options(file: [Entry(BertBase) with { UpdatedAt = Now.AddDays(-31) }]), "bert");

        Assert.AreEqual(Severity.Message, resolved.Diagnostics.Single(diagnostic => diagnostic.Code == "HFR1013").Severity);
    }

    [TestMethod]
    public async Task A_request_that_nothing_meets_names_the_demands_and_the_nearest_models()
    {
        var resolved = await ResolveAsync(Options(embedded: [Entry(BertBase)]), new RawRequest { Include = "bert", MaxSizeMB = "100" });

        Assert.IsNull(resolved.Value);
        var error = resolved.Diagnostics.Single(diagnostic => diagnostic.Severity == Severity.Error);
        Assert.AreEqual("HFR1007", error.Code);
        Assert.Contains("at most 100 MB", error.Message);
        Assert.Contains("google-bert/bert-base-uncased", error.Message);
        Assert.Contains("440 MB", error.Message);
    }

    [TestMethod]
    public async Task A_task_that_no_known_model_does_is_told_without_a_list_of_strangers()
    {
        var resolved = await ResolveAsync(Options(embedded: [Entry(BertBase)]), new RawRequest { Include = "", Task = "text-to-image" });

        Assert.StartsWith("No model in the registry supports the task text-to-image.", resolved.Diagnostics.Single().Message);
    }

    [TestMethod]
    public async Task An_id_that_nobody_knows_is_an_error_with_a_way_out()
    {
        var resolved = await ResolveAsync(Options(embedded: [Entry(BertBase)]), "nobody/nothing");

        Assert.AreEqual("HFR1009", resolved.Diagnostics.Single().Code);
        Assert.Contains("hfregistry refresh --id nobody/nothing", resolved.Diagnostics.Single().Message);
    }

    [TestMethod]
    public async Task Id_with_a_commit_is_used_without_facts()
    {
        var request = new RawRequest { Include = "nobody/nothing", Revision = Commit, Task = "text-generation" };

        var resolved = await ResolveAsync(Options(embedded: [Entry(BertBase)]), request);

        Assert.AreEqual(Tier.Request, resolved.Value!.Tier);
        Assert.AreEqual(Commit, resolved.Value.Revision!.ToString());
        Assert.IsNull(resolved.Value.Record);
        Assert.IsNull(resolved.Value.Type);
        Assert.AreEqual(("HFR1033", Severity.Message), (resolved.Diagnostics.Single().Code, resolved.Diagnostics.Single().Severity));
    }

    [TestMethod]
    public async Task Id_with_a_commit_meets_no_demand_that_only_facts_can_meet()
    {
        var stated = new RawRequest { Include = "nobody/nothing", Revision = Commit };
        var denying = Options() with { Context = new SelectionContext(new HfConfiguration { DeniedModels = [ModelId.Parse("nobody/nothing")] }) };

        Assert.AreEqual("HFR1009", (await ResolveAsync(Options(), stated with { License = "mit" })).Diagnostics.Single().Code);
        Assert.AreEqual("HFR1009", (await ResolveAsync(Options(), stated with { Hardware = "gpu-large" })).Diagnostics.Single().Code);
        Assert.IsNull((await ResolveAsync(denying, stated)).Value);
    }

    [TestMethod]
    public async Task Hub_that_does_not_know_an_id_refutes_its_commit()
    {
        await using var hub = await LocalHub.StartAsync();
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });
        var resolver = new ModelResolver(Options() with { Mode = ResolutionMode.Online }, client, new FakeClock(Now));

        var resolved = (await resolver.ResolveAsync([(new RawRequest { Include = "nobody/nothing", Revision = Commit }, null)])).Single();

        Assert.AreEqual("HFR1009", resolved.Diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task A_guess_needs_permission_and_is_warned_about()
    {
        var type = new SelectionContext().Types.All.First(info => info is { DocumentedCheckpoint: not null, ComponentOf: null }).Type.Name;

        var refused = await ResolveAsync(Options(), type);
        var allowed = await ResolveAsync(Options() with { AllowHeuristic = true }, type);

        Assert.IsNull(refused.Value);
        Assert.AreEqual(Tier.Heuristic, allowed.Value!.Tier);
        Assert.AreEqual("HFR1014", allowed.Diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task Guess_meets_no_demand_that_only_facts_can_meet()
    {
        var type = new SelectionContext().Types.All.First(info => info is { DocumentedCheckpoint: not null, ComponentOf: null }).Type.Name;
        RawRequest[] demanding =
        [
            new() { Include = type, Hardware = "gpu-large" }, new() { Include = type, MaxSizeMB = "90000" }, new() { Include = type, Framework = "pytorch" },
            new() { Include = type, License = "mit" }, new() { Include = type, MinScore = "0.1" },
        ];

        foreach (var request in demanding)
            Assert.IsNull((await ResolveAsync(Options() with { AllowHeuristic = true }, request)).Value, RequestText.Of(request));
        Assert.AreEqual(RequestFields.All.Count(static field => field.NeedsFacts), demanding.Length);
    }

    [TestMethod]
    public async Task Auto_asks_the_Hub_only_for_what_the_registry_lacks()
    {
        await using var hub = await LocalHub.StartAsync(SampleModels.BertBase, SampleModels.Gpt2);
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });
        var resolver = new ModelResolver(Options(file: [Entry(BertBase)]) with { Mode = ResolutionMode.Auto }, client, new FakeClock(Now));

        var outcomes = await resolver.ResolveAsync([(new RawRequest { Include = "bert" }, null), (new RawRequest { Include = "gpt2" }, null)]);

        Assert.AreEqual(Tier.Registry, outcomes[0].Value!.Tier);
        Assert.AreEqual(Tier.Hub, outcomes[1].Value!.Tier);
        Assert.AreEqual(SampleModels.Gpt2.Sha, outcomes[1].Value!.Revision?.ToString());
        Assert.AreEqual(1, client.RequestCount);
    }

    [TestMethod]
    [DataRow("acme/stable-diffusion-v9", "diffusers")]
    [DataRow("acme/Llama-9-Instruct-GGUF", null)]
    [DataRow("acme/bert", "bert")]
    public async Task A_model_whose_configuration_names_no_type_has_none(string id, string? library)
    {
        await using var hub = await LocalHub.StartAsync(SampleModels.BertBase, new LocalModel { Id = id, Sha = new string('b', 40), LibraryName = library, PipelineTag = "fill-mask" });
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });
        var resolver = new ModelResolver(Options(file: [Entry(BertBase)]) with { Mode = ResolutionMode.Online, HubBudget = TimeSpan.FromSeconds(30) }, client, new FakeClock(Now));

        var outcomes = await resolver.ResolveAsync([(new RawRequest { Include = id }, null), (new RawRequest { Include = "bert" }, null)]);

        var model = outcomes[0].Value!;
        Assert.AreEqual((id, Tier.Hub, null, "fill-mask", null), (model.Id.ToString(), model.Tier, model.Type, model.Task, model.ClassName));
        Assert.AreEqual("bert", outcomes[1].Value!.Type?.Name);
        Assert.DoesNotContain(id, outcomes[1].Value!.Alternatives.Select(other => other.Id.ToString()));
    }

    [TestMethod]
    public async Task A_Hub_that_fails_is_one_warning_for_all_requests_and_the_registry_answers()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Status(500));
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint, MaxRetries = 0 });
        var resolver = new ModelResolver(Options(file: [Entry(BertBase)]) with { Mode = ResolutionMode.Online }, client, new FakeClock(Now));

        var outcomes = await resolver.ResolveAsync([(new RawRequest { Include = "bert" }, null), (new RawRequest { Include = "google-bert/bert-base-uncased" }, null)]);

        Assert.IsTrue(outcomes.All(outcome => outcome.Value is { Tier: Tier.Registry }));
        Assert.HasCount(1, outcomes.SelectMany(outcome => outcome.Diagnostics).Where(diagnostic => diagnostic.Code == "HFR1012").ToList());
    }

    [TestMethod]
    public async Task Failure_belongs_to_the_request_that_the_Hub_failed()
    {
        await using var hub = await LocalHub.StartAsync(SampleModels.BertBase);
        hub.FailWith(Faults.When("bert-large", Faults.Status(500)));
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint, MaxRetries = 0 });
        var large = BertBase with { Id = ModelId.Parse("google-bert/bert-large-uncased") };
        var resolver = new ModelResolver(Options(file: [Entry(BertBase, large)]) with { Mode = ResolutionMode.Online, HubBudget = TimeSpan.FromSeconds(30) }, client, new FakeClock(Now));

        var results = await resolver.ResolveAsync([(new RawRequest { Include = BertBase.Id.ToString() }, null), (new RawRequest { Include = large.Id.ToString() }, null)]);

        Assert.AreEqual((HubConsultation.Answered, true), (results[0].Trace.Hub, results[0].Trace.IsFinal));
        Assert.IsEmpty(results[0].Diagnostics);
        Assert.AreEqual((HubConsultation.Failed, false), (results[1].Trace.Hub, results[1].Trace.IsFinal));
        Assert.Contains(results[1].Trace.HubFailure!, results[1].Diagnostics.Single(diagnostic => diagnostic.Code == "HFR1012").Message);
    }

    [TestMethod]
    [DataRow(ResolutionMode.Offline, "bert", HubConsultation.Off)]
    [DataRow(ResolutionMode.Auto, "bert", HubConsultation.NotNeeded)]
    [DataRow(ResolutionMode.Online, "*", HubConsultation.NoSubject)]
    public async Task Trace_says_why_the_Hub_was_not_asked(ResolutionMode mode, string include, HubConsultation expected)
    {
        await using var hub = await LocalHub.StartAsync();
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });
        var resolver = new ModelResolver(Options(file: [Entry(BertBase)]) with { Mode = mode }, client, new FakeClock(Now));

        var result = (await resolver.ResolveAsync([(new RawRequest { Include = include, Task = "fill-mask" }, null)])).Single();

        Assert.AreEqual((expected, true), (result.Trace.Hub, result.Trace.IsFinal));
        Assert.AreSequenceEqual([Tier.Registry, Tier.Embedded], result.Trace.Tiers.Select(static tier => tier.Tier));
        Assert.AreEqual(result.Value?.Id, result.Trace.Selection.Chosen?.Model.Id);
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    [DataRow("brt", "", "", ResolutionFailure.InvalidRequest, RequestMistake.UnknownType)]
    [DataRow("brt", "fill-mask", "huge", ResolutionFailure.InvalidRequest, RequestMistake.InvalidWord)]
    [DataRow("bert", "text-to-image", "", ResolutionFailure.InvalidRequest, RequestMistake.Contradiction)]
    [DataRow("gpt2", "", "", ResolutionFailure.NoModel, null)]
    [DataRow("acme/nobody-has-it", "", "", ResolutionFailure.NoModel, null)]
    public async Task Trace_says_why_there_is_no_model(string include, string task, string hardware, ResolutionFailure failure, RequestMistake? mistake)
    {
        var result = await ResolveAsync(Options(file: [Entry(BertBase)]), new RawRequest { Include = include, Task = task, Hardware = hardware });

        Assert.IsNull(result.Value);
        Assert.AreEqual((failure, mistake), (result.Trace.Failure, result.Trace.Mistake));
    }

    [TestMethod]
    [DataRow(404, "Repository not found", "it is gone")]
    [DataRow(403, "Access to this resource is disabled.", "the Hub has disabled it")]
    public async Task What_the_Hub_says_is_gone_or_disabled_no_registry_answers(int status, string message, string expected)
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Status(status, "", ("X-Error-Message", message), ("X-Error-Code", status == 404 ? "RepoNotFound" : "")));
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint, MaxRetries = 0 });
        var resolver = new ModelResolver(Options(embedded: [Entry(BertBase)]) with { Mode = ResolutionMode.Online }, client, new FakeClock(Now));

        var outcome = (await resolver.ResolveAsync([(new RawRequest { Include = BertBase.Id.ToString() }, null)])).Single();

        Assert.IsNull(outcome.Value);
        Assert.Contains(expected, outcome.Diagnostics.Single().Message);
    }

    [TestMethod]
    public async Task A_Hub_that_refuses_is_told_as_refusing_and_not_as_slow()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Status(500));
        var options = Options(file: [Entry(BertBase)]) with { Mode = ResolutionMode.Online };
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint }.WithTimeout(options.HubBudget));

        var outcome = (await new ModelResolver(options, client).ResolveAsync([(new RawRequest { Include = "bert" }, null)])).Single();

        Assert.Contains("500", outcome.Diagnostics.Single(diagnostic => diagnostic.Code == "HFR1012").Message);
    }

    [TestMethod]
    public async Task A_Hub_that_says_nothing_is_left_after_the_budget()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Latency(TimeSpan.FromMinutes(5)));
        var options = Options(file: [Entry(BertBase)]) with { Mode = ResolutionMode.Online, HubBudget = TimeSpan.FromMilliseconds(200) };
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint }.WithTimeout(options.HubBudget));

        var outcomes = await new ModelResolver(options, client).ResolveAsync([(new RawRequest { Include = "bert" }, null)]);

        Assert.AreEqual(Tier.Registry, outcomes[0].Value!.Tier);
        Assert.Contains("within 0.2 s", outcomes[0].Diagnostics.Single(diagnostic => diagnostic.Code == "HFR1012").Message);
    }

    [TestMethod]
    [DataRow(ResolutionMode.Auto, 2)]
    [DataRow(ResolutionMode.Online, 5)]
    public void Who_asks_for_the_Hub_gives_it_more_time(ResolutionMode mode, int seconds)
    {
        Assert.AreEqual(TimeSpan.FromSeconds(seconds), new ResolverOptions { Mode = mode }.HubBudget);
        Assert.AreEqual(TimeSpan.FromMinutes(1), (new ResolverOptions { HubBudget = TimeSpan.FromMinutes(1) } with { Mode = mode }).HubBudget);
    }

    [TestMethod]
    public async Task A_date_in_the_future_is_stale_and_said_to_be_one()
    {
        var resolved = await ResolveAsync(Options(file: [Entry(BertBase) with { UpdatedAt = Now.AddYears(73) }]), "bert");

        Assert.Contains("have a date in the future (2099-09-07) and count as stale", resolved.Diagnostics.Single(static told => told.Code == "HFR1013").Message);
    }

    private static ResolverOptions Options(IEnumerable<RegistryEntry>? file = null, IEnumerable<RegistryEntry>? embedded = null) => new()
    {
        Registry = file is null ? null : ModelRegistry.Of(file),
        Embedded = ModelRegistry.Of(embedded ?? []),
    };

    private static RegistryEntry Entry(params ImmutableArray<ModelRecord> models) => new()
    {
        Type = ModelType.Parse("bert"),
        DefaultModel = models[0].Id,
        Models = models,
        UpdatedAt = Now.AddDays(-3),
    };

    private static Task<ResolutionResult> ResolveAsync(ResolverOptions options, string include) => ResolveAsync(options, new RawRequest { Include = include });

    private static async Task<ResolutionResult> ResolveAsync(ResolverOptions options, RawRequest request) =>
        (await new ModelResolver(options, null, new FakeClock(Now)).ResolveAsync([(request, null)])).Single();
}
