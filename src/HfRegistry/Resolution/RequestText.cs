using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>A request in words, for messages.</summary>
public static class RequestText
{
    /// <summary>For example <c>bert (Task=text-classification, Hardware=cpu-small)</c>; safe to print whatever the words are.</summary>
    /// <param name="request">The request.</param>
    public static string Of(RawRequest request)
    {
        (string Name, string? Value)[] demands =
        [
            ("Task", request.Task), ("Hardware", request.Hardware), ("MaxSizeMB", request.MaxSizeMB), ("Framework", request.Framework),
            ("License", request.License), ("AllowGated", request.AllowGated), ("Revision", request.Revision), ("Prefer", request.Prefer), ("MinScore", request.MinScore),
        ];
        var said = demands.Where(demand => !string.IsNullOrWhiteSpace(demand.Value)).Select(demand => $"{demand.Name}={demand.Value!.Trim()}").ToList();
        var include = request.Include.Length == 0 ? "any type" : request.Include;
        return TextSanitizer.Sanitize(said.Count == 0 ? include : $"{include} ({string.Join(", ", said)})");
    }
}
