using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>
/// Reads the facts of a model from a row of the Hub's JSON. An optional member of the wrong kind is as good as absent; only an
/// impossible id makes a row unusable. Lists and texts are bounded, so that a hostile row costs no more than an honest one.
/// </summary>
internal static class HubModelReader
{
    /// <summary>The number of hexadecimal digits of an <c>_id</c>.</summary>
    public const int HubIdDigits = 24;

    private const int MaxTags = 2_000;
    private const int MaxFiles = 20_000;
    private const int MaxSmallList = 64;

    /// <summary>Reads the one model of an answer that is no list.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="asked">The id that was asked for: without a redirect no other one is an answer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Result<HubModel, HubError>> ReadAsync(HubBody body, ModelId asked, CancellationToken cancellationToken)
    {
        var row = await JsonSerializer.DeserializeAsync(body, HubJson.Default.JsonElement, cancellationToken);
        if (Read(row) is not { } model)
            return new HubError.Malformed($"it is not a model: its id is '{TextSanitizer.Sanitize(row.Text("id"))}'");
        return model.Id == asked || body.IsRedirected ? model : new HubError.Malformed($"it is about {model.Id}, and {asked} was asked for");
    }

    /// <summary>Returns the model of a row, or null when its id is none.</summary>
    public static HubModel? Read(JsonElement row)
    {
        if (!ModelId.TryParse(row.Text("id") ?? row.Text("modelId"), out var id))
            return null;
        var config = row.Member("config") ?? default;
        var safetensors = row.Member("safetensors") ?? default;
        var gguf = row.Member("gguf") is { ValueKind: JsonValueKind.Object } stated ? new HubGguf(stated.Count("total"), stated.Count("totalFileSize")) : null;
        return new HubModel
        {
            Id = id,
            HubId = row.HexDigits("_id", HubIdDigits),
            Sha = Revision.TryParse(row.Text("sha"), out var sha) ? sha : null,
            PipelineTag = row.Fact("pipeline_tag"),
            LibraryName = row.Fact("library_name"),
            ModelType = config.Fact("model_type"),
            Architectures = config.Facts("architectures", MaxSmallList),
            QuantizationMethod = (config.Member("quantization_config") ?? default).Fact("quant_method"),
            HasCustomCode = config.Member("auto_map") is not null,
            Tags = row.Facts("tags", MaxTags),
            Downloads30d = row.Count("downloads"),
            Likes = row.Count("likes"),
            Gating = GatingOf(row),
            IsDisabled = row.IsTrue("disabled"),
            IsPrivate = row.IsTrue("private"),
            CreatedAt = row.Date("createdAt"),
            LastModified = row.Date("lastModified"),
            ParametersByDtype = Parameters(safetensors),
            ParameterCount = CountOf(safetensors.Count("total"), Parameters(safetensors), gguf?.ParameterCount),
            Gguf = gguf,
            UsedStorage = row.Count("usedStorage"),
            Files = [.. row.Items("siblings", MaxFiles).Select(FileOf).OfType<HubFile>()],
            OwnerName = (row.Member("authorData") ?? default).Fact("fullname"),
            OwnerIsOrganization = (row.Member("authorData") ?? default).Fact("type") is { } owner ? owner == "org" : null,
            CardData = row.RawObject("cardData"),
            CardLicenses = LicensesOf(row.Member("cardData") ?? default),
            LicenseName = (row.Member("cardData") ?? default).Fact("license_name"),
            NewVersion = ModelId.TryParse((row.Member("cardData") ?? default).Text("new_version"), out var newer) && newer != id ? newer : null,
            Benchmarks = BenchmarkReader.Read(row),
            RecordedAt = row.Date("recordedAt"),
        };
    }

    /// <summary>Returns a flag or a word.</summary>
    public static Gating GatingOf(JsonElement row) => row.Member("gated") is not { } gated ? Gating.Unknown : gated.ValueKind switch
    {
        JsonValueKind.False => Gating.Open,
        JsonValueKind.True => Gating.Gated,
        JsonValueKind.String => gated.AsText() switch
        {
            "auto" => Gating.Auto,
            "manual" => Gating.Manual,
            _ => Gating.Unknown,
        },
        _ => Gating.Unknown,
    };

    private static long? CountOf(long? total, ImmutableSortedDictionary<string, long> byDtype, long? gguf)
    {
        var sum = byDtype.Values.Aggregate(0L, static (sum, count) => count > long.MaxValue - sum ? long.MaxValue : sum + count);
        return Math.Max(Math.Max(total ?? 0, sum), gguf ?? 0) is > 0 and var count ? count : total;
    }

    // A card may state the member twice: both count, or the freer one might be read.
    private static ImmutableArray<string> LicensesOf(JsonElement card) => card.ValueKind != JsonValueKind.Object ? [] :
    [
        .. card.EnumerateObject().Where(static member => NameOf(member) == "license")
            .SelectMany(static member => member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray() : (IEnumerable<JsonElement>)[member.Value])
            .Take(MaxSmallList).Select(static license => license.AsFact()).OfType<string>(),
    ];

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
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            return null;
        }
    }

    private static HubFile? FileOf(JsonElement sibling) =>
        sibling.Text("rfilename") is { } path && RepositoryPath.IsPossible(path) ? new HubFile(path, sibling.Count("size")) : null;
}
