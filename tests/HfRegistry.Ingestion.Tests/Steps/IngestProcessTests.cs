using System.Security.Cryptography;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Steps;
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
}
