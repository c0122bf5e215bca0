namespace HfRegistry.Testing.Projects;

/// <summary>A folder with a project, or a solution of several, that uses the packed package.</summary>
/// <param name="package">The package.</param>
/// <param name="folder">The absolute path.</param>
internal sealed class ThrowawayProject(PackedPackage package, string folder)
{
    /// <summary>The absolute path of the folder.</summary>
    public string Folder => folder;

    /// <summary>The reference to the package that a project has.</summary>
    public static string Reference { get; } = $"""<PackageReference Include="HfRegistry.Build" Version="{PackedPackage.Version}" PrivateAssets="all" />""";

    /// <summary>A project file that uses the package.</summary>
    /// <param name="items">The items, such as <c>HfModel</c> elements.</param>
    /// <param name="properties">Properties beside the usual ones.</param>
    public static string ProjectText(string items, string properties = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <UseAppHost>false</UseAppHost>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {Reference}
          </ItemGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The path below the folder.</param>
    /// <param name="text">The text.</param>
    public ThrowawayProject With(string path, string text)
    {
        var file = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ReplaceLineEndings("\n"));
        return this;
    }

    /// <summary>The absolute path of a file or folder.</summary>
    /// <param name="path">The path below the folder.</param>
    public string PathOf(string path) => Path.Combine(folder, path);

    /// <summary>The text of a file.</summary>
    /// <param name="path">The path below the folder.</param>
    public string TextOf(string path) => File.ReadAllText(PathOf(path));

    /// <summary>The files of the source tree: those that no build may write.</summary>
    public IReadOnlyList<string> Sources() =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(static part => part is "obj" or "bin" or "out")).Order(StringComparer.Ordinal)];

    /// <summary>Runs <c>dotnet build</c>.</summary>
    public Task<BuildResult> BuildAsync(params IReadOnlyList<string> arguments) => RunAsync("build", arguments, []);

    /// <summary>Runs a command of <c>dotnet</c> that builds.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">What stands after it.</param>
    /// <param name="variables">Environment variables.</param>
    public Task<BuildResult> RunAsync(string command, IReadOnlyList<string> arguments, IEnumerable<(string Name, string Value)> variables) =>
        BuildResult.OfAsync(folder, command, arguments, [Packages, .. variables]);

    /// <summary>Runs a command of <c>dotnet</c> that builds, as a user does: nothing is recorded.</summary>
    /// <param name="command">The command.</param>
    /// <param name="variables">Environment variables.</param>
    public Task<ProcessResult> RunUnrecordedAsync(string command, IEnumerable<(string Name, string Value)> variables) =>
        Dotnet.RunAsync(folder, [command, "-nologo", "-v:q"], [Packages, .. variables]);

    /// <summary>Runs a built assembly.</summary>
    /// <param name="path">The path below the folder.</param>
    public Task<ProcessResult> ExecuteAsync(string path) => Dotnet.RunAsync(folder, ["exec", PathOf(path)]);

    private (string Name, string Value) Packages => ("NUGET_PACKAGES", Path.Combine(package.Root, "packages"));
}
