using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Selection;

[TestClass]
internal sealed class SuggestionTests
{
    private static readonly DateOnly Today = new(2026, 11, 1);
    private static readonly DateTimeOffset Recent = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void The_best_of_each_family_comes_before_the_second_of_any()
    {
        var registry = Known.Registry(
            Known.Entry("gpt2", Model("openai-community/gpt2", 14_000_000), Model("openai-community/gpt2-medium", 9_000_000)),
            Known.Entry("gpt_neo", Model("EleutherAI/gpt-neo-125m", 8_000_000)),
            Known.Entry("opt", Model("facebook/opt-125m", 7_000_000)));

        Assert.AreSequenceEqual(["gpt", "opt"], Suggest(registry, most: 2).Select(one => one.Family).Order(StringComparer.Ordinal));
        Assert.HasCount(4, Suggest(registry, most: 10));
    }

    [TestMethod]
    public void A_model_that_cannot_do_the_task_is_no_suggestion()
    {
        var registry = Known.Registry(
            Known.Entry("gpt2", Model("openai-community/gpt2", 2_000)),
            Known.Entry("gptj", Model("EleutherAI/gpt-j-6b", 2_000)),
            Known.Entry("roberta", Model("FacebookAI/roberta-base", 90_000_000) with { PipelineTag = "fill-mask" }));

        Assert.IsTrue(Suggest(registry, most: 2).All(one => one.Family == "gpt"));
        Assert.HasCount(2, Suggest(registry, most: 3));
    }

    [TestMethod]
    public void The_list_is_in_the_order_of_the_rank()
    {
        var suggestions = Suggest(Known.Registry(
            Known.Entry("opt", Model("facebook/opt-125m", 7_000_000)), Known.Entry("gpt2", Model("openai-community/gpt2", 14_000_000)), Known.Entry("xlnet", Model("xlnet/xlnet-base-cased", 200_000))));

        Assert.AreSequenceEqual(suggestions.Select(one => one.Candidate.Score).OrderDescending(), suggestions.Select(one => one.Candidate.Score));
        Assert.AreSequenceEqual(["gpt", "opt", "xlnet"], suggestions.Select(one => one.Family).Order(StringComparer.Ordinal));
    }

    [TestMethod]
    public void A_suggestion_says_what_it_has_over_the_first_and_what_the_first_has_over_it()
    {
        var first = Model("openai-community/gpt2", 14_000_000, sizeMB: 500) with { License = "mit", LastModified = Recent, Benchmarks = [new BenchmarkResult(null, "wikitext", "perplexity", 30)] };
        var second = Model("facebook/opt-125m", 1_000_000, sizeMB: 250) with { License = "other", LastModified = Recent.AddYears(-4), Benchmarks = [new BenchmarkResult(null, "wikitext", "perplexity", 20)] };

        var suggestions = Suggest(Known.Registry(Known.Entry("gpt2", first), Known.Entry("opt", second)));

        Assert.IsEmpty(suggestions[0].Advantages);
        Assert.IsEmpty(suggestions[0].Drawbacks);
        Assert.AreSequenceEqual(["is 2 times smaller", "reaches 20 perplexity on wikitext, not 30"], suggestions[1].Advantages);
        Assert.AreSequenceEqual(
            [
                "has a license of its own, whose terms are to be read", "last changed 4 years ago", "openai-community/gpt2 has 14 times the downloads",
                "openai-community/gpt2 is under mit, which permits nearly any use", "openai-community/gpt2 changed 4 years later",
            ],
            suggestions[1].Drawbacks);
    }

    [TestMethod]
    public void What_speaks_against_a_model_alone_is_said_of_the_first_too()
    {
        var model = Model("openai-community/gpt2", 14_000_000) with
        {
            License = "cc-by-nc-4.0",
            Gating = Gating.Manual,
            HasCustomCode = true,
            Formats = ["pytorch"],
            NewVersion = ModelId.Parse("openai-community/gpt3"),
            Size = null,
        };

        var drawbacks = Suggest(Known.Registry(Known.Entry("gpt2", model)), new RawRequest { Include = "", Task = "text-generation", AllowGated = "true" })[0].Drawbacks;

        Assert.AreSequenceEqual(
            [
                "is gated: its terms have to be accepted on the Hub", "is under cc-by-nc-4.0, which permits no commercial use", "runs code of its repository when it is loaded",
                "has no safetensors or GGUF weights", "has weights of unknown size", "has a new version, openai-community/gpt3",
            ],
            drawbacks);
    }

    [TestMethod]
    public void Only_what_meets_the_demands_is_suggested()
    {
        var registry = Known.Registry(
            Known.Entry("gpt2", Model("openai-community/gpt2", 14_000_000, sizeMB: 5_000)), Known.Entry("opt", Model("facebook/opt-125m", 7_000_000, sizeMB: 250)));

        Assert.AreSequenceEqual(["facebook/opt-125m"], Suggest(registry, new RawRequest { Include = "", Task = "text-generation", Hardware = "cpu-small" }).Select(one => one.Candidate.Model.Id.ToString()));
    }

    private static ModelRecord Model(string id, long downloads, int sizeMB = 500) =>
        Known.Model(id, downloads, "text-generation", sizeMB: sizeMB) with { Gating = Gating.Open, License = "mit", LastModified = Recent, Formats = ["safetensors"] };

    private static IReadOnlyList<Suggestion> Suggest(ModelRegistry registry, RawRequest? raw = null, int most = 5) =>
        Suggestions.Of(Known.Ask("", registry, raw ?? new RawRequest { Include = "", Task = "text-generation" }), registry, Known.Context, most, Today);
}
