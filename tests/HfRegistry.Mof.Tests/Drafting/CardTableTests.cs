using HfRegistry.Cards.Language;
using HfRegistry.Hub;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Drafting;

/// <summary>Headings and sentences as people write them, with what an engineer takes them for and why.</summary>
[TestClass]
internal sealed class CardTableTests
{
    private const string None = "-";

    [TestMethod]
    public void A_heading_is_about_what_an_engineer_takes_it_for()
    {
        var rows = Read("headings.tsv");
        var wrong = rows.Select(static row => (Row: row, Actual: Headings.ComponentsOf(row[0]) is { IsEmpty: false } found ? string.Join(", ", found.Select(static component => component.Name).Order(StringComparer.Ordinal)) : None))
            .Where(static one => one.Actual != one.Row[1]).Select(static one => $"{one.Row[0]}: {one.Actual}, not {one.Row[1]} ({one.Row[2]})").ToList();

        Assert.IsGreaterThanOrEqualTo(40, rows.Count);
        Assert.IsEmpty(wrong, $"{wrong.Count} of {rows.Count}:\n{string.Join('\n', wrong)}");
    }

    [TestMethod]
    public void A_paper_and_a_repository_are_the_models_own_where_an_engineer_says_so()
    {
        var rows = Read("sentences.tsv");
        var wrong = rows.Select(static row => (Row: row, Found: Find(row))).Where(static one => one.Found != (one.Row[3], one.Row[4]))
            .Select(static one => $"{one.Row[0]}, {one.Row[2]}: {one.Found}, not {one.Row[3]}, {one.Row[4]} ({one.Row[5]})").ToList();

        Assert.IsGreaterThanOrEqualTo(40, rows.Count);
        Assert.IsEmpty(wrong, $"{wrong.Count} of {rows.Count}:\n{string.Join('\n', wrong)}");
    }

    private static IReadOnlyList<string[]> Read(string name) => TsvTable.Read("tests", "HfRegistry.Mof.Tests", "Drafting", "Tables", name);

    private static (string Paper, string Repository) Find(string[] row)
    {
        var evidence = new ModelEvidence(new ModelFacts(new HubModel { Id = ModelId.Parse(row[0]), Tags = row[1] == None ? [] : [$"base_model:{row[1]}", $"base_model:finetune:{row[1]}"] }, Fact.Known(row[2])));
        var paper = DraftRules.Find(evidence).FirstOrDefault(static found => found.Component == MofComponent.ResearchPaper || found.Component == MofComponent.TechnicalReport)?.Best.Path;
        return (paper is null ? None : Place.ArxivIdOf(paper) ?? paper, RepositoryFinder.InCard(evidence)?.Address["https://github.com/".Length..] ?? None);
    }
}
