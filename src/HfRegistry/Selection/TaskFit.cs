using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>The degree to which a published model does a task.</summary>
internal enum TaskFitness
{
    /// <summary>It does not, and nothing that people train makes it.</summary>
    None,

    /// <summary>It is a base whose head for the task has to be trained first.</summary>
    HeadToTrain,

    /// <summary>It is made for a task so near that it does this one too, or for several.</summary>
    Near,

    /// <summary>It is trained for the task.</summary>
    Trained,
}

/// <summary>
/// Judges whether a model really does a task: by its <c>pipeline_tag</c>, by the words of its name, by the class that it was saved from, and by what
/// the published weights of its type do.
/// </summary>
internal static class TaskFit
{
    private const string Ranking = "text-ranking";
    private const string TextToText = "text2text-generation";

    // Tasks for which people train a head on a base; for any other a base is no answer.
    private static readonly FrozenSet<string> TrainedByUsers = FrozenSet.Create(StringComparer.Ordinal,
        "audio-classification", "document-question-answering", "image-classification", "multiple-choice", "object-detection", "question-answering", "text-classification",
        "token-classification", "video-classification", "voice-activity-detection");

    // Whatever such a model is tuned for, it writes text.
    private static readonly ImmutableArray<string> OpenTasks = ["image-text-to-text", "text-generation"];

    // What is left of a base's own training, without a head.
    private static readonly ImmutableArray<string> BaseWords = ["backbone", "byt5", "in21k", "in22k", "in12k", "mae", "pretrain", "pretrained", "pretraining", "ssl"];

    // T5 of version 1.1 was left without the tasks that the first one was trained for.
    private const string UntrainedVersion = "v1_1";

    private static readonly Lazy<FrozenDictionary<string, ImmutableArray<string>>> TasksOfWords = new(static () =>
        TaskCatalog.BuiltIn.All.SelectMany(static task => task.NameWords.Select(word => (word, task.Name))).GroupBy(static pair => pair.word)
            .ToFrozenDictionary(static group => group.Key, static group => group.Select(static pair => pair.Name).ToImmutableArray()));

    /// <summary>Returns how far a model does a task.</summary>
    public static TaskFitness Of(ModelRecord model, ModelType type, string task, SelectionContext context)
    {
        var known = TaskCatalog.BuiltIn.Find(task);
        var words = NameWords.Of(model.Id.Name);
        var named = NamedTasks(words);
        var saysAnother = named.Length > 0 && !named.Contains(task);
        var isUntrained = words.Any(BaseWords.Contains) || model.Id.Name.Contains(UntrainedVersion, StringComparison.OrdinalIgnoreCase);
        // The Hub tags such a base by its class.
        if (task == TextToText && isUntrained)
            return TaskFitness.HeadToTrain;
        if (model.PipelineTag == task)
            return saysAnother && !NearOf(task).Any(named.Contains) ? TaskFitness.Near : TaskFitness.Trained;

        var className = context.ClassFor(type, task);
        if (context.TypesConfiguredFor(task).Contains(type) || (model.PipelineTag is null && className is not null && task != "feature-extraction" && model.Architectures.Contains(className)))
            return TaskFitness.Trained;
        if (named.Contains(task) && (className is not null || known is { ClassKeys.IsEmpty: true } || known?.Native.Contains(type) == true || UntypedModels.Contain(type)) && IsOpenTo(model.PipelineTag, task))
            return TaskFitness.Trained;
        if (model.PipelineTag is { } tag && NearOf(task).Contains(tag))
            return TaskFitness.Near;
        if (known?.Native.Contains(type) == true && !isUntrained && !saysAnother)
        {
            // The Hub tags what rewrites text by its class; a type that does nothing else is made for its own task.
            if (model.PipelineTag == TextToText && !TaskCatalog.BuiltIn.Find(TextToText)!.Native.Contains(type))
                return TaskFitness.Trained;
            // A model of somebody whom nobody knows for the type may be tuned for anything.
            return model.PipelineTag is not null ? TaskFitness.Near
                : model.IsDocumented || Publishers.Of(type, context).Contains(model.Id.Owner ?? "", StringComparer.OrdinalIgnoreCase) ? TaskFitness.Trained
                : OpenTasks.Contains(task) ? TaskFitness.Near
                : TaskFitness.None;
        }

        var isBase = model.PipelineTag is null or "fill-mask" or "feature-extraction" or "image-feature-extraction"
            && !saysAnother && !IsLanguageModel(type);
        return isBase && className is not null && TrainedByUsers.Contains(task) ? TaskFitness.HeadToTrain : TaskFitness.None;
    }

    // A head on a model of billions that writes text is no answer to who wants a classifier.
    private static bool IsLanguageModel(ModelType type) => OpenTasks.Any(task => TaskCatalog.BuiltIn.Find(task)!.Native.Contains(type));

    // A reranker may be named an embedder's sibling, and an embedder after the chat model that it was made of.
    private static ImmutableArray<string> NamedTasks(ImmutableArray<string> words)
    {
        var tasks = words.SelectMany(static word => TasksOfWords.Value.GetValueOrDefault(word, [])).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return tasks.Contains(Ranking) ? [Ranking] : tasks.Length > 1 ? tasks.Remove("text-generation") : tasks;
    }

    // The Hub tags what ranks and what infers as a classifier, for want of a better task in its time; an embedder trained on inference data classifies nothing.
    private static bool IsOpenTo(string? tag, string task) =>
        tag is null or "text-classification" || NearOf(task).Contains(tag) || (tag is "sentence-similarity" or "feature-extraction" && task == Ranking);

    private static ImmutableArray<string> NearOf(string task) => TaskCatalog.BuiltIn.Find(task)?.Near ?? [];
}
