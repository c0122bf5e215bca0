namespace HfRegistry.Generate.Tests;

/// <summary>The examples of a page.</summary>
[TestClass]
internal sealed class CommandExamplesTests
{
    [TestMethod]
    public async Task Example_shows_what_the_command_prints()
    {
        var page = await CommandExamples.WriteAsync("```console\n$ hfregistry find --id nobody/nothing\nold\n```\n");

        Assert.StartsWith("```console\n$ hfregistry find --id nobody/nothing\n", page);
        Assert.Contains("HFR", page);
        Assert.DoesNotContain("\nold\n", page);
    }

    [TestMethod]
    public async Task Example_that_needs_the_Hub_is_kept()
    {
        const string Page = "```console\n$ hfregistry refresh --types bert\nas it was\n```\n";

        Assert.AreEqual(Page, await CommandExamples.WriteAsync(Page));
    }

    [TestMethod]
    [DataRow("a b c", "x y", "a b c", DisplayName = "everything, where nothing is left out")]
    [DataRow("a b c", "x …", "a …", DisplayName = "the first lines")]
    [DataRow("a b c head:2 d", "x … head:1 y", "a … head:2 d", DisplayName = "after a gap from the line that is there but for its numbers")]
    public void Excerpt_has_the_shape_of_the_page(string printed, string shown, string expected) =>
        Assert.AreSequenceEqual(expected.Split(' '), CommandExamples.Excerpt([.. printed.Split(' ')], [.. shown.Split(' ')]));
}
