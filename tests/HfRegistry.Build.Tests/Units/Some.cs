using HfRegistry.Build.Items;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Build.Tests.Units;

/// <summary>Facts for tests, of which each test changes what it is about.</summary>
internal static class Some
{
    public static ModelItem Item(string include, string? alias = null, bool optional = false, SourceLocation? at = null) =>
        new(new RawRequest { Include = include }, alias, optional, at);

    public static ProjectModel Model(string alias, string id, string reason = "it is the canonical one", ModelRecord? record = null)
    {
        var item = Item("bert");
        var resolved = new ResolvedModel
        {
            Request = item.Request,
            Id = ModelId.Parse(id),
            Tier = Tier.Embedded,
            Revision = Revision.Parse("0123456789abcdef0123456789abcdef01234567"),
            Type = ModelType.Parse("bert"),
            Task = "fill-mask",
            ClassName = "BertForMaskedLM",
            Reasons = [reason],
            Record = record,
            Alternatives = [new() { Request = item.Request, Id = ModelId.Parse("some/other"), Tier = Tier.Embedded }],
            AsOf = new DateOnly(2026, 8, 22),
        };
        return new ProjectModel(item, alias, resolved, resolved.Reason);
    }

    public static ProjectModel Missing(string alias) => new(Item("tomorrow", optional: true), alias, null, "no model of this type is known");
}
