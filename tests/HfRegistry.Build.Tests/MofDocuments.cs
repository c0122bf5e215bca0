using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>A project with MOF documents, in real builds.</summary>
[TestClass]
internal sealed class MofDocuments
{
    /// <summary>A document that has nothing wrong with it.</summary>
    public static string Right => File.ReadAllText(RepositoryFiles.PathOf("samples", "MofCollection", "models", "Ferry-Small.yml"));

    [TestMethod]
    public async Task Warnings_are_errors_or_nothing_as_the_project_says_and_a_corrected_document_is_the_only_one_validated_again()
    {
        var wrong = Right.Replace("Ferry-Small", "Other", StringComparison.Ordinal).Replace("license: OpenMDW-1.0", "license: mit", StringComparison.Ordinal);
        var project = Package.Packed.Project("documents").With("models/Ferry-Small.yml", Right).With("models/wrong.yml", wrong).With("Documents.csproj", ThrowawayProject.ProjectText(
            """<HfMofYaml Include="models/**/*.yml" />""", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><NoWarn>$(NoWarn);HFR2110</NoWarn>"));

        var failed = await project.BuildAsync("-mt");

        Assert.IsFalse(failed.Succeeded, failed.ToString());
        var error = failed.Errors.Single();
        var before = wrong.Split("mit\n")[0];
        Assert.AreEqual("HFR2105", error.Code);
        Assert.AreEqual(project.PathOf("models/wrong.yml"), error.File);
        Assert.AreEqual((before.Count(static c => c == '\n') + 1, before.Length - before.LastIndexOf('\n')), (error.Line, error.Column));
        Assert.IsEmpty(failed.Warnings.Where(warning => warning.Code == "HFR2110").ToList(), "NoWarn silences a rule.");

        var right = await project.With("models/wrong.yml", wrong.Replace("license: mit", "license: MIT", StringComparison.Ordinal)).BuildAsync("--no-restore");

        Assert.IsTrue(right.Succeeded, right.ToString());
        Assert.IsEmpty(right.Warnings);
    }
}
