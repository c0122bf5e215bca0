using HfRegistry.Cache;

namespace HfRegistry.Tests.Cache;

[TestClass]
internal sealed class FileNameRulesTests
{
    [TestMethod]
    [DataRow("../evil")]
    [DataRow("a/../../evil")]
    [DataRow("a/./b")]
    [DataRow("/etc/passwd")]
    [DataRow("\\\\server\\share\\x")]
    [DataRow("C:\\x")]
    [DataRow("sub/D:x")]
    [DataRow("a\\..\\b")]
    [DataRow("a\\b")]
    [DataRow("a//b")]
    [DataRow("a/")]
    [DataRow("")]
    [DataRow("a\0b")]
    [DataRow("a\nb")]
    public void A_path_that_is_a_trap_on_any_system_is_refused_on_every_system(string path)
    {
        Assert.IsNotNull(FileNameRules.Problem(path, isWindows: false));
        Assert.IsNotNull(FileNameRules.Problem(path, isWindows: true));
    }

    [TestMethod]
    [DataRow("NUL.txt")]
    [DataRow("sub/com1")]
    [DataRow("trailing.")]
    [DataRow("trailing ")]
    [DataRow("what?.txt")]
    [DataRow("ab:c")]
    public void A_name_that_only_Windows_refuses_is_refused_there(string path)
    {
        Assert.IsNull(FileNameRules.Problem(path, isWindows: false));
        Assert.IsNotNull(FileNameRules.Problem(path, isWindows: true));
    }

    [TestMethod]
    [DataRow("config.json")]
    [DataRow("1_Pooling/config.json")]
    [DataRow(".gitattributes")]
    [DataRow("模型/权重.bin")]
    [DataRow("a b/c (1).txt")]
    public void An_honest_name_passes(string path) => Assert.IsNull(FileNameRules.Problem(path, isWindows: true));

    [TestMethod]
    public void A_name_too_long_for_a_file_system_is_refused() =>
        Assert.IsNotNull(FileNameRules.Problem(new string('é', 128), isWindows: false));

    [TestMethod]
    public void Names_that_one_folder_cannot_hold_together_are_found()
    {
        Assert.IsNotNull(FileNameRules.Clash(["README.md", "readme.md"], ignoresCase: true));
        Assert.IsNull(FileNameRules.Clash(["README.md", "readme.md"], ignoresCase: false));
        Assert.IsNotNull(FileNameRules.Clash(["Onnx/a", "onnx/b"], ignoresCase: true));
        Assert.IsNotNull(FileNameRules.Clash(["a/b", "a"], ignoresCase: false));
        Assert.IsNotNull(FileNameRules.Clash(["a", "a/b/c"], ignoresCase: false));
        Assert.IsNull(FileNameRules.Clash(["a/b", "a/c", "a.b"], ignoresCase: true));
    }
}
