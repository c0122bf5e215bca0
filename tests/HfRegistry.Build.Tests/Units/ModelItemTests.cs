using HfRegistry.Build.Items;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace HfRegistry.Build.Tests.Units;

/// <summary>Which item a message is about.</summary>
[TestClass]
internal sealed class ModelItemTests
{
    [TestMethod]
    [DataRow("Alias", "Second", "bert (Alias=Second): it is wrong")]
    [DataRow("Task", "fill-mask", "bert (Task=fill-mask): it is wrong")]
    public void An_item_among_several_of_one_name_is_named_when_no_line_tells_them_apart(string metadata, string value, string expected)
    {
        var items = Read(new TaskItem("bert"), new TaskItem("bert", new Dictionary<string, string> { [metadata] = value }));

        Assert.AreEqual(expected, items[1].Named(Wrong).Message);
    }

    [TestMethod]
    public void An_item_that_is_alone_is_not_named_again() =>
        Assert.AreEqual("it is wrong", Read(new TaskItem("bert"), new TaskItem("gpt2"))[0].Named(Wrong).Message);

    private static Diagnostic Wrong => new(DiagnosticCatalog.InvalidValue.Code, Severity.Error, "it is wrong");

    private static IReadOnlyList<ModelItem> Read(params ITaskItem[] items) => ModelItem.Read(items).Items;
}
