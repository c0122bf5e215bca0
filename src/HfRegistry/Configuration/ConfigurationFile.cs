using HfRegistry.Files;

namespace HfRegistry.Configuration;

/// <summary>Reads <c>hfregistry.json</c>.</summary>
public static class ConfigurationFile
{
    private const int MaxBytes = 1_000_000;

    /// <summary>Reads a configuration; every mistake in it is an error with its line and column.</summary>
    /// <param name="path">The absolute path.</param>
    public static Outcome<HfConfiguration> Load(string path) => BoundedFile.Read(path, MaxBytes) switch
    {
        FileReading.Content content => Parse(content.Utf8, path),
        FileReading.TooLarge large => Unreadable(path, $"it has {large.Length} bytes, and may have {MaxBytes}"),
        FileReading.Unreadable refused => Unreadable(path, refused.Why),
        _ => Unreadable(path, "it does not exist"),
    };

    /// <summary>Reads a configuration from its UTF-8 text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="path">The absolute path that diagnostics name.</param>
    public static Outcome<HfConfiguration> Parse(ReadOnlySpan<byte> utf8, string path)
    {
        if (utf8.Length > MaxBytes)
            return Unreadable(path, $"it has {utf8.Length} bytes, and may have {MaxBytes}");
        var (root, fault) = JsonTree.Read(utf8);
        if (root is null)
            return new(Describe(fault!, utf8, path));
        var findings = new JsonFindings();
        var configuration = new ConfigurationReader(findings).Read(root) with { Path = path };
        if (findings.Faults.Count == 0)
            return new(configuration);
        var diagnostics = new List<Diagnostic>();
        foreach (var found in findings.Faults.OrderBy(static found => found.Offset))
            diagnostics.Add(Describe(found, utf8, path));
        return new(null, diagnostics);
    }

    private static Outcome<HfConfiguration> Unreadable(string path, string why) =>
        new(DiagnosticCatalogue.ConfigurationUnreadable.At(new SourceLocation(path), $"{Printable.Of(path)} cannot be read: {why}. Correct the path or the file."));

    private static Diagnostic Describe(JsonFault fault, ReadOnlySpan<byte> utf8, string path)
    {
        var kind = fault.Kind switch
        {
            JsonFaultKind.UnknownMember => DiagnosticCatalogue.ConfigurationMember,
            JsonFaultKind.Shape => DiagnosticCatalogue.ConfigurationValue,
            _ => DiagnosticCatalogue.ConfigurationSyntax,
        };
        return kind.At(TextPosition.Locate(utf8, fault.Offset, path), $"{fault.Message}{(fault.Message.EndsWith('?') ? "" : ".")} {kind.Remedy}");
    }
}
