using HfRegistry.Licenses;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Licenses;

/// <summary>What people write for a license, with what an engineer takes it for and why.</summary>
[TestClass]
internal sealed class LicenseSpellingTests
{
    [TestMethod]
    public void A_spelling_means_what_an_engineer_takes_it_for()
    {
        var rows = TsvTable.Read("tests", "HfRegistry.Tests", "Licenses", "Tables", "spellings.tsv");
        var wrong = rows.Select(static row => (Row: row, License: LicenseExpression.Read(row[0])))
            .Select(static one => (one.Row, Actual: $"{NameOf(one.License)}, {LicenseFamilies.NameOf(one.License.Family)}"))
            .Where(static one => one.Actual != $"{one.Row[1]}, {one.Row[2]}")
            .Select(static one => $"{one.Row[0]}: {one.Actual}, not {one.Row[1]}, {one.Row[2]} ({one.Row[3]})").ToList();

        Assert.IsGreaterThanOrEqualTo(60, rows.Count);
        Assert.IsEmpty(wrong, $"{wrong.Count} of {rows.Count}:\n{string.Join('\n', wrong)}");
    }

    private static string NameOf(LicenseExpression license) => license.Readings is [{ Name: { } name } reading] && (!reading.IsFamilyName || reading.Family == LicenseFamily.UseRestricted) ? name : "-";
}
