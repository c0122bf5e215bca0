using System.Text.Json;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Projects;

[TestClass]
[InProcess("the command is not in the container image")]
internal sealed class ListTests
{
    private const string Bert = "google-bert/bert-base-uncased";

    private static readonly string Old = new('a', 40);
    private static readonly string New = new('b', 40);

    [TestMethod]
    public async Task Models_are_listed_as_the_build_resolves_them()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Write("src/App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;net8.0</TargetFrameworks>
              </PropertyGroup>
              <Import Project="../Shared.props" />
              <ItemGroup>
                <HfModel Include="openai-community/gpt2" Condition="'$(TargetFramework)' == 'net8.0'" />
                <HfModel Include="no-such-type" Optional="true" />
              </ItemGroup>
            </Project>
            """);
        shell.Write("src/Shared.props", """<Project><ItemGroup><HfModel Include="bert" Task="fill-mask" /></ItemGroup></Project>""");
        shell.Write("src/Empty/Empty.csproj", "<Project />");
        Lock(shell, "src/App", new RawRequest { Include = "bert", Task = "fill-mask" }, Bert);

        var text = (await shell.RunAsync("list")).Ended(ExitCode.Done);
        var json = await (await shell.RunAsync("list src --json")).Ended(ExitCode.Done).JsonOfAsync("list");

        Assert.AreEqual("""
            src/App/App.csproj
              bert (Task=fill-mask) -> google-bert/bert-base-uncased
                aaaaaaa  apache-2.0  440 MB  locked
              no-such-type -> not resolved
              openai-community/gpt2
                aaaaaaa  mit  550 MB  not locked, registry  only net8.0
            2 projects, 3 models.

            """.ReplaceLineEndings("\n"), text.Out);
        var project = json.GetProperty("projects").EnumerateArray().Single();
        Assert.AreEqual((shell.PathOf("src/App/App.csproj"), shell.PathOf("src/App", LockFile.FileName), shell.RegistryPath), (Text(project, "path"), Text(project, "lock_file"), Text(project, "registry")));
        var bert = project.GetProperty("models")[0];
        Assert.AreEqual((shell.PathOf("src/Shared.props"), 1, 21), (Text(bert, "file"), bert.GetProperty("line").GetInt32(), bert.GetProperty("column").GetInt32()));
        Assert.AreEqual(2, json.GetProperty("evaluated").GetInt32());
    }

    [TestMethod]
    public async Task Model_of_one_configuration_is_listed_with_it()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Write("App.csproj", """
            <Project>
              <PropertyGroup>
                <Configurations>Debug;Release</Configurations>
                <Configuration Condition="'$(Configuration)' == ''">Debug</Configuration>
              </PropertyGroup>
              <ItemGroup>
                <HfModel Include="bert" />
                <HfModel Include="openai-community/gpt2" Condition="'$(Configuration)' == 'Release'" />
              </ItemGroup>
            </Project>
            """);

        var text = (await shell.RunAsync("list")).Ended(ExitCode.Done).Out;
        var json = await (await shell.RunAsync("list --json")).Ended(ExitCode.Done).JsonOfAsync("list");
        var why = await (await shell.RunAsync("why openai-community/gpt2 --json")).Ended(ExitCode.Done).JsonOfAsync("why");

        Assert.AreEqual("""
            App.csproj
              bert -> google-bert/bert-base-uncased
                aaaaaaa  apache-2.0  440 MB  not locked, registry
              openai-community/gpt2
                aaaaaaa  mit  550 MB  not locked, registry  only Release
            1 project, 2 models.

            """.ReplaceLineEndings("\n"), text);
        var project = json.GetProperty("projects")[0];
        Assert.AreSequenceEqual(["Debug", "Release"], Names(project));
        Assert.AreSequenceEqual(["Release"], Names(project.GetProperty("models")[1]));
        Assert.AreSequenceEqual(["Release"], Names(why.GetProperty("projects")[0].GetProperty("items")[0]));

        static IEnumerable<string?> Names(JsonElement element) => element.GetProperty("configurations").EnumerateArray().Select(static name => name.GetString());
    }

    [TestMethod]
    public async Task Findings_of_the_registry_are_listed_and_fail_a_check()
    {
        using var shell = new Shell().With(ModelRegistry.Of(
        [
            Entry("bert", Model(Bert) with { Revision = Revision.Parse(New), AsOf = new DateOnly(2026, 11, 20) }),
            Entry("gpt2", Model("openai-community/gpt2") with { RenamedFrom = [ModelId.Parse("gpt2")], NewVersion = ModelId.Parse("openai-community/gpt3") }),
            Entry("t5", Model("acme/t5-new"), Model("acme/t5-old") with { GoneSince = new DateOnly(2026, 11, 1) }),
            Entry("gptj", Model("acme/j") with { Gating = Gating.Manual }),
            Entry("vit", Model("acme/vit") with { Formats = ["pytorch"] }),
        ]));
        WriteProject(shell, "bert", "t5", "gptj\" AllowGated=\"true", "acme/vit", "acme/vit\" Revision=\"" + New);
        Lock(shell, "", new RawRequest { Include = "bert" }, Bert);
        Lock(shell, "", new RawRequest { Include = "t5" }, "acme/t5-old");
        Lock(shell, "", new RawRequest { Include = "openai-community/gpt2" }, "gpt2");
        shell.Write("Directory.Build.props", """<Project><ItemGroup><HfModel Include="openai-community/gpt2" /></ItemGroup></Project>""");

        var outdated = (await shell.RunAsync("list --outdated")).Ended(ExitCode.Done).Out;
        var rest = (await shell.RunAsync("list --gated --vulnerable-formats --check")).Ended(ExitCode.Findings).Out;

        Assert.AreEqual("""
            App.csproj
              openai-community/gpt2 -> gpt2
                aaaaaaa  apache-2.0  440 MB  locked
                renamed: renamed to openai-community/gpt2
                superseded: its card names openai-community/gpt3 as its new version
              bert -> google-bert/bert-base-uncased
                aaaaaaa  apache-2.0  440 MB  locked
                newer-commit: commit aaaaaaa is in use, bbbbbbb is the newest on 2026-11-20
              t5 -> acme/t5-old
                aaaaaaa  apache-2.0  440 MB  locked
                gone: gone since 2026-11-01
                default-changed: t5 is acme/t5-new now
              acme/vit (Revision=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) -> acme/vit
                bbbbbbb  apache-2.0  440 MB  not locked, registry
                newer-commit: commit bbbbbbb is in use, aaaaaaa is the newest on 2026-11-14
            1 project, 4 models with findings.

            """.ReplaceLineEndings("\n"), outdated);
        Assert.Contains("    gated: its terms must be accepted on the Hub\n", rest);
        Assert.Contains("    vulnerable-format: only pickle weights of it are known, and loading them runs code\n", rest);
        Assert.EndsWith("1 project, 3 models with findings.\n", rest);
    }

    [TestMethod]
    public async Task Newer_lock_file_is_not_outdated_by_an_older_registry()
    {
        using var shell = new Shell().With(ModelRegistry.Of([Entry("bert", Model(Bert) with { Revision = Revision.Parse(New), AsOf = new DateOnly(2026, 10, 1) })]));
        WriteProject(shell, "bert");
        Lock(shell, "", new RawRequest { Include = "bert" }, Bert);

        Assert.AreEqual("1 project, no findings.\n", (await shell.RunAsync("list --outdated --check")).Ended(ExitCode.Done).Out);
    }

    [TestMethod]
    public async Task Hub_is_compared_when_it_is_asked()
    {
        await using var hub = await LocalHub.StartAsync(
            LocalModel.Of(Bert, "bert", 60_000_000) with { PipelineTag = "fill-mask", LibraryName = "transformers", Sha = New, Gating = Gating.Auto },
            LocalModel.Of("new-owner/model", "bert") with { FormerIds = ["acme/model"], Sha = Old, Files = [new HfRegistry.Hub.HubFile("pytorch_model.bin")] });
        using var shell = new Shell().With(hub).With(ModelRegistry.Of([Entry("bert", Model(Bert), Model("acme/model")), Entry("gpt2", Model("acme/deleted"))]));
        WriteProject(shell, "bert\" AllowGated=\"true", "acme/model", "acme/deleted");

        (await shell.RunAsync("list --outdated --gated --check")).Ended(ExitCode.Done);
        Assert.IsEmpty(hub.Requests);
        var run = (await shell.RunAsync("list --outdated --gated --vulnerable-formats --online --check --json")).Ended(ExitCode.Findings);

        var found = (await run.JsonOfAsync("list")).GetProperty("projects")[0].GetProperty("models").EnumerateArray()
            .Select(model => $"{Text(model, "model_id")}: {string.Join(", ", model.GetProperty("findings").EnumerateArray().Select(finding => $"{Text(finding, "kind")} {Text(finding, "model_id") ?? Text(finding, "revision")}".Trim()))}");
        Assert.AreSequenceEqual([$"{Bert}: newer-commit {New}, gated", "acme/model: renamed new-owner/model, vulnerable-format", "acme/deleted: gone"], found);
    }

    [TestMethod]
    public async Task Silent_Hub_leaves_the_registry_to_answer_and_is_an_error()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Status(500, ""));
        using var shell = new Shell { Clock = new FakeClock { SkipsWaits = true } }.With(hub).With(SmallRegistry.Create());
        WriteProject(shell, "bert");

        var run = (await shell.RunAsync("list --outdated --online")).Ended(ExitCode.Network);

        Assert.AreEqual("1 project, no findings.\n", run.Out);
        Assert.Contains("HFR1012", run.Error);
    }

    [TestMethod]
    public async Task What_does_not_load_is_named_and_the_others_are_listed()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        foreach (var name in (string[])["Good", "Broken", "Locked", "Unknown"])
            shell.Write($"{name}/{name}.csproj", """<Project><ItemGroup><HfModel Include="bert" /></ItemGroup></Project>""");
        shell.Write("Broken/Broken.csproj", "<Project");
        shell.Write("Unknown/Unknown.csproj", """<Project><ItemGroup><HfModel Include="brt" /></ItemGroup></Project>""");

        var run = (await shell.RunAsync("list")).Ended(ExitCode.Done);

        Assert.Contains("Broken.csproj(1,9): warning HFR8004", run.Error);
        Assert.Contains("Unknown.csproj(1,21): warning HFR1001", run.Error);
        Assert.EndsWith("3 projects, 3 models.\n", run.Out);
        (await shell.RunAsync("list --outdated --check")).Ended(ExitCode.Findings);
        shell.Write($"Locked/{LockFile.FileName}", "{");
        Assert.Contains("hfregistry.lock.json(1,", (await shell.RunAsync("list")).Ended(ExitCode.Usage).Error);
        (await shell.RunAsync("list Broken --json")).Ended(ExitCode.Usage).Json.GetProperty("errors");
    }

    [TestMethod]
    [DataRow("list --check", "--check needs something to look for")]
    [DataRow("list --online", "--online compares with the Hub")]
    [DataRow("list nowhere", "HFR8003")]
    [DataRow("why", "hfregistry why --help")]
    public async Task Wrong_line_says_what_is_wrong(string line, string said)
    {
        using var shell = new Shell();

        Assert.Contains(said, (await shell.RunAsync(line)).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    public async Task Items_that_lead_to_a_model_are_shown_with_their_reasons()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Write("A/A.csproj", """<Project><ItemGroup><HfModel Include="bert" /><HfModel Include="gpt2" /></ItemGroup></Project>""");
        shell.Write("B/B.fsproj", $"""<Project><ItemGroup><HfModel Include="{Bert}" /></ItemGroup></Project>""");
        Lock(shell, "B", new RawRequest { Include = Bert }, Bert);

        var text = (await shell.RunAsync($"why {Bert.ToUpperInvariant()}")).Ended(ExitCode.Done).Out;
        var json = await (await shell.RunAsync("why bert --json")).Ended(ExitCode.Done).JsonOfAsync("why");

        Assert.AreEqual("""
            GOOGLE-BERT/BERT-BASE-UNCASED is used by 2 of 2 projects.
            A/A.csproj
              bert
                at A/A.csproj(1,21)
                is google-bert/bert-base-uncased
                  from the tier registry
                  the registry's default for bert
                  google-bert publishes bert
                  1,200,000 downloads in 30 days
                  its name says base
                  as of 2026-11-14
            B/B.fsproj
              google-bert/bert-base-uncased
                at B/B.fsproj(1,21)
                is google-bert/bert-base-uncased
                  from B/hfregistry.lock.json
                  locked: a test locked it

            """.ReplaceLineEndings("\n"), text);
        Assert.AreEqual("bert", Text(json.GetProperty("projects").EnumerateArray().Single().GetProperty("items").EnumerateArray().Single().GetProperty("request"), "include"));
        Assert.AreEqual("No item of 2 projects leads to acme/none.\n", (await shell.RunAsync("why acme/none")).Ended(ExitCode.Findings).Out);
    }

    [TestMethod]
    public void Image_has_each_command_of_the_tool_as_an_error_that_names_the_tool()
    {
        using var io = new CommandIO { Out = TextWriter.Null, Error = TextWriter.Null, Variable = _ => null, Folder = "/" };

        Assert.AreSequenceEqual(ToolCommands.Names, ToolCommands.Create(io).Select(command => command.Name));
    }

    [TestMethod]
    [DataRow("list")]
    [DataRow("list App.sln --outdated --check")]
    public async Task Missing_command_says_how_to_get_the_tool_whatever_follows(string line)
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var io = new CommandIO { Out = TextWriter.Null, Error = error, Variable = _ => null, Folder = "/" };
        var parsed = new System.CommandLine.RootCommand { HfRegistry.Cli.Commands.MissingCommand.Create("list", io) }.Parse(line);

        Assert.IsEmpty(parsed.Errors);
        Assert.AreEqual(ExitCode.Usage, await parsed.InvokeAsync());
        Assert.Contains("HFR8001: `hfregistry list` is not part of the container image. Install the tool where the .NET SDK is: `dotnet tool install --global HfRegistry.Cli`.", error.ToString());
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static void WriteProject(Shell shell, params string[] includes) => shell.Write(
        "App.csproj", $"""<Project>{(includes.Length == 5 ? """<Import Project="Directory.Build.props" />""" : "")}<ItemGroup>{string.Concat(includes.Select(include => $"<HfModel Include=\"{include}\" />"))}</ItemGroup></Project>""");

    private static ModelRecord Model(string id) => SmallRegistry.Model(id, "fill-mask", 440) with { HubId = null };

    private static RegistryEntry Entry(string type, params ModelRecord[] models) => new()
    {
        Type = ModelType.Parse(type),
        DefaultModel = models[0].Id,
        DefaultReason = "the first",
        Models = [.. models],
        UpdatedAt = SmallRegistry.Updated,
    };

    private static void Lock(Shell shell, string folder, RawRequest request, string id)
    {
        var path = shell.PathOf(folder, LockFile.FileName);
        var before = File.Exists(path) ? LockFile.Load(path).Value!.Entries : [];
        var entry = new LockEntry { Request = request, Id = ModelId.Parse(id), Revision = Revision.Parse(Old), Tier = Tier.Registry, Reason = "a test locked it", AsOf = new DateOnly(2026, 11, 1) };
        Assert.IsNull(new LockFile { Entries = before.Add(entry) }.Save(path));
    }
}
