using System.Security.Cryptography;
using System.Text;

namespace HfRegistry.Files;

/// <summary>Names the hidden files that lie beside another file for a moment: its lock, and its next content.</summary>
internal static class SiblingName
{
    /// <summary>Most file systems hold names of 255 bytes; what follows the prefix has up to 40.</summary>
    private const int MaxNameBytes = 200;

    /// <summary>Returns how the names of a file's siblings begin. Long names are replaced by their hash, so that a sibling's name fits where the file's fits.</summary>
    /// <param name="path">The file's path.</param>
    public static string PrefixOf(string path)
    {
        var name = Path.GetFileName(path);
        return Encoding.UTF8.GetByteCount(name) <= MaxNameBytes ? $".{name}." : $".{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}.";
    }
}
