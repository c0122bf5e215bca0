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
