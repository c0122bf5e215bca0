using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HfRegistry.Cards.Language;
using HfRegistry.Hub;
using HfRegistry.Registry;

namespace HfRegistry.Bom;

/// <summary>Writes the CycloneDX component of a model: what is known of it, and by properties what is not. Valid under 1.6 and 1.7.</summary>
/// <param name="addresses">The addresses of the Hub that the models come from.</param>
internal sealed class ComponentWriter(ModelAddresses addresses)
{
    private const string Unknown = "unknown", NoneDeclared = "none-declared";
    private const string DatasetPrefix = "dataset:";

    /// <summary>Returns the reference of a model in a document: its package URL where it has one.</summary>
    public string ReferenceOf(BomModel model) => addresses.PackageUrl(model.Id, model.Revision) ?? $"huggingface:{model.Id}{(model.Revision is null ? "" : $"@{model.Revision}")}";

    /// <summary>Returns the reference of a dataset in a document.</summary>
    public static string ReferenceOfDataset(string name) => $"{DatasetPrefix}{name.ToLowerInvariant()}";

    /// <summary>Returns the names of the datasets that a written component refers to, in lowercase.</summary>
    public static IEnumerable<string> DatasetsOf(JsonElement component) =>
        component.TryGetProperty("modelCard", out var card) && card.TryGetProperty("modelParameters", out var parameters) && parameters.TryGetProperty("datasets", out var datasets)
            ? datasets.EnumerateArray().Select(static dataset => dataset.GetProperty("ref").GetString()![DatasetPrefix.Length..])
            : [];

    /// <summary>Writes the members of a component.</summary>
    public void Write(Utf8JsonWriter json, BomModel model)
    {
        json.WriteString("type", "machine-learning-model");
        json.WriteString("bom-ref", ReferenceOf(model));
        WriteOrigin(json, model.Id);
        WriteName(json, model.Id, model.Revision);
        json.Text("description", DescriptionOf(model));
        WriteHashes(json, OnlyWeights(model));
        LicenseWriter.Write(json, model, addresses);
        json.Text("purl", addresses.PackageUrl(model.Id, model.Revision));
        WritePedigree(json, model);
        json.Objects("externalReferences", [.. References(model)], static (writer, reference) =>
        {
            writer.WriteString("type", reference.Type);
            writer.WriteString("url", reference.Url);
        });
        json.Objects("components", model.Files ?? [], (writer, file) => WriteFile(writer, model, file));
        new ModelCardWriter(model, addresses).Write(json);
        json.Properties(Properties(model));
        json.Texts("tags", TagsOf(model));
    }

    private void WriteOrigin(Utf8JsonWriter json, ModelId id)
    {
        json.Object("supplier", isEmpty: false, writer => WriteOrganization(writer, addresses.HubName, addresses.Hub));
        if (id.Owner is { } owner)
            json.Object("manufacturer", isEmpty: false, writer => WriteOrganization(writer, owner, addresses.Owner(owner)));
    }

    private static void WriteOrganization(Utf8JsonWriter json, string name, string url)
    {
        json.WriteString("name", name);
        json.Texts("url", [url]);
    }

    private static void WriteName(Utf8JsonWriter json, ModelId id, Revision? commit)
    {
        json.Text("group", id.Owner);
        json.WriteString("name", id.Name);
        json.Text("version", commit?.ToString());
    }

    private static ModelFile? OnlyWeights(BomModel model) => model.Files?.Where(static file => WeightFile.FormatOf(file.Path) is not null).Take(2).ToList() is [var only] ? only : null;

    // A git object id is SHA-1 of more than the content: among the hashes it would be wrong.
    private static void WriteHashes(Utf8JsonWriter json, ModelFile? file) => json.Objects("hashes", file is { HasSha256: true } ? [file.Hash] : Array.Empty<string>(), static (writer, hash) =>
    {
        writer.WriteString("alg", "SHA-256");
        writer.WriteString("content", hash);
    });

    private void WriteFile(Utf8JsonWriter json, BomModel model, ModelFile file)
    {
        json.WriteString("type", "file");
        json.WriteString("bom-ref", $"{ReferenceOf(model)}#{ModelAddresses.Escape(file.Path)}");
        json.Text("name", file.Path);
        WriteHashes(json, file);
        json.Properties(
        [
            ("size-bytes", file.Size.ToString(CultureInfo.InvariantCulture)),
            ("git-oid", file.HasSha256 ? null : file.Hash),
            ("scan-status", model.Scans.GetValueOrDefault(file.Path)),
        ]);
    }

    private void WritePedigree(Utf8JsonWriter json, BomModel model)
    {
        var bases = model.BaseModels ?? [];
        json.Object("pedigree", bases.IsEmpty && model.Revision is null, pedigree =>
        {
            pedigree.Objects("ancestors", bases, (writer, id) =>
            {
                writer.WriteString("type", "machine-learning-model");
                WriteName(writer, id, commit: null);
                writer.Text("purl", addresses.PackageUrl(id, commit: null));
            });
            pedigree.Objects("commits", model.Revision is { } commit ? [commit] : ImmutableArray<Revision>.Empty, (writer, known) =>
            {
                writer.WriteString("uid", known.ToString());
                writer.WriteString("url", addresses.Commit(model.Id, known));
            });
            pedigree.Text("notes", bases.IsEmpty ? null : model.Record?.BaseModelRelation ?? "The relation is not known.");
        });
    }

    private IEnumerable<(string Type, string Url)> References(BomModel model)
    {
        yield return ("website", addresses.Page(model.Id));
        if (model.Revision is { } commit)
            yield return ("distribution", addresses.Tree(model.Id, commit));
        yield return ("vcs", addresses.Page(model.Id));
        if (model.Facts?.Card is not null || model.Files?.Any(static file => file.Path == HubCard.Path) == true)
            yield return ("model-card", addresses.File(model.Id, model.Revision, HubCard.Path));
        if (LicenseWriter.LinkOf(model, addresses) is { } license)
            yield return ("license", license);
        foreach (var paper in (model.Facts?.Info.Tags ?? []).Where(static tag => tag.StartsWith("arxiv:", StringComparison.Ordinal)).Select(Place.ArxivIdOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            yield return ("documentation", $"https://arxiv.org/abs/{paper}");
    }

    // The first sentence below the card's title; what a card quotes, lists or shows is no description.
    private static string? DescriptionOf(BomModel model) => model.Facts?.Card?.Sections.Where(static section => section.Level <= 1).SelectMany(static section => section.Blocks)
        .FirstOrDefault(static block => block is { Kind: Cards.CardBlockKind.Paragraph, IsQuote: false } && block.Text.Contains(' ', StringComparison.Ordinal)) is { } paragraph
            ? Sentences.Of(paragraph.Text).FirstOrDefault()
            : null;

    private static ImmutableArray<string> TagsOf(BomModel model) =>
        [.. new[] { model.Task, model.Record?.Library }.OfType<string>().Concat(model.Facts?.Metadata.Texts("language") ?? []).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<(string Name, string? Value)> Properties(BomModel model)
    {
        var record = model.Record;
        return
        [
            ("commit", model.Revision is null ? Unknown : null),
            ("license", model.Licenses is not { } licenses ? Unknown : licenses.Terms.IsEmpty ? NoneDeclared : null),
            ("license:spdx", model.Licenses?.Spdx),
            ("license:family", model.Licenses is { } known ? HfRegistry.Licenses.LicenseFamilies.NameOf(known.Family) : null),
            ("base-model", model.BaseModels switch { null => Unknown, [] => NoneDeclared, _ => null }),
            ("datasets", model.Datasets switch { null => Unknown, [] => NoneDeclared, _ => null }),
            ("files", model.Files is null ? Unknown : null),
            ("size-bytes", record?.Size?.Bytes.ToString(CultureInfo.InvariantCulture)),
            ("size-basis", record is { Size: not null, SizeBasis: not SizeBasis.Unknown and var basis } ? basis.ToString().ToLowerInvariant() : null),
            ("parameters", record?.ParameterCount?.ToString(CultureInfo.InvariantCulture)),
            ("formats", record is null ? null : string.Join(',', record.Formats)),
            ("library", record?.Library),
            ("quantization", record?.Quantization),
            ("gated", record?.Gating.ToString().ToLowerInvariant() ?? Unknown),
            ("custom-code", record is { HasCustomCode: true } ? "true" : null),
            ("disabled", record is { IsDisabled: true } ? "true" : null),
            ("gone-since", record?.GoneSince is { } gone ? IsoDate.Format(gone) : null),
            ("superseded-by", record?.NewVersion?.ToString()),
            ("facts-commit", record?.Revision is { } told && told != model.Revision ? told.ToString() : null),
            ("as-of", record?.AsOf is { } day ? IsoDate.Format(day) : null),
            .. model.Uses.SelectMany(UseProperties).Distinct(),
        ];
    }

    private static IEnumerable<(string Name, string? Value)> UseProperties(BomUse use) =>
    [
        ("requested-as", use.RequestedAs), ("alias", use.Alias), ("tier", use.Tier?.ToLowerInvariant()), ("reason", use.Reason), ("class", use.ClassName), ("gate", use.GateVerdict), ("mof-class", use.MofClass),
    ];
}
