using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Selection;

[TestClass]
internal sealed class BenchmarkPreferenceTests
{
    private static readonly RawRequest Preferring = new() { Include = "bert", Prefer = "benchmark" };

    [TestMethod]
    public void The_better_figure_wins_over_publisher_and_popularity_when_it_is_preferred()
    {
        var entry = Entry(With("google-bert/bert-base-uncased", 60_000_000, Score("glue", "f1", 80)), With("somebody/bert-base", 90_000, Score("glue", "f1", 90)));

        Assert.AreEqual("google-bert/bert-base-uncased", Chosen(entry, new RawRequest { Include = "bert" }));
        Assert.AreEqual("somebody/bert-base", Chosen(entry, Preferring));
    }

    [TestMethod]
    public void Of_errors_the_smaller_one_is_the_better()
    {
        var entry = Entry(With("somebody/bert-base", 90_000, Score("speech", "wer", 12)), With("another/bert-base", 90_000, Score("speech", "wer", 4)));

        Assert.AreEqual("another/bert-base", Chosen(entry, Preferring));
    }

    [TestMethod]
    public void The_reason_names_the_figure()
    {
        var entry = Entry(With("somebody/bert-base", 90_000, Score("glue", "f1", 90)), With("another/bert-base", 90_000, Score("glue", "f1", 80)));

        Assert.AreEqual("90 f1 on glue, better than 100 % of the other candidates that have it", Select(entry, Preferring).Chosen!.Reasons[0]);
    }

    [TestMethod]
    public void Figures_that_nobody_else_has_decide_nothing()
    {
        var entry = Entry(
            With("google-bert/bert-base-uncased", 60_000_000, Score("glue", "f1", 10)),
            With("somebody/bert-base", 90_000, Score("squad", "f1", 99)),
            With("another/bert-base", 90_000, Score("glue", "accuracy", 99)));

        Assert.AreEqual("google-bert/bert-base-uncased", Chosen(entry, Preferring));
        Assert.Contains("no benchmark is known that another candidate has too", Select(entry, Preferring).Chosen!.Reasons);
    }

    [TestMethod]
    public void Figures_of_another_task_say_nothing_about_the_task_that_was_asked_for()
    {
        var entry = Entry(
            With("google-bert/bert-base-uncased", 60_000_000, Score("glue", "f1", 10) with { Task = "text-classification" }),
            With("somebody/bert-base", 90_000, Score("glue", "f1", 99) with { Task = "text-classification" }));

        Assert.AreEqual("google-bert/bert-base-uncased", Chosen(entry, Preferring with { Task = "fill-mask" }));
        Assert.AreEqual("somebody/bert-base", Chosen(entry, Preferring));
    }

    [TestMethod]
    public void Equal_figures_beat_nobody()
    {
        var entry = Entry(With("google-bert/bert-base-uncased", 60_000_000, Score("glue", "f1", 80)), With("somebody/bert-base", 90_000, Score("glue", "f1", 80)));

        Assert.AreEqual("google-bert/bert-base-uncased", Chosen(entry, Preferring));
    }

    [TestMethod]
    public void Without_the_preference_figures_change_no_rank()
    {
        ModelRecord[] models = [With("google-bert/bert-base-uncased", 60_000_000, Score("glue", "f1", 1)), With("somebody/bert-base", 90_000, Score("glue", "f1", 99))];
        var without = Entry([.. models.Select(model => model with { Benchmarks = [] })]);
        var plain = new RawRequest { Include = "bert" };

        Assert.AreSequenceEqual(
            Select(without, plain).Candidates.Select(candidate => (candidate.Model.Id, candidate.Score)),
            Select(Entry(models), plain).Candidates.Select(candidate => (candidate.Model.Id, candidate.Score)));
    }

    [TestMethod]
    public void A_preference_that_does_not_exist_is_a_mistake()
    {
        var read = RequestReader.Read(new RawRequest { Include = "bert", Prefer = "luck" }, ModelRegistry.Empty, Known.Context);

        Assert.AreEqual("HFR1005", read.Diagnostics.Single().Code);
        Assert.Contains("Prefer 'luck'", read.Diagnostics.Single().Message);
    }

    private static BenchmarkResult Score(string dataset, string metric, double value) => new(null, dataset, metric, value);

    private static ModelRecord With(string id, long downloads, params BenchmarkResult[] results) =>
        Known.Model(id, downloads, "fill-mask", sizeMB: 440) with { Benchmarks = [.. results], Gating = Gating.Open };

    private static RegistryEntry Entry(params ModelRecord[] models) => Known.Entry("bert", models);

    private static string? Chosen(RegistryEntry entry, RawRequest request) => Select(entry, request).Chosen?.Model.Id.ToString();

    private static SelectionResult Select(RegistryEntry entry, RawRequest request)
    {
        var registry = Known.Registry(entry);
        return Selector.Select(Known.Ask("bert", registry, request), registry, Known.Context);
    }
}
