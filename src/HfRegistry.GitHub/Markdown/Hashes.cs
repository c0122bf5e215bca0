using System.Security.Cryptography;
using System.Text;

namespace HfRegistry.GitHub.Markdown;

/// <summary>The hashes of markers.</summary>
internal static class Hashes
{
    /// <summary>Returns the SHA-256 of a text, in 64 lower-case hexadecimal digits.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
