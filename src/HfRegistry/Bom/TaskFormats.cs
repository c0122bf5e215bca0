using System.Collections.Frozen;

namespace HfRegistry.Bom;

/// <summary>The inputs and outputs of the models of a task. Tasks whose inputs differ from model to model have no row.</summary>
internal static class TaskFormats
{
    private const string Text = "text", Image = "image", Audio = "audio", Video = "video", Label = "label", Vector = "vector", Table = "table", Boxes = "bounding boxes", Mask = "mask";

    private static readonly FrozenDictionary<string, (string[] Inputs, string[] Outputs)> Rows = new Dictionary<string, (string[], string[])>(StringComparer.Ordinal)
    {
        ["audio-classification"] = ([Audio], [Label]),
        ["audio-text-to-text"] = ([Audio, Text], [Text]),
        ["audio-to-audio"] = ([Audio], [Audio]),
        ["automatic-speech-recognition"] = ([Audio], [Text]),
        ["depth-estimation"] = ([Image], ["depth map"]),
        ["document-question-answering"] = ([Image, Text], [Text]),
        ["fill-mask"] = ([Text], [Text]),
        ["image-classification"] = ([Image], [Label]),
        ["image-feature-extraction"] = ([Image], [Vector]),
        ["image-segmentation"] = ([Image], [Mask]),
        ["image-text-to-text"] = ([Image, Text], [Text]),
        ["image-to-3d"] = ([Image], ["3d"]),
        ["image-to-image"] = ([Image], [Image]),
        ["image-to-text"] = ([Image], [Text]),
        ["image-to-video"] = ([Image], [Video]),
        ["mask-generation"] = ([Image], [Mask]),
        ["object-detection"] = ([Image], [Boxes, Label]),
        ["question-answering"] = ([Text], [Text]),
        ["sentence-similarity"] = ([Text], [Vector]),
        ["summarization"] = ([Text], [Text]),
        ["table-question-answering"] = ([Table, Text], [Text]),
        ["tabular-classification"] = ([Table], [Label]),
        ["tabular-regression"] = ([Table], ["number"]),
        ["text-classification"] = ([Text], [Label]),
        ["text-generation"] = ([Text], [Text]),
        ["text-to-3d"] = ([Text], ["3d"]),
        ["text-to-audio"] = ([Text], [Audio]),
        ["text-to-image"] = ([Text], [Image]),
        ["text-to-speech"] = ([Text], [Audio]),
        ["text-to-video"] = ([Text], [Video]),
        ["text2text-generation"] = ([Text], [Text]),
        ["token-classification"] = ([Text], [Label]),
        ["translation"] = ([Text], [Text]),
        ["unconditional-image-generation"] = ([], [Image]),
        ["video-classification"] = ([Video], [Label]),
        ["video-text-to-text"] = ([Video, Text], [Text]),
        ["visual-question-answering"] = ([Image, Text], [Text]),
        ["voice-activity-detection"] = ([Audio], [Label]),
        ["zero-shot-classification"] = ([Text], [Label]),
        ["zero-shot-image-classification"] = ([Image, Text], [Label]),
        ["zero-shot-object-detection"] = ([Image, Text], [Boxes, Label]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the formats of a task; none for a task that is not known.</summary>
    public static (string[] Inputs, string[] Outputs) Of(string? task) => task is not null && Rows.TryGetValue(task, out var row) ? row : ([], []);
}
