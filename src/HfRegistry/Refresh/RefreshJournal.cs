using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HfRegistry.Files;

namespace HfRegistry.Refresh;

/// <summary>
/// The facts that a refresh has fetched so far, in a file of the user's cache: a refresh that was cut off (killed, or refused by a rate limit) goes on
/// from there. Lines are only ever appended; the registry file is replaced once, at the end, and the journal then goes.
/// </summary>
/// <remarks>
/// The first line says of what Hub, which registry and which part of it the journal is; one of something else, of another version or older than a day is
/// void. Each other line is a type (<see cref="JournalLine"/>) or says that the most downloaded models were read. What is behind
/// the last whole line (the line at which a process was killed) is dropped. No line ever holds a token: only whether there was one.
/// </remarks>
internal sealed class RefreshJournal : IDisposable
{
    private const int MaxLineBytes = 4_000_000;
    private const long MaxBytes = 256_000_000;
    private const string Extension = ".jsonl";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly Dictionary<ModelType, TypeFacts> _learnt = [];

    private RefreshJournal(FileStream file) => _file = file;

    /// <summary>Gets what an earlier refresh had learned.</summary>
    public IReadOnlyDictionary<ModelType, TypeFacts> Learned => _learnt;

    /// <summary>Gets for how many types an earlier refresh had read the most downloaded models to the end; 0 when it had not.</summary>
    public int SweptTypes { get; private set; }

    /// <summary>Gets when the refresh began whose journal this is (UTC).</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>Gets the reason why the journal is not kept any more, or null.</summary>
    public Diagnostic? Problem { get; private set; }

    /// <summary>Opens the journal of a registry, or begins one.</summary>
    /// <param name="folder">The folder of all journals.</param>
    /// <param name="subject">Of what the journal is.</param>
    /// <param name="isFresh">Whether what lies there is void.</param>
    /// <param name="now">The time (UTC).</param>
    /// <returns>The journal; a warning when there can be none: the refresh does without.</returns>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The outcome hands the journal to the caller, who disposes of it.")]
    public static Outcome<RefreshJournal> Open(string folder, JournalSubject subject, bool isFresh, DateTimeOffset now)
    {
        RefreshJournal? journal = null;
        try
        {
            PrivateFolder.Create(folder);
            RemoveVoid(folder, now - Lifetime);
            journal = new RefreshJournal(OpenFile(Path.Combine(folder, subject.Key + Extension)));
            if (isFresh || !journal.Read(subject, now))
                journal.Begin(subject, now);
            return new Outcome<RefreshJournal>(journal);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            journal?.Dispose();
            return new Outcome<RefreshJournal>(Unusable(folder, refused));
        }
    }

    /// <summary>Notes what was learned of a type. Safe for concurrent use; what cannot be written ends the journal, not the refresh.</summary>
    public void Add(ModelType type, TypeFacts facts) => Append(() => JournalLine.Of(type, facts));

    /// <summary>Notes what the most downloaded models said, and that they were read.</summary>
    /// <param name="types">For how many types they were read.</param>
    /// <param name="answered">The types that they answer for.</param>
    public void AddSweep(int types, IEnumerable<KeyValuePair<ModelType, TypeFacts>> answered)
    {
        foreach (var (type, facts) in answered)
            Add(type, facts);
        Append(() => LineOf(new JournalSweep(types), JournalJson.Default.JournalSweep));
    }

    /// <summary>Removes the journal: the registry file holds what was learned.</summary>
    public void Remove()
    {
        lock (_gate)
        {
            _file.Dispose();
            try
            {
                File.Delete(_file.Name);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                Problem ??= Unusable(_file.Name, refused);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static Diagnostic Unusable(string path, Exception refused) => DiagnosticCatalog.JournalUnusable.Create(path, refused.Message);

    private static FileStream OpenFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            // Another process at the same registry does without.
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    // Of registries that nobody refreshes any more.
    private static void RemoveVoid(string folder, DateTimeOffset before)
    {
        foreach (var journal in new DirectoryInfo(folder).EnumerateFiles("*" + Extension).Where(file => file.LastWriteTimeUtc < before))
            journal.Delete();
    }

    private static byte[] LineOf<T>(T content, JsonTypeInfo<T> type) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(content, type), (byte)'\n'];

    /// <summary>Reads what lies there; false when it is void.</summary>
    private bool Read(JournalSubject subject, DateTimeOffset now)
    {
        if (_file.Length > MaxBytes)
            return false;
        long whole = 0;
        foreach (var line in Lines())
        {
            var isGood = whole == 0 ? ReadHead(line, subject, now) : ReadLine(line);
            if (!isGood)
                break;
            whole += line.Length + 1;
        }

        _file.SetLength(whole);
        _file.Position = whole;
        return whole > 0;
    }

    private IEnumerable<byte[]> Lines()
    {
        using var line = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int length; (length = _file.Read(buffer)) > 0;)
        {
            var rest = 0;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', rest, length - rest)) >= 0; rest = end + 1)
            {
                line.Write(buffer, rest, end - rest);
                yield return line.ToArray();
                line.SetLength(0);
            }

            line.Write(buffer, rest, length - rest);
            if (line.Length > MaxLineBytes)
                yield break;
        }
    }

    private bool ReadHead(byte[] line, JournalSubject subject, DateTimeOffset now)
    {
        if (Deserialized(line, JournalJson.Default.JournalHead) is not { } head || head.Subject != subject || head.Began > now || now - head.Began > Lifetime)
            return false;
        Began = head.Began;
        return true;
    }

    private bool ReadLine(byte[] line)
    {
        if (JournalLine.Read(line) is var (type, facts))
        {
            _learnt[type] = facts;
            return true;
        }

        if (Deserialized(line, JournalJson.Default.JournalSweep) is not { } sweep)
            return false;
        SweptTypes = sweep.Types;
        return true;
    }

    private static T? Deserialized<T>(byte[] line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (Exception fault) when (ForeignInput.IsFault(fault))
        {
            return null;
        }
    }

    private void Begin(JournalSubject subject, DateTimeOffset now)
    {
        _file.SetLength(0);
        _file.Position = 0;
        Began = now;
        _file.Write(LineOf(new JournalHead(subject, now), JournalJson.Default.JournalHead));
        _file.Flush();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A journal saves requests; whatever is wrong with it must not cost the refresh.")]
    private void Append(Func<byte[]> line)
    {
        lock (_gate)
        {
            if (Problem is not null)
                return;
            try
            {
                // To the system, not to the disk: a killed process loses nothing that way, and a lost journal costs only requests.
                _file.Write(line());
                _file.Flush();
            }
            catch (Exception refused)
            {
                Problem = Unusable(_file.Name, refused);
            }
        }
    }
}
