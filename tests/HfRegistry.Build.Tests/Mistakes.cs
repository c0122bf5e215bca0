using HfRegistry.Testing.BuildLog;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>Every mistake of a project is told at once, with its code, at its own line where that is certain, and with a page that helps.</summary>
[TestClass]
internal sealed class Mistakes
{
    private static ThrowawayProject _project = null!;
    private static BuildResult _build = null!;

    [ClassInitialize]
    public static async Task BuildAsync(TestContext _)
    {
        _project = Package.Packed.Project("mistakes")
            .With("Mistakes.csproj", ThrowawayProject.ProjectText("""
                <HfModel Include="bert" Task="text-clasification" />
                    <HfModel Include="gpt2" Tsk="text-generation" />
                    <HfModel Include="roberta" Alias="Same" />
                    <HfModel Include="distilbert"
                             Alias="same" />
                    <HfModel Include="whisper" Alias="1st" />
                    <HfModel Include="llama" Hardware="cpu-tiny" Optional="true" />
                    <HfModel Include="unknown-one;unknown-two" />
                    <HfModel Include="unknown-three" Task="$(SomeTask)" />
                    <HfModel Include="vit" />
                    <HfModel Update="vit" Framework="no-such-framework" />
                    <HfModel Include="swin" Optional="perhaps" />
                    <HfModel Include="org/model@0123456789abcdef0123456789abcdef01234567" />
                    <HfModel Include="https://huggingface.co/org/model/tree/main" />
                    <HfModels Include="clip" Task="image-classification" />
                """, "<SomeTask>image-classification</SomeTask>").Replace("<Project Sdk", "<Project xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\" Sdk", StringComparison.Ordinal))
            .With("Directory.Build.props", """<Project><Import Project="shared/Models.props" /></Project>""")
            .With("shared/Models.props", """
                <Project>
                  <ItemGroup>
                    <HfModel
                      Include="unknown-imported" />
                  </ItemGroup>
                </Project>
                """);
        _build = await _project.BuildAsync();
    }

    [TestMethod]
    [DataRow("HFR1002", "text-clasification", "Mistakes.csproj", "<HfModel Include=\"bert\"")]
    [DataRow("HFR1018", "Tsk", "Mistakes.csproj", "<HfModel Include=\"gpt2\"")]
    [DataRow("HFR1015", "distilbert", "Mistakes.csproj", "<HfModel Include=\"distilbert\"")]
    [DataRow("HFR1016", "1st", "Mistakes.csproj", "<HfModel Include=\"whisper\"")]
    [DataRow("HFR1003", "cpu-tiny", "Mistakes.csproj", "<HfModel Include=\"llama\"")]
    [DataRow("HFR1001", "unknown-three", "Mistakes.csproj", "<HfModel Include=\"unknown-three\"")]
    [DataRow("HFR1005", "perhaps", "Mistakes.csproj", "<HfModel Include=\"swin\"")]
    [DataRow("HFR1005", "Use org/model and set Revision=\"0123456789abcdef0123456789abcdef01234567\".", "Mistakes.csproj", "<HfModel Include=\"org/model@")]
    [DataRow("HFR1005", "Use org/model.", "Mistakes.csproj", "<HfModel Include=\"https:")]
    [DataRow("HFR1032", "Write <HfModel Include=\"clip\" />", "Mistakes.csproj", "<HfModels")]
    [DataRow("HFR1001", "unknown-imported", "shared/Models.props", "<HfModel")]
    public void Points_to_the_line_of_the_item(string code, string names, string file, string element)
    {
        var error = Error(code, names);
        var before = _project.TextOf(file).Split(element)[0];
        Assert.AreEqual(_project.PathOf(file), error.File);
        Assert.AreEqual(before.Count(static c => c == '\n') + 1, error.Line);
        Assert.AreEqual(before.Length - before.LastIndexOf('\n'), error.Column);
    }

    [TestMethod]
    [DataRow("HFR1001", "unknown-one")]
    [DataRow("HFR1001", "unknown-two")]
    [DataRow("HFR1004", "no-such-framework")]
    public void Points_to_the_file_alone_where_the_line_is_not_certain(string code, string names)
    {
        var error = Error(code, names);
        Assert.AreEqual(_project.PathOf("Mistakes.csproj"), error.File);
        Assert.AreEqual(0, error.Line);
    }

    [TestMethod]
    public void Every_error_has_a_code_of_ours_and_a_page()
    {
        Assert.AreEqual(1, _build.ExitCode);
        foreach (var error in _build.Errors)
        {
            Assert.StartsWith("HFR", error.Code);
            Assert.AreEqual(DiagnosticCatalog.HelpLink(error.Code!), error.HelpLink);
        }
    }

    private static BuildEvent Error(string code, string names)
    {
        var errors = _build.Errors.Concat(_build.Warnings).Where(error => error.Code == code && error.Text!.Contains(names, StringComparison.Ordinal)).ToList();
        Assert.HasCount(1, errors, _build.ToString());
        return errors[0];
    }
}
