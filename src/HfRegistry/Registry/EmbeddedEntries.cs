using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text;

namespace HfRegistry.Registry;

/// <summary>
/// The entries of the embedded registry, each read when it is asked for: to find one type costs a scan for line ends instead of the parsing of 1.5 MB.
/// The scan relies on the canonical text that <see cref="RegistryFile.Render"/> writes, in which a line that begins with two spaces and a quote begins an entry.
/// </summary>
internal sealed class EmbeddedEntries
{
    private const string Name = "embedded:" + RegistryFile.FileName;

    private readonly byte[] _utf8;
    private readonly Dictionary<ModelType, Range> _places = [];
    private readonly ConcurrentDictionary<ModelType, RegistryEntry> _read = [];

    private EmbeddedEntries(byte[] utf8)
    {
        _utf8 = utf8;
        var starts = new List<int>();
        ReadOnlySpan<byte> begin = "\n  \""u8;
        for (var at = 0; utf8.AsSpan(at).IndexOf(begin) is >= 0 and var next; at += next + begin.Length)
            starts.Add(at + next + begin.Length - 1);
        starts.Add(utf8.AsSpan().LastIndexOf((byte)'}'));
        for (var i = 0; i + 1 < starts.Count; i++)
        {
            var name = utf8.AsSpan(starts[i] + 1);
            _places.Add(ModelType.Parse(Encoding.UTF8.GetString(name[..name.IndexOf((byte)'"')])), starts[i]..starts[i + 1]);
        }
    }

    /// <summary>Gets how many types there are.</summary>
    public int Count => _places.Count;

    /// <summary>Opens the text that is embedded in the engine.</summary>
    public static EmbeddedEntries Open()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(RegistryFile.FileName)
            ?? throw new InvalidOperationException("The embedded registry is missing.");
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return new EmbeddedEntries(utf8);
    }

    /// <summary>Returns the entry of a type, or null.</summary>
    public RegistryEntry? Find(ModelType type) => _places.TryGetValue(type, out var place) ? _read.GetOrAdd(type, _ => Read(place)) : null;

    /// <summary>Returns every entry; one that was read before is the same object.</summary>
    public ImmutableSortedDictionary<ModelType, RegistryEntry> ReadAll() =>
        Parse(_utf8).Entries.ToImmutableSortedDictionary(static entry => entry.Type, entry => _read.GetOrAdd(entry.Type, entry));

    private RegistryEntry Read(Range place)
    {
        var member = _utf8.AsSpan(place).TrimEnd(" \r\n,"u8);
        return Parse([(byte)'{', .. member, (byte)'}']).Entries.Single();
    }

    private static ModelRegistry Parse(ReadOnlySpan<byte> utf8)
    {
        var outcome = RegistryFile.Parse(utf8, Name);
        return outcome.Value ?? throw new InvalidOperationException(outcome.Diagnostics[0].ToString());
    }
}
