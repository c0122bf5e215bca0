using System.IO.Compression;
using System.Text.Json;

namespace HfRegistry.RecordedTypes;

/// <summary>What was recorded of a model's type. <c>IsSure</c>: read from the model itself, not from the documentation that is judged with it.</summary>
internal sealed record RecordedType(ModelType Type, bool IsSure);

/// <summary>The types of recorded models, by current and former ids.</summary>
internal sealed class RecordedModels
{
    private readonly Dictionary<ModelId, RecordedType> _types = [];
    private readonly HashSet<(string Owner, ModelType Type)> _publishers = [];

    /// <summary>Reads a gzipped file of JSON lines.</summary>
    public static RecordedModels Read(string path)
    {
        var models = new RecordedModels();
        using var file = File.OpenRead(path);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        while (reader.ReadLine() is { } line)
        {
            using var record = JsonDocument.Parse(line);
            models.Add(record.RootElement);
        }

        return models;
    }

    /// <summary>The recorded type of a model, or null.</summary>
    public RecordedType? TypeOf(ModelId id) => _types.GetValueOrDefault(id);

    /// <summary>Whether an owner has a model of a type.</summary>
    public bool Publishes(string owner, ModelType type) => _publishers.Contains((owner.ToUpperInvariant(), type));

    /// <summary>Whether anybody but a test suite has a model of a type.</summary>
    public bool Has(ModelType type) => _publishers.Any(publisher => publisher.Type == type && !publisher.Owner.EndsWith("-TESTING", StringComparison.Ordinal));

    private void Add(JsonElement record)
    {
        var origin = record.GetProperty("model_type_from").GetString();
        if (origin is null or "tags-weak" || !ModelId.TryParse(record.GetProperty("id").GetString(), out var id)
            || !ModelType.TryParse(record.GetProperty("model_type").GetString(), out var type))
            return;
        var recorded = new RecordedType(type, origin != "transformers-docs");
        _types[id] = recorded;
        if (recorded.IsSure && id.Owner is { } owner)
            _publishers.Add((owner.ToUpperInvariant(), type));
        if (!record.TryGetProperty("former_ids", out var formerIds) || formerIds.ValueKind != JsonValueKind.Array)
            return;
        foreach (var former in formerIds.EnumerateArray())
        {
            if (ModelId.TryParse(former.GetString(), out var old))
                _types.TryAdd(old, recorded);
        }
    }
}
