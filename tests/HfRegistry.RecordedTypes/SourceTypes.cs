using System.Text.Json;

namespace HfRegistry.RecordedTypes;

/// <summary>A type as transformers' source gives it.</summary>
internal sealed record SourceType(ModelType Type, string Config, IReadOnlyList<(string Key, string Class)> Classes, string Module, ModelId? Checkpoint, string Status);

/// <summary>Reads the collected facts about transformers' types.</summary>
internal static class SourceTypes
{
    public static IReadOnlyList<SourceType> Read(JsonElement root) =>
        [.. root.GetProperty("types").EnumerateObject().Select(member => Read(member.Name, member.Value))
            .OrderBy(type => type.Type.Name, StringComparer.Ordinal)];

    private static SourceType Read(string name, JsonElement facts) => new(
        ModelType.Parse(name),
        facts.GetProperty("config_class").GetString() ?? throw new InvalidDataException($"{name} has no configuration class"),
        [.. facts.GetProperty("classes").EnumerateObject().SelectMany(ClassesOf).OrderBy(pair => pair.Key, StringComparer.Ordinal)],
        facts.TryGetProperty("module", out var module) ? module.GetString() ?? name : name,
        facts.TryGetProperty("checkpoint", out var checkpoint) && ModelId.TryParse(checkpoint.GetString(), out var id) ? id : null,
        facts.GetProperty("status").GetString()!);

    private static IEnumerable<(string Key, string Class)> ClassesOf(JsonProperty member) => member.Value.ValueKind == JsonValueKind.Array
        ? member.Value.EnumerateArray().Select(name => (member.Name, name.GetString()!))
        : [(member.Name, member.Value.GetString()!)];
}
