using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>A program of one file without a project (<c>dotnet run app.cs</c>), whose project file exists nowhere.</summary>
[TestClass]
internal sealed class FileBasedApp
{
    [TestMethod]
    public async Task Has_its_models_and_resolves_them_once()
    {
        var app = Package.Packed.Project("file-based")
            .With("app.cs", $"""
                #:package HfRegistry.Build@{PackedPackage.Version}
                #:property PublishAot=false
                System.Console.WriteLine(HfModels.Bert.Id);
                """)
            .With("Directory.Build.props", """<Project><ItemGroup><HfModel Include="bert" /></ItemGroup></Project>""")
            // The command takes no logger here. A resolution that was skipped leaves no property behind.
            .With("Directory.Build.targets", """
                <Project><Target Name="Tell" AfterTargets="HfResolveModels"><Message Importance="high" Text="RESOLVED [$(_HfIsFinal)] @(HfResolvedModel)" /></Target></Project>
                """);

        StringAssert.Contains(await BuildAsync(app), "RESOLVED [True] google-bert/bert-base-uncased");
        StringAssert.Contains(await BuildAsync(app), "RESOLVED [] google-bert/bert-base-uncased");
    }

    private static async Task<string> BuildAsync(ThrowawayProject app)
    {
        // Such programs are built below the folder of the user's data, which must be there.
        var data = Directory.CreateDirectory(app.PathOf("data")).FullName;
        var build = await Dotnet.RunAsync(app.Folder, ["build", "app.cs"], ("NUGET_PACKAGES", Path.Combine(Package.Packed.Root, "packages")), ("XDG_DATA_HOME", data));
        Assert.AreEqual(0, build.ExitCode, build.Output);
        return build.Output;
    }
}
