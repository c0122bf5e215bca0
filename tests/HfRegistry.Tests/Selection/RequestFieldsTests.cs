using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Tests.Selection;

/// <summary>Each field of the table reaches everything that is made from it.</summary>
[TestClass]
internal sealed class RequestFieldsTests
{
    private static readonly RawRequest Bare = new() { Include = "bert" };

    public static IEnumerable<object[]> Fields => RequestFields.All.Select(static one => new object[] { one });

    [TestMethod]
    [DynamicData(nameof(Fields))]
    public void Field_is_locked_hashed_and_named(RequestField field)
    {
        var request = field.Set(Bare, "w1");
        var entry = new LockEntry { Request = request, Id = ModelId.Parse("acme/bert"), Tier = Tier.Registry, Reason = "" };

        var locked = LockFile.Parse(new LockFile { Entries = [entry] }.Render(), "f").Value!.Entries.Single().Request;

        Assert.AreEqual("w1", field.Get(locked));
        Assert.AreEqual(request, locked);
        Assert.AreNotEqual(LockFile.HashOf(Bare), LockFile.HashOf(request));
        Assert.AreEqual($"bert ({field.Name}=w1)", RequestText.Of(request));
    }

    [TestMethod]
    [DynamicData(nameof(Fields))]
    public void Field_is_read(RequestField field)
    {
        var registry = Known.Registry(Known.Entry("bert", Known.Model("google-bert/bert-base-uncased", 1)));

        var mistake = RequestReader.Read(field.Set(Bare, "no such value!\a"), registry, Known.Context);

        Assert.HasCount(1, mistake.Diagnostics);
        Assert.AreEqual(RequestMistake.InvalidWord, mistake.Mistake);
    }

    [TestMethod]
    public void Names_are_distinct()
    {
        CollectionAssert.AllItemsAreUnique(RequestFields.All.Select(static field => field.Name).ToList());
        CollectionAssert.AllItemsAreUnique(RequestFields.All.Select(static field => field.Member).Append(RequestFields.IncludeMember).ToList());
        CollectionAssert.AllItemsAreUnique(RequestFields.All.SelectMany(static field => field.Options).ToList());
    }
}
