using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HfRegistry.Testing;

/// <summary>The bytes of a file that a local server has: an array, or bytes that are made when they are sent.</summary>
internal sealed class LocalContent
{
    /// <summary>The server copies a write as a whole before it sends any of it.</summary>
    private const int PieceBytes = 1 << 16;

    private readonly Func<long, int, ReadOnlyMemory<byte>> _read;
    private readonly Lazy<string> _gitId;
    private readonly Lazy<string> _sha256;

    private LocalContent(long length, Func<long, int, ReadOnlyMemory<byte>> read)
    {
        Length = length;
        _read = read;
        _sha256 = new(() => Hash(HashAlgorithmName.SHA256, ""));
#pragma warning disable CA5350 // Git's own object id.
        _gitId = new(() => Hash(HashAlgorithmName.SHA1, string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));
#pragma warning restore CA5350
    }

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>The id that git gives the content.</summary>
    public string GitId => _gitId.Value;

    /// <summary>The SHA-256 of the content.</summary>
    public string Sha256 => _sha256.Value;

    /// <summary>A content of given bytes.</summary>
    public static LocalContent Of(byte[] bytes) => new(bytes.Length, (at, count) => bytes.AsMemory((int)at, count));

    /// <summary>A content that no memory holds. No two of its places have the same bytes, so that a part at a wrong place is noticed.</summary>
    public static LocalContent Generated(long length) => new(length, static (at, count) =>
    {
        var first = at / sizeof(ulong);
        var bytes = new byte[count + (2 * sizeof(ulong))];
        for (var i = 0; (i + 1) * sizeof(ulong) <= bytes.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), (ulong)(first + i) * 0x9E37_79B9_7F4A_7C15);
        return bytes.AsMemory((int)(at % sizeof(ulong)), count);
    });

    /// <summary>Writes the bytes from one place to another, both included.</summary>
    public async Task WriteAsync(Stream body, long from, long to, CancellationToken cancellationToken)
    {
        foreach (var piece in Pieces(from, to))
            await body.WriteAsync(piece, cancellationToken);
    }

    private IEnumerable<ReadOnlyMemory<byte>> Pieces(long from, long to)
    {
        for (var at = from; at <= to; at += PieceBytes)
            yield return _read(at, (int)Math.Min(PieceBytes, to - at + 1));
    }

    private string Hash(HashAlgorithmName algorithm, string prefix)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(Encoding.ASCII.GetBytes(prefix));
        foreach (var piece in Pieces(0, Length - 1))
            hash.AppendData(piece.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
