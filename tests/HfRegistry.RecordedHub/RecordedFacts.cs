using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.RecordedHub;

/// <summary>
/// Reads recorded facts as models to serve. What was not recorded, or not surely enough, is left out rather than made up: a type
/// that only a tag hints at, a commit that was not main's head of late, a list of files that is not complete.
/// </summary>
internal static class RecordedFacts
{
    // The documentation of today spells an id as the Hub does today.
    private static readonly Lazy<Dictionary<string, string>> Documented = new(static () => TypeCatalog.BuiltIn.All.Select(static info => info.DocumentedCheckpoint?.ToString()).OfType<string>()
        .Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(static id => id, static id => id, StringComparer.OrdinalIgnoreCase));

    // What was used a lot before counts of today: what it is has not changed, how often it is used has.
    private const long UsedThen = 20_000;

    // The Hub tags a repository with these by the endings of its files.
    private static readonly ImmutableArray<string> FormatsOfTags = ["gguf", "onnx"];

    private static readonly DateTimeOffset OldestHead = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The models of a gzipped file of JSON lines: those recorded on a day or later, and without their downloads those recorded before that were used a lot or that the
    /// transformers documentation names. What was recorded by an id without an owner has the id that the Hub has for it since.
    /// </summary>
    /// <exception cref="InvalidDataException">A line is no record; the message names it.</exception>
    public static async IAsyncEnumerable<LocalModel> ReadAsync(
        string path, DateOnly since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var models = await AllAsync(path, cancellationToken).ToListAsync(cancellationToken);
        var owners = OwnersOfWords(models);
        foreach (var model in models)
        {
            if (DateOnly.FromDateTime(model.RecordedAt!.Value.UtcDateTime) >= since)
                yield return model;
            else if ((model.Downloads >= UsedThen || Documented.Value.ContainsKey(model.Id)) && PresentIdOf(model.Id, owners) is { } id)
                yield return model with { Id = Documented.Value.GetValueOrDefault(id, id), Downloads = null, FormerIds = id == model.Id ? model.FormerIds : [model.Id] };
        }
    }

    private static async IAsyncEnumerable<LocalModel> AllAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            LocalModel model;
            try
            {
                using var record = JsonDocument.Parse(line);
                model = ModelOf(record.RootElement);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidDataException($"line {number} is no record: {e.Message}", e);
            }

            yield return model;
        }
    }

    // The Hub gave the models without an owner one by one name: all that began with "bert" went to the same place.
    private static Dictionary<string, string> OwnersOfWords(IEnumerable<LocalModel> models) => models
        .SelectMany(static model => model.FormerIds.Where(static former => !former.Contains('/', StringComparison.Ordinal)).Select(former => (Word: NameWords.Of(former)[0], Owner: model.Id.Split('/')[0])))
        .GroupBy(static moved => moved.Word, StringComparer.Ordinal).Where(static group => group.Select(static moved => moved.Owner).Distinct(StringComparer.Ordinal).Count() == 1)
        .ToDictionary(static group => group.Key, static group => group.First().Owner, StringComparer.Ordinal);

    private static string? PresentIdOf(string id, Dictionary<string, string> owners) =>
        id.Contains('/', StringComparison.Ordinal) ? id : owners.GetValueOrDefault(NameWords.Of(id)[0]) is { } owner ? $"{owner}/{id}" : null;

    /// <summary>
    /// Returns the models without those that were recorded a second time under another spelling of their ids: the record with the most facts counts, under the newest
    /// spelling. Some lists have their ids in lower case: such a spelling is none.
    /// </summary>
    public static IEnumerable<LocalModel> WithoutOtherSpellings(IEnumerable<LocalModel> models) => models.GroupBy(static model => model.Id, StringComparer.OrdinalIgnoreCase).Select(static same =>
    {
        var counted = same.OrderByDescending(static model => model.Downloads is not null).ThenByDescending(static model => model.Type is not null)
            .ThenByDescending(static model => model.RecordedAt).ThenBy(static model => model.Id, StringComparer.Ordinal).First();
        return counted with { Id = (same.Where(static model => model.Id.Any(char.IsAsciiLetterUpper)).MaxBy(static model => model.RecordedAt) ?? counted).Id };
    });

    /// <summary>The model of one record.</summary>
    public static LocalModel ModelOf(JsonElement record) => new()
    {
        Id = record.GetProperty("id").GetString()!,
        Type = Text(record, "model_type_from") == "tags-weak" ? null : Text(record, "model_type"),
        PipelineTag = Text(record, "pipeline_tag"),
        LibraryName = Text(record, "library_name") ?? LibraryOf(record),
        Downloads = Count(record, "downloads"),
        Likes = Count(record, "likes"),
        Tags = TagsOf(record),
        Gating = GatingOf(record),
        Sha = HeadOf(record),
        CreatedAt = Date(record, "created_at"),
        LastModified = Date(record, "last_modified"),
        ParameterCount = Count(record, "params"),
        // The mirror gives it in every row; the Hub in the answer about one model.
        RawMembers = Text(record, "total_bytes_kind") == "usedStorage" && Count(record, "total_bytes") is > 0 and var storage ? string.Create(CultureInfo.InvariantCulture, $"\"usedStorage\":{storage}") : "",
        Files = FilesOf(record),
        FormerIds = Texts(record, "former_ids"),
        RecordedAt = Date(record, "recorded") ?? throw new KeyNotFoundException("it has no day of recording"),
    };

    // The embedding benchmark's text embedders load with sentence-transformers; its records name no library. What it measures beside them has another task in its name.
    private static string? LibraryOf(JsonElement record) =>
        Text(record, "model_type") is null && Text(record, "pipeline_tag") is null or "sentence-similarity" or "feature-extraction"
            && Member(record, "source") is { } source && Text(source, "repo") == "embeddings-benchmark/mteb" && !NamesAnotherTask(record.GetProperty("id").GetString()!) ? "sentence-transformers" : null;

    private static bool NamesAnotherTask(string id) =>
        NameWords.Of(id.Split('/')[^1]) is var words && TaskCatalog.BuiltIn.All.Any(task => task.Name is not ("sentence-similarity" or "feature-extraction" or "text-ranking") && task.NameWords.Any(words.Contains));

    private static ImmutableArray<string> TagsOf(JsonElement record)
    {
        // The names of weight files say their formats, also where not all files were recorded.
        var formats = Member(record, "files") is { } files ? FormatsOfTags.Where(format => files.EnumerateArray().Any(file => file.GetProperty("path").GetString()!.EndsWith($".{format}", StringComparison.OrdinalIgnoreCase))) : [];
        ImmutableArray<string> tags = [.. Texts(record, "tags").Concat(formats).Distinct(StringComparer.Ordinal)];
        return Text(record, "license") is { } license && !tags.Any(tag => tag.StartsWith("license:", StringComparison.Ordinal))
            ? tags.Add($"license:{license}")
            : tags;
    }

    private static Gating GatingOf(JsonElement record) => Member(record, "gated") switch
    {
        { ValueKind: JsonValueKind.True } => Gating.Gated,
        { ValueKind: JsonValueKind.False } => Gating.Open,
        { ValueKind: JsonValueKind.String } kind => kind.GetString() switch
        {
            "auto" => Gating.Auto,
            "manual" => Gating.Manual,
            _ => Gating.Unknown,
        },
        _ => Gating.Unknown,
    };

    private static string? HeadOf(JsonElement record) =>
        Text(record, "sha_kind") == "head" && Date(record, "sha_as_of") >= OldestHead ? Text(record, "sha") : null;

    private static ImmutableArray<HubFile>? FilesOf(JsonElement record) =>
        Member(record, "files_complete") is { ValueKind: JsonValueKind.True } && Member(record, "files") is { } files
            ? [.. files.EnumerateArray().Select(file => new HubFile(file.GetProperty("path").GetString()!, Count(file, "size")))]
            : null;

    private static JsonElement? Member(JsonElement record, string name) =>
        record.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string? Text(JsonElement record, string name) => Member(record, name)?.GetString();

    private static long? Count(JsonElement record, string name) => Member(record, name)?.GetInt64();

    private static ImmutableArray<string> Texts(JsonElement record, string name) =>
        Member(record, name) is { } array ? [.. array.EnumerateArray().Select(item => item.GetString()!)] : [];

    private static DateTimeOffset? Date(JsonElement record, string name) => Text(record, name) is { } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;
}
