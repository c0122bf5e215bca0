using System.Security.Cryptography;
using System.Text.Json;
using HfRegistry.Resolution;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>A model whose files three projects download, one in each language: from the first build to the last clean.</summary>
[TestClass]
internal sealed class ModelFilesTests
{
    private const string Commit = "1111111111111111111111111111111111111111";
    private const string Snapshot = $"models--garden--bird/snapshots/{Commit}";
    private const string Item = $"""<HfModel Include="garden/bird" Alias="Bird" Revision="{Commit}" Download="true" Files="onnx/model.onnx;config.json" """;

    private static readonly byte[] Graph = [.. Enumerable.Range(0, 300_000).Select(static i => (byte)(i * 31 >> 3))];

    private static LocalHub _hub = null!;
    private static LocalCdn _cdn = null!;
    private static ThrowawayProject _solution = null!;
    private static BuildResult _first = null!;

    private static string Cache => _solution.PathOf("cache");

    private static string GraphHash { get; } = Convert.ToHexStringLower(SHA256.HashData(Graph));

    [ClassInitialize]
    public static async Task BuildAsync(TestContext _)
    {
        _cdn = await LocalCdn.StartAsync();
        var model = (LocalModel.Of("garden/bird", "bert") with { Sha = Commit })
            .With("config.json", "{}"u8.ToArray()).With("onnx/model.onnx", Graph).With("model.safetensors", new byte[5_000]);
        _hub = await LocalHub.StartAsync([model], new LocalHubOptions { Cdn = _cdn });
        _solution = Package.Packed.Project("files")
            .With("Files.slnx", """
                <Solution>
                  <Project Path="app/App.csproj" />
                  <Project Path="basic/Basic.vbproj" />
                  <Project Path="functional/Functional.fsproj" />
                  <Project Path="shared/Shared.csproj" />
                  <Project Path="whole/Whole.csproj" />
                </Solution>
                """)
            .With("app/App.csproj", ThrowawayProject.ProjectText($"""{Item} CopyToOutput="link" />""", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors><Nullable>enable</Nullable>"))
            .With("shared/Shared.csproj", ThrowawayProject.ProjectText($"""{Item} CopyToOutput="copy" />"""))
            .With("whole/Whole.csproj", ThrowawayProject.ProjectText(
                $"""{Item} CopyToOutput="link" /><HfModel Include="garden/bird" Alias="Settings" Revision="{Commit}" Download="true" Files="config.json" CopyToOutput="copy" /><ProjectReference Include="../shared/Shared.csproj" />""",
                "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors><HfModelBomMinimum>commit;hashes</HfModelBomMinimum>"))
            .With("whole/Program.cs", "System.Console.WriteLine(HfModels.Settings.FilesSizeBytes);")
            .With("app/Program.cs", """
                using System;
                using System.IO;
                foreach (var file in HfModels.Bird.Files)
                    Console.WriteLine($"{file.Name} {file.SizeBytes} {file.Hash} {HfModels.Bird.GetPath(file.Name)} {new FileInfo(HfModels.Bird.GetPath(file.Name)).Length}");
                Console.WriteLine($"{HfModels.Bird.FilesSizeBytes} {HfModels.Bird.License ?? "no license"} {HfModels.Bird.Formats.Count} {HfModels.Bird.ClassName}");
                try { HfModels.Bird.GetPath("model.safetensors"); } catch (ArgumentException e) { Console.WriteLine(e.Message); }
                """)
            .With("basic/Basic.vbproj", ThrowawayProject.ProjectText($"{Item} />", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>"))
            .With("basic/Program.vb", """
                Module Program
                    Sub Main()
                        For Each file In HfModels.Bird.Files
                            System.Console.WriteLine(file.Name & " " & file.SizeBytes & " " & HfModels.Bird.GetPath(file.Name))
                        Next
                        System.Console.WriteLine(HfModels.Bird.FilesSizeBytes & HfModels.Bird.License & HfModels.Bird.Formats.Count)
                    End Sub
                End Module
                """)
            .With("functional/Functional.fsproj", ThrowawayProject.ProjectText($"""<Compile Include="Program.fs" />{Item} CopyToOutput="copy" />""", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors><Nullable>enable</Nullable>"))
            .With("functional/Program.fs", """
                module Functional
                for file in HfModels.Bird.Files do
                    printfn "%s %d %s" file.Name file.SizeBytes (HfModels.Bird.GetPath file.Name)
                printfn "%d %d" HfModels.Bird.FilesSizeBytes HfModels.Bird.Formats.Count
                """);
        _first = await RunAsync("build");
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await _hub.DisposeAsync();
        await _cdn.DisposeAsync();
    }

    [TestMethod]
    public async Task Projects_download_each_file_once_and_the_programs_find_them()
    {
        Assert.IsTrue(_first.Succeeded, _first.ToString());
        Assert.IsEmpty(_first.Warnings.ToList(), _first.ToString());
        Assert.HasCount(1, _cdn.Requests, "Three projects want the file.");
        CollectionAssert.AreEqual(Graph, await File.ReadAllBytesAsync(Path.Combine(Cache, Snapshot, "onnx", "model.onnx")));

        var app = await ExecuteAsync("app/bin/Debug/net10.0/App.dll");
        StringAssert.Contains(app, $"onnx/model.onnx 300000 {GraphHash} {Beside("app", "onnx/model.onnx")} 300000");
        StringAssert.Contains(app, "300002 ");
        StringAssert.Contains(app, "'model.safetensors' is not among the files of garden/bird");
        StringAssert.Contains(await ExecuteAsync("basic/bin/Debug/net10.0/Basic.dll"), $"onnx/model.onnx 300000 {Path.Combine(Cache, Snapshot, "onnx", "model.onnx")}");
        StringAssert.Contains(await ExecuteAsync("functional/bin/Debug/net10.0/Functional.dll"), $"onnx/model.onnx 300000 {Beside("functional", "onnx/model.onnx")}");
        Assert.IsFalse(Directory.Exists(_solution.PathOf("basic/bin/Debug/net10.0/models")));
    }

    [TestMethod]
    public async Task Lock_file_binds_the_files_and_a_build_without_the_network_needs_the_cache_alone()
    {
        var asked = _hub.Requests.Length;
        var again = await RunAsync("build", "--no-restore", "app/App.csproj");
        Assert.IsTrue(again.Succeeded, again.ToString());
        Assert.AreEqual("OutputsUpToDate", again.SkipReason("_HfResolve"));
        Assert.IsFalse(again.Ran("_HfRestoreFiles"), "Nothing was touched, so no task is loaded.");
        Assert.AreEqual(asked, _hub.Requests.Length, "Nothing is missing.");

        Assert.IsTrue((await RunAsync("build", "--no-restore", "app/App.csproj", "-t:HfUpdateLock")).Succeeded);
        var locked = LockFile.Load(_solution.PathOf("app/hfregistry.lock.json")).Value!.Entries.Single();
        Assert.AreEqual($"config.json, onnx/model.onnx {GraphHash}", $"{locked.Files[0].Path}, {locked.Files[1].Path} {locked.Files[1].Hash}");

        // Another process puts other bytes of the same length into the cache.
        var blob = Path.Combine(Cache, "models--garden--bird", "blobs", GraphHash);
        var other = Graph.ToArray();
        other[7] ^= 1;
        await File.WriteAllBytesAsync(blob, other);
        var refused = await RunAsync("build", "--no-restore", "app/App.csproj", "-p:HfLockedMode=true");
        var difference = refused.Errors.Single();
        Assert.AreEqual("HFR7110", difference.Code, refused.ToString());
        StringAssert.Contains(difference.Text, GraphHash);
        StringAssert.Contains(difference.Text, Convert.ToHexStringLower(SHA256.HashData(other)));

        File.Delete(blob);
        var missing = await BuildResult.OfAsync(_solution.Folder, "build", ["--no-restore", "app/App.csproj"], [.. Variables, ("HF_HUB_OFFLINE", "1")]);
        Assert.AreEqual("HFR7111", missing.Errors.Single().Code, missing.ToString());
        StringAssert.Contains(missing.Errors.Single().Text, "hfregistry restore");

        // Two items of the project and a library name the same files.
        var published = await RunAsync("publish", "--no-restore", "whole/Whole.csproj", "-o", "out");
        Assert.IsTrue(published.Succeeded, published.ToString());
        CollectionAssert.AreEqual(Graph, await File.ReadAllBytesAsync(_solution.PathOf($"out/models/{Snapshot}/onnx/model.onnx")));

        var component = JsonElement.Parse(await File.ReadAllTextAsync(_solution.PathOf("out/Whole.models.cdx.json"))).GetProperty("components").EnumerateArray().Single();
        Assert.AreEqual(GraphHash, component.GetProperty("hashes")[0].GetProperty("content").GetString(), "The bill of models is published too, with one component for two items.");

        var bare = await RunAsync("publish", "--no-build", "whole/Whole.csproj", "-o", "bare", "-p:HfPublishModels=false");
        Assert.IsTrue(bare.Succeeded, bare.ToString());
        Assert.IsTrue(File.Exists(_solution.PathOf("bare/Whole.dll")));
        Assert.IsFalse(Directory.Exists(_solution.PathOf("bare/models")), "HfPublishModels=false leaves the files out.");

        Assert.IsTrue((await RunAsync("clean", "app/App.csproj")).Succeeded);
        Assert.IsFalse(File.Exists(Beside("app", "onnx/model.onnx")), "A clean removes the link.");
        CollectionAssert.AreEqual(Graph, await File.ReadAllBytesAsync(blob), "It does not touch the cache.");
    }

    private static string Beside(string project, string file) => _solution.PathOf($"{project}/bin/Debug/net10.0/models/{Snapshot}/{file}");

    private static IEnumerable<(string Name, string Value)> Variables =>
        [("HF_ENDPOINT", _hub.Endpoint.ToString()), ("HF_HUB_CACHE", Cache), ("NUGET_PACKAGES", Path.Combine(Package.Packed.Root, "packages"))];

    private static Task<BuildResult> RunAsync(string command, params IReadOnlyList<string> arguments) => BuildResult.OfAsync(_solution.Folder, command, arguments, Variables);

    private static async Task<string> ExecuteAsync(string program)
    {
        var run = await Dotnet.RunAsync(_solution.Folder, ["exec", _solution.PathOf(program)], [("HF_HUB_CACHE", Cache)]);
        Assert.AreEqual(0, run.ExitCode, run.Output);
        return run.Output;
    }
}
