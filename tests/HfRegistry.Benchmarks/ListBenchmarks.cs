using System.Globalization;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Benchmarks;

/// <summary>What the command costs on a solution. Needs <c>src/HfRegistry.Cli</c> built in the same configuration.</summary>
internal static class ListBenchmarks
{
    private const int Projects = 200;
    private const int Runs = 3;
    private const double MostTimes = 1.5;

    // One process evaluates the projects one after the other, and gathers their items.
    private const string Gathering = """
        <Project>
          <ItemGroup>
            <Each Include="P*/*.csproj" />
          </ItemGroup>
          <Target Name="Gather">
            <MSBuild Projects="@(Each)" Targets="Items">
              <Output TaskParameter="TargetOutputs" ItemName="HfModel" />
            </MSBuild>
          </Target>
        </Project>
        """;

    public static IEnumerable<Benchmark> All => [new("list-200-projects", "`list` over a solution of 200 projects, against their evaluation by `dotnet msbuild -getItem:HfModel` in one process", _ => RunAsync())];

    private static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-list-bench-").FullName;
        try
        {
            await WriteAsync(folder);
            var command = RepositoryFiles.PathOf("src", "HfRegistry.Cli", "bin", PackedPackage.Configuration, "net10.0", "hfregistry.dll");
            var evaluation = await Stopwatches.MedianMillisecondsAsync(Runs, () => RunAsync(folder, "msbuild", "gather.proj", "-t:Gather", "-getItem:HfModel", "-m:1", "-nr:false"));
            var list = await Stopwatches.MedianMillisecondsAsync(Runs, () => RunAsync(folder, "exec", command, "list", "All.slnx", "--json"));
            return
            [
                new Figure("dotnet msbuild -getItem:HfModel", evaluation, double.PositiveInfinity, "ms"),
                new Figure("list", list, double.PositiveInfinity, "ms"),
                new Figure("ratio", list / evaluation, MostTimes, "times"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, ".git"));
        await File.WriteAllTextAsync(Path.Combine(folder, "gather.proj"), Gathering);
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.targets"), """<Project><Target Name="Items" Returns="@(HfModel)" /></Project>""");
        var paths = Enumerable.Range(1, Projects).Select(static number => string.Create(CultureInfo.InvariantCulture, $"P{number}/P{number}.csproj")).ToList();
        foreach (var path in paths)
        {
            Directory.CreateDirectory(Path.Combine(folder, Path.GetDirectoryName(path)!));
            await File.WriteAllTextAsync(Path.Combine(folder, path), """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><HfModel Include="bert" Task="fill-mask" /></ItemGroup></Project>""");
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "All.slnx"), $"<Solution>{string.Concat(paths.Select(static path => $"<Project Path=\"{path}\" />"))}</Solution>");
    }

    private static async Task RunAsync(string folder, params string[] words)
    {
        var run = await Dotnet.RunAsync(folder, words);
        if (run.ExitCode != 0 || run.Output.Split("\"bert\"").Length <= Projects)
            throw new InvalidOperationException($"`dotnet {string.Join(' ', words)}` ended with {run.ExitCode}: {run.Output}");
    }
}
