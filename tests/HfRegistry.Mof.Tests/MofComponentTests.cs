namespace HfRegistry.Mof.Tests;

[TestClass]
internal sealed class MofComponentTests
{
    [TestMethod]
    [DataRow(MofClass.OpenModel, 6)]
    [DataRow(MofClass.OpenTooling, 10)]
    [DataRow(MofClass.OpenScience, 14)]
    public void A_class_asks_for_its_own_components_and_for_those_of_the_classes_below(MofClass wanted, int expected) =>
        Assert.AreEqual(expected, MofComponent.All.Count(component => component.IsRequired && component.Class >= wanted));

    [TestMethod]
    public void There_are_seventeen_and_no_number_or_name_stands_twice()
    {
        Assert.HasCount(17, MofComponent.All);
        Assert.HasCount(17, MofComponent.All.Select(component => component.Id).Distinct().ToList());
        Assert.AreSame(MofComponent.ResearchPaper, MofComponent.Find("Research paper"));
        Assert.IsNull(MofComponent.Find("research paper"));
    }
}
