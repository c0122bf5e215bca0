namespace HfRegistry.Cli.Editing;

/// <summary>An attribute with its place in the text.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value, without references.</param>
/// <param name="ValueStart">The offset after the opening quote.</param>
/// <param name="ValueEnd">The offset of the closing quote.</param>
internal sealed record SourceAttribute(string Name, string Value, int ValueStart, int ValueEnd);

/// <summary>An element with its place in the text.</summary>
/// <param name="name">The name, without a prefix.</param>
/// <param name="start">The offset of its bracket.</param>
/// <param name="parent">The element around it, or null.</param>
internal sealed class SourceElement(string name, int start, SourceElement? parent)
{
    /// <summary>Gets the name, without a prefix.</summary>
    public string Name => name;

    /// <summary>Gets the offset of its first bracket.</summary>
    public int Start => start;

    /// <summary>Gets the element around it, or null.</summary>
    public SourceElement? Parent => parent;

    /// <summary>Gets the attributes.</summary>
    public IReadOnlyList<SourceAttribute> Attributes { get; init; } = [];

    /// <summary>Gets the elements in it.</summary>
    public List<SourceElement> Children { get; } = [];

    /// <summary>Gets the offset after its start tag.</summary>
    public required int ContentStart { get; init; }

    /// <summary>Gets the offset of its end tag; of an element without one, the offset after it.</summary>
    public int ContentEnd { get; set; }

    /// <summary>Gets the offset after its last bracket.</summary>
    public int End { get; set; }

    /// <summary>Gets whether it has no end tag: <c>&lt;Project /&gt;</c>.</summary>
    public required bool IsSelfClosing { get; init; }

    /// <summary>Gets whether it runs with a target instead of being evaluated before a build.</summary>
    public bool IsInTarget
    {
        get
        {
            var around = parent;
            while (around is not null && !around.Is("Target"))
                around = around.Parent;
            return around is not null;
        }
    }

    /// <summary>Returns an attribute's value, or null. MSBuild compares the names of metadata without case.</summary>
    public string? this[string attribute] => Find(attribute)?.Value;

    /// <summary>Returns an attribute, or null.</summary>
    public SourceAttribute? Find(string attribute) => Attributes.FirstOrDefault(one => one.Name.Equals(attribute, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns whether it has a name, without case as MSBuild compares them.</summary>
    public bool Is(string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
