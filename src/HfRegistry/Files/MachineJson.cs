using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HfRegistry.Files;

/// <summary>
/// Reads and writes the files that only programs write, with the JSON serializer. Reading is as strict as <see cref="JsonTree"/>, and a mistake keeps its place.
/// </summary>
internal static class MachineJson
{
    /// <summary>Returns canonical text.</summary>
    public static byte[] Render<T>(T value, JsonTypeInfo<T> type) => JsonMembers.Render(writer => JsonSerializer.Serialize(writer, value, type));

    /// <summary>Reads a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="type">Its type.</param>
    /// <returns>The value, or the first mistake; never both.</returns>
    public static (T? Value, JsonError? Fault) Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
        where T : class
    {
        var (root, fault) = JsonTree.Read(utf8);
        if (root is null)
            return (null, fault);
        var start = TextPosition.BomLength(utf8);
        var text = utf8[start..];
        var findings = new JsonFindings();
        try
        {
            if (JsonSerializer.Deserialize(text, type) is { } value)
                return (value, null);
            findings.Misfit(root);
        }
        catch (JsonMismatchException mismatch)
        {
            mismatch.Tell(findings, root.ReadUpTo(start + JsonTree.OffsetOf(mismatch, text)));
        }
        catch (JsonException refused)
        {
            var offset = start + JsonTree.OffsetOf(refused, text);
            var value = root.ReadUpTo(offset);
            // A reader that stopped behind a name met a member that its type does not have.
            if (value.Members.Find(member => member.NameOffset < offset && offset <= member.Value.Offset) is { Name: { } name } unknown)
                findings.Add(JsonFaultKind.UnknownMember, unknown.NameOffset, $"\"{TextSanitizer.Sanitize(name)}\" is not a member that this version knows");
            else
                findings.Misfit(value);
        }

        return (null, findings.Faults[0]);
    }
}

/// <summary>Says what is wrong with the value that a serializer stands at, or with a part of it.</summary>
/// <param name="tell">Adds the mistake.</param>
internal sealed class JsonMismatchException(Action<JsonFindings, JsonValue> tell) : JsonException
{
    /// <summary>Says that the value must be something else.</summary>
    public JsonMismatchException(string expected)
        : this((findings, value) => findings.Expected(value, expected))
    {
    }

    /// <summary>Gets what adds the mistake.</summary>
    public Action<JsonFindings, JsonValue> Tell => tell;

    /// <summary>Demands that an object has a member.</summary>
    public static void Require(object? member, string name)
    {
        if (member is null)
            throw new JsonMismatchException((findings, value) => findings.About(value, $"lacks \"{name}\""));
    }

    /// <summary>Demands that no element of a member's list is null.</summary>
    public static void RequireElements(IReadOnlyList<object?>? list, string name)
    {
        for (var i = 0; i < list?.Count; i++)
        {
            var place = i;
            if (list[i] is null)
                throw new JsonMismatchException((findings, value) => findings.Misfit(value.Member(name)!.Items[place]));
        }
    }
}
