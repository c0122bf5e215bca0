using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuickStart;

/// <summary>What the build knows of a model, read from <c>QuickStart.hfmodels.json</c>.</summary>
internal sealed record ModelFacts(string Alias, string RequestedAs, string? Id, string? License, long? SizeBytes, string? Tier, string Reason)
{
    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "QuickStart.hfmodels.json");

    public static IReadOnlyList<ModelFacts> Read() =>
        JsonSerializer.Deserialize(File.ReadAllText(Path), ModelFactsJson.Default.ModelList)!.Models;

    public override string ToString() => string.Join(Environment.NewLine,
        $"{Alias} ({RequestedAs})",
        $"  id       {Id ?? "none"}",
        $"  size     {Size}",
        $"  license  {License ?? "not known"}",
        $"  tier     {Tier ?? "none"}",
        $"  reason   {Reason}",
        "");

    private string Size => SizeBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB") : "not known";
}

internal sealed record ModelList(IReadOnlyList<ModelFacts> Models);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModelList))]
internal sealed partial class ModelFactsJson : JsonSerializerContext;
