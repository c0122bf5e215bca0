using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HfRegistry.Selection;

/// <summary>A type as the generated file has it.</summary>
internal sealed record TypeRow(
    string Config, Dictionary<string, string[]> Classes, string? Documented, string? ComponentOf, string Family, string Status);

/// <summary>The sources of the generated file.</summary>
internal sealed record TypeProvenance(string Committed);

/// <summary>The generated file of transformers types.</summary>
internal sealed record TypeFile(TypeProvenance Provenance, Dictionary<string, TypeRow> Types);

/// <summary>
/// A task of the Hub as <c>tasks.json</c> has it: its auto-class keys, its best-known types, the types whose published weights do it, the words
/// of a name that say so, the tasks whose models do it too, and its other names.
/// </summary>
internal sealed record TaskRow(string[] Classes, string[] KnownFor, string[]? Native, string[]? Named, string[]? Near, string[]? Also);

/// <summary>Reads the data files that are embedded in the engine.</summary>
/// <remarks>
/// A command reads them at each start. Of texts, arrays and dictionaries of them the runtime has machine code; each other type, and each sorted collection, would have
/// to be compiled first, which takes longer than the reading.
/// </remarks>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TypeFile))]
[JsonSerializable(typeof(Dictionary<string, TaskRow>))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, int>>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class SelectionData : JsonSerializerContext
{
    /// <summary>Returns the content of an embedded file.</summary>
    public static T Read<T>(string file, JsonTypeInfo<T> shape)
    {
        using var stream = typeof(SelectionData).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"the engine was built without {file}");
        return JsonSerializer.Deserialize(stream, shape) ?? throw new InvalidOperationException($"{file} is empty");
    }
}
