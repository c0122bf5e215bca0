using System.Collections.Immutable;
using System.Text.Json;

namespace HfRegistry.GitHub.Publishing;

/// <summary>Reads the members of a plan strictly: what is missing or of another kind ends the reading.</summary>
internal sealed class PlanReader(JsonElement json, string what)
{
    public int? Number(string name) => Member(name) is not { } member ? null
        : member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number) ? number
        : throw Wrong(name, "whole number");

    public string Text(string name) => OptionalText(name) ?? throw Wrong(name, "text");

    public string? OptionalText(string name) => Member(name) is not { } member ? null
        : member.ValueKind == JsonValueKind.String ? member.GetString()
        : throw Wrong(name, "text");

    public bool Truth(string name) => Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    public T Word<T>(string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(Text(name).Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw Wrong(name, "known word");

    public PlanReader Object(string name) => Member(name) is { ValueKind: JsonValueKind.Object } member ? new PlanReader(member, name) : throw Wrong(name, "object");

    public IEnumerable<PlanReader> Items(string name) => Member(name) is { ValueKind: JsonValueKind.Array } array
        ? array.EnumerateArray().Select(item => new PlanReader(item, name))
        : throw Wrong(name, "list");

    public ImmutableArray<string> Texts(string name) => Member(name) is { ValueKind: JsonValueKind.Array } array
        ? [.. array.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, "list of texts"))]
        : throw Wrong(name, "list");

    private JsonElement? Member(string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{what} is not an object");
        return json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
    }

    private FormatException Wrong(string name, string kind) => new($"'{name}' of {what} is not a {kind}");
}
