using System.Buffers;
namespace HfRegistry.Cli.Editing;

/// <summary>An item to add.</summary>
/// <param name="Type">The name of its element.</param>
/// <param name="Include">What it includes.</param>
/// <param name="Metadata">Its metadata, written as attributes in this order.</param>
internal sealed record NewItem(string Type, string Include, IReadOnlyList<(string Name, string Value)> Metadata);

/// <summary>Edits project files as a person would. What is added and then removed leaves the file as it was, byte for byte.</summary>
internal static class ProjectEditor
{
    private static readonly SearchValues<char> EndsOfName = SearchValues.Create(" \t\r\n/>");

    private const string ItemGroup = "ItemGroup";
    private const string PropertyGroup = "PropertyGroup";
    private const string Include = "Include";

    /// <summary>Adds an item: to the last group that has items of its kind whatever the conditions of a build, else in a new group.</summary>
    public static ProjectText Add(this ProjectText file, NewItem item)
    {
        var group = file.Root.Children.LastOrDefault(group => group.Is(ItemGroup) && group["Condition"] is null && group.Children.Any(other => IsLike(other, item)));
        return group is null ? AddGroup(file, item) : AddTo(file, group, item);
    }

    /// <summary>Removes an element with the comment behind it; then its group when nothing is left in it and nothing is said of it.</summary>
    public static ProjectText Remove(this ProjectText file, SourceElement element)
    {
        var layout = new Layout(file.Text);
        var start = layout.StartOfSpace(element.Start);
        var end = layout.IsOnOwnLine(element.Start) ? layout.AfterOwnComments(element.End) : element.End;
        var group = element.Parent;
        if (group is { Attributes.Count: 0 } && group.Is(ItemGroup) && string.IsNullOrWhiteSpace($"{file.Text[group.ContentStart..start]}{file.Text[end..group.ContentEnd]}"))
            return Remove(file, group);
        return group is { Parent: null, Children.Count: 1 } && IsSetApart(file, start, end, group)
            ? file.Replace(group.ContentStart - 1, group.End, " />")
            : file.Replace(start, end, "");
    }

    /// <summary>Removes one of the names that an item includes; the whole item with the last of them.</summary>
    public static ProjectText RemoveInclude(this ProjectText file, SourceElement item, string name)
    {
        var include = item.Find(Include)!;

        // What stays is left as it is written, unless a reference stands for a character of it.
        var written = file.Text[include.ValueStart..include.ValueEnd];
        var isPlain = !written.Contains('&', StringComparison.Ordinal);
        var kept = (isPlain ? written : include.Value).Split(';').Where(word => !word.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var joined = string.Join(';', kept);
        return kept.TrueForAll(string.IsNullOrWhiteSpace) ? file.Remove(item) : file.Replace(include.ValueStart, include.ValueEnd, isPlain ? joined : file.Escape(joined));
    }

    /// <summary>Changes a value where it is written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="place">The place of an attribute, or of an element that holds the value.</param>
    /// <param name="old">The value that is written there.</param>
    /// <param name="value">The new value.</param>
    /// <returns>The edited file; null when something else is written there.</returns>
    public static ProjectText? Change(this ProjectText file, SourceLocation place, string old, string value)
    {
        var (start, end) = file.AttributeAt(place) is { } attribute ? (attribute.ValueStart, attribute.ValueEnd)
            : file.ElementAt(place) is { Children.Count: 0 } element ? (element.ContentStart, element.ContentEnd)
            : (0, 0);
        var written = file.Text.AsSpan(start..end);
        start += written.Length - written.TrimStart().Length;
        return written.Trim().SequenceEqual(file.Escape(old)) ? file.Replace(start, start + written.Trim().Length, file.Escape(value)) : null;
    }

    private static bool IsLike(SourceElement element, NewItem item) => element.Is(item.Type) && element[Include] is not null;

    private static ProjectText AddTo(ProjectText file, SourceElement group, NewItem item)
    {
        var layout = new Layout(file.Text);
        var others = group.Children.Where(other => IsLike(other, item)).ToList();
        var neighbor = Before(others, item.Include) ?? others[0];
        // Before the first of a sorted list is behind what stands before that.
        var previous = Before(others, item.Include) ?? group.Children.TakeWhile(child => child != neighbor).LastOrDefault();
        var offset = layout.AfterComments(previous?.End ?? group.ContentStart);
        var close = neighbor.IsSelfClosing && file.Text[neighbor.End - 3] != ' ' ? "/>" : " />";
        return file.Replace(offset, offset, layout.ItemSpace(neighbor.Start) + Write(file, item, close));
    }

    /// <summary>Returns the item behind which a new one goes: by the order of names where the list keeps it, else the last; null when the new one is the first.</summary>
    private static SourceElement? Before(List<SourceElement> others, string include)
    {
        var isSorted = others.Count > 1 && others.Zip(others.Skip(1)).All(static pair => Compare(pair.First[Include], pair.Second[Include]) <= 0);
        return isSorted ? others.LastOrDefault(other => Compare(other[Include], include) <= 0) : others[^1];
    }

    private static int Compare(string? one, string? other) => string.Compare(one, other, StringComparison.OrdinalIgnoreCase);

    private static ProjectText AddGroup(ProjectText file, NewItem item)
    {
        var (layout, root) = (new Layout(file.Text), file.Root);
        var element = Write(file, item, " />");
        if (root.IsSelfClosing)
        {
            // With blank lines, by which the removal tells that the project had no end tag.
            var (line, slash) = (layout.LineEnd, layout.StartOfSpace(root.End - 2));
            var group = Group(element, $"{line}{line}{layout.InnerIndentation("", null)}", layout.InnerIndentation(layout.InnerIndentation("", null), null), line);
            return file.Replace(slash, root.End, $">{group}{line}{line}</{NameAsWritten(file, root)}>");
        }

        var other = root.Children.FindLast(static child => child.Is(ItemGroup)) ?? root.Children.FindLast(static child => child.Is(PropertyGroup)) ?? root.Children.LastOrDefault();
        var offset = other is null ? layout.AfterAllComments(root.ContentStart) : layout.AfterComments(other.End);
        var space = other is null ? layout.LineEnd + layout.InnerIndentation("", null) : layout.GroupSpace(other.Start);
        return file.Replace(offset, offset, Group(element, space, layout.InnerIndentation(Layout.IndentationOf(space), other), layout.LineEnd));
    }

    private static string Group(string element, string space, string inner, string line) => space.AsSpan().ContainsAny('\r', '\n')
        ? $"{space}<{ItemGroup}>{line}{inner}{element}{line}{Layout.IndentationOf(space)}</{ItemGroup}>"
        : $"{space}<{ItemGroup}>{element}</{ItemGroup}>";

    private static string Write(ProjectText file, NewItem item, string close) =>
        $"<{item.Type} {Include}=\"{file.Escape(item.Include)}\"{string.Concat(item.Metadata.Select(metadata => $" {metadata.Name}=\"{file.Escape(metadata.Value)}\""))}{close}";

    // As AddGroup writes the only group of a project that had no end tag.
    private static bool IsSetApart(ProjectText file, int start, int end, SourceElement root)
    {
        var blank = new Layout(file.Text).LineEnd is var line ? line + line : "";
        return start == root.ContentStart && file.Text.AsSpan(start).StartsWith(blank) && file.Text.AsSpan(end..root.ContentEnd).SequenceEqual(blank);
    }

    private static string NameAsWritten(ProjectText file, SourceElement element)
    {
        var name = file.Text.AsSpan(element.Start + 1);
        return name[..name.IndexOfAny(EndsOfName)].ToString();
    }
}
