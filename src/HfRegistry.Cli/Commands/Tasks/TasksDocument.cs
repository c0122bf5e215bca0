using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Tasks;

/// <summary>A task in <c>tasks</c>: the types that can do it, or the class with which one type does it.</summary>
internal sealed record TaskRow(string Task)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClassName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ModelTypes { get; init; }
}

/// <summary><c>tasks</c>.</summary>
internal sealed record TasksDocument(string? ModelType, IReadOnlyList<TaskRow> Tasks) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TasksDocument))]
internal sealed partial class TasksJson : JsonSerializerContext;
