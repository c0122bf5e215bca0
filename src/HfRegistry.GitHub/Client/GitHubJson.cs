using System.Text.Json;

namespace HfRegistry.GitHub.Client;

/// <summary>Reads members that may be absent, null or of a kind that nobody expects; whatever is unusable reads as null.</summary>
internal static class GitHubJson
{
    extension(JsonElement element)
    {
        public JsonElement? Member(string name)
        {
            try
            {
                return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
                    ? member
                    : null;
            }
            catch (Exception fault) when (ForeignInput.IsFault(fault))
            {
                // A neighbor's name holds half a surrogate pair: an object that cannot be searched has no members.
                return null;
            }
        }

        public string? AsText()
        {
            try
            {
                return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
            }
            catch (Exception fault) when (ForeignInput.IsFault(fault))
            {
                // Half a surrogate pair, which JSON allows and UTF-16 does not.
                return null;
            }
        }

        public string? Text(string name) => element.Member(name)?.AsText();

        public bool IsFalse(string name) => element.Member(name) is { ValueKind: JsonValueKind.False };

        public IEnumerable<JsonElement> Items(string name) => element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
    }
}
