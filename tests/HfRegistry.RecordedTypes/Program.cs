using System.Text.Encodings.Web;
using System.Text.Json;
using HfRegistry.RecordedTypes;

if (args is not ["--types", var typesPath, "--facts", var factsPath, "--output", var outputPath])
{
    await Console.Error.WriteLineAsync("usage: --types model-types.json --facts hub-models.jsonl.gz --output transformers_types.json");
    return 2;
}

using var source = JsonDocument.Parse(await File.ReadAllBytesAsync(typesPath));
var types = SourceTypes.Read(source.RootElement);
var judgment = new TypeJudgment(types, RecordedModels.Read(factsPath));

await using var output = File.Create(outputPath);
await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" });
json.WriteStartObject();
WriteProvenance();
json.WriteStartObject("types");
foreach (var type in types)
    Write(type);
json.WriteEndObject();
json.WriteEndObject();
return 0;

void WriteProvenance()
{
    var origin = source.RootElement.GetProperty("source");
    json.WriteStartObject("provenance");
    json.WriteString("source", origin.GetProperty("upstream").GetString());
    foreach (var name in (string[])["commit", "committed", "license"])
        json.WriteString(name, origin.GetProperty(name).GetString());
    json.WriteString("generated_by", "tests/HfRegistry.RecordedTypes");
    json.WriteEndObject();
}

void Write(SourceType type)
{
    json.WriteStartObject(type.Type.Name);
    json.WriteString("config", type.Config);
    json.WriteStartObject("classes");
    foreach (var group in type.Classes.GroupBy(pair => pair.Key, StringComparer.Ordinal))
    {
        json.WriteStartArray(group.Key);
        foreach (var (_, name) in group)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    json.WriteEndObject();
    var whole = judgment.WholeOf(type);
    if (whole is not null)
        json.WriteString("component_of", whole.Name);
    else if (judgment.DocumentedFor(type) is { } documented)
        json.WriteString("documented", documented.ToString());
    json.WriteString("family", judgment.FamilyOf(type));
    json.WriteString("status", type.Status);
    json.WriteEndObject();
}
