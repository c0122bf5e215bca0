using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HfRegistry.Hub;

namespace HfRegistry.Testing;

/// <summary>Which members a row has.</summary>
internal sealed record LocalFields(ImmutableHashSet<string> Members, bool WithModelId, bool WithFileSizes = false)
{
    private static readonly ImmutableHashSet<string> Default =
        ["createdAt", "downloads", "library_name", "likes", "pipeline_tag", "private", "tags"];

    private static readonly ImmutableHashSet<string> Full = Default.Union(["author", "disabled", "gated", "lastModified", "sha", "siblings"]);

    /// <summary>What <c>expand</c> may name, in the order of the Hub's own message.</summary>
    private static readonly ImmutableArray<string> Expandable =
    [
        "author", "baseModels", "cardData", "childrenModelCount", "config", "createdAt", "disabled", "downloads", "downloadsAllTime",
        "evalResults", "gated", "gguf", "inference", "inferenceProviderMapping", "lastModified", "library_name", "likes", "mask_token",
        "model-index", "pipeline_tag", "private", "resourceGroup", "safetensors", "sha", "siblings", "spaces", "tags", "transformersInfo",
        "trendingScore", "usedStorage", "widgetData",
    ];

    /// <summary>The refusal of an expand value that the Hub does not know.</summary>
    public static string ExpandRefusal => $"\"expand\" must be one of [{string.Join(", ", Expandable)}]";

    public static LocalFields OfListing(bool full, bool config) => new(config ? (full ? Full : Default).Add("config") : full ? Full : Default, WithModelId: true);

    public static LocalFields OfInfo(bool withFileSizes) => new(Full.Union(["cardData", "config", "gguf", "model-index", "safetensors", "usedStorage"]), WithModelId: true, withFileSizes);

    /// <summary>Only <c>_id</c>, <c>id</c> and the named members, or null when one of them is unknown.</summary>
    public static LocalFields? OfExpand(IReadOnlyCollection<string> names) =>
        names.All(name => Expandable.Contains(name)) ? new([.. names], WithModelId: false) : null;
}

/// <summary>Writes a model as the Hub does: an unknown fact is absent, not null.</summary>
internal static class LocalRow
{
    public static void Write(Utf8JsonWriter json, LocalModel model, string? sha, LocalFields fields)
    {
        json.WriteStartObject();
        Text(json, "_id", model.HubId);
        json.WriteString("id", model.Id);
        if (fields.WithModelId)
            json.WriteString("modelId", model.Id);
        foreach (var name in fields.Members)
            WriteMember(json, model, sha, name, fields);
        Text(json, "recordedAt", Date(model.RecordedAt));
        if (model.RawMembers.Length > 0)
            json.WriteRawValue(model.RawMembers, skipInputValidation: true);
        json.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter json, LocalModel model, string? sha, string name, LocalFields fields)
    {
        switch (name)
        {
            case "author" when model.Id.Contains('/', StringComparison.Ordinal): json.WriteString(name, model.Id.Split('/')[0]); break;
            case "cardData" when model.CardData is { } card: Raw(json, name, card); break;
            case "config": WriteConfig(json, model); break;
            case "createdAt": Text(json, name, Date(model.CreatedAt)); break;
            case "disabled": json.WriteBoolean(name, model.IsDisabled); break;
            case "downloads": Count(json, name, model.Downloads); break;
            case "evalResults" when model.EvalResults is { } results: Raw(json, name, results); break;
            case "gated": WriteGated(json, model.Gating); break;
            case "gguf" when model.Gguf is { } gguf: Raw(json, name, gguf); break;
            case "usedStorage": Count(json, name, model.UsedStorage); break;
            case "lastModified": Text(json, name, Date(model.LastModified)); break;
            case "library_name": Text(json, name, model.LibraryName); break;
            case "likes": Count(json, name, model.Likes); break;
            case "model-index": Raw(json, name, model.ModelIndex ?? "null"); break;
            case "pipeline_tag": Text(json, name, model.PipelineTag); break;
            case "private": json.WriteBoolean(name, model.IsPrivate); break;
            case "safetensors" when model.ParameterCount is not null || !model.ParametersByDtype.IsEmpty: WriteSafetensors(json, model); break;
            case "sha": Text(json, name, sha); break;
            case "siblings" when model.Files is { } files: WriteFiles(json, files, fields.WithFileSizes); break;
            case "tags": WriteTexts(json, name, model.Tags); break;
        }
    }

    private static void WriteConfig(Utf8JsonWriter json, LocalModel model)
    {
        json.WriteStartObject("config");
        if (!model.Architectures.IsEmpty)
            WriteTexts(json, "architectures", model.Architectures);
        Text(json, "model_type", model.Type);
        if (model.HasCustomCode)
        {
            json.WriteStartObject("auto_map");
            json.WriteString("AutoModel", "modeling.Model");
            json.WriteEndObject();
        }

        if (model.QuantizationMethod is not null)
        {
            json.WriteStartObject("quantization_config");
            json.WriteString("quant_method", model.QuantizationMethod);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteGated(Utf8JsonWriter json, Gating gating)
    {
        if (gating is Gating.Open or Gating.Gated)
            json.WriteBoolean("gated", gating == Gating.Gated);
        else if (gating is Gating.Auto or Gating.Manual)
            json.WriteString("gated", gating == Gating.Auto ? "auto" : "manual");
    }

    private static void WriteSafetensors(Utf8JsonWriter json, LocalModel model)
    {
        json.WriteStartObject("safetensors");
        if (!model.ParametersByDtype.IsEmpty)
        {
            json.WriteStartObject("parameters");
            foreach (var (dtype, count) in model.ParametersByDtype)
                json.WriteNumber(dtype, count);
            json.WriteEndObject();
        }

        json.WriteNumber("total", model.ParameterCount ?? model.ParametersByDtype.Values.Sum());
        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, ImmutableArray<HubFile> files, bool withSizes)
    {
        json.WriteStartArray("siblings");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("rfilename", file.Path);
            if (withSizes)
                Count(json, "size", file.SizeBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Raw(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }

    private static void Count(Utf8JsonWriter json, string name, long? value)
    {
        if (value is not null)
            json.WriteNumber(name, value.Value);
    }

    private static string? Date(DateTimeOffset? date) =>
        date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
