namespace HfRegistry.Cli.Tests;

/// <summary>What a shell is told that can stand at a place of a command line.</summary>
[TestClass]
internal sealed class CompletionTests
{
    [TestMethod]
    [DataRow("hfregistry veri", "verify")]
    [DataRow("hfregistry mof cl", "classify")]
    [DataRow("hfregistry find --hyph", "--hyphenated-only")]
    [DataRow("hfregistry find --task text-cl", "text-classification")]
    [DataRow("hfregistry suggest --hardware gpu-m", "gpu-medium")]
    [DataRow("hfregistry find --framework gg", "gguf")]
    [DataRow("hfregistry find --prefer ", "benchmark", "popular", "quality", "smallest")]
    [DataRow("hfregistry find bert", "bert", "bert-generation")]
    [DataRow("hfregistry explain --prefer popular bert", "bert", "bert-generation")]
    [DataRow("hfregistry find --type bert", "bert", "bert-generation")]
    [DataRow("hfregistry gate x/y --preset bal", "balanced")]
    public async Task Commands_options_and_values_are_completed(string line, params string[] expected)
    {
        using var shell = new Shell();

        var run = (await shell.RunAsync([$"[suggest:{line.Length}]", line])).Ended(ExitCode.Done);

        Assert.AreSequenceEqual(expected, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
