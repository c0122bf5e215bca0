using System.Text;
using HfRegistry.Configuration;
using HfRegistry.Registry;

namespace HfRegistry.Cli.Commands.Init;

/// <summary>The files that a repository gets.</summary>
internal static class InitFiles
{
    private const string Repository = "hfregistry/HfRegistry.Build";

    /// <summary>Gets the configuration: it ends the search for files at the repository's root.</summary>
    public static (string Name, Func<byte[]> Content) Configuration { get; } = (HfConfiguration.FileName, static () => Encoding.UTF8.GetBytes($$"""
        {
          "$schema": "https://raw.githubusercontent.com/{{Repository}}/v{{ProductVersion.Text}}/docs/schemas/hfregistry.schema.json",
          "root": true
        }

        """.ReplaceLineEndings("\n")));

    /// <summary>Gets the first registry: the models that the package itself knows.</summary>
    public static (string Name, Func<byte[]> Content) Registry { get; } = (RegistryFile.FileName, static () => RegistryFile.Render(EmbeddedRegistry.Registry));

    /// <summary>Gets the workflow that updates the registry.</summary>
    public static (string Name, Func<byte[]> Content) Workflow { get; } = (".github/workflows/model-registry.yml", static () => Pinned("weekly-refresh.yml"));

    /// <summary>Gets the workflow for MOF documents.</summary>
    public static (string Name, Func<byte[]> Content) MofWorkflow { get; } = (".github/workflows/mof-collection.yml", static () => Pinned("mof-collection.yml"));

    // The examples of the action's page follow its branch.
    private static byte[] Pinned(string example)
    {
        using var stream = typeof(InitFiles).Assembly.GetManifestResourceStream(example)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd()
            .Replace($"{Repository}@main", $"{Repository}@v{ProductVersion.Text}", StringComparison.Ordinal)
            .Replace("instead of `main`", $"instead of `v{ProductVersion.Text}`", StringComparison.Ordinal));
    }
}
