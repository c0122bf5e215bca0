using System.Text;

namespace HfRegistry.Cli.Output;

/// <summary>
/// An output stream of the process that build agents may read: no line of it is a command (<see cref="AgentCommands"/>) but those that are written as such.
/// Once the stream cannot be written any more, what follows is dropped: the work on files goes on, and the run ends with an error.
/// </summary>
internal sealed class AgentSafeWriter : TextWriter
{
    private readonly TextWriter _inner;
    private readonly AgentCommandScanner _scanner = new();

    /// <summary>Wraps a stream.</summary>
    public AgentSafeWriter(TextWriter inner)
        : base(inner.FormatProvider)
    {
        _inner = inner;
        NewLine = inner.NewLine;
    }

    /// <summary>Creates a stream that could not even be opened.</summary>
    public AgentSafeWriter(Exception problem)
        : this(Null) => Problem = problem;

    /// <summary>Gets the reason why the stream cannot be written any more, or null.</summary>
    public Exception? Problem { get; private set; }

    public override Encoding Encoding => _inner.Encoding;

    /// <summary>Writes a line that is meant as a command to the agent.</summary>
    /// <param name="line">The command; the foreign text in it is escaped as its agent asks for.</param>
    public void WriteCommand(string line) => Try(() => _inner.WriteLine(line));

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var safe = new StringBuilder(buffer.Length);
        foreach (var c in buffer)
        {
            if (_scanner.CompletesMark(c))
                safe.Append(' ');
            safe.Append(c);
        }

        Try(() => _inner.Write(safe));
    }

    public override void Flush() => Try(_inner.Flush);

    protected override void Dispose(bool disposing)
    {
        try
        {
            if (disposing)
                _inner.Dispose();
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            // A writer that failed keeps what it could not write, and fails with it again.
            Problem ??= refused;
        }

        base.Dispose(disposing);
    }

    private void Try(System.Action write)
    {
        if (Problem is not null)
            return;
        try
        {
            write();
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            Problem = refused;
        }
    }

    // .NET has the second for a descriptor that is closed, or open for reading only.
    private static bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
