using System.Collections.Immutable;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Selection;

[TestClass]
internal sealed class TaskRuleTests
{
    private static readonly SelectionContext Context = new();

    [TestMethod]
    [DataRow("google/byt5-small")]
    [DataRow("google/t5-v1_1-small")]
    public void Base_without_tasks_is_no_answer_for_text_to_text(string id)
    {
        var model = new ModelRecord { Id = ModelId.Parse(id), PipelineTag = "text2text-generation" };

        Assert.AreEqual(TaskFitness.HeadToTrain, TaskFit.Of(model, ModelType.Parse("t5"), "text2text-generation", Context));
    }

    [TestMethod]
    public void GGUF_file_named_after_a_chat_model_generates_text()
    {
        var model = new ModelRecord { Id = ModelId.Parse("acme/Tool-7B-Instruct-GGUF"), Formats = ["gguf"], Quantization = "gguf" };

        Assert.AreEqual(TaskFitness.Trained, TaskFit.Of(model, ModelType.Parse("gguf"), "text-generation", Context));
    }

    [TestMethod]
    [DataRow("acme/chat-12B-it-assistant")]
    [DataRow("acme/chat-12B-it-assistant-bf16")]
    [DataRow("acme/chat-12B-it-qat-assistant-4bit")]
    [DataRow("acme/chat-12B-eagle3-GGUF")]
    public void Copy_of_a_helper_is_a_helper(string id) =>
        Assert.AreEqual(ModelKind.Adapter, ModelKinds.Of(new ModelRecord { Id = ModelId.Parse(id) }, ModelType.Parse("gemma4"), Context)?.Trait);

    [TestMethod]
    [DataRow("acme/nli-sentence-base", "sentence-similarity", "mpnet", "zero-shot-classification", "None", DisplayName = "an embedder trained on inference data")]
    [DataRow("acme/base-mnli", "text-classification", "roberta", "zero-shot-classification", "Trained")]
    [DataRow("acme/rank-marco", "sentence-similarity", "untyped", "text-ranking", "Trained")]
    [DataRow("acme/many_418M", "text2text-generation", "m2m_100", "translation", "Trained", DisplayName = "tagged by its class")]
    [DataRow("acme/flan-large", "text2text-generation", "t5", "translation", "Near", DisplayName = "made for many tasks")]
    [DataRow("acme/CLIP-ViT-B-32", null, "untyped", "zero-shot-image-classification", "Trained", DisplayName = "without a type, its name says it")]
    public void Words_and_tags_say_what_a_model_does(string id, string? tag, string type, string task, string fitness) =>
        Assert.AreEqual(fitness, TaskFit.Of(new ModelRecord { Id = ModelId.Parse(id), PipelineTag = tag }, ModelType.Parse(type), task, Context).ToString());

    [TestMethod]
    [DataRow("acme/your_repo_id")]
    [DataRow("acme/my_awesome_wnut_model")]
    public void Name_of_a_template_is_that_of_a_dummy(string id) =>
        Assert.AreEqual(ModelKind.Dummy, ModelKinds.Of(new ModelRecord { Id = ModelId.Parse(id) }, ModelType.Parse("bert"), Context)?.Trait);

    [TestMethod]
    public void One_pair_of_languages_is_behind_many()
    {
        var pair = new ModelRecord { Id = ModelId.Parse("acme/big-en-ro"), PipelineTag = "translation" };

        Assert.AreEqual(-6, TaskRanking.Of(pair, new RegistryEntry { Type = ModelType.Parse("mbart"), Models = [pair] }, "translation", Context).Single(static term => term.Name == "language").Points);
    }

    [TestMethod]
    public void Entry_keeps_a_model_of_unknown_use_before_one_that_nobody_uses()
    {
        ImmutableArray<ModelRecord> models = [.. from number in Enumerable.Range(1, 12) select new ModelRecord { Id = ModelId.Parse($"acme/a-{number}"), PipelineTag = "text-classification", Downloads30d = number }];
        var known = new ModelRecord { Id = ModelId.Parse("zoo/known"), PipelineTag = "text-classification", Likes = 30 };

        var kept = EntryMerge.Ordered(new RegistryEntry { Type = ModelType.Parse("bert"), Models = [.. models, known] }, Context, 4);

        Assert.Contains(known, kept);
    }

    [TestMethod]
    public void Record_of_years_ago_does_not_make_its_model_new()
    {
        var model = new ModelRecord { Id = ModelId.Parse("acme/speech"), PipelineTag = "automatic-speech-recognition", CreatedAt = new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero), AsOf = new DateOnly(2022, 2, 21) };
        var entry = new RegistryEntry { Type = ModelType.Parse("whisper"), Models = [model] };

        var age = TaskRanking.Of(model, entry, "automatic-speech-recognition", Context).Single(static term => term.Name == "age");

        Assert.IsLessThan(0, age.Points);
    }

    [TestMethod]
    public void Entry_keeps_one_model_of_each_task_before_the_second_of_any()
    {
        ImmutableArray<ModelRecord> models = [.. from task in (string[])["fill-mask", "text-classification", "token-classification", "question-answering"]
                                                 from number in Enumerable.Range(1, 6)
                                                 select new ModelRecord { Id = ModelId.Parse($"acme/{task}-{number}"), PipelineTag = task, Downloads30d = task == "token-classification" ? 2_000 + number : 900_000 + number }];

        var kept = EntryMerge.Ordered(new RegistryEntry { Type = ModelType.Parse("bert"), Models = models }, Context, 16);

        Assert.Contains(ModelId.Parse("acme/token-classification-6"), kept.Select(static model => model.Id));
    }
}
