using System.Text;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Snapshots;

[TestClass]
internal sealed class SourceTreeTests
{
    [TestMethod]
    public void Real_repositories_show_code_that_a_person_expects()
    {
        var wrong = new StringBuilder();
        foreach (var known in SourceTrees.Cases)
        {
            var found = Of(known.Paths).CodeOf(ModelId.Parse(known.Model));
            var told = string.Join(' ', found.Select(static code => $"{code.Purpose.ToString().ToLowerInvariant()}={code.Path}"));
            if (told != string.Join(' ', known.Found) || found.Any(code => !known.Expected.Contains(code.Purpose.ToString().ToLowerInvariant())))
                wrong.Append(known.Model).Append(": ").AppendLine(told);
        }

        Assert.AreEqual("", wrong.ToString());
        Assert.IsGreaterThanOrEqualTo(12, SourceTrees.Cases.Select(static known => known.Repository).Distinct().Count());
    }

    [TestMethod]
    [DataRow("train.py", "training=train.py")]
    [DataRow("src/runPretraining.py", "training=src/runPretraining.py")]
    [DataRow("scripts/fine-tune.sh", "training=scripts/fine-tune.sh")]
    [DataRow("train_tokenizer.py", "")]
    [DataRow("train_config.py", "")]
    [DataRow("train.yaml", "")]
    [DataRow("constraint.py", "")]
    [DataRow("training/loop.py", "training=training/loop.py")]
    [DataRow("training/utils.py", "")]
    [DataRow("tests/train.py", "")]
    [DataRow("test_train.py", "")]
    [DataRow("third_party/gan/train.py", "")]
    [DataRow(".github/train.py", "")]
    [DataRow("evaluate.ipynb", "evaluation=evaluate.ipynb")]
    [DataRow("eval/sample.py", "evaluation=eval/sample.py")]
    [DataRow("eval/prepare_data.py", "evaluation=eval/prepare_data.py")]
    [DataRow("medieval.py", "")]
    [DataRow("make_dataset.py", "preprocessing=make_dataset.py")]
    [DataRow("dataset.py", "")]
    [DataRow("image_processing.py", "")]
    [DataRow("dedup.rs", "preprocessing=dedup.rs")]
    [DataRow("sampler.py", "")]
    [DataRow("sample_data.py", "")]
    [DataRow("generate_docs.py", "")]
    [DataRow("demo.py", "inference=demo.py")]
    [DataRow("main.py", "")]
    [DataRow("", "")]
    public void Purpose_of_a_file_is_told_by_its_path(string path, string told) =>
        Assert.AreEqual(told, string.Join(' ', SourceTree.Of([path]).Code.Select(static code => $"{code.Purpose.ToString().ToLowerInvariant()}={code.Path}")));

    [TestMethod]
    public void Order_of_the_paths_changes_nothing()
    {
        var paths = SourceTrees.PathsOf("allenai/OLMo");

        Assert.AreSequenceEqual(SourceTree.Of(paths).Code, SourceTree.Of(paths.Reverse()).Code);
    }

    [TestMethod]
    [DataRow("tests/unit/a.py", "tests/unit/a.py")]
    [DataRow(".github/workflows/ci.yml", ".github/workflows/ci.yml")]
    [DataRow(".github/workflows/stale.yml", null)]
    [DataRow("contest/a.py", null)]
    public void Tests_and_workflows_that_run_some_are_checks(string path, string? checks) => Assert.AreEqual(checks, SourceTree.Of([path]).Checks);

    [TestMethod]
    [DataRow("layoutlmv3", "microsoft/layoutlmv3-base", true)]
    [DataRow("GraphCodeBERT", "microsoft/graphcodebert-base", true)]
    [DataRow("gpt-neox", "x/gpt-neox-20b", true)]
    [DataRow("unilm", "microsoft/unilm2-base", false)]
    [DataRow("codegen1", "Salesforce/codegen-350M", false)]
    [DataRow("base", "microsoft/layoutlmv3-base", false)]
    [DataRow("-", "x/-", false)]
    public void Project_of_a_collection_is_the_models_that_is_called_so(string project, string model, bool isIts)
    {
        var repository = Of([$"{project}/train.py"]) with { IsCollection = true, Code = [new SourceCode(SourcePurpose.Training, "train.py", 1) { Project = project }] };

        Assert.AreEqual(isIts, ModelId.TryParse(model, out var id) && !repository.CodeOf(id).IsEmpty);
    }

    private static SourceRepository Of(IEnumerable<string> paths)
    {
        var tree = SourceTree.Of(paths);
        return new SourceRepository { Name = "a/b", Commit = Revision.Parse(new string('a', 40)), Code = tree.Code, HasCode = tree.HasCode, IsCollection = tree.IsCollection, Checks = tree.Checks };
    }
}
