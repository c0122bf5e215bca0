using System.Collections.Immutable;
using HfRegistry.GitHub.Sources;
using HfRegistry.Snapshots;
using HfRegistry.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace HfRegistry.GitHub.Tests.Sources;

/// <summary>The evidence of source repositories, read from a local GitHub.</summary>
[TestClass]
internal sealed class GitHubSourceReaderTests
{
    private const string Mit =
        "MIT License\n\nCopyright (c) 2026 Ada\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the \"Software\"), to deal "
        + "in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is "
        + "furnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.\n\n"
        + "THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE "
        + "AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.\n";

    private static LocalSource Heron => new("acme/heron", ["LICENSE", "README.md", "train.py", "heron/generate.py", "tests/test_generate.py", "scripts/prepare_data.sh", "eval/run.py"]) { License = "Apache-2.0" };

    [TestMethod]
    public async Task Facts_of_a_repository_take_three_requests()
    {
        await using var scene = await StartAsync(Heron with { Contributors = [("ada", 30), ("dependabot[bot]", 99), ("grace", 10)] });

        var read = (await scene.Reader.ReadAsync("ACME/heron", CancellationToken.None)).Value!;

        Assert.AreEqual("acme/heron", read.Name);
        Assert.AreEqual(Heron.Commit, read.Commit.ToString());
        Assert.AreEqual("Apache-2.0", read.CodeLicense?.ToString());
        Assert.AreSequenceEqual(
            ["Training train.py", "Evaluation eval/run.py", "Preprocessing scripts/prepare_data.sh", "Inference heron/generate.py"], read.Code.Select(static code => $"{code.Purpose} {code.Path}").ToArray());
        Assert.AreSequenceEqual([30, 10], read.Contributors!.Commits.ToArray(), "a bot is nobody");
        Assert.AreEqual("tests/test_generate.py", read.Checks);
        Assert.AreEqual(new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero), read.PushedAt);
        Assert.AreEqual($"https://github.com/acme/heron/blob/{Heron.Commit}/heron/generate.py", read.AddressOf("heron/generate.py"));
        Assert.HasCount(3, scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task License_files_that_GitHub_does_not_name_are_read_within_six_requests()
    {
        await using var scene = await StartAsync(Heron with
        {
            License = "NOASSERTION",
            Paths = ["LICENSE-CODE", "LICENSE-MODEL", "LICENSE.txt", "LICENSE_old", "train.py"],
            Texts = ImmutableDictionary<string, string>.Empty.Add("LICENSE-CODE", Mit).Add("LICENSE-MODEL", "The terms of Heron."),
        });

        var read = (await scene.Reader.ReadAsync("acme/heron", CancellationToken.None)).Value!;

        Assert.AreEqual("MIT", read.CodeLicense?.ToString());
        Assert.IsNull(read.License);
        Assert.AreSequenceEqual(["LICENSE-CODE MIT", "LICENSE-MODEL ", "LICENSE.txt "], read.LicenseFiles.Select(static file => $"{file.Path} {file.License}").ToArray());
        Assert.HasCount(6, scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task Known_commit_takes_one_request()
    {
        await using var scene = await StartAsync(Heron);
        var first = (await scene.Reader.ReadAsync("acme/heron", CancellationToken.None)).Value!;
        scene.GitHub.ForgetRequests();

        using var reader = scene.Connect();
        var again = (await reader.ReadAsync("acme/heron", CancellationToken.None)).Value!;

        Assert.HasCount(1, scene.GitHub.Requests);
        Assert.AreEqual(Text(first), Text(again));
    }

    [TestMethod]
    public async Task Damaged_cache_file_is_read_anew()
    {
        await using var scene = await StartAsync(Heron);
        var first = (await scene.Reader.ReadAsync("acme/heron", CancellationToken.None)).Value!;
        await File.WriteAllTextAsync(Directory.GetFiles(scene.Folder).Single(), "{\"program\":");
        scene.GitHub.ForgetRequests();

        using var reader = scene.Connect();
        var again = (await reader.ReadAsync("acme/heron", CancellationToken.None)).Value!;

        Assert.HasCount(3, scene.GitHub.Requests);
        Assert.AreEqual(Text(first), Text(again));
    }

    [TestMethod]
    public async Task Repository_is_asked_for_once_whoever_asks()
    {
        await using var scene = await StartAsync(Heron);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => scene.Reader.ReadAsync(i % 2 == 0 ? "acme/heron" : "Acme/Heron", CancellationToken.None)));

        Assert.HasCount(3, scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task Renamed_repository_is_read_under_its_present_name()
    {
        await using var scene = await StartAsync(Heron with { FormerName = "old/egret" });

        var read = (await scene.Reader.ReadAsync("old/egret", CancellationToken.None)).Value!;

        Assert.AreEqual("acme/heron", read.Name);
        Assert.IsTrue(scene.GitHub.Requests.Skip(1).All(static request => request.Target.StartsWith("/repos/acme/heron/", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Missing_repository_is_absent()
    {
        await using var scene = await StartAsync(Heron);

        Assert.IsTrue((await scene.Reader.ReadAsync("acme/egret", CancellationToken.None)).IsAbsent);
        Assert.IsTrue((await scene.Reader.ReadAsync("acme/../x", CancellationToken.None)).IsAbsent, "no name, and no request");
        Assert.HasCount(1, scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task Empty_repository_is_unknown()
    {
        await using var scene = await StartAsync(Heron with { IsEmpty = true });

        Assert.AreEqual("the repository is empty", (await scene.Reader.ReadAsync("acme/heron", CancellationToken.None)).UnknownBecause);
    }

    [TestMethod]
    [DataRow(401, "Bad credentials", "GitHub refused the token: it is wrong or expired")]
    [DataRow(403, "You have exceeded a secondary rate limit.", "GitHub's rate limit is used up; the next request would have to wait 60 s")]
    [DataRow(429, "Too many requests", "GitHub's rate limit is used up; the next request would have to wait 60 s")]
    public async Task Refused_token_and_used_up_limit_end_the_asking(int status, string message, string reason)
    {
        await using var scene = await StartAsync(Heron);
        scene.GitHub.FailWith(GitHubFaults.Refusal(status, message));

        var reasons = new List<string?>();
        foreach (var name in new[] { "acme/heron", "acme/egret", "acme/ibis" })
            reasons.Add((await scene.Reader.ReadAsync(name, CancellationToken.None)).UnknownBecause);

        Assert.AreSequenceEqual([reason, reason, reason], reasons);
        Assert.HasCount(1, scene.GitHub.Requests, "nothing is repeated, and nobody asks again");
    }

    [TestMethod]
    public async Task Limit_between_two_requests_leaves_nothing_half_known()
    {
        await using var scene = await StartAsync(Heron);
        scene.GitHub.FailWith(GitHubFaults.On("GET", "/contributors", GitHubFaults.SecondaryLimit("5")));

        Assert.IsNotNull((await scene.Reader.ReadAsync("acme/heron", CancellationToken.None)).UnknownBecause);
        scene.GitHub.FailWith();
        using var reader = scene.Connect();
        Assert.IsNotNull((await reader.ReadAsync("acme/heron", CancellationToken.None)).Value!.Contributors, "and nothing of it was kept");
    }

    [TestMethod]
    public async Task History_too_long_for_GitHub_leaves_the_people_unknown_alone()
    {
        await using var scene = await StartAsync(Heron);
        scene.GitHub.FailWith(GitHubFaults.On("GET", "/contributors", GitHubFaults.Refusal(403, "The history or contributor list is too large to list contributors for this repository via the API.")));

        var read = (await scene.Reader.ReadAsync("acme/heron", CancellationToken.None)).Value!;

        Assert.IsNull(read.Contributors);
        Assert.HasCount(4, read.Code);
    }

    [TestMethod]
    public async Task Network_that_fails_three_times_in_a_row_ends_the_asking()
    {
        await using var scene = await StartAsync(Heron);
        scene.GitHub.FailWith(GitHubFaults.Refusal(502, "Bad gateway"));

        foreach (var name in new[] { "a/a", "a/b", "a/c", "a/d", "a/e" })
            Assert.IsNotNull((await scene.Reader.ReadAsync(name, CancellationToken.None)).UnknownBecause);

        Assert.HasCount(3, scene.GitHub.Requests);
    }

    [TestMethod]
    public async Task Cut_list_of_files_is_marked()
    {
        await using var scene = await StartAsync(Heron with { MaxTreeEntries = 3 });

        var read = (await scene.Reader.ReadAsync("acme/heron", CancellationToken.None)).Value!;

        Assert.IsTrue(read.IsTreeCut);
        Assert.AreSequenceEqual([SourcePurpose.Training], read.Code.Select(static code => code.Purpose).ToArray());
    }

    [TestMethod]
    public async Task Hostile_names_are_left_out()
    {
        await using var scene = await StartAsync(Heron with
        {
            Paths = ["../train.py", "/train.py", "C:\\train.py", "a\u202Etrain.py", "train\n.py", "a/../../eval.py", new string('x', 3_000) + "/train.py", "::set-output name=x::/train.py", "LICENSE\u0007"],
        });

        var read = (await scene.Reader.ReadAsync("acme/heron", CancellationToken.None)).Value!;

        Assert.AreSequenceEqual(["::set-output name=x::/train.py"], read.Code.Select(static code => code.Path).ToArray());
        Assert.AreEqual($"https://github.com/acme/heron/blob/{read.Commit}/%3A%3Aset-output%20name%3Dx%3A%3A/train.py", read.AddressOf(read.Code.Single().Path));
        Assert.IsEmpty(read.LicenseFiles);
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("[]")]
    [DataRow("null")]
    [DataRow("{\"tree\":[{\"path\":1}]}")]
    [DataRow("<html>")]
    public async Task Answers_that_nobody_can_read_leave_it_unknown(string body)
    {
        await using var scene = await StartAsync(Heron);
        scene.GitHub.FailWith(GitHubFaults.On("GET", "/git/trees/", (context, _) => context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body)).AsTask()));

        StringAssert.StartsWith((await scene.Reader.ReadAsync("acme/heron", CancellationToken.None)).UnknownBecause, "GitHub's answer cannot be read");
    }

    [TestMethod]
    public async Task Token_is_GitHubs_own_and_stands_in_no_file()
    {
        await using var scene = await StartAsync(Heron);

        await scene.Reader.ReadAsync("acme/heron", CancellationToken.None);

        Assert.IsTrue(scene.GitHub.Requests.All(static request => request.Token == LocalGitHub.Token));
        Assert.IsFalse(Directory.GetFiles(scene.Folder).Any(static file => File.ReadAllText(file).Contains(LocalGitHub.Token, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Without_a_token_and_beside_the_public_GitHub_nobody_is_asked()
    {
        var enterprise = new GitHubEndpoints(new Uri("https://git.corp.example/api/v3/"), new Uri("https://git.corp.example/api/graphql"), "https://git.corp.example");

        Assert.AreEqual("HFR6039", SourceReaders.Connect(enterprise, GitHubToken.FromText("x"), null, NullLogger.Instance, TimeProvider.System).Diagnostics.Single().Code);
        Assert.AreEqual("HFR6039", SourceReaders.Connect(SourceReaders.EndpointsOf(static _ => null).Value!, null, null, NullLogger.Instance, TimeProvider.System).Diagnostics.Single().Code);
    }

    private static string Text(SourceRepository repository) => System.Text.Encoding.UTF8.GetString(SnapshotFile.Render([new ModelSnapshot
    {
        AskedId = ModelId.Parse("a/b"),
        TakenAt = default,
        Info = Fact.Unknown<Hub.HubModel>("x"),
        Card = Fact.Absent<string>(),
        History = Fact.Absent<CommitHistory>(),
        Source = new ModelSource("a/b", Fact.Known(repository)),
    }]));

    private static async Task<Scene> StartAsync(LocalSource source) => new(await LocalGitHub.StartAsync(new LocalGitHubOptions { Sources = [source] }));

    private sealed class Scene : IAsyncDisposable
    {
        public Scene(LocalGitHub gitHub) => GitHub = gitHub;

        public LocalGitHub GitHub { get; }

        public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"hfregistry-sources-{Guid.NewGuid():N}");

        public GitHubSourceReader Reader => field ??= Connect();

        public GitHubSourceReader Connect() => SourceReaders.Connect(
            SourceReaders.EndpointsOf(GitHub.Variable).Value!, GitHubToken.FromText(LocalGitHub.Token), new SourceCache(Folder, TimeProvider.System), NullLogger.Instance, TimeProvider.System).Value!;

        public async ValueTask DisposeAsync()
        {
            Reader.Dispose();
            await GitHub.DisposeAsync();
            if (Directory.Exists(Folder))
                Directory.Delete(Folder, recursive: true);
        }
    }
}
