using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Drafting;

/// <summary>A dataset that a card names.</summary>
internal sealed record DatasetCase(string Id, string? License, bool Card = false);

/// <summary>What a person expects of a draft. A license of "" is the repository's; null is none.</summary>
internal sealed record ExpectedDraft(
    string? License, string LicensePath, string? Repository, string? Type, string? Architecture, string? Treatment, string? Origin, int Class, Dictionary<string, string> Components, ImmutableArray<string>? Weak);

/// <summary>A model with a card written by hand, and the draft that a person expects of it: a folder of <c>Cards</c>.</summary>
internal sealed record CardCase(
    string Id, string? ModelType, ImmutableArray<string>? Architectures, string? PipelineTag, string? Library, long? Parameters, ImmutableArray<string>? Tags, ImmutableArray<string> Files, ImmutableArray<DatasetCase>? Datasets, string? LicenseText, bool Gated, string? Benchmarks, ExpectedDraft Expected)
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The folders.</summary>
    public static IEnumerable<string> Folders => Directory.GetDirectories(RepositoryFiles.PathOf("tests", "HfRegistry.Mof.Tests", "Drafting", "Cards")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static CardCase Read(string folder) => JsonSerializer.Deserialize<CardCase>(File.ReadAllText(PathOf(folder, "case.json")), Names)!;

    /// <summary>The model as a local Hub serves it.</summary>
    public LocalModel ModelOf(string folder) => LocalModel.Of(Id, ModelType, 1_000) with
    {
        Architectures = [.. Architectures ?? []],
        PipelineTag = PipelineTag,
        LibraryName = Library,
        Tags = [.. Tags ?? []],
        ParameterCount = Parameters,
        ParametersByDtype = Parameters is { } count ? ImmutableSortedDictionary<string, long>.Empty.Add("BF16", count) : ImmutableSortedDictionary<string, long>.Empty,
        ModelIndex = Benchmarks,
        Gating = Gated ? Gating.Manual : Gating.Open,
        CreatedAt = new DateTimeOffset(2025, 4, 1, 8, 0, 0, TimeSpan.Zero),
        Files = [.. Files.Select(path => new HubFile(path))],
        Texts = Texts(folder).ToImmutableDictionary(StringComparer.Ordinal),
    };

    /// <summary>The datasets that exist.</summary>
    public IEnumerable<LocalModel> LocalDatasets => (Datasets ?? []).Select(dataset => LocalModel.Of(dataset.Id) with
    {
        Tags = dataset.License is { } license ? [$"license:{license}"] : [],
        CardData = dataset.Card ? """{"language":"en"}""" : null,
    });

    private IEnumerable<KeyValuePair<string, string>> Texts(string folder)
    {
        if (File.Exists(PathOf(folder, "README.md")))
            yield return new("README.md", File.ReadAllText(PathOf(folder, "README.md")));
        if (LicenseText is { } text)
            yield return new(Files.First(path => path.StartsWith("LICENSE", StringComparison.Ordinal)), text == "MIT" ? File.ReadAllText(RepositoryFiles.PathOf("LICENSE")) : text);
    }

    private static string PathOf(string folder, string name) => RepositoryFiles.PathOf("tests", "HfRegistry.Mof.Tests", "Drafting", "Cards", folder, name);
}
