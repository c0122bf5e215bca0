using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Licenses;

namespace HfRegistry.Bom;

/// <summary>Writes the licenses of a model as CycloneDX has them: ids of the SPDX list, one expression of such ids, or names.</summary>
internal static class LicenseWriter
{
    /// <summary>Writes the licenses; nothing where none is known or declared, which a property tells.</summary>
    public static void Write(Utf8JsonWriter json, BomModel model, ModelAddresses addresses)
    {
        var terms = model.Licenses?.Terms ?? [];
        // CycloneDX 1.6 takes one expression, and then nothing beside it.
        if (terms.Length > 0 && terms.All(static term => term.IsOnSpdxList) && !SpdxId.TryParse(model.Licenses!.Spdx, out _))
        {
            json.Objects("licenses", [model.Licenses!.Spdx], static (writer, expression) =>
            {
                writer.WriteString("expression", expression);
                writer.WriteString("acknowledgement", "declared");
            });
            return;
        }

        // A link is about one license.
        var link = terms.Length == 1 ? LinkOf(model, addresses) : null;
        json.Objects("licenses", terms, (writer, term) => writer.Object("license", isEmpty: false, license =>
        {
            var id = term.IsOnSpdxList && SpdxId.TryParse(term.Spdx, out var listed) ? listed : null;
            license.Text(id is null ? "name" : "id", id?.ToString() ?? term.Name);
            license.WriteString("acknowledgement", "declared");
            license.Text("url", id is null ? link : ModelAddresses.License(id));
        }));
    }

    /// <summary>Returns the address of the license that a model's card or files name, or null.</summary>
    public static string? LinkOf(BomModel model, ModelAddresses addresses)
    {
        var link = model.Facts?.Metadata["license_link"]?.Text;
        return ModelAddresses.Web(link) ?? (LicenseFileNames.Find(Files(model), link) is { } file ? addresses.File(model.Id, model.Revision, file) : null);
    }

    private static ImmutableArray<string> Files(BomModel model) => [.. model.Facts?.Info.Files.Select(static file => file.Path) ?? model.Files?.Select(static file => file.Path) ?? []];
}
