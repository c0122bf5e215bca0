using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HfRegistry.Selection;
using HfRegistry.Testing;
using HfRegistry.TestProjects;

namespace HfRegistry.Generate;

/// <summary>
/// The projects of the templates of <c>dotnet new</c>: those that a sample and <c>hfregistry new-test</c> have. The version of our package is put in when
/// the templates are packed.
/// </summary>
internal static partial class TemplateProjects
{
    private const string Folder = "src/HfRegistry.Templates/content";
    private const string PackageVersion = "HFREGISTRY_VERSION";

    // A repository with central versions lacks those of the packages below.
    private const string Settings = """
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <!-- This project states its package versions itself. Remove the line to have them in Directory.Packages.props. -->
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>

        """;

    /// <summary>Gets the files.</summary>
    public static ImmutableArray<ProductFile> All { get; } = [new($"{Folder}/hf-console/hf-console.csproj", static _ => Console()), .. Tests()];

    /// <summary>Returns the sample's project as it is outside of this repository, whose versions and settings are not there.</summary>
    private static string Console()
    {
        var versions = XDocument.Load(RepositoryFiles.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(static element => element.Attribute("Include")!.Value, static element => element.Attribute("Version")!.Value, StringComparer.Ordinal);
        var sample = File.ReadAllText(RepositoryFiles.PathOf("samples", "SemanticSearch", "SemanticSearch.csproj")).ReplaceLineEndings("\n");
        sample = FirstReference().Replace(sample, $"""    <PackageReference Include="HfRegistry.Build" Version="{PackageVersion}" PrivateAssets="all" />{"\n"}$0""", 1);
        sample = UnversionedReference().Replace(sample, match => $"""<PackageReference Include="{match.Groups[1]}" Version="{versions[match.Groups[1].Value]}" />""");
        return sample.Replace("</TargetFramework>\n", $"</TargetFramework>\n{Settings}", StringComparison.Ordinal);
    }

    // The template engine writes the project's name where it finds the template's, and its namespace where it finds the template's as a namespace.
    private static IEnumerable<ProductFile> Tests()
    {
        const string name = "hf-modeltests";
        var project = new TestProject
        {
            Name = "hf_modeltests",
            PackageVersion = PackageVersion,
            Models = [new RawRequest { Include = "bert" }, new RawRequest { Include = "gpt2" }],
        };
        return project.Files(withRunner: true).Select(file => new ProductFile($"{Folder}/{name}/{file.Name.Replace(project.Name, name, StringComparison.Ordinal)}", _ => file.Text));
    }

    [GeneratedRegex(@"^ *<PackageReference ", RegexOptions.Multiline)]
    private static partial Regex FirstReference();

    [GeneratedRegex("""<PackageReference Include="([^"]+)" />""")]
    private static partial Regex UnversionedReference();
}
