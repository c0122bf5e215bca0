using System.Collections.Immutable;
using System.Text.Json;

namespace HfRegistry.Hub;

/// <summary>
/// Reads the facts of a model from a row of the Hub's JSON. An optional member of the wrong kind is as good as absent; only an
/// impossible id makes a row unusable. Lists and texts are bounded, so that a hostile row costs no more than an honest one.
/// </summary>
internal static class HubModelReader
{
    private const int MaxTags = 2_000;
    private const int MaxFiles = 20_000;
    private const int MaxSmallList = 64;
    private const int MaxPathLength = 1_024;
    private const int HubIdLength = 24;

    /// <summary>The model of a row, or null when its id is none.</summary>
    public static HubModel? Read(JsonElement row)
    {
        if (!ModelId.TryParse(row.Text("id") ?? row.Text("modelId"), out var id))
            return null;
        var config = row.Member("config") ?? default;
        var safetensors = row.Member("safetensors") ?? default;
        return new HubModel
        {
            Id = id,
            HubId = row.Text("_id") is { Length: HubIdLength } hubId && hubId.All(char.IsAsciiHexDigit) ? hubId : null,
            Sha = Revision.TryParse(row.Text("sha"), out var sha) ? sha : null,
            PipelineTag = row.Fact("pipeline_tag"),
            LibraryName = row.Fact("library_name"),
            ModelType = config.Fact("model_type"),
            Architectures = Facts(config, "architectures", MaxSmallList),
            QuantizationMethod = (config.Member("quantization_config") ?? default).Fact("quant_method"),
            HasCustomCode = config.Member("auto_map") is not null,
            Tags = Facts(row, "tags", MaxTags),
            Downloads30d = row.Count("downloads"),
            Likes = row.Count("likes"),
            Gating = GatingOf(row.Member("gated")),
            IsDisabled = row.IsTrue("disabled"),
            IsPrivate = row.IsTrue("private"),
            CreatedAt = row.Date("createdAt"),
            LastModified = row.Date("lastModified"),
            ParametersByDtype = Parameters(safetensors),
            ParameterCount = safetensors.Count("total"),
            Files = [.. row.Items("siblings", MaxFiles).Select(FileOf).OfType<HubFile>()],
            RecordedAt = row.Date("recordedAt"),
        };
    }

    private static ImmutableArray<string> Facts(JsonElement element, string name, int max) =>
        [.. element.Items(name, max).Select(item => item.AsFact()).OfType<string>()];

    private static Gating GatingOf(JsonElement? gated) => gated?.ValueKind switch
    {
        JsonValueKind.False => Gating.Open,
        JsonValueKind.True => Gating.Gated,
        JsonValueKind.String => gated.Value.AsText() switch
        {
            "auto" => Gating.Auto,
            "manual" => Gating.Manual,
            _ => Gating.Unknown,
        },
        _ => Gating.Unknown,
    };

    private static ImmutableSortedDictionary<string, long> Parameters(JsonElement safetensors)
    {
        if (safetensors.Member("parameters") is not { ValueKind: JsonValueKind.Object } parameters)
            return ImmutableSortedDictionary<string, long>.Empty;
        var byDtype = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var dtype in parameters.EnumerateObject().Take(MaxSmallList).Select(NameOf).OfType<string>())
        {
            if (parameters.Count(dtype) is { } count)
                byDtype[dtype] = count;
        }

        return byDtype.ToImmutable();
    }

    // A data type's name is a word; one that .NET cannot hold, or that a person could not read, is none.
    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name is { Length: <= 32 } name && name.All(char.IsAsciiLetterOrDigit) ? name : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static HubFile? FileOf(JsonElement sibling) =>
        sibling.Text("rfilename") is { } path && IsRepositoryPath(path) ? new HubFile(path, sibling.Count("size")) : null;

    // What no file of a repository is called, read as a path of any system.
    private static bool IsRepositoryPath(string path) =>
        path.Length is > 0 and <= MaxPathLength && !path.Any(char.IsControl)
        && !path.StartsWith('/') && !path.StartsWith('\\') && !(path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]))
        && !path.Split('/', '\\').Contains("..");
}
