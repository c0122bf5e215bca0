using System.Security.Cryptography;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Ingestion.Tests.Stores;
using HfRegistry.Tests.Registry;

namespace HfRegistry.Ingestion.Tests.Steps;

/// <summary>Ingestions in processes of their own, which are killed.</summary>
[TestClass]
internal sealed class IngestProcessTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Killed_ingestions_end_in_one_whole_package_and_nothing_else()
    {
        await using var scene = await IngestScene.StartAsync();
        foreach (var step in (IngestStep[])[IngestStep.Score, IngestStep.Fetch, IngestStep.Store, IngestStep.Catalog])
        {
            await using var process = OtherProcess.Start("ingest", scene.Hub.Endpoint.ToString(), scene.Root);
            await process.BeginAsync(TestContext.CancellationToken);
            await process.WaitUntilAtAsync((long)step, TestContext.CancellationToken);
            await process.KillAsync(TestContext.CancellationToken);
        }

        // The last of them may have been done before it was killed.
        Assert.IsTrue((await scene.RunAsync()).Status is IngestStatus.Stored or IngestStatus.Duplicate);

        var listed = await scene.Catalog.ListAsync(new PackageQuery(TenantName.Default), CancellationToken.None);
        var package = listed.Value!.Packages.Single();
        Assert.AreEqual(package.Digest, Convert.ToHexStringLower(SHA256.HashData(await scene.ArchiveAsync(package))));
        await scene.SweepAsync();
        Assert.AreEqual(package.Object.ToString(), scene.Objects().Single());
    }

    [TestMethod]
    [DataRow("store")]
    [DataRow($"s3://{LocalS3.Bucket}")]
    public async Task Half_stored_package_is_swept_after_a_kill_and_not_before(string store)
    {
        await using var s3 = await new LocalS3().StartAsync();
        using var bucket = store == "store" ? null : s3.Open();
        await using var scene = await IngestScene.StartAsync(IngestScene.ModelOf(new byte[20_000_000]), store: bucket);
        await using var process = OtherProcess.StartWith(
            new Dictionary<string, string> { ["AWS_ENDPOINT_URL_S3"] = s3.Address, ["AWS_ACCESS_KEY_ID"] = LocalS3.AccessKey, ["AWS_SECRET_ACCESS_KEY"] = LocalS3.SecretKey, ["AWS_REGION"] = "us-east-1" },
            "hold", scene.Hub.Endpoint.ToString(), scene.Root, store);
        await process.BeginAsync(TestContext.CancellationToken);
        await process.WaitUntilAtAsync(1_000_000, TestContext.CancellationToken);

        // Days later it is still at it, and has just told how far it is.
        scene.Clock.Advance(TimeSpan.FromDays(3));
        var run = (await scene.Catalog.ListOpenRunsAsync(CancellationToken.None)).Value!.Single();
        Assert.IsNull(await scene.Catalog.ReportAsync(run.RunId, "{}", CancellationToken.None));
        await scene.SweepAsync(TimeSpan.FromDays(1));
        Assert.AreEqual(1, s3.OpenUploads + scene.Objects().Length);
        await process.KillAsync(TestContext.CancellationToken);
        Assert.IsEmpty(await scene.ListAsync());

        scene.Clock.Advance(TimeSpan.FromDays(3));
        Assert.AreEqual(1, (await scene.SweepAsync(TimeSpan.FromDays(1))).Runs);

        Assert.AreEqual(0, s3.OpenUploads + scene.Objects().Length);
        await scene.StoredAsync();
        Assert.AreEqual(1, s3.Keys.Count + scene.Objects().Length);
    }
}
