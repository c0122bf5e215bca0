using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The canonical form of a request's words.</summary>
internal static class RequestHashing
{
    /// <summary>SHA-256 over the canonical form.</summary>
    public static string Of(RawRequest request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(request))));

    /// <summary>Every word as <c>name:length:word</c> on a line: no word can be taken for a part of another.</summary>
    public static string Canonical(RawRequest request)
    {
        var text = new StringBuilder();
        foreach (var (name, word) in LockMembers.OfRequest)
        {
            var canonical = Canonical(name, word(request)?.Trim() ?? "");
            if (canonical.Length == 0 && IsYoung(name))
                continue;
            text.Append(CultureInfo.InvariantCulture, $"{name}:{canonical.Length}:{canonical}\n");
        }

        return text.ToString();
    }

    // A word that requests learnt after locks were written: absent, it leaves no trace, so that those locks stay valid.
    private static bool IsYoung(string name) => name is "prefer" or "min_score";

    /// <summary>One spelling for everything that <see cref="RequestReader"/> reads as the same value.</summary>
    private static string Canonical(string name, string word) => name switch
    {
        "task" or "hardware" or "framework" or "prefer" => word.ToLowerInvariant(),
        "license" => Licenses(word.ToLowerInvariant()),
        // To write the default down is no other request.
        "allow_gated" => word.Equals("false", StringComparison.OrdinalIgnoreCase) ? "" : word.ToLowerInvariant(),
        _ => word,
    };

    private static string Licenses(string words) => string.Join(',', words
        .Split(RequestReader.LicenseSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
