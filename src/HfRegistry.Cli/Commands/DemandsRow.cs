using System.Text.Json.Serialization;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Commands;

/// <summary>The demands of a request, word for word.</summary>
internal sealed record DemandsRow(string Include, string? Task, string? Hardware, string? MaxSizeMb, string? Framework, string? License,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? AllowGated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Prefer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MinScore)
{
    public static DemandsRow Of(Selection.RawRequest request) => new(
        TextSanitizer.Sanitize(request.Include), Safe(request.Task), Safe(request.Hardware), Safe(request.MaxSizeMB), Safe(request.Framework),
        Safe(request.License), string.IsNullOrWhiteSpace(request.AllowGated) ? null : HfEnvironment.IsTruthy(request.AllowGated),
        Safe(request.Prefer), Safe(request.MinScore))
    {
        Words = RequestText.Of(request),
    };

    /// <summary>The request in words, for people.</summary>
    [JsonIgnore]
    public string Words { get; private init; } = "";

    private static string? Safe(string? text) => text is null ? null : TextSanitizer.Sanitize(text);
}
