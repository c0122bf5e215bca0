using System.Collections.Immutable;

namespace HfRegistry.Models;

/// <summary>A file of a model at one commit, and the hash that its content must have.</summary>
/// <param name="Path">The path from the repository's root, with <c>/</c>.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Hash">The content's SHA-256 (64 lowercase hexadecimal digits), or git's object id of a small file (40).</param>
internal sealed record ModelFile(string Path, long Size, string Hash)
{
    /// <summary>More than any file takes; sizes of a hundred thousand such files can still be added up.</summary>
    public const long MaxSize = 1L << 46;

    private const int Sha256Digits = 64;
    private const int GitDigits = 40;

    /// <summary>Gets whether the hash is a SHA-256, not a git object id.</summary>
    public bool HasSha256 => Hash.Length == Sha256Digits;

    /// <summary>Returns whether a text has the form of a hash: 64 lowercase hexadecimal digits of SHA-256, or 40 of git.</summary>
    public static bool IsHash(string text) => text.Length is Sha256Digits or GitDigits && text.All(char.IsAsciiHexDigitLower);
}

/// <summary>The files of a model that a request chose.</summary>
/// <param name="Commit">The commit that they belong to.</param>
/// <param name="Files">The files, in the order of their paths.</param>
/// <param name="Quantization">The quantization of the weights, where their names state it; else null.</param>
internal sealed record ModelFiles(Revision Commit, ImmutableArray<ModelFile> Files, string? Quantization = null);
