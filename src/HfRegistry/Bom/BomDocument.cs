using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HfRegistry.Files;
using HfRegistry.Snapshots;

namespace HfRegistry.Bom;

/// <summary>The program whose models a document lists.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, or null.</param>
/// <param name="IsLibrary">Whether it is a library, not an application.</param>
internal sealed record BomSubject(string Name, string? Version, bool IsLibrary);

/// <summary>The settings of a document.</summary>
internal sealed record BomOptions
{
    /// <summary>The versions of CycloneDX that can be written, the usual one first.</summary>
    public static readonly ImmutableArray<string> Specs = ["1.6", "1.7"];

    /// <summary>Gets the version of CycloneDX.</summary>
    public string Spec { get; init; } = Specs[0];

    /// <summary>Gets the Hub that the models come from.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Gets the program, or null when the document lists models by themselves.</summary>
    public BomSubject? Subject { get; init; }

    /// <summary>Gets the phase of the program's life that tells the facts: <c>build</c>, or <c>pre-build</c> without one.</summary>
    public string Phase { get; init; } = "pre-build";

    /// <summary>Gets the time of the document, or null: equal facts then give equal bytes whenever they are written.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Reads <c>SOURCE_DATE_EPOCH</c>; null for none, and for what is no number of seconds.</summary>
    /// <param name="seconds">The variable's value.</param>
    public static DateTimeOffset? TimeOf(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && epoch <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(epoch) : null;
}

/// <summary>
/// Writes bills of materials of models as CycloneDX: valid JSON under the stated version. Equal facts give equal bytes: the serial number follows from the content,
/// and the time is the one that the caller states.
/// </summary>
internal static class BomDocument
{
    /// <summary>The end of the name of a project's document.</summary>
    public const string Suffix = ".models.cdx.json";

    // Names the documents of this writer among all version 5 UUIDs.
    private static readonly Guid Namespace = new("5d3f0c5e-6a0e-4a53-9f0a-0b7f6d1c9e42");

    /// <summary>Returns the document of models.</summary>
    /// <param name="models">The models; uses of one model at one commit become one component.</param>
    /// <param name="options">The settings.</param>
    public static byte[] Render(IEnumerable<BomModel> models, BomOptions options)
    {
        var merged = BomModel.Merge(models);
        var component = new ComponentWriter(new ModelAddresses(options.Endpoint));
        return Render(
            [.. merged.Select(model => (Action<Utf8JsonWriter>)(json => component.Write(json, model)))],
            Distinct(merged.SelectMany(static model => model.Datasets ?? [])),
            datasets => [.. Dependencies(merged, datasets, component, options.Subject)], options);
    }

    /// <summary>Returns the document of one component that <see cref="RenderComponent"/> wrote. Its datasets have the names of their references.</summary>
    /// <param name="component">The component.</param>
    /// <param name="options">The settings; without a subject.</param>
    public static byte[] RenderOf(JsonElement component, BomOptions options)
    {
        var names = ComponentWriter.DatasetsOf(component);
        return Render(
            [json => WriteMembers(json, component)], Distinct(names),
            datasets => [(component.GetProperty("bom-ref").GetString()!, [.. datasets.Select(ComponentWriter.ReferenceOfDataset)]), .. datasets.Select(static dataset => (ComponentWriter.ReferenceOfDataset(dataset), ImmutableArray<string>.Empty))],
            options);
    }

    /// <summary>Returns the component of one model alone, to be part of another document.</summary>
    /// <param name="model">The model.</param>
    /// <param name="endpoint">The Hub that it comes from.</param>
    public static byte[] RenderComponent(BomModel model, Uri endpoint) => JsonMembers.Render(json =>
    {
        json.WriteStartObject();
        new ComponentWriter(new ModelAddresses(endpoint)).Write(json, model);
        json.WriteEndObject();
    });

    private static byte[] Render(
        ImmutableArray<Action<Utf8JsonWriter>> components, ImmutableArray<string> datasets, Func<ImmutableArray<string>, ImmutableArray<(string Reference, ImmutableArray<string> On)>> dependencies,
        BomOptions options)
    {
        var content = JsonMembers.Render(json => Write(json, serialNumber: null));
        return JsonMembers.Render(json => Write(json, NameOf(content)));

        void Write(Utf8JsonWriter json, Guid? serialNumber)
        {
            json.WriteStartObject();
            json.WriteString("$schema", $"http://cyclonedx.org/schema/bom-{options.Spec}.schema.json");
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", options.Spec);
            json.Text("serialNumber", serialNumber is { } number ? $"urn:uuid:{number}" : null);
            json.WriteNumber("version", 1);
            json.Object("metadata", isEmpty: false, metadata => WriteMetadata(metadata, options));
            json.WriteStartArray("components");
            foreach (var component in components)
            {
                json.WriteStartObject();
                component(json);
                json.WriteEndObject();
            }

            foreach (var dataset in datasets)
                WriteDataset(json, dataset, new ModelAddresses(options.Endpoint));
            json.WriteEndArray();
            json.Objects("dependencies", dependencies(datasets), static (writer, dependency) =>
            {
                writer.WriteString("ref", dependency.Reference);
                writer.Texts("dependsOn", dependency.On);
            });
            json.WriteEndObject();
        }
    }

    private static ImmutableArray<string> Distinct(IEnumerable<string> datasets) =>
        [.. datasets.DistinctBy(ComponentWriter.ReferenceOfDataset).OrderBy(ComponentWriter.ReferenceOfDataset, StringComparer.Ordinal)];

    private static void WriteMembers(Utf8JsonWriter json, JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
            member.WriteTo(json);
    }

    private static void WriteMetadata(Utf8JsonWriter json, BomOptions options)
    {
        json.Text("timestamp", options.Time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.Objects("lifecycles", [options.Phase], static (writer, phase) => writer.WriteString("phase", phase));
        json.Object("tools", isEmpty: false, static tools => tools.Objects("components", ["HfRegistry.Build"], static (writer, name) =>
        {
            writer.WriteString("type", "application");
            writer.WriteString("name", name);
            writer.WriteString("version", ProductVersion.Text);
        }));
        if (options.Subject is { } subject)
        {
            json.Object("component", isEmpty: false, writer =>
            {
                writer.WriteString("type", subject.IsLibrary ? "library" : "application");
                writer.WriteString("bom-ref", ReferenceOf(subject));
                writer.Text("name", subject.Name);
                writer.Text("version", subject.Version);
            });
        }
    }

    private static void WriteDataset(Utf8JsonWriter json, string name, ModelAddresses addresses)
    {
        var url = ModelAddresses.Web(name) ?? (DeclaredDatasets.IdOf(name) is { } id ? addresses.Dataset(id.ToString()) : null);
        json.WriteStartObject();
        json.WriteString("type", "data");
        json.Text("bom-ref", ComponentWriter.ReferenceOfDataset(name));
        json.Text("name", name);
        json.Objects("data", [name], (writer, dataset) =>
        {
            writer.WriteString("type", "dataset");
            writer.Text("name", dataset);
            writer.Object("contents", url is null, contents => contents.Text("url", url));
        });
        json.WriteEndObject();
    }

    private static IEnumerable<(string Reference, ImmutableArray<string> On)> Dependencies(
        ImmutableArray<BomModel> models, ImmutableArray<string> datasets, ComponentWriter component, BomSubject? subject)
    {
        if (subject is not null)
            yield return (ReferenceOf(subject), [.. models.Select(component.ReferenceOf)]);
        foreach (var model in models)
            yield return (component.ReferenceOf(model), [.. (model.Datasets ?? []).Select(ComponentWriter.ReferenceOfDataset).Distinct(StringComparer.Ordinal)]);
        foreach (var dataset in datasets)
            yield return (ComponentWriter.ReferenceOfDataset(dataset), []);
    }

    private static string ReferenceOf(BomSubject subject) => $"project:{TextSanitizer.Sanitize(subject.Name)}{(subject.Version is { } version ? $"@{TextSanitizer.Sanitize(version)}" : "")}";

    // A UUID of version 5 (RFC 9562): SHA-1 over the namespace and the name, here the digest of the content.
    private static Guid NameOf(byte[] content)
    {
        Span<byte> text = [.. Namespace.ToByteArray(bigEndian: true), .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(content)))];
#pragma warning disable CA5350 // The version of the UUID prescribes it; nothing rests on it.
        var digest = SHA1.HashData(text);
#pragma warning restore CA5350
        digest[6] = (byte)((digest[6] & 0x0F) | 0x50);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest.AsSpan(0, 16), bigEndian: true);
    }
}
