using HfRegistry.Testing.Projects;

namespace HfRegistry.Cli.Tests;

/// <summary>What <c>new-test</c> writes, against the packed package.</summary>
[TestClass]
public sealed class NewTestBuildTests
{
    [TestMethod]
    [InProcess("it is about the project that was written, and builds it")]
    public async Task The_project_builds_and_passes_as_written_even_where_versions_are_managed_centrally()
    {
        using var package = await PackedPackage.PackAsync();
        using var shell = new Shell(package.Root) { Clock = TimeProvider.System };
        shell.Write("tests/Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>");
        (await shell.RunAsync("new-test --type bert distilbert BERT --task text-classification --hardware cpu-small --output tests/My.Models")).Ended(ExitCode.Done);

        var result = await Dotnet.RunAsync(shell.PathOf("tests", "My.Models"), ["test"]);

        Assert.AreEqual(0, result.ExitCode, result.Output);
        Assert.MatchesRegex(@"succeeded: 3\b", result.Output);
    }
}
