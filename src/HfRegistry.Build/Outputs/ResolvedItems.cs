using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;
using HfRegistry.Build.Items;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace HfRegistry.Build.Outputs;

/// <summary>
/// The resolved models as items: for this build, and as a file that the next evaluation imports, so that a build with nothing to
/// resolve has the items without loading this assembly.
/// </summary>
internal static class ResolvedItems
{
    private const string KnownItem = "_HfKnownModel";
    private const string KnownFile = "_HfKnownModelFile";

    private static readonly SearchValues<char> Special = SearchValues.Create("%*?@$();'");

    /// <summary>Returns the items of the models that were resolved.</summary>
    public static ITaskItem[] Of(IEnumerable<ProjectModel> models) =>
        [.. models.Where(item => item.Resolved is not null).Select(item => Item(item.Resolved!.Id.ToString(), ResolvedFacts.MetadataOf(item)))];

    /// <summary>Returns the same items and those of their files as a project file.</summary>
    /// <param name="models">The models.</param>
    /// <param name="files">The items of their files (<see cref="FileItems"/>).</param>
    public static string Project(IEnumerable<ProjectModel> models, IEnumerable<(string Include, IEnumerable<KeyValuePair<string, string>> Metadata)> files) => Project(
        models.Where(item => item.Resolved is not null).Select(item => (KnownItem, item.Resolved!.Id.ToString(), ResolvedFacts.MetadataOf(item)))
            .Concat(files.Select(static file => (KnownFile, file.Include, file.Metadata))));

    /// <summary>Returns items with their metadata as a project file.</summary>
    /// <param name="items">The type of each, what it includes, and its metadata.</param>
    public static string Project(IEnumerable<(string ItemType, string Include, IEnumerable<KeyValuePair<string, string>> Metadata)> items)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("Project");
            xml.WriteStartElement("ItemGroup");
            foreach (var (itemType, include, metadata) in items)
            {
                xml.WriteStartElement(itemType);
                xml.WriteAttributeString("Include", ProjectText(include));
                foreach (var (name, value) in metadata)
                    xml.WriteAttributeString(name, ProjectText(value));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Returns an item with its metadata.</summary>
    public static ITaskItem Item(string include, IEnumerable<KeyValuePair<string, string>> metadata) => new TaskItem(
        ProjectText(include), metadata.ToDictionary(pair => pair.Key, pair => ProjectText(pair.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>Returns a text with the characters escaped that MSBuild would read as expressions, lists or wildcards.</summary>
    internal static string ProjectText(string text)
    {
        if (!text.AsSpan().ContainsAny(Special))
            return text;
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (Special.Contains(c))
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:x2}");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
