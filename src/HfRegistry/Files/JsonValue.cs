using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HfRegistry.Files;

/// <summary>A member of an object.</summary>
/// <param name="Name">The name, unescaped.</param>
/// <param name="NameOffset">Where the name starts, in bytes from the start of the text.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonMember(string Name, int NameOffset, JsonValue Value);

/// <summary>A value of a JSON text that knows its place in it.</summary>
/// <param name="kind">What it is.</param>
/// <param name="offset">Where it starts, in bytes from the start of the text.</param>
/// <param name="parent">The object or array that holds it, or null for the root.</param>
/// <param name="key">Its name in the object, or null.</param>
/// <param name="likelyMembers">How many members an object will probably have: a list that never grows leaves no garbage.</param>
internal sealed class JsonValue(JsonValueKind kind, int offset, JsonValue? parent, string? key, int likelyMembers)
{
    private static readonly List<JsonValue> NoItems = [];
    private static readonly List<JsonMember> NoMembers = [];

    // A value is made before its holder takes it.
    private readonly int _index = parent?.Items.Count ?? 0;

    public JsonValueKind Kind => kind;

    public int Offset => offset;

    /// <summary>Gets the place where it ends (exclusive), in bytes from the start of the text.</summary>
    public int End { get; set; }

    /// <summary>Gets a string's text, or a number's digits; empty for every other kind.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets an object's members in the order of the text.</summary>
    public List<JsonMember> Members { get; } = kind == JsonValueKind.Object ? new List<JsonMember>(likelyMembers) : NoMembers;

    /// <summary>Gets an array's items.</summary>
    public List<JsonValue> Items { get; } = kind == JsonValueKind.Array ? [] : NoItems;

    /// <summary>Gets the way to it from the root, for people: <c>bert.models[0]</c>, <c>bert.details["x/y"].likes</c>; empty for the root.</summary>
    public string Path
    {
        get
        {
            var steps = new Stack<string>();
            for (var value = this; value.Parent is not null; value = value.Parent)
                steps.Push(StepTo(value));
            var path = new StringBuilder();
            foreach (var step in steps)
                path.Append(step);
            return TextSanitizer.Sanitize(path.ToString().TrimStart('.'));
        }
    }

    /// <summary>Returns the value of a member, or null.</summary>
    public JsonValue? Member(string name) => Members.Find(member => member.Name == name).Value;

    /// <summary>Returns the value, here or within, that a reader had read up to an offset, or whose opening bracket it had; the holder for any other offset.</summary>
    public JsonValue ReadUpTo(int offset) =>
        offset == End || (offset == Offset + 1 && Kind is JsonValueKind.Object or JsonValueKind.Array)
            ? this
            : Members.Select(static member => member.Value).Concat(Items).FirstOrDefault(value => value.Offset < offset && offset <= value.End)?.ReadUpTo(offset) ?? this;

    private JsonValue? Parent => parent;

    private string? Key => key;

    private static string StepTo(JsonValue value) => value.Key switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"[{value._index}]"),
        { Length: > 0 } name when name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$') => $".{name}",
        var name => $"[\"{name}\"]",
    };
}
