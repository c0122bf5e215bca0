using System.Buffers;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>The fields of the release: date, name and address.</summary>
internal static class FieldRules
{
    private static readonly string[] Hosts = ["huggingface.co", "www.huggingface.co", "hf.co"];

    /// <summary>What no file name holds, on one system or another.</summary>
    private static readonly SearchValues<char> NotInFileNames = SearchValues.Create("/\\:*?\"<>|");

    public static IEnumerable<MofFinding> Check(MofDocument document, DateOnly today, Places at)
    {
        if (document.Date is { } date && Days.TryParse(date.Text, out var day) && day > today)
            yield return at.Find(DiagnosticCatalog.MofFutureDate, date.Place, day);
        if (document.Name is { Text.Length: > 0 } name && Path.GetFileNameWithoutExtension(at.Path) is var stem && !IsNamedAfter(stem, name.Text))
            yield return at.Find(DiagnosticCatalog.MofFileName, name.Place, stem, name.Text);
        if (document.HuggingFace is { Text.Length: > 0 } address && !NamesModel(address.Text))
            yield return at.Find(DiagnosticCatalog.MofHubAddress, address.Place, address.Text, Meant(address.Text));
    }

    // A name with a slash or a colon makes no file name: then the letters and digits must agree.
    private static bool IsNamedAfter(string stem, string name) =>
        stem == name || (name.AsSpan().ContainsAny(NotInFileNames) && Letters(stem) == Letters(name));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static bool NamesModel(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && Hosts.Contains(uri.Host)
        && uri is { Query: "", Fragment: "" } && ModelId.TryParse(uri.AbsolutePath.Trim('/'), out _);

    private static string Meant(string address)
    {
        var path = Uri.TryCreate(address, UriKind.Absolute, out var uri) && Hosts.Contains(uri.Host) ? uri.AbsolutePath : address;
        var parts = path.Trim('/').Split('/');
        return parts.Length >= 2 && parts[0] != "collections" && ModelId.TryParse($"{parts[0]}/{parts[1]}", out var id) ? $"https://huggingface.co/{id}" : "https://huggingface.co/OWNER/NAME";
    }
}
