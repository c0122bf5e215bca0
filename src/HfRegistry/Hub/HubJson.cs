using System.Text.Json;
using System.Text.Json.Serialization;

namespace HfRegistry.Hub;

/// <summary>Rows of the Hub's JSON, one small document each.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class HubJson : JsonSerializerContext;
