namespace ModelTests;

/// <summary>Tests that run over every model that the project declares; a new item is a new row.</summary>
[TestClass]
public sealed class EveryModel
{
    [TestMethod]
    [DynamicData(nameof(HfModels.TestData), typeof(HfModels))]
    public void Has_an_id_with_an_owner_and_a_type(string id, string? revision, string? type, string? task)
    {
        StringAssert.Contains(id, "/");
        Assert.IsNotNull(type);
        Assert.IsNotNull(task);
        Assert.IsTrue(revision is null or { Length: 40 }, $"{revision} is no commit");
    }

    [TestMethod]
    [DataRow(HfModels.Whisper.Id, HfModels.Whisper.Task)]
    public void Can_stand_in_an_attribute(string id, string task)
    {
        CollectionAssert.Contains(HfModels.All.ToList(), id);
        Assert.AreEqual("automatic-speech-recognition", task);
    }
}
