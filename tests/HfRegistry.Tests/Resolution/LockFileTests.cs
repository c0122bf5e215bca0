using System.Text;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Resolution;

[TestClass]
public sealed class LockFileTests
{
    private static readonly LockEntry Bert = new() { Request = new RawRequest { Include = "bert", Task = "fill-mask" }, Id = ModelId.Parse("o/b"), Tier = Tier.Registry, Reason = "r", AsOf = new DateOnly(2026, 8, 22) };

    [TestMethod]
    public void A_lock_comes_back_as_it_was_written()
    {
        var text = new LockFile { Entries = [Bert] }.Render();
        var read = LockFile.Parse(text, "f").Value!;

        Assert.AreEqual(Bert, read.Find(new RawRequest { Include = " bert", Task = "fill-mask " })! with { Request = Bert.Request });
        CollectionAssert.AreEqual(text, read.Render());
    }

    [TestMethod]
    public void The_hash_ignores_the_order_of_licences_and_nothing_else()
    {
        Assert.AreEqual(LockFile.HashOf(new RawRequest { Include = "a", License = "mit,apache-2.0" }), LockFile.HashOf(new RawRequest { Include = "a", License = "apache-2.0; mit" }));
        Assert.AreNotEqual(LockFile.HashOf(new RawRequest { Include = "a", Task = "b" }), LockFile.HashOf(new RawRequest { Include = "a", Hardware = "b" }));
    }

    [TestMethod]
    public void A_request_edited_by_hand_is_noticed_at_its_hash()
    {
        var text = Encoding.UTF8.GetString(new LockFile { Entries = [Bert] }.Render()).Replace("fill-mask", "summarization", StringComparison.Ordinal);
        var diagnostic = LockFile.Parse(Encoding.UTF8.GetBytes(text), "f").Diagnostics.Single();

        Assert.AreEqual(("HFR1021", 9, 23), (diagnostic.Code, diagnostic.Location!.Line, diagnostic.Location.Column));
    }

    [TestMethod]
    public void Another_version_is_refused_with_the_one_that_is_read()
    {
        var diagnostic = LockFile.Parse("""{"version": 2, "models": []}"""u8, "f").Diagnostics.Single();

        Assert.AreEqual(("HFR1021", 13), (diagnostic.Code, diagnostic.Location!.Column));
        StringAssert.Contains(diagnostic.Message, "must be 1");
    }
}
