using System.Text;
using HfRegistry.Files;

namespace HfRegistry.Mof.Documents;

/// <summary>
/// Reads MOF documents. It is strict about YAML and lenient about what the YAML says: a value of the wrong kind is left out, and the
/// schema tells of it.
/// </summary>
internal static class MofDocumentReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <returns>The document, or an error that points at the place where the YAML is wrong.</returns>
    public static Outcome<MofDocument> Read(string path) => BoundedFile.Read(path, MofDocument.MaxBytes) switch
    {
        FileReading.Content content => Parse(content.Utf8, path),
        FileReading.TooLarge large => TooLarge(path, large.Length),
        FileReading.Unreadable refused => Unreadable(path, refused.Why),
        _ => Unreadable(path, "it does not exist"),
    };

    /// <summary>Reads a document from its bytes.</summary>
    /// <param name="utf8">The bytes; a byte order mark may come first.</param>
    /// <param name="path">The absolute path that diagnostics name.</param>
    public static Outcome<MofDocument> Parse(ReadOnlySpan<byte> utf8, string path)
    {
        if (utf8.Length > MofDocument.MaxBytes)
            return TooLarge(path, utf8.Length);
        var bom = TextPosition.BomLength(utf8);
        try
        {
            return Parse(StrictUtf8.GetString(utf8[bom..]), path, hasByteOrderMark: bom > 0);
        }
        catch (DecoderFallbackException wrong)
        {
            return new(DiagnosticCatalog.MofEncoding.Create(TextPosition.Locate(utf8, bom + wrong.Index, path)));
        }
    }

    /// <summary>Reads a document from its text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The absolute path that diagnostics name.</param>
    public static Outcome<MofDocument> Parse(string text, string path) => text.Length > MofDocument.MaxBytes
        ? TooLarge(path, text.Length)
        : Parse(text.StartsWith('\uFEFF') ? text[1..] : text, path, hasByteOrderMark: text.StartsWith('\uFEFF'));

    private static Outcome<MofDocument> Parse(string text, string path, bool hasByteOrderMark)
    {
        var (root, fault) = YamlTree.Read(text);
        if (fault is not null)
            return new(fault.Kind.Create(fault.Place.In(path), fault.Arguments.AsSpan()));
        return new(Document(root!) with { Source = new MofSource(path, text, hasByteOrderMark, root!) });
    }

    private static MofDocument Document(YamlNode root)
    {
        var release = (root as YamlMapping)?[MofKeys.Release] as YamlMapping;
        MofValue? Value(string key) => ValueOf(release, key);
        return new MofDocument
        {
            Name = Value(MofKeys.Name),
            Date = Value(MofKeys.Date),
            Producer = Value(MofKeys.Producer),
            Version = Value(MofKeys.Version),
            Type = Value(MofKeys.Type),
            Architecture = Value(MofKeys.Architecture),
            Treatment = Value(MofKeys.Treatment),
            Origin = Value(MofKeys.Origin),
            Contact = Value(MofKeys.Contact),
            Repository = Value(MofKeys.Repository),
            HuggingFace = Value(MofKeys.HuggingFace),
            Licenses = release?[MofKeys.License] is YamlMapping licenses ? [.. licenses.Members.Select(ReleaseLicense)] : [],
            Components = release?[MofKeys.Components] is YamlList components ? [.. components.Items.Select(Component)] : [],
        };
    }

    private static MofReleaseLicense ReleaseLicense(YamlMember member)
    {
        var value = member.Value as YamlMapping;
        return new MofReleaseLicense(member.Key.Text, ValueOf(value, MofKeys.Name), ValueOf(value, MofKeys.Path)) { Place = member.Key.Place };
    }

    private static ListedComponent Component(YamlNode item)
    {
        var mapping = item as YamlMapping;
        return new ListedComponent(ValueOf(mapping, MofKeys.Name))
        {
            Description = ValueOf(mapping, MofKeys.Description),
            ComponentPath = ValueOf(mapping, MofKeys.ComponentPath),
            License = ValueOf(mapping, MofKeys.License),
            LicensePath = ValueOf(mapping, MofKeys.LicensePath),
            Place = item.Place,
        };
    }

    /// <summary>Returns a scalar as it is written; a list or a mapping in its place is a value that no license or name is, and the schema tells of it.</summary>
    private static MofValue? ValueOf(YamlMapping? mapping, string key) => mapping?[key] switch
    {
        YamlScalar { Kind: YamlScalarKind.Null } nothing => new MofValue("", nothing.Place),
        YamlScalar scalar => new MofValue(scalar.Text, scalar.Place),
        { } other => new MofValue(MofKeys.NoText, other.Place),
        null => null,
    };

    private static Outcome<MofDocument> TooLarge(string path, long length) =>
        new(DiagnosticCatalog.MofTooLarge.Create(new SourceLocation(path), path, length, MofDocument.MaxBytes));

    private static Outcome<MofDocument> Unreadable(string path, string why) =>
        new(DiagnosticCatalog.MofUnreadable.Create(new SourceLocation(path), path, why));
}
