using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The canonical form of a request's words.</summary>
internal static class RequestHashing
{
    /// <summary>Returns SHA-256 over the canonical form.</summary>
    public static string Of(RawRequest request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(request))));

    /// <summary>Returns every word as <c>name:length:word</c> on a line: no word can be taken for a part of another.</summary>
    public static string Canonical(RawRequest request)
    {
        var text = new StringBuilder();
        Append(RequestFields.IncludeMember, request.Include.Trim());
        foreach (var field in RequestFields.All)
        {
            var canonical = field.Canonical(field.Get(request)?.Trim() ?? "");
            if (canonical.Length > 0 || !field.IsOptional)
                Append(field.Member, canonical);
        }

        return text.ToString();

        void Append(string name, string word) => text.Append(CultureInfo.InvariantCulture, $"{name}:{word.Length}:{word}\n");
    }
}
