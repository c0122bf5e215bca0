using System.Text.Json;
using HfRegistry.Files;

namespace HfRegistry.Configuration;

/// <summary>Reads <c>hfregistry.json</c>. People write it, so it may have comments and trailing commas.</summary>
internal static class ConfigurationFile
{
    private const int MaxBytes = 1_000_000;

    /// <summary>Reads a configuration; every mistake in it is an error with its line and column.</summary>
    /// <param name="path">The absolute path.</param>
    public static Outcome<HfConfiguration> Load(string path) => Load(path, Parse);

    /// <summary>Reads a configuration from its UTF-8 text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="path">The absolute path that diagnostics name.</param>
    public static Outcome<HfConfiguration> Parse(ReadOnlySpan<byte> utf8, string path) =>
        Parse(utf8, path, (root, findings) =>
        {
            var read = new ConfigurationReader(findings).Read(root);
            return read with { Path = path, Gate = read.Gate with { Path = path } };
        });

    /// <summary>Returns whether a file is a configuration with <c>"root": true</c>, be the rest of it right or wrong. What cannot be read is none.</summary>
    /// <param name="path">The absolute path.</param>
    internal static bool IsRoot(string path) =>
        BoundedFile.Read(path, MaxBytes) is FileReading.Content content && JsonTree.Read(content.Utf8, JsonTree.WrittenByPeople).Root is { Kind: JsonValueKind.Object } root
        && root.Members.Exists(static member => member is { Name: "root", Value.Kind: JsonValueKind.True });

    /// <summary>Reads a policy file: the <c>gate</c> section of a configuration, in a file of its own.</summary>
    /// <param name="path">The absolute path.</param>
    public static Outcome<GateSettings> LoadPolicy(string path) => Load(path, ParsePolicy);

    /// <summary>Reads a policy file from its UTF-8 text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="path">The absolute path that diagnostics name.</param>
    public static Outcome<GateSettings> ParsePolicy(ReadOnlySpan<byte> utf8, string path) =>
        Parse(utf8, path, (root, findings) => new GateReader(findings).Read(root) with { Path = path });

    private delegate Outcome<T> TextReader<T>(ReadOnlySpan<byte> utf8, string path)
        where T : class;

    private static Outcome<T> Load<T>(string path, TextReader<T> parse)
        where T : class => BoundedFile.Read(path, MaxBytes) switch
        {
            FileReading.Content content => parse(content.Utf8, path),
            FileReading.TooLarge large => Unreadable<T>(path, $"it has {large.Length} bytes, and may have {MaxBytes}"),
            FileReading.Unreadable refused => Unreadable<T>(path, refused.Why),
            _ => Unreadable<T>(path, "it does not exist"),
        };

    private static Outcome<T> Parse<T>(ReadOnlySpan<byte> utf8, string path, Func<JsonValue, JsonFindings, T> read)
        where T : class
    {
        if (utf8.Length > MaxBytes)
            return Unreadable<T>(path, $"it has {utf8.Length} bytes, and may have {MaxBytes}");
        var (root, fault) = JsonTree.Read(utf8, JsonTree.WrittenByPeople);
        if (root is null)
            return new(Describe(fault!, utf8, path));
        var findings = new JsonFindings();
        var value = read(root, findings);
        if (findings.Faults.Count == 0)
            return new(value);
        var diagnostics = new List<Diagnostic>();
        foreach (var found in findings.Faults.OrderBy(static found => found.Offset))
            diagnostics.Add(Describe(found, utf8, path));
        return new(null, diagnostics);
    }

    private static Outcome<T> Unreadable<T>(string path, string why)
        where T : class =>
        new(DiagnosticCatalog.ConfigurationUnreadable.Create(new SourceLocation(path), path, why));

    private static Diagnostic Describe(JsonError fault, ReadOnlySpan<byte> utf8, string path)
    {
        var kind = fault.Kind switch
        {
            JsonFaultKind.UnknownMember => DiagnosticCatalog.ConfigurationMember,
            JsonFaultKind.Shape => DiagnosticCatalog.ConfigurationValue,
            _ => DiagnosticCatalog.ConfigurationSyntax,
        };
        return kind.Create(TextPosition.Locate(utf8, fault.Offset, path), fault.Message);
    }
}
