using System.Text;

namespace HfRegistry.Cli;

/// <summary>Everything that a command touches outside of itself, but for files and the Hub.</summary>
public sealed class CommandIO : IDisposable
{
    private const int WidthOfFiles = 120;
    private const int NarrowestTerminal = 40;

    /// <summary>Standard output: the verb's answer and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: diagnostics and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input: a token, a person's answers. Nothing is read unless a verb says so.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Whether a person types standard input on a terminal.</summary>
    public bool IsInTerminal { get; init; }

    /// <summary>Gives an environment variable's value, or null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The absolute path of the working folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether a person reads standard output on a terminal.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>Whether a person reads standard error on a terminal.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>How many characters a line of the terminal holds.</summary>
    public int Width { get; init; } = WidthOfFiles;

    /// <summary>The root of the file system in which the machine describes itself (<c>/proc</c>, <c>/sys</c>).</summary>
    public string SystemRoot { get; init; } = "/";

    /// <summary>Whether colours are unwelcome (<c>NO_COLOR</c>).</summary>
    public bool IsColourless => Variable("NO_COLOR") is { Length: > 0 };

    /// <summary>The streams, variables and folder of this process. Writes UTF-8 whatever the console's code page is.</summary>
    public static CommandIO OfProcess()
    {
        // A dumb terminal cannot move its cursor: it gets what a file gets.
        var isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        var isOutTerminal = !Console.IsOutputRedirected && !isDumb;
        var isErrorTerminal = !Console.IsErrorRedirected && !isDumb;
        return new CommandIO
        {
            Out = Utf8(Console.OpenStandardOutput()),
            Error = Utf8(Console.OpenStandardError(), autoFlush: true),
            In = Console.In,
            IsInTerminal = !Console.IsInputRedirected,
            Variable = Environment.GetEnvironmentVariable,
            Folder = Environment.CurrentDirectory,
            IsOutTerminal = isOutTerminal,
            IsErrorTerminal = isErrorTerminal,
            Width = isOutTerminal || isErrorTerminal ? Math.Max(NarrowestTerminal, Console.WindowWidth) : WidthOfFiles,
        };
    }

    /// <summary>An absolute path for a path as the user wrote it.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
    }

    private static StreamWriter Utf8(Stream stream, bool autoFlush = false)
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;
        return new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = autoFlush };
    }
}
