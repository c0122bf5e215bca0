using System.Xml.Linq;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

[TestClass]
internal sealed class NewTestTests
{
    [TestMethod]
    public async Task A_project_with_an_item_for_each_type_is_written()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("new-test --type bert --type gpt2 --type GPT-2 --hardware cpu-medium --output tests/Models --json")).Ended(ExitCode.Done);

        var written = (await run.JsonOfAsync("new-test")).GetProperty("written").EnumerateArray().Select(path => path.GetString()).ToList();
        Assert.AreSequenceEqual(
            [shell.PathOf("tests", "Models", "Models.csproj"), shell.PathOf("tests", "Models", "ModelTests.cs"), shell.PathOf("tests", "Models", "global.json")], written);
        var project = XDocument.Load(written[0]!);
        var items = project.Descendants("HfModel").Select(item => (item.Attribute("Include")!.Value, item.Attribute("Hardware")!.Value)).ToList();
        Assert.AreSequenceEqual([("bert", "cpu-medium"), ("gpt2", "cpu-medium")], items);
        Assert.Contains("HfRegistry.Build", project.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value));
        Assert.Contains("namespace Models;", await File.ReadAllTextAsync(written[1]!));
    }

    [TestMethod]
    public async Task It_says_how_to_run_the_project_and_where_its_package_comes_from()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        var run = (await shell.RunAsync("new-test --type bert --output tests/Models")).Ended(ExitCode.Done);

        Assert.Contains($"dotnet run --project {shell.PathOf("tests", "Models", "Models.csproj")}", run.Out);
        Assert.Contains("`dotnet pack src/HfRegistry.Build -o FOLDER`", run.Out);
    }

    [TestMethod]
    public async Task Nothing_is_overwritten_without_force_and_what_is_there_is_named()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        var mine = shell.Write("tests/ModelTests.cs", "// mine");

        var run = (await shell.RunAsync("new-test --type bert -o tests --json")).Ended(ExitCode.Usage);

        Assert.Contains(mine, run.Error);
        await run.JsonOfAsync("error");
        Assert.AreEqual("// mine", await File.ReadAllTextAsync(mine));
        Assert.HasCount(1, Directory.GetFiles(shell.PathOf("tests")));

        (await shell.RunAsync("new-test --type bert -o tests --force")).Ended(ExitCode.Done);
        Assert.AreNotEqual("// mine", await File.ReadAllTextAsync(mine));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public async Task With_force_a_file_is_replaced_in_one_step()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        using var mine = new StreamReader(shell.Write("tests/ModelTests.cs", "// mine"));

        (await shell.RunAsync("new-test --type bert -o tests --force")).Ended(ExitCode.Done);

        // Whoever has the old file open reads it to its end.
        Assert.AreEqual("// mine", await mine.ReadToEndAsync());
        Assert.IsEmpty(Directory.GetFiles(shell.PathOf("tests"), ".*"));
    }

    [TestMethod]
    public async Task A_request_without_an_answer_is_refused_before_anything_is_written()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        (await shell.RunAsync("new-test --type gptj --hardware cpu-small -o tests")).Ended(ExitCode.Findings);

        Assert.IsFalse(Directory.Exists(shell.PathOf("tests")));
    }

    [TestMethod]
    public async Task A_folder_that_cannot_be_made_is_an_input_error()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Write("taken", "a file");

        Assert.Contains("HFR1030", (await shell.RunAsync("new-test --type bert -o taken/below")).Ended(ExitCode.Usage).Error);
    }

    [TestMethod]
    public async Task Where_a_global_json_decides_already_none_is_written()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        shell.Write("global.json", "{}");

        (await shell.RunAsync("new-test --type bert -o tests")).Ended(ExitCode.Done);

        Assert.IsFalse(File.Exists(shell.PathOf("tests", "global.json")));
    }

    [TestMethod]
    public async Task A_model_named_with_and_without_its_owner_becomes_one_class()
    {
        using var shell = new Shell().With(SmallRegistry.Create());

        (await shell.RunAsync("new-test --type google-bert/bert-base-uncased --type bert-base-uncased --output tests")).Ended(ExitCode.Done);

        var items = XDocument.Load(shell.PathOf("tests", "tests.csproj")).Descendants("HfModel");
        Assert.AreEqual("google-bert/bert-base-uncased", items.Single().Attribute("Include")!.Value);
    }
}
