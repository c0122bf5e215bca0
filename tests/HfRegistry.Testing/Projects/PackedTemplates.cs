namespace HfRegistry.Testing.Projects;

/// <summary>The templates of <c>dotnet new</c> as they ship, installed from their package and away from those of the user.</summary>
internal sealed class PackedTemplates
{
    private readonly PackedPackage _package;

    private PackedTemplates(PackedPackage package) => _package = package;

    private string Hive => Path.Combine(_package.Root, "hive");

    /// <summary>Packs and installs the templates.</summary>
    /// <param name="package">The package that their projects use.</param>
    public static async Task<PackedTemplates> InstallAsync(PackedPackage package)
    {
        var templates = new PackedTemplates(package);
        var feed = Path.Combine(package.Root, "templates");
        await PackedPackage.PackInto(feed, "HfRegistry.Templates");
        await templates.NewAsync(package.Root, ["install", Directory.GetFiles(feed, "*.nupkg").Single()]);
        return templates;
    }

    /// <summary>Creates a project.</summary>
    /// <param name="template">The template's short name.</param>
    /// <param name="name">The project's name.</param>
    /// <param name="options">Options of the template.</param>
    public async Task<ThrowawayProject> CreateAsync(string template, string name, params IReadOnlyList<string> options)
    {
        var project = _package.Project(name);
        await NewAsync(project.Folder, [template, "--name", name, "--output", ".", "--no-restore", .. options]);
        return project;
    }

    private async Task NewAsync(string folder, IEnumerable<string> arguments)
    {
        var result = await Dotnet.RunAsync(folder, ["new", .. arguments, "--debug:custom-hive", Hive]);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"dotnet new {string.Join(' ', arguments)}: {result.Output}");
    }
}
