using System.Globalization;
using HfRegistry.Cache;
using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Tests.Cache;

/// <summary>One large file over several connections; large is 4,000 bytes here.</summary>
[TestClass]
internal sealed class ConnectionsTests
{
    private const int Size = 5_003;

    private static readonly byte[] Content = DownloadScene.Bytes(Size, seed: 21);

    private static readonly LocalModel OneFile = (LocalModel.Of(DownloadScene.Id.ToString(), "bert") with { Sha = DownloadScene.Commit }).With("model.safetensors", Content);

    [TestMethod]
    [DataRow(4, "0-1249 1250-2499 2500-3749 3750-5002")]
    [DataRow(16, "0-999 1000-1999 2000-2999 3000-3999 4000-5002")]
    [DataRow(1, "")]
    public async Task A_large_file_comes_in_as_many_parts_as_it_has_connections(int connections, string expected)
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);

        Assert.IsNotNull((await DownloadAsync(scene, connections)).Value);

        CollectionAssert.AreEqual(Content, scene.Read("model.safetensors"));
        Assert.AreEqual(expected, Ranges(scene));
    }

    [TestMethod]
    public async Task A_smaller_file_has_one_connection()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);

        Assert.IsNotNull((await DownloadAsync(scene, connections: 4, partBytes: (Size / 4) + 1)).Value);

        Assert.AreEqual("", Ranges(scene));
    }

    [TestMethod]
    public async Task Every_cut_part_goes_on_where_it_ended()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        string[] whole = ["bytes=0-1249", "bytes=1250-2499", "bytes=2500-3749", "bytes=3750-5002"];
        scene.Cdn.FailWith((context, next) => whole.Contains(context.Request.Headers.Range.ToString()) ? DownloadFaults.CutAt(300)(context, next) : next(context));

        Assert.IsNotNull((await DownloadAsync(scene, connections: 4)).Value);

        CollectionAssert.AreEqual(Content, scene.Read("model.safetensors"));
        Assert.AreEqual("0-1249 300-1249 1250-2499 1550-2499 2500-3749 2800-3749 3750-5002 4050-5002", Ranges(scene));
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(1)]
    public async Task The_next_run_asks_for_what_is_missing_of_each_part(int connections)
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        scene.Cdn.FailWith((context, next) => context.Request.Headers.Range == "bytes=2500-3749" ? Faults.Status(403, "")(context, next) : next(context));
        Assert.AreEqual(DiagnosticCatalog.DownloadFailed.Code, (await DownloadAsync(scene, connections: 4)).Diagnostics.Single().Code);
        scene.AssertNothingIsNamed();
        var (kept, before) = (PartialFile.BytesIn(scene.PartialOf(Content), Size), scene.Cdn.Requests.Length);
        scene.Cdn.FailWith();

        Assert.IsNotNull((await DownloadAsync(scene, connections)).Value);

        CollectionAssert.AreEqual(Content, scene.Read("model.safetensors"));
        Assert.AreEqual(Size - kept, scene.Cdn.Requests.Skip(before).Sum(static request => BytesOf(request.Headers["Range"])));
    }

    [TestMethod]
    public async Task What_one_connection_began_is_kept()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        Directory.CreateDirectory(scene.Blobs);
        await File.WriteAllBytesAsync(scene.PartialOf(Content), Content[..803]);

        Assert.IsNotNull((await DownloadAsync(scene, connections: 4)).Value);

        CollectionAssert.AreEqual(Content, scene.Read("model.safetensors"));
        Assert.AreEqual("803-1852 1853-2902 2903-3952 3953-5002", Ranges(scene));
    }

    [TestMethod]
    public async Task A_store_without_ranges_sends_the_file_over_one_connection()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        scene.Cdn.FailWith((context, next) =>
        {
            context.Request.Headers.Range = default;
            return next(context);
        });

        Assert.IsNotNull((await DownloadAsync(scene, connections: 4)).Value);

        CollectionAssert.AreEqual(Content, scene.Read("model.safetensors"));
    }

    [TestMethod]
    public async Task Wrong_bytes_of_one_part_are_found()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        scene.Cdn.FailWith((context, next) =>
            context.Request.Headers.Range == "bytes=2500-3749" ? Faults.Damaged(static bytes => [.. bytes.Select(static b => (byte)~b)])(context, next) : next(context));

        Assert.AreEqual(DiagnosticCatalog.ContentDiffers.Code, (await DownloadAsync(scene, connections: 4)).Diagnostics.Single().Code);
        scene.AssertNothingIsNamed();
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(8)]
    [DataRow(16)]
    [DataRow(24)]
    public async Task A_damaged_table_of_parts_begins_the_file_anew(int damaged)
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        scene.Cdn.FailWith((context, next) => context.Request.Headers.Range == "bytes=2500-3749" ? Faults.Status(403, "")(context, next) : next(context));
        await DownloadAsync(scene, connections: 4);
        await using (var partial = new FileStream(scene.PartialOf(Content), FileMode.Open))
        {
            partial.Position = Size + damaged;
            partial.Write([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        }

        scene.Cdn.FailWith();

        Assert.IsNotNull((await DownloadAsync(scene, connections: 4)).Value);
        CollectionAssert.AreEqual(Content, scene.Read("model.safetensors"));
    }

    [TestMethod]
    public async Task Damage_since_the_last_run_is_fetched_again()
    {
        await using var scene = await DownloadScene.StartAsync(OneFile);
        scene.Cdn.FailWith((context, next) => context.Request.Headers.Range == "bytes=2500-3749" ? Faults.Status(403, "")(context, next) : next(context));
        await DownloadAsync(scene, connections: 4);
        await using (var partial = new FileStream(scene.PartialOf(Content), FileMode.Open))
            partial.WriteByte((byte)~Content[0]);
        scene.Cdn.FailWith();

        var outcome = await DownloadAsync(scene, connections: 4);

        Assert.IsNotNull(outcome.Value, string.Join('\n', outcome.Diagnostics));
        CollectionAssert.AreEqual(Content, scene.Read("model.safetensors"));
    }

    private static Task<Outcome<DownloadedSnapshot>> DownloadAsync(DownloadScene scene, int connections, int partBytes = 1_000) =>
        scene.DownloadAsync(options: new DownloadOptions { Root = scene.Root, Connections = connections, PartBytes = partBytes });

    private static string Ranges(DownloadScene scene) =>
        string.Join(' ', scene.Cdn.Requests.Select(static request => request.Headers.GetValueOrDefault("Range", "").Replace("bytes=", "", StringComparison.Ordinal))
            .OrderBy(static range => range.Length == 0 ? 0 : long.Parse(range.Split('-')[0], CultureInfo.InvariantCulture)));

    private static long BytesOf(string range)
    {
        var ends = range["bytes=".Length..].Split('-');
        return long.Parse(ends[1], CultureInfo.InvariantCulture) - long.Parse(ends[0], CultureInfo.InvariantCulture) + 1;
    }
}
