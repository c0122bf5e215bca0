using System.Xml.Linq;
using HfRegistry.TestProjects;

namespace HfRegistry.Tests.TestProjects;

/// <summary>The text of a new test project.</summary>
[TestClass]
internal sealed class TestProjectTests
{
    [TestMethod]
    [DataRow("Models", "Models")]
    [DataRow("My.Model-Tests", "My.Model_Tests")]
    [DataRow("7 models", "_7_models")]
    [DataRow("...", "ModelTests")]
    [DataRow("modèles", "mod_les")]
    public void A_project_s_name_is_an_identifier_made_of_its_folder_s(string folder, string name) =>
        Assert.AreEqual(name, TestProject.NameFor(folder));

    [TestMethod]
    public void A_task_of_the_configuration_is_escaped_for_CSharp()
    {
        var project = new TestProject { Name = "A", PackageVersion = "1.0.0", Models = [new() { Include = "bert" }], Task = "say \"hi\" \\ bye" };

        Assert.Contains("Assert.AreEqual(@\"say \"\"hi\"\" \\ bye\", task);", project.Files(withRunner: false)[1].Text);
    }

    [TestMethod]
    public void Values_are_escaped_for_XML()
    {
        var project = new TestProject { Name = "A", PackageVersion = "1.0.0", Models = [new() { Include = "a\"b<c&d" }] };

        var text = project.Files(withRunner: false)[0].Text;

        Assert.AreEqual("a\"b<c&d", XDocument.Parse(text).Descendants("HfModel").Single().Attribute("Include")!.Value);
    }
}
