using System.Buffers;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>The fields of the release: date, name and address.</summary>
internal static class FieldRules
{
    /// <summary>The characters that file names cannot have on some system.</summary>
    private static readonly SearchValues<char> NotInFileNames = SearchValues.Create("/\\:*?\"<>|");

    public static IEnumerable<MofFinding> Check(MofDocument document, DateOnly today, Places at)
    {
        if (document.Date is { } date && Days.TryParse(date.Text, out var day) && day > today)
            yield return at.Find(DiagnosticCatalog.MofFutureDate, date.Place, day);
        if (document.Name is { Text.Length: > 0 } name && Path.GetFileNameWithoutExtension(at.Path) is var stem && !IsNamedAfter(stem, name.Text))
            yield return at.Find(DiagnosticCatalog.MofFileName, name.Place, stem, name.Text);
        if (document.HuggingFace is { Text.Length: > 0 } address && HubAddress.Read(address.Text) is { Form: not (HubAddressForm.None or HubAddressForm.Address) } read)
            yield return at.Find(DiagnosticCatalog.MofHubAddress, address.Place, address.Text, read.Id is { } id ? $"https://huggingface.co/{id}" : "https://huggingface.co/OWNER/NAME");
    }

    // A name with a slash or a colon makes no file name: then the letters and digits must agree.
    private static bool IsNamedAfter(string stem, string name) =>
        stem == name || stem == WithUnderscores(name) || (name.AsSpan().ContainsAny(NotInFileNames) && Letters(stem) == Letters(name));

    // The name that the tool itself gives to a document that somebody downloads.
    private static string WithUnderscores(string name) => string.Concat(name.Select(static c => char.IsLetterOrDigit(c) || c is '.' or '-' ? c : '_'));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
