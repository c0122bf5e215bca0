using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>A program of one file without a project (<c>dotnet run app.cs</c>), whose project file exists nowhere.</summary>
[TestClass]
public sealed class FileBasedApp
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
            .With("Directory.Build.props", """<Project><ItemGroup><HfModel Include="bert" /></ItemGroup></Project>""");
        // Such programs are built below the user's data.
        (string, string)[] variables = [("XDG_DATA_HOME", app.PathOf("data"))];

        var first = await app.RunAsync("build", ["app.cs"], variables);
        Assert.IsTrue(first.Succeeded, first.ToString());
        Assert.IsTrue(first.Ran("_HfResolve"), first.ToString());

        var second = await app.RunAsync("build", ["app.cs"], variables);
        Assert.IsTrue(second.Succeeded, second.ToString());
        Assert.AreEqual("OutputsUpToDate", second.SkipReason("_HfResolve"), second.ToString());
    }
}
