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
    /// The models of a gzipped file of JSON lines: those recorded on a day or later, and without their counts those recorded before that were used a lot or that the
    /// transformers documentation names.
    /// </summary>
    /// <exception cref="InvalidDataException">A line is no record; the message names it.</exception>
    public static async IAsyncEnumerable<LocalModel> ReadAsync(
        string path, DateOnly since, [EnumeratorCancellation] CancellationToken cancellationToken)
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

            if (DateOnly.FromDateTime(model.RecordedAt!.Value.UtcDateTime) >= since)
                yield return model;
            else if (model.Id.Contains('/', StringComparison.Ordinal) && (model.Downloads >= UsedThen || Documented.Value.ContainsKey(model.Id)))
                yield return model with { Id = Documented.Value.GetValueOrDefault(model.Id, model.Id), Downloads = null, Likes = null };
        }
    }

    /// <summary>Returns the models without those that were recorded a second time under another spelling of their ids: the newest record counts.</summary>
    public static IEnumerable<LocalModel> WithoutOtherSpellings(IEnumerable<LocalModel> models) => models
        .GroupBy(static model => model.Id, StringComparer.OrdinalIgnoreCase)
        .Select(static same => same.OrderByDescending(static model => model.Downloads is not null).ThenByDescending(static model => model.RecordedAt).ThenBy(static model => model.Id, StringComparer.Ordinal).First() is var counted
            && same.MaxBy(static model => model.RecordedAt) is { } newest ? counted with { Id = newest.Id } : counted);

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

    // The embedding benchmark's models load with sentence-transformers; its records name no library.
    private static string? LibraryOf(JsonElement record) =>
        Text(record, "model_type") is null && Text(record, "pipeline_tag") is null or "sentence-similarity" or "feature-extraction"
            && Member(record, "source") is { } source && Text(source, "repo") == "embeddings-benchmark/mteb" ? "sentence-transformers" : null;

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
