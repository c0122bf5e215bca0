using System.Buffers;
using System.Collections.Frozen;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;

namespace HfRegistry.Build.Items;

/// <summary>
/// Finds where an item was written: the line and column of its element, imported files included. MSBuild itself tells only the file.
/// </summary>
/// <remarks>
/// A wrong line is worse than none. A line is named only when exactly one element of the file includes the item by its literal name and
/// says what the item says, and no <c>Update</c> of the file could have changed it. Lists, globs, expressions and properties of the
/// command line leave the file alone.
/// </remarks>
internal sealed class ItemLocator(string itemType)
{
    /// <summary>The metadata in which our targets pass the file on that defines an item, where they pass a copy of it.</summary>
    public const string DefinedIn = "_HfDefinedIn";

    private static readonly SearchValues<char> NotLiteral = SearchValues.Create("%*?;");

    /// <summary>The attributes of an item's element that are no metadata.</summary>
    private static readonly FrozenSet<string> NoMetadata = FrozenSet.ToFrozenSet(
        ["Include", "Exclude", "Remove", "Update", "Condition", "Label", "KeepMetadata", "RemoveMetadata", "KeepDuplicates", "MatchOnMetadata", "MatchOnMetadataOptions"],
        StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, ItemElements> _elementsByFile = new(StringComparer.Ordinal);

    /// <summary>Returns the place of an item, or null when MSBuild does not tell its file.</summary>
    /// <param name="item">An evaluated item.</param>
    /// <param name="metadata">The names of the metadata that the item was given.</param>
    public SourceLocation? Find(ITaskItem item, IReadOnlyCollection<string> metadata)
    {
        var file = item.GetMetadata(DefinedIn) is { Length: > 0 } original ? original : item.GetMetadata("DefiningProjectFullPath");
        if (string.IsNullOrEmpty(file))
            return null;
        var elements = ElementsOf(file);
        var alike = elements.Saying[Words(item.ItemSpec, metadata.Select(name => (name, item.GetMetadata(name))))]
            .Concat(elements.Uncertain[item.ItemSpec].Where(element => MayBe(element, item, metadata))).Take(2).ToList();
        return alike is [var only] && !elements.MayUpdate(item.ItemSpec)
            ? Place(file, only)
            : new SourceLocation(file);
    }

    private ItemElements ElementsOf(string file)
    {
        if (!_elementsByFile.TryGetValue(file, out var elements))
            _elementsByFile[file] = elements = new ItemElements(Read(file));
        return elements;
    }

    private IReadOnlyList<XElement> Read(string file)
    {
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return [.. XDocument.Load(reader, LoadOptions.SetLineInfo).Descendants().Where(element => IsNamed(element, itemType))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            // A file that vanished or changed since MSBuild read it: the place is then not certain.
            return [];
        }
    }

    /// <summary>Returns whether an item could come from an element: everything that it says is written there, and nothing else is.</summary>
    private static bool MayBe(XElement element, ITaskItem item, IReadOnlyCollection<string> metadata)
    {
        var written = Written(element).ToList();
        return metadata.All(name => written.Exists(said => IsSame(said.Name, name) && Says(said.Value, item.GetMetadata(name))))
            && written.TrueForAll(said => !said.IsCertain || Says(said.Value, item.GetMetadata(said.Name)));
    }

    private static IEnumerable<(string Name, string Value, bool IsCertain)> Written(XElement element) =>
        element.Attributes().Where(attribute => !NoMetadata.Contains(attribute.Name.LocalName) && !attribute.IsNamespaceDeclaration)
            .Select(attribute => (attribute.Name.LocalName, attribute.Value, true))
            .Concat(element.Elements().Select(child => (child.Name.LocalName, child.Value, Attribute(child, "Condition") is null)));

    /// <summary>Returns what an element or an item says, in one text: a thousand items of one name are found without comparing each with each.</summary>
    private static string Words(string include, IEnumerable<(string Name, string Value)> metadata) => string.Join('\n',
        metadata.Select(said => (Name: said.Name.ToUpperInvariant(), Value: said.Value.Trim())).Where(said => said.Value.Length > 0)
            .OrderBy(said => said.Name, StringComparer.Ordinal).Select(said => $"{said.Name}={said.Value}").Prepend(include.Trim().ToUpperInvariant()));

    private static bool Says(string written, string value) =>
        written.AsSpan().ContainsAny('$', '@', '%') || string.Equals(written.Trim(), value.Trim(), StringComparison.Ordinal);

    private static string? Attribute(XElement element, string name) =>
        element.Attributes().FirstOrDefault(attribute => IsSame(attribute.Name.LocalName, name))?.Value;

    private static bool IsNamed(XElement element, string name) => IsSame(element.Name.LocalName, name);

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static SourceLocation Place(string file, IXmlLineInfo element) =>
        // The reader stands on the name; MSBuild counts from the bracket before it.
        element.HasLineInfo() ? new SourceLocation(file, element.LineNumber, element.LinePosition - 1) : new SourceLocation(file);

    /// <summary>The elements of one file, found by what they name: a project may have a thousand.</summary>
    private sealed class ItemElements(IReadOnlyList<XElement> elements)
    {
        private readonly List<string> _updates = [.. elements.Select(element => Attribute(element, "Update")).OfType<string>()];

        private readonly List<(XElement Element, string Include, bool IsCertain)> _including =
            [.. elements.Select(element => (element, Include: Attribute(element, "Include")?.Trim() ?? ""))
                .Where(pair => pair.Include.Length > 0 && IsLiteral(pair.Include))
                .Select(pair => (pair.element, pair.Include, Written(pair.element).All(said => said.IsCertain && !said.Value.AsSpan().ContainsAny('$', '@', '%'))))];

        /// <summary>Gets the elements whose words stand there literally, by <see cref="Words"/>.</summary>
        public ILookup<string, XElement> Saying => field ??= _including.Where(pair => pair.IsCertain)
            .ToLookup(pair => Words(pair.Include, Written(pair.Element).Select(said => (said.Name, said.Value))), pair => pair.Element, StringComparer.Ordinal);

        /// <summary>Gets the elements whose words depend on properties or conditions, by the literal name that they include.</summary>
        public ILookup<string, XElement> Uncertain => field ??= _including.Where(pair => !pair.IsCertain)
            .ToLookup(pair => pair.Include, pair => pair.Element, StringComparer.OrdinalIgnoreCase);

        /// <summary>Returns whether an <c>Update</c> may have changed an item.</summary>
        public bool MayUpdate(string spec) =>
            _updates.Exists(update => !IsLiteral(update) || string.Equals(update.Trim(), spec, StringComparison.OrdinalIgnoreCase));

        // An at sign alone is no expression: people write owner/name@revision.
        private static bool IsLiteral(string written) => !written.AsSpan().ContainsAny(NotLiteral)
            && !written.Contains("$(", StringComparison.Ordinal) && !written.Contains("@(", StringComparison.Ordinal);
    }
}
