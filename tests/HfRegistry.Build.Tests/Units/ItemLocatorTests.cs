using System.Collections;
using HfRegistry.Build.Items;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace HfRegistry.Build.Tests.Units;

/// <summary>Where an item was written: the right line, or none.</summary>
[TestClass]
internal sealed class ItemLocatorTests
{
    private static readonly string File = Path.Combine(Path.GetTempPath(), $"locator-{Guid.NewGuid():N}.props");

    [TestMethod]
    [DataRow("<HfModel Include='bert' />", "", 2, DisplayName = "a literal")]
    [DataRow("<HfModel Include=' bert ' />", "", 2, DisplayName = "blanks around it")]
    [DataRow("<HfModel Include='BERT' />", "", 2, DisplayName = "another case")]
    [DataRow("<HfModel Include='bert' Task='t' />", "Task=t", 2, DisplayName = "metadata as an attribute")]
    [DataRow("<HfModel Include='bert'><Task>t</Task></HfModel>", "Task=t", 2, DisplayName = "metadata as an element")]
    [DataRow("<HfModel Include='bert' Task='$(T)' />", "Task=t", 2, DisplayName = "metadata of a property")]
    [DataRow("<HfModel Include='bert' /><HfModel Include='gpt2' />", "", 2, DisplayName = "another item beside it")]
    [DataRow("<HfModel Include='bert' /><HfModel Update='gpt2' Task='t' />", "", 2, DisplayName = "another item is updated")]
    [DataRow("<HfModel Include='bert' /><HfModel Include='bert' Condition='false' />", "", 0, DisplayName = "twice")]
    [DataRow("<HfModel Include='bert' />\n<HfModel Include='bert' Task='t' />", "Task=t", 3, 1, DisplayName = "twice, with other metadata")]
    [DataRow("<HfModel Include='bert' />\n<HfModel Include='bert' Task='t' />", "", 2, DisplayName = "twice, and this one says nothing")]
    [DataRow("<HfModel Include='bert' Task='a' />\n<HfModel Include='bert'><Task>t</Task></HfModel>", "Task=t", 3, 1, DisplayName = "twice, with another value")]
    [DataRow("<HfModel Include='bert' Task='$(T)' /><HfModel Include='bert' Task='t' />", "Task=t", 0, DisplayName = "twice, and a property may say the same")]
    [DataRow("<HfModel Include='bert' Task='t' /><HfModel Include='bert'><Task Condition='$(C)'>t</Task></HfModel>", "Task=t", 0, DisplayName = "twice, and a condition decides")]
    [DataRow("<HfModel Include='bert;gpt2' />", "", 0, DisplayName = "a list")]
    [DataRow("<HfModel Include='$(Model)' />", "", 0, DisplayName = "a property")]
    [DataRow("<HfModel Include='b*' />", "", 0, DisplayName = "a glob")]
    [DataRow("<HfModel Include='bert' /><HfModel Update='bert' Task='t' />", "Task=t", 0, DisplayName = "it is updated")]
    [DataRow("<HfModel Include='bert' /><HfModel Update='@(HfModel)' Task='t' />", "", 0, DisplayName = "everything is updated")]
    [DataRow("<HfModel Include='bert' />", "Task=t", 0, DisplayName = "metadata from elsewhere")]
    [DataRow("<HfModel Include='bert' Task='a' />", "Task=b", 0, DisplayName = "metadata changed elsewhere")]
    [DataRow("<Other Include='bert' />", "", 0, DisplayName = "an item of another type")]
    [DataRow("<HfModel Include='bert'", "", 0, DisplayName = "no XML any more")]
    public void Names_the_line_only_when_it_is_certain(string element, string metadata, int line, int column = 5)
    {
        System.IO.File.WriteAllText(File, $"<Project><ItemGroup>\n    {element}\n</ItemGroup></Project>");
        var place = Find(metadata);
        Assert.AreEqual(new SourceLocation(File, line, line == 0 ? 0 : column), place);
    }

    [TestMethod]
    [DataRow("org/model@main")]
    [DataRow("https://huggingface.co/org/model")]
    public void A_reference_of_another_tool_is_literal(string include)
    {
        System.IO.File.WriteAllText(File, $"<Project><ItemGroup>\n    <HfModel Include='{include}' />\n</ItemGroup></Project>");
        Assert.AreEqual(new SourceLocation(File, 2, 5), new ItemLocator("HfModel").Find(new DefinedItem(File, new TaskItem(include)), []));
    }

    [TestMethod]
    public void Names_the_file_when_it_is_gone()
    {
        System.IO.File.Delete(File);
        Assert.AreEqual(new SourceLocation(File), Find(""));
    }

    [ClassCleanup]
    public static void Delete() => System.IO.File.Delete(File);

    private static SourceLocation? Find(string metadata)
    {
        var pairs = metadata.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return new ItemLocator("HfModel").Find(new DefinedItem(File, new TaskItem("bert", pairs)), pairs.Keys);
    }

    /// <summary>An item that says where it was defined, as MSBuild's own do.</summary>
    private sealed class DefinedItem(string file, TaskItem item) : ITaskItem
    {
        public string ItemSpec { get => item.ItemSpec; set => item.ItemSpec = value; }

        public ICollection MetadataNames => item.MetadataNames;

        public int MetadataCount => item.MetadataCount;

        public string GetMetadata(string metadataName) => metadataName == "DefiningProjectFullPath" ? file : item.GetMetadata(metadataName);

        public void SetMetadata(string metadataName, string metadataValue) => item.SetMetadata(metadataName, metadataValue);

        public void RemoveMetadata(string metadataName) => item.RemoveMetadata(metadataName);

        public void CopyMetadataTo(ITaskItem destinationItem) => item.CopyMetadataTo(destinationItem);

        public IDictionary CloneCustomMetadata() => item.CloneCustomMetadata();
    }
}
