using HfRegistry.Ingestion.Packaging;

namespace HfRegistry.Ingestion.Tests.Packaging;

[TestClass]
internal sealed class PackageNamesTests
{
    [TestMethod]
    [DataRow("sub/D:x")]
    [DataRow("con.json")]
    [DataRow("a/LPT1")]
    [DataRow("a./b")]
    [DataRow("trailing ")]
    [DataRow("../up")]
    [DataRow("/root")]
    [DataRow("back\\slash")]
    [DataRow("what?")]
    [DataRow("line\nend")]
    public void Name_that_some_system_cannot_keep_is_named(string path)
    {
        var problem = PackageNames.Problems(["config.json", path, "also:bad"]);

        Assert.HasCount(2, problem);
        Assert.Contains(TextSanitizer.Sanitize(path), problem[0]);
    }

    [TestMethod]
    [DataRow("README.md", "readme.md")]
    [DataRow("onnx", "onnx/model.onnx")]
    [DataRow("Data/a", "data/b")]
    [DataRow("config.json", "HFREGISTRY-package.json")]
    public void Two_names_that_some_system_takes_for_one_are_named(string first, string second)
    {
        var problem = PackageNames.Problems([first, second]).Single();

        Assert.Contains(second, problem);
    }

    [TestMethod]
    public void Usual_names_are_kept() =>
        Assert.IsEmpty(PackageNames.Problems(["README.md", "model-00001-of-00002.safetensors", "onnx/model.onnx", "onnx/model.onnx_data", ".gitattributes", "ö/日本.txt"]));

    [TestMethod]
    public void Name_of_more_bytes_than_a_path_has_is_named() =>
        Assert.Contains("longer", PackageNames.Problems([string.Join('/', Enumerable.Repeat(new string('x', 200), 30))]).Single());
}
