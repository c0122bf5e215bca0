using HfRegistry.Cache;

namespace HfRegistry.Tests.Cache;

/// <summary>The expected values are those of Python's <c>fnmatch.fnmatchcase</c> over the same texts.</summary>
[TestClass]
internal sealed class FilePatternsTests
{
    [TestMethod]
    [DataRow("*.json", "config.json", true)]
    [DataRow("*.json", "1_Pooling/config.json", true)]
    [DataRow("*.json", "CONFIG.JSON", false)]
    [DataRow("onnx/*", "onnx/model.onnx", true)]
    [DataRow("onnx/", "onnx/a/b.bin", true)]
    [DataRow("onnx", "onnx/model.onnx", false)]
    [DataRow("model-0000[12]-of-00003.safetensors", "model-00002-of-00003.safetensors", true)]
    [DataRow("model-0000[12]-of-00003.safetensors", "model-00003-of-00003.safetensors", false)]
    [DataRow("[!m]*", "config.json", true)]
    [DataRow("[!m]*", "model.bin", false)]
    [DataRow("?.txt", "a.txt", true)]
    [DataRow("?.txt", "ab.txt", false)]
    [DataRow("a.b", "aXb", false)]
    [DataRow("[", "[", true)]
    [DataRow("[]]", "]", true)]
    [DataRow("[z-a]", "b", false)]
    [DataRow("[!z-a]", "b", true)]
    [DataRow("(a|b)+$", "(a|b)+$", true)]
    [DataRow("sub\\*", "sub/x", true)]
    [DataRow("[a^]", "^", true)]
    public void A_pattern_means_what_Python_takes_it_for(string pattern, string path, bool matches) =>
        Assert.AreEqual(matches, new FilePatterns([pattern], []).Matches(path));

    [TestMethod]
    public void What_is_left_out_is_left_out_of_what_is_taken()
    {
        var patterns = new FilePatterns(["*.json", "*.txt"], ["vocab*"]);

        Assert.IsTrue(patterns.Matches("config.json"));
        Assert.IsFalse(patterns.Matches("vocab.json"));
        Assert.IsFalse(patterns.Matches("model.bin"));
        Assert.IsTrue(new FilePatterns([], ["*.bin"]).Matches("anything.txt"));
    }
}
