using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary>The command knows every field that a request may have.</summary>
[TestClass]
internal sealed class RequestFieldTests
{
    [TestMethod]
    public async Task Every_field_is_a_member_of_documents()
    {
        var request = RequestFields.All.Aggregate(new RawRequest { Include = "bert" }, static (request, field) => field.Set(request, "true"));
        var entry = new LockEntry { Request = request, Id = ModelId.Parse("google-bert/bert-base-uncased"), Tier = Tier.Registry, Reason = "" };
        using var shell = new Shell();
        await File.WriteAllBytesAsync(shell.PathOf(LockFile.FileName), new LockFile { Entries = [entry] }.Render());

        var shown = await (await shell.RunAsync("lock show --json")).Ended(ExitCode.Done).JsonOfAsync("lock");

        var members = shown.GetProperty("files")[0].GetProperty("models")[0].GetProperty("request").EnumerateObject().Select(static member => member.Name);
        Assert.AreSequenceEqual(["include", .. RequestFields.All.Select(static field => field.Member)], members);
    }

    [TestMethod]
    public async Task Every_option_of_a_field_is_read()
    {
        using var shell = new Shell().With(SmallRegistry.Create());
        foreach (var field in RequestFields.All.Where(static field => field is { Options.Count: > 0, Form: not RequestFieldForm.Flag }))
        {
            foreach (var option in field.Options)
                (await shell.RunAsync($"find --type bert --offline {option} no-such!value")).Ended(ExitCode.Usage);
        }

        (await shell.RunAsync("find --type acme-llama --offline")).Ended(ExitCode.Findings);
        (await shell.RunAsync("find --type acme-llama --offline --allow-gated")).Ended(ExitCode.Done);
    }
}
