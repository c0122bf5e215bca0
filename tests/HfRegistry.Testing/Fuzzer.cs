using System.Globalization;
using System.Text;

namespace HfRegistry.Testing;

/// <summary>Damages good texts, and watches what reads them. Runs of one seed are the same: <c>HFREGISTRY_FUZZ_SEED</c> repeats one.</summary>
internal sealed class Fuzzer
{
    /// <summary>Names the seed of a run that is to be repeated.</summary>
    public const string SeedVariable = "HFREGISTRY_FUZZ_SEED";

    private const int MaxBytes = 200_000;
    private const long MaxAllocated = 64_000_000;

    // What parsers stumble over; single bytes come on top.
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "{", "}", "[", "]", "\"", "'", ":", ": ", ",", "- ", "? ", "#", "|", ">", "\t", "\r", "\n", "\r\n", "\0", "\uFEFF", "\u2028", "---", "...", "\n---\n", "\n...\r", "&a ", "*a", "!!x ", "<<: ", "%YAML 1.2\n",
            "\\", "\\u", "\\ud800", "\\u0000", "null", "true", "-1", "1e999", "-0", "0.1", "9223372036854775807", "18446744073709551616", "NaN", "2026-02-30", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59.9999999+14:00",
            "```", "<!--", "-->", "<a href=", "<td>", "</table>", "](", "![", "[a]: b", "http://", "https://[::", "https://xn--", "&#x110000;", "&", "//", "../",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ];

    private readonly Random _random;
    private byte[] _lastDamaged = [];

    /// <summary>A run.</summary>
    /// <param name="tell">Hears the seed.</param>
    public Fuzzer(Action<string> tell)
    {
        Seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed) ? seed : Environment.TickCount;
        _random = new Random(Seed);
        tell($"{SeedVariable}={Seed}");
    }

    /// <summary>The seed of this run.</summary>
    public int Seed { get; }

    /// <summary>One of some things.</summary>
    public T Pick<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    /// <summary>A text with one to five changes: a byte, a piece, a part that is taken out, doubled or cut off.</summary>
    public byte[] Damage(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length + 16);
        bytes.AddRange(text);
        for (var changes = _random.Next(1, 6); changes > 0 && bytes.Count < MaxBytes; changes--)
        {
            var at = _random.Next(bytes.Count + 1);
            var length = Math.Min(bytes.Count - at, _random.Next(1, 40));
            switch (_random.Next(7))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1 or 2:
                    bytes.InsertRange(at, Pieces[_random.Next(Pieces.Length)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(at, Pieces[_random.Next(Pieces.Length)]);
                    break;
                case 4:
                    bytes.RemoveRange(at, length);
                    break;
                case 5:
                    bytes.InsertRange(at, bytes.GetRange(at, _random.Next(bytes.Count - at + 1)));
                    break;
                case 6 when changes == 1:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Reads damaged texts. Nothing may be thrown, and no text may cost more memory than a bound.</summary>
    /// <param name="cases">How many.</param>
    /// <param name="texts">The good texts.</param>
    /// <param name="read">Reads one.</param>
    public void Run(int cases, IReadOnlyList<byte[]> texts, Action<byte[]> read)
    {
        for (var i = 0; i < cases; i++)
        {
            var text = Damage(Pick(texts));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(text);
            }
            catch (Exception escaped)
            {
                throw Failure(i, text, escaped.Message, escaped);
            }

            if (GC.GetAllocatedBytesForCurrentThread() - before is > MaxAllocated and var allocated)
                throw Failure(i, text, $"{allocated} bytes were allocated", null);
        }
    }

    /// <summary>The same with answers of a server, which damages them itself.</summary>
    /// <param name="cases">How many.</param>
    /// <param name="questions">What is asked.</param>
    public async Task RunAsync(int cases, IReadOnlyList<Func<Task>> questions)
    {
        for (var i = 0; i < cases; i++)
        {
            try
            {
                await Pick(questions)();
            }
            catch (Exception escaped)
            {
                throw Failure(i, _lastDamaged, escaped.Message, escaped);
            }
        }
    }

    /// <summary>Damages an answer of a local server.</summary>
    public byte[] DamageAnswer(byte[] body) => _lastDamaged = Damage(body);

    private InvalidOperationException Failure(int place, byte[] text, string what, Exception? escaped) =>
        new($"{SeedVariable}={Seed}, case {place}: {what}\n{Convert.ToBase64String(text)}\n{Encoding.UTF8.GetString(text)}", escaped);
}
