using System.Text;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Registry;

[TestClass]
internal sealed class EmbeddedRegistryTests
{
    private static readonly SelectionContext Context = new();

    /// <summary>The types whose default is no base to build on, because the type has nothing else, each with what it is instead.</summary>
    private static readonly Dictionary<string, ModelKind> Exceptions = new()
    {
        // Trained on AudioSet: the checkpoint that the documentation names, and the form in which this type is published.
        ["audio-spectrogram-transformer"] = ModelKind.FineTune,
        // Contrastive audio and text: its owner tags it with a task that its classes do not name.
        ["clap"] = ModelKind.FineTune,
        // Types that exist for embeddings alone.
        ["jina_embeddings_v3"] = ModelKind.Embedder,
        ["nomic_bert"] = ModelKind.Embedder,
        // One model for many tasks, tagged with one of them.
        ["phi4_multimodal"] = ModelKind.FineTune,
        // Documented checkpoints that are published in their tuned form.
        ["timesformer"] = ModelKind.FineTune,
        ["unispeech-sat"] = ModelKind.FineTune,
        // A tokenizer for speech inside a larger model, tagged with that model's task.
        ["vibevoice_acoustic_tokenizer"] = ModelKind.FineTune,
    };

    [TestMethod]
    [DataRow("t5-base", "google-t5/t5-base")]
    [DataRow("bert-base-cased", "google-bert/bert-base-cased")]
    [DataRow("camembert-base", "almanach/camembert-base")]
    [DataRow("Google-BERT/BERT-base-uncased", "google-bert/bert-base-uncased")]
    public void Old_id_and_another_spelling_lead_to_the_model(string asked, string expected) =>
        Assert.AreEqual(expected, EmbeddedRegistry.Registry.FindKnownAs(ModelId.Parse(asked))?.Model.Id.ToString());

    [TestMethod]
    public void Entry_read_alone_equals_the_entry_of_the_whole_file()
    {
        var entries = EmbeddedEntries.Open();
        var whole = ModelRegistry.Of(entries.ReadAll().Values);
        var alone = EmbeddedEntries.Open();

        Assert.AreEqual(whole.Count, alone.Count);
        Assert.AreEqual(
            Encoding.UTF8.GetString(RegistryFile.Render(whole)), Encoding.UTF8.GetString(RegistryFile.Render(ModelRegistry.Of(whole.Entries.Select(entry => alone.Find(entry.Type)!)))));
    }

    [TestMethod]
    public void Every_current_transformers_type_is_in_it()
    {
        var missing = Context.Types.All.Where(info => info.IsCurrent && EmbeddedRegistry.Registry.Find(info.Type) is null).Select(info => info.Type.Name).ToList();

        Assert.IsEmpty(missing, string.Join(", ", missing));
        Assert.HasCount(666, Context.Types.All.Where(info => info.IsCurrent).ToList());
    }

    [TestMethod]
    public void Every_default_is_a_base_to_build_on_but_for_the_listed_exceptions()
    {
        var found = EmbeddedRegistry.Registry.Entries
            .Where(entry => entry.DefaultModel is not null)
            .Select(entry => (entry.Type.Name, Finding: ModelKinds.Of(entry.Find(entry.DefaultModel!)!, entry.Type, Context)))
            .Where(pair => pair.Finding is not null)
            .ToDictionary(pair => pair.Name, pair => pair.Finding!);

        var unexpected = found.Where(pair => !Exceptions.TryGetValue(pair.Key, out var trait) || trait != pair.Value.Trait)
            .Select(pair => $"{pair.Key}: {EmbeddedRegistry.Registry.Find(ModelType.Parse(pair.Key))!.DefaultModel}, {pair.Value.Trait}, {pair.Value.Reason}").ToList();
        var outdated = Exceptions.Keys.Except(found.Keys).ToList();

        Assert.IsEmpty(unexpected, string.Join('\n', unexpected));
        Assert.IsEmpty(outdated, $"no exceptions any more: {string.Join(", ", outdated)}");
    }

    [TestMethod]
    public void An_exception_stands_only_for_a_type_that_has_nothing_else()
    {
        foreach (var type in Exceptions.Keys)
        {
            var entry = EmbeddedRegistry.Registry.Find(ModelType.Parse(type))!;
            var better = entry.Models.Where(model => ModelKinds.Of(model, entry.Type, Context) is null && Selector.RankDefaults(entry with { Models = [model] }, Context).Chosen is not null);

            Assert.IsEmpty(better, $"{type} has {string.Join(", ", better.Select(model => model.Id))}");
        }
    }

    [TestMethod]
    public void No_default_is_gone_gated_or_a_dummy()
    {
        foreach (var entry in EmbeddedRegistry.Registry.Entries.Where(entry => entry.DefaultModel is not null))
        {
            var model = entry.Find(entry.DefaultModel!)!;

            Assert.IsNull(model.GoneSince, entry.Type.Name);
            Assert.IsFalse(model.IsDisabled, entry.Type.Name);
            Assert.IsTrue(model.Gating is Gating.Open or Gating.Unknown, entry.Type.Name);
        }
    }

    [TestMethod]
    [DataRow("bert", "google-bert/bert-base-uncased")]
    [DataRow("t5", "google-t5/t5-small")]
    [DataRow("vit", "google/vit-base-patch16-224")]
    [DataRow("qwen2", "Qwen/Qwen2.5-0.5B-Instruct")]
    [DataRow("phi3", "microsoft/Phi-3-mini-4k-instruct")]
    [DataRow("gpt-j", "EleutherAI/gpt-j-6b")]
    [DataRow("whisper", "openai/whisper-large-v3-turbo")]
    [DataRow("xlm-roberta", "FacebookAI/xlm-roberta-base")]
    public void A_bare_name_stands_for_its_canonical_model(string type, string id) =>
        Assert.AreEqual(id, EmbeddedRegistry.Registry.Find(ModelType.Parse(type))?.DefaultModel?.ToString());

    [TestMethod]
    public void A_name_that_says_another_task_is_no_answer_to_a_task()
    {
        var request = RequestReader.Read(new RawRequest { Include = "", Task = "text-to-speech" }, EmbeddedRegistry.Registry, Context).Value!;

        var chosen = Selector.Select(request, EmbeddedRegistry.Registry, Context).Chosen!;

        Assert.DoesNotContain("asr", chosen.Model.Id.Name);
    }

    [TestMethod]
    public void A_component_has_no_default_and_names_its_whole()
    {
        var entry = EmbeddedRegistry.Registry.Find(ModelType.Parse("clip_vision_model"))!;

        Assert.IsNull(entry.DefaultModel);
        Assert.AreEqual("clip", entry.ComponentOf?.Name);
        Assert.Contains("ask for clip", entry.DefaultReason!);
    }

    [TestMethod]
    public void A_type_without_facts_says_so() =>
        Assert.IsTrue(EmbeddedRegistry.Registry.Entries.Where(entry => entry.DefaultModel is null).All(entry => entry.DefaultReason is { Length: > 0 }));

    [TestMethod]
    public void Old_names_lead_to_the_models_that_have_them_now() =>
        Assert.AreEqual("google-bert/bert-base-uncased", EmbeddedRegistry.Registry.FindRenamed(ModelId.Parse("bert-base-uncased"))?.Model.Id.ToString());

    [TestMethod]
    public void Every_download_count_has_a_day_of_2025_or_later() =>
        Assert.IsTrue(EmbeddedRegistry.Registry.Entries.SelectMany(entry => entry.Models).All(model => model.AsOf >= new DateOnly(2025, 1, 1) || model.Downloads30d is null));

    [TestMethod]
    public void The_small_text_generation_model_fits_the_small_profile()
    {
        var request = RequestReader.Read(new RawRequest { Include = "", Task = "text-generation", Hardware = "cpu-small" }, EmbeddedRegistry.Registry, Context).Value!;

        var chosen = Selector.Select(request, EmbeddedRegistry.Registry, Context).Chosen!;

        Assert.AreEqual("text-generation", chosen.Model.PipelineTag);
        Assert.IsLessThanOrEqualTo(500_000_000, chosen.Model.Size!.Value.Bytes);
    }
}
