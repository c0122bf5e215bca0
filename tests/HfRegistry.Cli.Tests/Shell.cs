using System.Globalization;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>A throw-away working folder with an environment of its own, in which tests run command lines.</summary>
internal sealed class Shell : IDisposable
{
    private readonly bool _isOwner;

    /// <summary>A shell in a new folder, the root of a repository: nothing above it is looked at.</summary>
    public Shell()
    {
        Folder = Directory.CreateTempSubdirectory("hfregistry-cli-").FullName;
        Directory.CreateDirectory(PathOf(".git"));
        _isOwner = true;
    }

    /// <summary>A shell in a folder that belongs to somebody else.</summary>
    public Shell(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The environment; nothing of the machine's own is in it.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public TimeProvider Clock { get; set; } = new FakeClock();

    public bool IsTerminal { get; set; }

    /// <summary>The width of the terminal.</summary>
    public int Width { get; set; } = 100;

    /// <summary>What a person types, or pipes in.</summary>
    public string Input { get; set; } = "";

    /// <summary>Where the machine describes itself; by default nowhere.</summary>
    public string? SystemRoot { get; set; }

    /// <summary>The folder within <see cref="Folder"/> in which the command runs.</summary>
    public string WorkingFolder { get; set; } = "";

    public string RegistryPath => PathOf(RegistryFile.FileName);

    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Puts a registry file into the folder.</summary>
    public Shell With(ModelRegistry registry)
    {
        if (RegistryFile.Save(registry, RegistryPath) is { } problem)
            throw new InvalidOperationException(problem.ToString());
        return this;
    }

    /// <summary>Lets the command talk to a local Hub.</summary>
    public Shell With(LocalHub hub)
    {
        Variables["HF_ENDPOINT"] = hub.Endpoint.ToString();
        return this;
    }

    /// <summary>Runs a command line in this process, or on the binary that is to be tested.</summary>
    public async Task<CommandRun> RunAsync(string[] args, CancellationToken cancellationToken = default)
    {
        if (PublishedBinary.Path is not null)
            return await PublishedBinary.RunAsync(this, args, cancellationToken);
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var input = new StringReader(Input);
        using var io = new CommandIO
        {
            In = input,
            IsInTerminal = IsTerminal,
            Out = output,
            Error = error,
            Variable = Variables.GetValueOrDefault,
            Folder = PathOf(WorkingFolder),
            Clock = Clock,
            IsOutTerminal = IsTerminal,
            IsErrorTerminal = IsTerminal,
            Width = Width,
            SystemRoot = SystemRoot ?? PathOf("no-system"),
        };
        var exitCode = await HfRegistryCommand.RunAsync(args, io, cancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line that is split at blanks.</summary>
    public Task<CommandRun> RunAsync(string line, CancellationToken cancellationToken = default) =>
        RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), cancellationToken);

    public void Dispose()
    {
        if (_isOwner)
            Directory.Delete(Folder, recursive: true);
    }
}
