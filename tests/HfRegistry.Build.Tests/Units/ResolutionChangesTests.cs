using System.Globalization;
using HfRegistry.Build.Items;
using HfRegistry.Build.Outputs;

namespace HfRegistry.Build.Tests.Units;

/// <summary>The line that says what a build resolved otherwise than the last one.</summary>
[TestClass]
internal sealed class ResolutionChangesTests
{
    private static readonly string Commit = new('a', 40);

    [TestMethod]
    public void First_build_says_every_model() => Says(
        "HfRegistry: 2 models; bert → google-bert/bert-base-uncased (new); acme/own (new)",
        [], [Model("Bert", "bert", "google-bert/bert-base-uncased"), Model("Own", "acme/own", "acme/own")]);

    [TestMethod]
    public void Same_models_say_nothing() => Says(null, [Model("Bert", "bert", "acme/bert"), Missing()], [Model("Bert", "bert", "acme/bert"), Missing()]);

    [TestMethod]
    public void Another_order_or_alias_is_no_change() => Says(
        null, [Model("Bert", "bert", "acme/bert"), Model("Small", "bert", "acme/bert-tiny")], [Model("Tiny", "bert", "acme/bert-tiny"), Model("Bert", "bert", "acme/bert")]);

    [TestMethod]
    public void Another_model_names_the_old_one() => Says(
        "HfRegistry: 1 model; bert → acme/bert-2 (was acme/bert)", [Model("Bert", "bert", "acme/bert")], [Model("Bert", "bert", "acme/bert-2")]);

    [TestMethod]
    public void Another_commit_is_a_change() => Says(
        "HfRegistry: 1 model; bert → acme/bert (commit aaaaaaa, was 0123456)", [Model("Bert", "bert", "acme/bert")], [Model("Bert", "bert", "acme/bert", Commit)]);

    [TestMethod]
    public void Removed_item_and_lost_optional_model_are_changes() => Says(
        "HfRegistry: 1 model; tomorrow → none (was acme/new); gpt2 (removed)",
        [Model("Bert", "bert", "acme/bert"), Model("Tomorrow", "tomorrow", "acme/new"), Model("Gpt2", "gpt2", "acme/gpt2")],
        [Model("Bert", "bert", "acme/bert"), Missing()]);

    [TestMethod]
    public void Many_changes_are_counted() => Says(
        "HfRegistry: 40 models; m00 → acme/m00 (new); m01 → acme/m01 (new); m02 → acme/m02 (new); m03 → acme/m03 (new); m04 → acme/m04 (new); and 35 more",
        [], [.. Enumerable.Range(0, 40).Select(static i => i.ToString("'m'00", CultureInfo.InvariantCulture)).Select(static name => Model(name, name, $"acme/{name}"))]);

    [TestMethod]
    public void Damaged_file_counts_as_none() =>
        Assert.AreEqual("HfRegistry: 1 model; bert → acme/bert (new)", ResolutionChanges.Describe([Model("Bert", "bert", "acme/bert")], "\0\tx\n<xml/>\nBert\tbert\n"));

    private static void Says(string? expected, ProjectModel[] before, ProjectModel[] now)
    {
        Assert.AreEqual(expected, ResolutionChanges.Describe(now, ResolutionChanges.FileText(before)));
        Assert.IsNull(ResolutionChanges.Describe(now, ResolutionChanges.FileText(now)), "The next build has nothing to say.");
    }

    private static ProjectModel Model(string alias, string requested, string id, string? commit = null)
    {
        var model = Some.Model(alias, id);
        return model with { Item = Some.Item(requested), Resolved = commit is null ? model.Resolved : model.Resolved! with { Revision = Revision.Parse(commit) } };
    }

    private static ProjectModel Missing() => Some.Missing("Tomorrow");
}
