using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HfRegistry.Files;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>A token is in nothing that any command writes, and on no other host, whatever goes wrong. A new command is one more line of <see cref="Commands"/>.</summary>
[TestClass]
internal sealed class TokenScanTests
{
    private const string Token = "hf_ScannedForInEveryOutput0123456789";
    private const string TokenFile = "home/token";

    private static readonly LocalModel Bert = LocalModel.Of("google-bert/bert-base-uncased", "bert", 60_000_000) with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        FormerIds = ["old-owner/bert"],
    };

    // Who answers at once has a budget that must not end before its question is out; who works may have all waits skipped.
    private static readonly Func<TimeProvider> Real = () => TimeProvider.System;
    private static readonly Func<TimeProvider> TenTimes = () => new FastClock(10);
    private static readonly Func<TimeProvider> NoWaits = () => new FakeClock { SkipsWaits = true };

    /// <summary>Every command that could see a token: the line, its clock, and whether it asks the Hub.</summary>
    private static ImmutableArray<(string Line, Func<TimeProvider> Clock, bool AsksTheHub)> Commands =>
    [
        ("find --type bert --online", Real, true),
        ("find --type bert --online --json", Real, true),
        ("find --type old-owner/bert --online", Real, true),
        ("find --task fill-mask --online", Real, false),
        ("explain bert --online", Real, true),
        ("explain bert --online --json", Real, true),
        ("lock check --online", TenTimes, true),
        ("lock update . --online --json", TenTimes, true),
        ("refresh --type bert", NoWaits, true),
        ("refresh --type bert --id old-owner/bert --json", NoWaits, true),
        ("refresh --dry-run --type bert", NoWaits, true),
        ("refresh --registry new.json --type bert", NoWaits, true),
        ("refresh --type bert --shard 2/2", NoWaits, true),
        ("registry merge huggingface_model_types.json huggingface_model_types.json --json", Real, false),
        ("verify google-bert/bert-base-uncased old-owner/bert", NoWaits, true),
        ("verify --registry huggingface_model_types.json --json", NoWaits, true),
        ("suggest --task fill-mask", Real, false),
        ("report --output report.html", Real, false),
        ("report --json", Real, false),
        ("bom google-bert/bert-base-uncased --online", NoWaits, true),
        ("bom --output models.cdx.json --json", Real, false),
        ("notices google-bert/bert-base-uncased --online", NoWaits, true),
        ("diff embedded huggingface_model_types.json", Real, false),
        ("types", Real, false),
        ("hardware --detect", Real, false),
        ("new-test --type bert --output tests", Real, false),
        ("add bert app --dry-run", Real, false),
        ("remove gpt2 app --dry-run --json", Real, false),
        ("update app --online", TenTimes, true),
        ("init --dry-run --workflow --mof --lock", Real, false),
        ("score google-bert/bert-base-uncased old-owner/bert", NoWaits, true),
        ("score google-bert/bert-base-uncased --json --github", NoWaits, true),
        ("gate google-bert/bert-base-uncased --online", NoWaits, true),
        ("download google-bert/bert-base-uncased --cache-dir cache", NoWaits, true),
        ("download old-owner/bert --json --cache-dir cache", NoWaits, true),
        ("restore --cache-dir cache", NoWaits, true),
        ("cache list --cache-dir cache", Real, false),
        ("ingest google-bert/bert-base-uncased --cache-dir cache --store store", NoWaits, true),
        ("ingest old-owner/bert --json --cache-dir cache --store store --layout files", NoWaits, true),
        ("packages list --store store", Real, false),
        ("mof draft old-owner/bert --no-github --output-dir drafts", NoWaits, true),
        ("mof gap --models-dir models --check-documents", NoWaits, true),
        ("mof gap --models-dir models --draft --yes --min-downloads 1 --output-dir drafts --json", NoWaits, true),
        ("mof gap --models-dir models --output gap.html", NoWaits, true),
        ("mof compare models/bert.yml old-owner/bert", NoWaits, true),
        ("list --outdated --online", TenTimes, true),
        ("why bert", Real, false),
        // Without a repository it asks nobody; Action/ActionScene scans what it does with one.
        ("action --json", NoWaits, false),
    ];

    public static IEnumerable<object[]> Lines => Commands.Select(command => new object[] { command.Line });

    [TestMethod]
    [DynamicData(nameof(Lines))]
    [InProcess("its runs are hundreds")]
    public async Task A_token_is_in_no_output_of_a_command_under_any_fault(string line)
    {
        var (_, clock, asksTheHub) = Commands.Single(command => command.Line == line);
        await using var otherHost = await LocalHub.StartAsync(Bert);
        await using var cdn = await LocalCdn.StartAsync();

        // A fault cannot reach who asks nobody. Who asks meets every fault, with the token in a file and in a variable by turns: the next command has it the other way around.
        var faults = FaultsThat(otherHost.Endpoint);
        var turn = Lines.TakeWhile(other => (string)other[0] != line).Count();
        var runs = asksTheHub
            ? faults.Select((fault, place) => RunAsync(line, clock(), fault, inFile: (place + turn) % 2 == 0, cdn))
            : new[] { true, false }.Select(inFile => RunAsync(line, clock(), faults[0], inFile, cdn));
        var hubs = await Task.WhenAll(runs);

        foreach (var requests in hubs)
            Assert.AreEqual(asksTheHub, requests.Any(request => request.Token == Token), "who asks the Hub does so with the token, and nobody else asks");
        Assert.IsFalse(otherHost.Requests.Any(request => request.HasAuthorization || Holds(request.Target)), "another host has seen the token");
        Assert.IsFalse(cdn.Requests.Any(request => request.HasAuthorization), "the store of files has seen the token");
    }

    [TestMethod]
    [DataRow("{0}")]
    [DataRow("--hf-tokn={0}")]
    [DataRow("--hf-tokn {0}")]
    [DataRow("--type {0} --json")]
    public async Task A_token_among_the_words_of_a_command_is_in_none_of_its_outputs(string words)
    {
        using var shell = new Shell();
        foreach (var command in Commands.Select(command => command.Line.Split(' ')[0]).Distinct())
        {
            var run = (await shell.RunAsync($"{command} {string.Format(CultureInfo.InvariantCulture, words, Token)}")).Ended(ExitCode.Usage);

            Assert.IsFalse(Holds(run.Out + run.Error), $"{command} {words}");
        }
    }

    [TestMethod]
    public void Every_verb_is_scanned()
    {
        using var io = new CommandIO { Out = TextWriter.Null, Error = TextWriter.Null, Variable = _ => null, Folder = "/" };
        var scanned = Commands.Select(command => command.Line.Split(' ')[0]).ToHashSet();

        // It reads a table that is built in, and neither a file nor the network.
        Assert.AreSequenceEqual(["tasks"], HfRegistryCommand.CreateTree(io).Subcommands.Select(command => command.Name).Where(command => !scanned.Contains(command)));
    }

    [TestMethod]
    public void The_scan_finds_a_token_in_every_form_that_it_looks_for()
    {
        Assert.IsTrue(Holds($"Authorization: Bearer {Token}"));
        Assert.IsTrue(Holds(Token.ToUpperInvariant()));
        Assert.IsTrue(Holds(Convert.ToBase64String(Encoding.UTF8.GetBytes(Token))));
        Assert.IsFalse(Holds("Bearer ***"));
    }

    private static ImmutableArray<(string Name, LocalFault Fault)> FaultsThat(Uri otherHost) =>
    [
        ("none", (context, next) => next(context)),
        ("a refused token", Faults.Status(401, $$"""{"error":"Invalid credentials {{Token}}"}""", ("X-Error-Message", $"Invalid credentials in Authorization header: Bearer {Token}"))),
        ("401", Faults.Status(401, """{"error":"Invalid username or password."}""")),
        ("403", Faults.Status(403, $$"""{"error":"no scope for {{Token}}"}""", ("X-Error-Message", $"token {Token} lacks scope"))),
        ("404", Faults.Status(404, $"no {Token}", ("X-Error-Code", "RepoNotFound"), ("X-Error-Message", Token))),
        ("429", Faults.RateLimited(1)),
        ("429 of another limit", Faults.Status(429, $"too many for {Token}", ("RateLimit", "\"api\";r=400;t=200"))),
        ("500", Faults.Status(500, $"Authorization: Bearer {Token}", ("X-Request-Id", Token))),
        ("502 in HTML", Faults.Status(502, $"<html><title>{Token}</title></html>", ("Content-Type", "text/html"))),
        ("a page of HTML", Faults.Body($"<html>{Token}</html>", ("Content-Type", "text/html"))),
        ("no JSON", Faults.Body($"[{Token}")),
        ("a redirect to another host", Faults.Status(307, "", ("Location", $"{otherHost}api/models"))),
        ("a redirect in a circle", (context, _) => RedirectAsync(context, $"{context.Request.Path}{context.Request.QueryString}")),
        ("a redirect that spells the token", Faults.Status(307, "", ("Location", $"http://{Token}.example/{Token}"))),
        ("a next page on another host", Faults.NextLink($"{otherHost}api/models?cursor=a")),
        ("a next page that is the same page", (context, next) => LinkAsync(context, next)),
        ("a next page that spells the token", Faults.NextLink($"http://{Token}.example/")),
        ("a cut body", Faults.TruncatedBody),
        ("a cut connection", Faults.CutConnection),
        ("a warning header", Faults.Header("X-HF-Warning", $"unauthenticated; {Token}")),
    ];

    private static Task RedirectAsync(Microsoft.AspNetCore.Http.HttpContext context, string location)
    {
        context.Response.StatusCode = 307;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }

    private static Task LinkAsync(Microsoft.AspNetCore.Http.HttpContext context, Microsoft.AspNetCore.Http.RequestDelegate next) =>
        Faults.NextLink($"http://{context.Request.Host}{context.Request.Path}{context.Request.QueryString}")(context, next);

    private static async Task<ImmutableArray<LocalRequest>> RunAsync(
        string line, TimeProvider clock, (string Name, LocalFault Fault) fault, bool inFile, LocalCdn cdn)
    {
        await using var hub = await LocalHub.StartAsync([Bert], new LocalHubOptions { Tokens = [Token], Cdn = cdn, Faults = [fault.Fault] });
        using var shell = new Shell { Clock = clock }.With(SmallRegistry.Create(DateTimeOffset.UtcNow)).With(hub);
        await WriteLockAsync(shell);
        shell.Write("app/App.csproj", "<Project><ItemGroup><HfModel Include=\"gpt2\" /><HfModel Include=\"google-bert/bert-base-uncased\" Revision=\"0123456789012345678901234567890123456789\" /></ItemGroup></Project>");
        shell.Write("models/bert.yml", "release:\n  name: bert\n  huggingface: https://huggingface.co/old-owner/bert\n  components: []\n");
        shell.Write("App.csproj", """<Project><ItemGroup><HfModel Include="bert" /></ItemGroup></Project>""");
        shell.Variables["HOME"] = shell.PathOf("home");
        if (inFile)
            shell.Variables["HF_TOKEN_PATH"] = shell.Write(TokenFile, $"{Token}\n");
        else
            shell.Variables["HF_TOKEN"] = Token;

        var run = await shell.RunAsync($"{line} --verbosity diagnostic");

        var where = $"{line} with {fault.Name}, the token in {(inFile ? "a file" : "a variable")}";
        Assert.AreNotEqual(ExitCode.Bug, run.ExitCode, $"{where}: {run.Error}");
        Assert.IsFalse(Holds(run.Out), $"{where}: standard output holds it");
        Assert.IsFalse(Holds(run.Error), $"{where}: standard error holds it");
        foreach (var file in Directory.EnumerateFiles(shell.Folder, "*", SearchOption.AllDirectories).Where(file => file != shell.PathOf(TokenFile)))
            Assert.IsFalse(Holds(file) || Holds(await File.ReadAllTextAsync(file)), $"{where}: {file} holds it");
        return hub.Requests;
    }

    private static async Task WriteLockAsync(Shell shell)
    {
        var requests = new[] { (new RawRequest { Include = "bert" }, (SourceLocation?)null) };
        var update = await LockUpdater.UpdateAsync(null, requests, new ModelResolver(new ResolverOptions { Registry = SmallRegistry.Create() }));
        Assert.IsNull(update.Lock.Save(shell.PathOf(LockFile.FileName)));
    }

    private static bool Holds(string text) =>
        text.Contains(Token, StringComparison.OrdinalIgnoreCase)
        || text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Token)), StringComparison.Ordinal);
}
