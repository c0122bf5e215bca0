using System.Text;

namespace HfRegistry.GitHub.Tests;

[TestClass]
internal sealed class ValueTests
{
    [TestMethod]
    [DataRow("", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")]
    [DataRow("hello\n", "ce013625030ba8dba906f756967f9e9ca394464a")]
    public void A_blob_has_the_id_that_git_gives_it(string content, string id) =>
        Assert.AreEqual(id, GitObjectId.OfBlob(Encoding.UTF8.GetBytes(content)).ToString());

    [TestMethod]
    [DataRow("main")]
    [DataRow("hfregistry/mof-drafts")]
    [DataRow("refs/heads/main")]
    public void A_branch_that_git_takes_is_taken(string name) => Assert.IsTrue(BranchName.TryParse(name, out _));

    [TestMethod]
    [DataRow("")]
    [DataRow("-x")]
    [DataRow("a..b")]
    [DataRow("a b")]
    [DataRow("a//b")]
    [DataRow("/a")]
    [DataRow("a/")]
    [DataRow("a/.b")]
    [DataRow("a.lock")]
    [DataRow("a.lock/b")]
    [DataRow("a.")]
    [DataRow("a@{1}")]
    [DataRow("@")]
    [DataRow("a:b")]
    [DataRow("a\u202eb")]
    [DataRow("a\nb")]
    public void A_branch_that_git_refuses_is_refused(string name) => Assert.IsFalse(BranchName.TryParse(name, out _));

    [TestMethod]
    [DataRow("../x")]
    [DataRow("/x")]
    [DataRow("a//b")]
    [DataRow("a/./b")]
    [DataRow(".git/config")]
    [DataRow("a/.GIT/config")]
    [DataRow("a\\b")]
    [DataRow("a\0b")]
    [DataRow("")]
    public void A_path_that_leads_astray_is_refused(string path) => Assert.IsFalse(TreePath.TryParse(path, out _));

    [TestMethod]
    [DataRow("acme")]
    [DataRow("acme/models/x")]
    [DataRow("../models")]
    [DataRow("acme/mo dels")]
    [DataRow("acme/")]
    public void A_name_that_is_no_repository_is_refused(string name) => Assert.IsFalse(RepositoryName.TryParse(name, out _));

    [TestMethod]
    public void A_repositorys_name_has_no_case() => Assert.AreEqual(RepositoryName.Parse("Acme/Models"), RepositoryName.Parse("acme/models"));

    [TestMethod]
    public void A_token_does_not_print()
    {
        var token = GitHubToken.FromText(" ghs_secret\n")!;

        Assert.AreEqual("***", token.ToString());
        Assert.AreEqual("***", $"{token}");
        Assert.IsNull(GitHubToken.FromText("ghs\nsecret"));
        Assert.IsNull(GitHubToken.FromText("  "));
    }
}
