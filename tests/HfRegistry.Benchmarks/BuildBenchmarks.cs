using System.Globalization;
using System.Text;
using HfRegistry.Registry;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Benchmarks;

/// <summary>What the package costs in a build. Needs <c>src/HfRegistry.Build</c> built in the same configuration.</summary>
internal static class BuildBenchmarks
{
    private const int Runs = 5;
    private const string Commit = "1111111111111111111111111111111111111111";
    private const double MostForThousandItems = 1.3;

    // Below this, what else the machine does is larger than the difference.
    private const double MostForAGate = 1.1;
    private const double MostForTwentyModels = 1.03;
    private const double MostForABill = 1.05;

    public static IEnumerable<Benchmark> All =>
    [
        new("build-1000-items", "a cold build with 1,000 items against the same build with one", _ => ThousandItemsAsync()),
        new("build-gated", "an up-to-date build with a gate against one without it", _ => GatedAsync()),
        new("build-20-models", "an up-to-date build with the files of 20 downloaded models against the same build without them", _ => TwentyModelsAsync()),
        new("bom-20-models", "a cold build of 20 models with their bill of materials against the same build without it; an up-to-date build skips it", _ => BillAsync()),
        new("build-nothing-to-do", "an up-to-date build with the package against one without it", _ => NothingToDoAsync()),
    ];

    private static async Task<IReadOnlyList<Figure>> ThousandItemsAsync()
    {
        using var package = await PackedPackage.PackAsync();
        var one = package.Project("one").With("Bench.csproj", ThrowawayProject.ProjectText(Items(1)));
        var thousand = package.Project("thousand").With("Bench.csproj", ThrowawayProject.ProjectText(Items(1000)));
        var (single, many) = await AlternateAsync(() => ColdAsync(one), () => ColdAsync(thousand));
        return
        [
            new Figure("one item", single, double.PositiveInfinity, "ms"),
            new Figure("1,000 items", many, double.PositiveInfinity, "ms"),
            new Figure("ratio", many / single, MostForThousandItems, "times"),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> NothingToDoAsync()
    {
        using var package = await PackedPackage.PackAsync();
        var with = package.Project("with").With("Bench.csproj", ThrowawayProject.ProjectText(Items(10)));
        var without = package.Project("without").With("Bench.csproj", ThrowawayProject.ProjectText(Items(10)).Replace(ThrowawayProject.Reference, "", StringComparison.Ordinal));
        var (plain, ours) = await AlternateAsync(() => BuildAsync(without), () => BuildAsync(with));
        return
        [
            new Figure("without the package", plain, double.PositiveInfinity, "ms"),
            new Figure("with it", ours, double.PositiveInfinity, "ms"),
            new Figure("ratio", ours / plain, double.PositiveInfinity, "times"),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> GatedAsync()
    {
        using var package = await PackedPackage.PackAsync();
        // A threshold of 0 lets models in that nobody has scored: what is measured is the build, not the verdict.
        var gated = package.Project("gated").With("Bench.csproj", ThrowawayProject.ProjectText(Items(10), "<HfGate>error</HfGate><HfGateMin>0</HfGateMin>"));
        var open = package.Project("open").With("Bench.csproj", ThrowawayProject.ProjectText(Items(10)));
        await BuildAsync(gated);
        await BuildAsync(open);
        var (plain, judged) = await AlternateAsync(() => BuildAsync(open), () => BuildAsync(gated));
        return
        [
            new Figure("without a gate", plain, double.PositiveInfinity, "ms"),
            new Figure("with one", judged, double.PositiveInfinity, "ms"),
            new Figure("ratio", judged / plain, MostForAGate, "times"),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> TwentyModelsAsync()
    {
        const int Models = 20;
        using var package = await PackedPackage.PackAsync();
        await using var hub = await LocalHub.StartAsync([.. Enumerable.Range(0, Models).Select(static number => (LocalModel.Of($"garden/bird-{number}", "bert") with { Sha = Commit })
            .With("config.json", "{}"u8.ToArray()).With("vocab.txt", [(byte)number]).With("onnx/model.onnx", new byte[10_000 + number]))]);
        (string, string)[] variables = [("HF_ENDPOINT", hub.Endpoint.ToString()), ("HF_HUB_CACHE", Path.Combine(package.Root, "cache"))];
        var with = package.Project("models").With("Bench.csproj", ThrowawayProject.ProjectText(Downloads(""" Download="true" Files="onnx/*;*.json;vocab.txt" """)));
        var without = package.Project("ids").With("Bench.csproj", ThrowawayProject.ProjectText(Downloads("")));
        await BuildAsync(with, variables);
        await BuildAsync(without, variables);
        var (plain, ours) = await AlternateAsync(() => BuildAsync(without, variables), () => BuildAsync(with, variables));
        return
        [
            new Figure("without files", plain, double.PositiveInfinity, "ms"),
            new Figure("with them", ours, double.PositiveInfinity, "ms"),
            new Figure("ratio", ours / plain, MostForTwentyModels, "times"),
        ];

        static string Downloads(string metadata) => string.Concat(Enumerable.Range(0, Models).Select(number =>
            string.Create(CultureInfo.InvariantCulture, $"""<HfModel Include="garden/bird-{number}" Revision="{Commit}" {metadata}/>{'\n'}""")));
    }

    private static async Task<IReadOnlyList<Figure>> BillAsync()
    {
        const int Models = 20;
        using var package = await PackedPackage.PackAsync();
        var registry = Encoding.UTF8.GetString(RegistryFile.Render(ModelRegistry.Of([new RegistryEntry { Type = ModelType.Parse("bert"), Models = [.. Ids().Select(static id => SmallRegistry.Model(id, "fill-mask", 440))], UpdatedAt = DateTimeOffset.UtcNow }])));
        var items = string.Concat(Ids().Select(static id => $"""<HfModel Include="{id}" />{'\n'}"""));
        var with = package.Project("bill").With(RegistryFile.FileName, registry).With("Bench.csproj", ThrowawayProject.ProjectText(items, "<HfModelBom>true</HfModelBom>"));
        var without = package.Project("no-bill").With(RegistryFile.FileName, registry).With("Bench.csproj", ThrowawayProject.ProjectText(items));
        var (plain, ours) = await AlternateAsync(() => ColdAsync(without), () => ColdAsync(with));
        var again = await with.BuildAsync("--no-restore");
        if (again.SkipReason("_HfWriteBom") != "OutputsUpToDate")
            throw new InvalidOperationException(again.ToString());
        return
        [
            new Figure("without a bill", plain, double.PositiveInfinity, "ms"),
            new Figure("with one", ours, double.PositiveInfinity, "ms"),
            new Figure("ratio", ours / plain, MostForABill, "times"),
        ];

        static IEnumerable<string> Ids() => Enumerable.Range(0, Models).Select(static number => string.Create(CultureInfo.InvariantCulture, $"garden/bird-{number}"));
    }

    /// <summary>The medians of two things done in turns, so that what else the machine does falls on both.</summary>
    private static async Task<(double First, double Second)> AlternateAsync(Func<Task> first, Func<Task> second)
    {
        var times = (First: new List<double>(), Second: new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            times.First.Add(await Stopwatches.MedianMillisecondsAsync(1, first));
            times.Second.Add(await Stopwatches.MedianMillisecondsAsync(1, second));
        }

        times.First.Sort();
        times.Second.Sort();
        return (times.First[Runs / 2], times.Second[Runs / 2]);
    }

    private static async Task ColdAsync(ThrowawayProject project)
    {
        var outputs = project.PathOf("obj/Debug");
        if (Directory.Exists(outputs))
            Directory.Delete(outputs, recursive: true);
        await BuildAsync(project);
    }

    private static async Task BuildAsync(ThrowawayProject project, params (string Name, string Value)[] variables)
    {
        // As a user builds: a recorder would ask for every event, and the more items a build has the longer they take to tell.
        var build = await project.RunUnrecordedAsync("build", variables);
        if (build.ExitCode != 0)
            throw new InvalidOperationException(build.Output);
    }

    private static string Items(int count) => string.Concat(Enumerable.Range(1, count).Select(static number =>
        string.Create(CultureInfo.InvariantCulture, $"""<HfModel Include="bert" MaxSizeMB="{1000 + number}" Alias="M{number}" />{'\n'}""")));
}
