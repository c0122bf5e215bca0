using System.Globalization;
using HfRegistry.Cli;
using HfRegistry.Cli.Output;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Generate;

/// <summary>The folder in which the examples of the documentation run: a project with its lock file, registries, MOF documents and the facts of one model.</summary>
internal sealed class ExampleFolder : IDisposable
{
    private const string DocumentedPath = "/home/ada/app";

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <HfModel Include="bert" />
            <HfModel Include="t5" />
            <HfModel Include="whisper" Task="automatic-speech-recognition" Hardware="cpu-small" />
          </ItemGroup>
        </Project>
        """;

    private readonly string _path = Directory.CreateTempSubdirectory("hfregistry-examples-").FullName;

    private ExampleFolder()
    {
    }

    public static async Task<ExampleFolder> CreateAsync()
    {
        var folder = new ExampleFolder();
        // The root of a repository: the command looks at nothing above it.
        Directory.CreateDirectory(folder.PathOf(".git"));
        Directory.CreateDirectory(folder.PathOf("models"));
        foreach (var document in Directory.GetFiles(RepositoryFiles.PathOf("samples", "MofCollection", "models")))
            File.Copy(document, folder.PathOf("models", Path.GetFileName(document)));

        await File.WriteAllTextAsync(folder.PathOf("App.csproj"), Project);

        string[] types = ["bert", "gpt-j", "t5"];
        var requests = types.Select(static type => (new RawRequest { Include = type }, (SourceLocation?)null)).ToList();
        var update = await LockUpdater.UpdateAsync(null, requests, new ModelResolver(new ResolverOptions()));
        Diagnostic?[] problems =
        [
            update.Lock.Save(folder.PathOf(LockFile.FileName)),
            SnapshotFile.Save([SmallFacts.Zebra], folder.PathOf("facts.json"), TimeProvider.System),
            RegistryFile.Save(SmallRegistry.Create(), folder.PathOf("old.json")),
            RegistryFile.Save(Changed(SmallRegistry.Create()), folder.PathOf("new.json")),
            RegistryFile.Save(SmallRegistry.Create(), folder.PathOf("base.json")),
            RegistryFile.Save(SmallRegistry.Refreshed("bert", "gpt2"), folder.PathOf("part-1.json")),
            RegistryFile.Save(SmallRegistry.Refreshed("gptj"), folder.PathOf("part-2.json")),
        ];
        return Array.Find(problems, static problem => problem is not null) is { } failed ? throw new InvalidOperationException(failed.ToString()) : folder;
    }

    /// <summary>Returns the lines that a command prints, standard output first.</summary>
    /// <param name="commandLine">The command line, which is split at blanks.</param>
    public async Task<List<string>> RunAsync(string commandLine)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var io = new CommandIO
        {
            Out = output,
            Error = error,
            Variable = static _ => null,
            Folder = _path,
            Clock = new FakeClock(),
            Width = 100,
            SystemRoot = PathOf("no-system"),
        };
        await HfRegistryCommand.RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..], io, CancellationToken.None);
        return [.. $"{output}{error}".Replace(_path, DocumentedPath, StringComparison.Ordinal).TrimEnd('\n').Split('\n')];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static ModelRegistry Changed(ModelRegistry registry) => ModelRegistry.Of(registry.Entries.Select(static entry => entry.Type.Name switch
    {
        "bert" => entry with { DefaultModel = entry.Models[1].Id },
        "gptj" => entry with { Models = [entry.Models[0] with { License = "cc-by-nc-4.0" }] },
        _ => entry,
    }));

    private string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([_path, .. parts]);
}
