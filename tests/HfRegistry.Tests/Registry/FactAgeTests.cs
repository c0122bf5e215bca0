using HfRegistry.Registry;

namespace HfRegistry.Tests.Registry;

[TestClass]
internal sealed class FactAgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow(null, true)]
    [DataRow(0.0, false)]
    [DataRow(29.0, false)]
    [DataRow(31.0, true)]
    [DataRow(-1.0, false)]
    [DataRow(-3.0, true)]
    [DataRow(-26_000.0, true)]
    public void What_is_old_undated_or_of_the_future_is_stale(double? days, bool isStale) =>
        Assert.AreEqual(isStale, FactAge.IsBeyond(days is { } ago ? Now.AddDays(-ago) : null, TimeSpan.FromDays(30), Now));

    [TestMethod]
    public void Entries_of_the_future_are_named()
    {
        RegistryEntry[] entries = [Entry("bert", Now), Entry("gpt2", Now.AddYears(73)), Entry("swin", Now.AddYears(1))];

        Assert.StartsWith("2 entries have dates in the future (such as gpt2: 2099-11-30) and count as stale", FactAge.Future(entries, Now)!.Message);
        Assert.IsNull(FactAge.Future([entries[0], null], Now));
    }

    private static RegistryEntry Entry(string type, DateTimeOffset updated) => new() { Type = ModelType.Parse(type), UpdatedAt = updated };
}
