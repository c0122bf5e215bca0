using System.IO.Compression;
using System.Text;
using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.RecordedHub;

namespace HfRegistry.Tests.RecordedHub;

[TestClass]
internal sealed class RecordedFactsTests
{
    [TestMethod]
    public void A_record_carries_over_fact_by_fact()
    {
        var model = ModelOf("""
            "model_type":"bert","model_type_from":"config","pipeline_tag":"fill-mask","library_name":"transformers","downloads":5,"likes":2,
            "tags":["en"],"license":"mit","gated":true,"params":110,"former_ids":["old"],
            "sha":"86b5e0934494bd15c9632b12f734a8a67f723594","sha_kind":"head","sha_as_of":"2025-01-22",
            "files":[{"path":"a.bin","size":7},{"path":"b.bin","size":null}],"files_complete":true
            """);

        Assert.AreEqual(("bert", "fill-mask", "transformers"), (model.Type, model.PipelineTag, model.LibraryName));
        Assert.AreEqual((5L, 2L, 110L), (model.Downloads, model.Likes, model.ParameterCount));
        CollectionAssert.AreEqual(new[] { "en", "license:mit" }, model.Tags);
        CollectionAssert.AreEqual(new[] { "old" }, model.FormerIds);
        CollectionAssert.AreEqual(new[] { new HubFile("a.bin", 7), new HubFile("b.bin") }, model.Files!.Value);
        Assert.AreEqual("86b5e0934494bd15c9632b12f734a8a67f723594", model.Sha);
        Assert.AreEqual(new DateTimeOffset(2026, 8, 22, 0, 0, 0, TimeSpan.Zero), model.RecordedAt);
        Assert.IsNull(model.HubId);
    }

    [TestMethod]
    [DataRow(""" "model_type":"llama","model_type_from":"tags-weak" """)]
    [DataRow(""" "sha":"86b5e0934494bd15c9632b12f734a8a67f723594","sha_kind":"pinned","sha_as_of":"2026-08-22" """)]
    [DataRow(""" "sha":"86b5e0934494bd15c9632b12f734a8a67f723594","sha_kind":"head","sha_as_of":"2022-02-21" """)]
    [DataRow(""" "files":[{"path":"a.bin","size":7}],"files_complete":false """)]
    [DataRow(""" "total_bytes":5,"total_bytes_kind":"sum-of-files" """)]
    [DataRow(""" "downloads":null,"tags":null,"license":null,"gated":null """)]
    public void What_was_not_surely_recorded_is_left_out(string members) =>
        Assert.AreEqual(JsonSerializer.Serialize(ModelOf("\"likes\":null")), JsonSerializer.Serialize(ModelOf(members)));

    [TestMethod]
    [DataRow("true", Gating.Gated)]
    [DataRow("false", Gating.Open)]
    [DataRow("\"manual\"", Gating.Manual)]
    [DataRow("null", Gating.Unknown)]
    public void Gating_is_served_as_far_as_it_was_recorded(string gated, Gating expected) =>
        Assert.AreEqual(expected, ModelOf($"\"gated\":{gated}").Gating);

    [TestMethod]
    public void A_license_that_stands_in_the_tags_is_not_added_again() =>
        CollectionAssert.AreEqual(new[] { "license:other" }, ModelOf("""  "tags":["license:other"],"license":"mit" """).Tags);

    [TestMethod]
    public void Files_state_their_formats_and_storage_is_carried_over()
    {
        var model = ModelOf("""  "files":[{"path":"q4.gguf"},{"path":"model.bin"}],"files_complete":false,"total_bytes":5,"total_bytes_kind":"usedStorage" """);

        CollectionAssert.AreEqual(new[] { "gguf" }, model.Tags);
        Assert.AreEqual("\"usedStorage\":5", model.RawMembers);
    }

    [TestMethod]
    public async Task Records_before_the_day_are_left_out_and_a_broken_line_is_named()
    {
        var path = Path.GetTempFileName();
        try
        {
            await WriteAsync(path, """{"id":"org/old","recorded":"2022-02-21"}""", """{"id":"google/fnet-base","downloads":1,"recorded":"2022-02-21"}""", """{"id":"org/new","recorded":"2026-08-22"}""");
            var ids = await RecordedFacts.ReadAsync(path, new DateOnly(2025, 1, 1), default).Select(model => model.Id).ToListAsync();
            CollectionAssert.AreEqual(new[] { "google/fnet-base", "org/new" }, ids);

            await WriteAsync(path, """{"id":"org/new","recorded":"2026-08-22"}""", """{"recorded":"2026-08-22"}""");
            var broken = await Assert.ThrowsExactlyAsync<InvalidDataException>(
                async () => await RecordedFacts.ReadAsync(path, new DateOnly(2025, 1, 1), default).CountAsync());
            Assert.Contains("line 2", broken.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    [DataRow("serve --facts f.gz", "f.gz 0 2025-01-01")]
    [DataRow("serve --port 8080 --facts f.gz --since 2026-01-31", "f.gz 8080 2026-01-31")]
    [DataRow("serve", null)]
    [DataRow("serve --help", null)]
    [DataRow("", null)]
    [DataRow("serve --facts", null)]
    [DataRow("serve --facts f.gz --port 70000", null)]
    [DataRow("serve --facts f.gz --since yesterday", null)]
    [DataRow("serve --facts f.gz --more yes", null)]
    public void The_arguments_are_read_or_explained(string line, string? expected)
    {
        var isRead = ServeArguments.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), out var arguments, out var problem);

        Assert.AreEqual(expected, isRead ? $"{arguments!.Facts} {arguments.Port} {arguments.Since:yyyy-MM-dd}" : null);
        Assert.AreEqual(isRead, problem is null, "what is not read is explained");
    }

    private static Testing.LocalModel ModelOf(string members)
    {
        using var record = JsonDocument.Parse($$"""{"id":"org/a","recorded":"2026-08-22",{{members}}}""");
        return RecordedFacts.ModelOf(record.RootElement);
    }

    private static async Task WriteAsync(string path, params string[] lines)
    {
        await using var file = File.Create(path);
        await using var zipped = new GZipStream(file, CompressionLevel.Fastest);
        await zipped.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }
}
