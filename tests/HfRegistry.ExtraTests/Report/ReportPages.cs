using HfRegistry.Registry;
using HfRegistry.Reporting;

namespace HfRegistry.ExtraTests.Report;

/// <summary>Report pages as files in a folder of their own.</summary>
internal sealed class ReportPages : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hfregistry-report-");

    /// <summary>Writes the page of a registry and gives its path.</summary>
    public string Write(ModelRegistry registry)
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.html");
        File.WriteAllBytes(path, HtmlReport.Render(RegistryReport.Of(registry, Today, 30), RegistryFile.FileName));
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
