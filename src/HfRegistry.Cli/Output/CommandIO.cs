using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HfRegistry.Cli.Output;

/// <summary>Everything that a command touches outside of itself, but for files and the Hub.</summary>
internal sealed class CommandIO : IDisposable
{
    private const int WidthOfFiles = 120;
    private const int NarrowestTerminal = 40;

    private readonly AgentSafeWriter _out = null!;
    private readonly AgentSafeWriter _error = null!;

    /// <summary>Gets standard output: the command's answer and nothing else. No line of it is a command to a build agent.</summary>
    public required TextWriter Out
    {
        get => _out;
        init => _out = value as AgentSafeWriter ?? new AgentSafeWriter(value);
    }

    /// <summary>Gets standard error: diagnostics and progress. No line of it is a command to a build agent.</summary>
    public required TextWriter Error
    {
        get => _error;
        init => _error = value as AgentSafeWriter ?? new AgentSafeWriter(value);
    }

    /// <summary>Gets standard input: a token, a person's answers. Nothing is read unless a command says so.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Gets whether a person types standard input on a terminal.</summary>
    public bool IsInTerminal { get; init; }

    /// <summary>Gets a function that returns an environment variable's value, or null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Gets the absolute path of the working folder; empty when the folder that the process was started in does not exist.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets whether a person reads standard output on a terminal.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>Gets whether a person reads standard error on a terminal.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Gets the number of characters a line of the terminal holds.</summary>
    public int Width { get; init; } = WidthOfFiles;

    /// <summary>Gets the root of the file system in which the machine describes itself (<c>/proc</c>, <c>/sys</c>).</summary>
    public string SystemRoot { get; init; } = "/";

    /// <summary>Gets the log, on standard error.</summary>
    internal CommandLog Log => field ??= new CommandLog(_error);

    /// <summary>Gets whether colors are unwelcome (<c>NO_COLOR</c>).</summary>
    public bool IsColorless => Variable("NO_COLOR") is { Length: > 0 };

    /// <summary>Returns the streams, variables and folder of this process. Writes UTF-8 whatever the console's code page is.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    public static CommandIO OfProcess()
    {
        // A dumb terminal cannot move its cursor: it gets what a file gets.
        var isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        var isOutTerminal = !Console.IsOutputRedirected && !isDumb;
        var isErrorTerminal = !Console.IsErrorRedirected && !isDumb;
        return new CommandIO
        {
            Out = Utf8(Console.OpenStandardOutput),
            Error = Utf8(Console.OpenStandardError, autoFlush: true),
            In = Console.In,
            IsInTerminal = !Console.IsInputRedirected,
            Variable = Environment.GetEnvironmentVariable,
            Folder = WorkingFolder(),
            IsOutTerminal = isOutTerminal,
            IsErrorTerminal = isErrorTerminal,
            Width = isOutTerminal || isErrorTerminal ? Math.Max(NarrowestTerminal, Console.WindowWidth) : WidthOfFiles,
        };
    }

    /// <summary>Writes a command to the build agent on standard output.</summary>
    /// <param name="line">The command, whose values are escaped.</param>
    internal void WriteCommandToOut(string line) => _out.WriteCommand(line);

    /// <summary>Writes a command to the build agent on standard error.</summary>
    /// <param name="line">The command, whose values are escaped.</param>
    internal void WriteCommandToError(string line) => _error.WriteCommand(line);

    /// <summary>Writes out what standard output holds back.</summary>
    /// <returns>Why the answer did not reach its reader, or null.</returns>
    internal Diagnostic? FlushOut()
    {
        _out.Flush();
        return _out.Problem is { } problem
            ? DiagnosticCatalog.OutputStreamFailed.Create(problem.Message)
            : null;
    }

    /// <summary>Returns an absolute path for a path as the user wrote it.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Folder);

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The stream's writer is returned, and disposed of with it.")]
    private static AgentSafeWriter Utf8(Func<Stream> open, bool autoFlush = false)
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;
        try
        {
            return new AgentSafeWriter(new StreamWriter(open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = autoFlush });
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            // Who starts a process may close its streams (`>&-`).
            return new AgentSafeWriter(closed);
        }
    }

    private static string WorkingFolder()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
