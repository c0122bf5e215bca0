using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>A request in words, for messages.</summary>
internal static class RequestText
{
    /// <summary>Returns for example <c>bert (Task=text-classification, Hardware=cpu-small)</c>; safe to print whatever the words are.</summary>
    /// <param name="request">The request.</param>
    public static string Of(RawRequest request)
    {
        var said = RequestFields.Of(request).Select(static said => $"{said.Field.Name}={said.Words}").ToList();
        var include = request.Include.Length == 0 ? "any type" : request.Include;
        return TextSanitizer.Sanitize(said.Count == 0 ? include : $"{include} ({string.Join(", ", said)})");
    }
}
