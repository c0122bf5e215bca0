using System.Buffers;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;

namespace HfRegistry.Build;

/// <summary>
/// Finds where an item was written: the line and column of its element, imported files included. MSBuild itself tells only the file.
/// </summary>
/// <remarks>
/// A wrong line is worse than none. A line is named only when exactly one element of the file includes the item by its literal name,
/// everything that the item says is written on that element, and no <c>Update</c> of the file could have changed it. Lists, globs,
/// expressions and properties of the command line leave the file alone.
/// </remarks>
internal sealed class ItemLocator(string itemType)
{
    private static readonly SearchValues<char> NotLiteral = SearchValues.Create("$@%*?;");

    private readonly Dictionary<string, ItemElements> _elementsByFile = new(StringComparer.Ordinal);

    /// <summary>The place of an item, or null when MSBuild does not tell its file.</summary>
    /// <param name="item">An evaluated item.</param>
    /// <param name="metadata">The names of the metadata that the item was given.</param>
    public SourceLocation? Find(ITaskItem item, IEnumerable<string> metadata)
    {
        var file = item.GetMetadata("DefiningProjectFullPath");
        if (string.IsNullOrEmpty(file))
            return null;
        var elements = ElementsOf(file);
        return elements.Including[item.ItemSpec].Take(2).ToList() is [var only] && !elements.MayUpdate(item.ItemSpec) && metadata.All(name => Says(only, name, item.GetMetadata(name)))
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

    private static bool Says(XElement element, string metadata, string value)
    {
        var written = Attribute(element, metadata) ?? element.Elements().FirstOrDefault(child => IsNamed(child, metadata))?.Value;
        return written is not null && (written.AsSpan().ContainsAny('$', '@', '%') || string.Equals(written.Trim(), value.Trim(), StringComparison.Ordinal));
    }

    private static string? Attribute(XElement element, string name) =>
        element.Attributes().FirstOrDefault(attribute => string.Equals(attribute.Name.LocalName, name, StringComparison.OrdinalIgnoreCase))?.Value;

    private static bool IsNamed(XElement element, string name) => string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase);

    private static SourceLocation Place(string file, IXmlLineInfo element) =>
        // The reader stands on the name; MSBuild counts from the bracket before it.
        element.HasLineInfo() ? new SourceLocation(file, element.LineNumber, element.LinePosition - 1) : new SourceLocation(file);

    /// <summary>The elements of one file, found by what they name: a project may have a thousand.</summary>
    private sealed class ItemElements(IReadOnlyList<XElement> elements)
    {
        private readonly List<string> _updates = [.. elements.Select(element => Attribute(element, "Update")).OfType<string>()];

        /// <summary>The elements that include an item by its literal name.</summary>
        public ILookup<string, XElement> Including { get; } = elements
            .Where(element => Attribute(element, "Include") is { } include && IsLiteral(include))
            .ToLookup(element => Attribute(element, "Include")!.Trim(), StringComparer.OrdinalIgnoreCase);

        /// <summary>Whether an <c>Update</c> may have changed an item.</summary>
        public bool MayUpdate(string spec) =>
            _updates.Exists(update => !IsLiteral(update) || string.Equals(update.Trim(), spec, StringComparison.OrdinalIgnoreCase));

        private static bool IsLiteral(string written) => !written.AsSpan().ContainsAny(NotLiteral);
    }
}
