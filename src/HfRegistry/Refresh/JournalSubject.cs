using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace HfRegistry.Refresh;

/// <summary>Of what a journal is.</summary>
/// <param name="Endpoint">The Hub's address.</param>
/// <param name="Registry">The registry file's absolute path.</param>
/// <param name="Shard">The part of the types that is refreshed, or null for all: what a part comes to is none of another's business.</param>
/// <param name="IsSignedIn">Whether the Hub was asked with a token: it may then have told more.</param>
/// <param name="Version">The version of the program, which decides what is asked and how it is written.</param>
internal sealed record JournalSubject(string Endpoint, string Registry, string? Shard, bool IsSignedIn, string Version)
{
    /// <summary>Gets the name of the journal's file, which is the same for every version and token: a new one takes the place of the old.</summary>
    [JsonIgnore]
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Endpoint}\n{Registry}\n{Shard}")))[..32];
}

/// <summary>The first line of a journal.</summary>
internal sealed record JournalHead(JournalSubject Subject, DateTimeOffset Began);

/// <summary>The line that says that the most downloaded models were read. Its member cannot be a type: it begins with a sign that no type begins with.</summary>
internal sealed record JournalSweep([property: JsonPropertyName("_swept"), JsonRequired] int Types);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JournalHead))]
[JsonSerializable(typeof(JournalSweep))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class JournalJson : JsonSerializerContext;
