using HfRegistry.Testing;
using NJsonSchema;

namespace HfRegistry.ExtraTests.Editors;

/// <summary>
/// The file from which editors know our MSBuild names, judged by the editor's own schema of such files: from GitHub, or from the file that
/// <c>HFREGISTRY_BUILDSCHEMA</c> names.
/// </summary>
[TestClass]
internal sealed class EditorSchemaTests
{
    private const string Format =
        "https://raw.githubusercontent.com/mhutch/MonoDevelop.MSBuildEditor/c77880a6ecd589ee076cfbb1084469edbf1b58ed/MonoDevelop.MSBuild/Schemas/buildschema.json";

    [TestMethod]
    public async Task Editor_takes_the_file_beside_the_targets()
    {
        var schema = await JsonSchema.FromJsonAsync(await ReadFormatAsync());
        Assert.IsNotEmpty(schema.Validate("""{ "items": { "A": { "kind": "x" } } }"""), "A schema that takes everything would prove nothing.");

        var ours = await File.ReadAllTextAsync(RepositoryFiles.PathOf("build", "HfRegistry.Build.targets.buildschema.json"));

        Assert.AreEqual("", string.Join('\n', schema.Validate(ours)));
    }

    private static async Task<string> ReadFormatAsync()
    {
        if (Environment.GetEnvironmentVariable("HFREGISTRY_BUILDSCHEMA") is { Length: > 0 } file)
            return await File.ReadAllTextAsync(file);
        using var client = new HttpClient();
        try
        {
            return await client.GetStringAsync(new Uri(Format));
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            Assert.Inconclusive($"GitHub cannot be reached: {e.Message}");
            throw;
        }
    }
}
