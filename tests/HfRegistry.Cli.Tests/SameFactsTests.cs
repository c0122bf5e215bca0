using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HfRegistry.Automation.Inputs;
using HfRegistry.Cli.Tests.Action;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>The bill of materials, the report, the pull request and the draft state the same facts of a model.</summary>
[TestClass]
internal sealed class SameFactsTests
{
    /// <summary>What a model's owner states, and what every door says of it.</summary>
    /// <param name="License">The license of the tag.</param>
    /// <param name="Card">The metadata.</param>
    /// <param name="Base">The model that it derives from, or null.</param>
    /// <param name="Text">The license as the Hub has it.</param>
    /// <param name="Spdx">The license as SPDX has it.</param>
    private sealed record Stated(string License, string Card, string? Base, string Text, string Spdx);

    private static readonly ImmutableArray<Stated> Models =
    [
        new("mit", """{"license":"mit"}""", null, "mit", "MIT"),
        new("apache-2.0", """{"license":"apache-2.0"}""", "acme/base", "apache-2.0", "Apache-2.0"),
        new("gpl-3.0", """{"license":"gpl-3.0"}""", null, "gpl-3.0", "GPL-3.0-only"),
        new("mit or apache-2.0", """{"license":"MIT OR Apache-2.0"}""", null, "mit or apache-2.0", "MIT OR Apache-2.0"),
        new("llama3.1", """{"license":"llama3.1"}""", "acme/base", "llama3.1", "LicenseRef-Llama-3.1-Community-License-Agreement"),
        new("other", """{"license":"other","license_name":"acme-terms"}""", null, "other (acme-terms)", "LicenseRef-acme-terms"),
        new("other", """{"license":"other"}""", null, "other", "NOASSERTION"),
    ];

    [TestMethod]
    [InProcess("its commands are many")]
    public async Task Every_document_states_the_same_license_commit_size_and_base_model()
    {
        await using var hub = await LocalHub.StartAsync([.. Models.Select(Model)]);
        using var shell = new Shell().With(hub);
        var ids = string.Join(' ', Models.Select(static (_, i) => Id(i)));
        (await shell.RunAsync($"refresh {string.Join(' ', Models.Select(static (_, i) => $"--type {Kind(i)}"))} --details")).Ended(ExitCode.Done);
        var bom = (await (await shell.RunAsync($"bom {ids} --json")).JsonOfAsync("bom")).GetProperty("bom").GetProperty("components").EnumerateArray().ToDictionary(static component => component.GetProperty("name").GetString()!);
        var report = (await (await shell.RunAsync("report --json")).JsonOfAsync("report")).GetProperty("types").EnumerateArray().ToDictionary(static type => type.GetProperty("default_model").GetString()!);
        var drafts = (await (await shell.RunAsync($"mof draft {ids} --no-github --output-dir drafts --json")).JsonOfAsync("mof-draft")).GetProperty("drafts");
        await using var action = await ActionScene.StartAsync(
            registry: Before(), models: Models.Select(Model), inputs: [(ActionInputs.Types, string.Join(',', Models.Select(static (_, i) => Kind(i)))), (ActionInputs.Details, "true")]);
        await action.RunAsync();

        for (var i = 0; i < Models.Length; i++)
        {
            var (expected, component, row) = (Models[i], bom[$"model-{i}"], report[Id(i)]);
            var proposed = action.Proposed.Find(ModelId.Parse(Id(i)))!.Value.Model;

            Assert.AreEqual(expected.Spdx, Property(component, "license:spdx"), "the bill's license");
            Assert.AreEqual((expected.Text, expected.Spdx), (row.GetProperty("license").GetString(), row.GetProperty("license_spdx").GetString()), "the report's license");
            Assert.AreEqual(expected.Text, proposed.Licensing.Text, "the pull request's license");
            StringAssert.Contains(action.Pull.Body, $"| `afl-3.0` | `{expected.Text}` |");
            // A document of the MOF has one license: of a choice the freest.
            if (drafts[i].GetProperty("license").GetString() is { } drafted)
                Assert.Contains(LicenseExpression.Read(drafted).Spdx, expected.Spdx.Split(" OR "), "the draft's license");

            Assert.AreEqual((Commit(i), Commit(i), Commit(i)), (component.GetProperty("version").GetString(), proposed.Revision?.ToString(), drafts[i].GetProperty("revision").GetString()), "the commit");
            var size = Property(component, "size-bytes");
            Assert.AreEqual("440000000", size, "the bill's size");
            Assert.AreEqual((size, size), (row.GetProperty("size_bytes").ToString(), proposed.Size?.Bytes.ToString(CultureInfo.InvariantCulture)), "the size");
            var ancestor = component.GetProperty("pedigree").TryGetProperty("ancestors", out var ancestors) ? $"{ancestors[0].GetProperty("group")}/{ancestors[0].GetProperty("name")}" : null;
            Assert.AreEqual((expected.Base, expected.Base), (ancestor, proposed.BaseModels.FirstOrDefault()?.ToString()), "the base model");
        }
    }

    private static string Id(int place) => string.Create(CultureInfo.InvariantCulture, $"acme/model-{place}");

    private static string Kind(int place) => string.Create(CultureInfo.InvariantCulture, $"kind-{place}");

    private static string Commit(int place) => place.ToString(CultureInfo.InvariantCulture).PadLeft(40, 'c');

    private static LocalModel Model(Stated stated, int place) => LocalModel.Of(Id(place), Kind(place), 900_000) with
    {
        Sha = Commit(place),
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        Tags = [$"license:{stated.License}", "safetensors", .. stated.Base is { } id ? [$"base_model:{id}", $"base_model:finetune:{id}"] : Array.Empty<string>()],
        CardData = stated.Card,
        ParametersByDtype = ImmutableSortedDictionary<string, long>.Empty.Add("F32", 110_000_000),
        Files = [new HubFile("config.json", 400), new HubFile("model.safetensors", 440_000_000)],
    };

    private static ModelRegistry Before() => ModelRegistry.Of(Models.Select(static (_, i) => new RegistryEntry
    {
        Type = ModelType.Parse(Kind(i)),
        DefaultModel = ModelId.Parse(Id(i)),
        Models = [SmallRegistry.Model(Id(i), "fill-mask", 440) with { License = "afl-3.0" }],
        UpdatedAt = SmallRegistry.Updated,
    }));

    private static string? Property(JsonElement component, string name) =>
        component.GetProperty("properties").EnumerateArray().Where(property => property.GetProperty("name").GetString() == $"hfregistry:{name}").Select(static property => property.GetProperty("value").GetString()).SingleOrDefault();
}
