using System.Reflection;
using HfRegistry.Registry;

namespace HfRegistry.Testing.Projects;

/// <summary>
/// The package as it ships, packed from this build into a feed of its own. Its projects restore from that feed alone; what the SDK's
/// targeting packs need comes from the packages that the tests themselves restored, so that no network is used.
/// </summary>
internal sealed class PackedPackage : IDisposable
{
    private PackedPackage(string root) => Root = root;

    /// <summary>The folder below which the feed, its packages and the projects live.</summary>
    public string Root { get; }

    /// <summary>The folder of the feed.</summary>
    public string Feed => Path.Combine(Root, "feed");

    /// <summary>The package's file.</summary>
    public string File => Directory.GetFiles(Feed, "*.nupkg").Single();

    /// <summary>The version of the package.</summary>
    public static string Version { get; } = typeof(ModelId).Assembly.GetName().Version!.ToString(3);

    /// <summary>The folder of the trimmed assemblies, which are the package's.</summary>
    public static string TrimmedFolder => RepositoryFiles.PathOf("src", "HfRegistry.Build", "obj", Configuration, "net10.0", "trimmed");

    /// <summary>The configuration that the tests were built in.</summary>
    public static string Configuration { get; } = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>Packs what this test run was built from.</summary>
    public static async Task<PackedPackage> PackAsync()
    {
        var root = Path.Combine(Path.GetTempPath(), $"hfregistry-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path.Combine(root, "feed"));
        var package = new PackedPackage(root);
        await PackInto(package.Feed);
        package.Isolate();
        return package;
    }

    /// <summary>Packs a project into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="project">The project's name.</param>
    public static async Task PackInto(string folder, string project = "HfRegistry.Build")
    {
        var result = await Dotnet.RunAsync(RepositoryFiles.Root, ["pack", RepositoryFiles.PathOf("src", project, $"{project}.csproj"), "-c", Configuration, "--no-build", "-o", folder]);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"The package was not packed: {result.Output}");
    }

    /// <summary>A new folder for a project.</summary>
    /// <param name="name">The folder's name.</param>
    public ThrowawayProject Project(string name) => new(this, Directory.CreateDirectory(Path.Combine(Root, "projects", name)).FullName);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void Isolate()
    {
        var shared = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="shared" value="{WithoutOurs(shared)}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        // Nothing above the temporary folder has a say.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        // All projects share the registry at the root of the tree, which has no .git: as in a container's build or an unpacked archive.
        System.IO.File.WriteAllBytes(Path.Combine(Root, RegistryFile.FileName), SmallRegistry.RenderForProjects(TimeProvider.System.GetUtcNow()));
    }

    /// <summary>The shared packages without any of ours that somebody restored earlier: it has the same version, and would be taken for this one.</summary>
    private string WithoutOurs(string shared)
    {
        const string ours = "hfregistry.build";
        if (!Directory.Exists(Path.Combine(shared, ours)))
            return shared;
        var links = Directory.CreateDirectory(Path.Combine(Root, "shared")).FullName;
        foreach (var package in Directory.GetDirectories(shared).Select(path => Path.GetFileName(path)!).Where(name => name != ours))
            Directory.CreateSymbolicLink(Path.Combine(links, package), Path.Combine(shared, package));
        return links;
    }

    private void Write(string name, string text) => System.IO.File.WriteAllText(Path.Combine(Root, name), text);
}
