using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HfRegistry.Licenses;

/// <summary>A license as the generated file has it: a flag is there or it is not.</summary>
internal sealed record LicenseRow(string Name, string[] Flags);

/// <summary>The generated file of the SPDX list.</summary>
internal sealed record LicenseFile(Dictionary<string, LicenseRow> Licenses);

/// <summary>A license that people know by name and the SPDX list does not have.</summary>
/// <param name="Family">What it allows.</param>
/// <param name="Spellings">How people write it, as keys.</param>
internal sealed record NamedRow(string Family, string[] Spellings);

/// <summary>The spellings of licenses: the Hub's keywords, near misses by id, licenses without an id, those among them that are names of several, spellings that may mean another version, and words for none.</summary>
internal sealed record NameFile(
    Dictionary<string, string> Hub, Dictionary<string, string[]> Near, Dictionary<string, NamedRow> Named, string[] Families, string[] Ambiguous, string[] None);

/// <summary>Reads the data files of this room.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LicenseFile))]
[JsonSerializable(typeof(NameFile))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class LicenseData : JsonSerializerContext
{
    /// <summary>Returns the content of an embedded file.</summary>
    public static T Read<T>(string file, JsonTypeInfo<T> shape)
    {
        using var stream = Open(file);
        return JsonSerializer.Deserialize(stream, shape) ?? throw new InvalidOperationException($"{file} is empty");
    }

    /// <summary>Returns the bytes of an embedded file.</summary>
    public static Stream Open(string file) =>
        typeof(LicenseData).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"the engine was built without {file}");
}
