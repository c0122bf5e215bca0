using System.Globalization;

namespace HfRegistry.Build.Code;

/// <summary>The namespace and the class of the generated code.</summary>
internal static class CodeNames
{
    private const decimal FirstWithNullableTypes = 8;

    /// <summary>Returns what is wrong with the names that the project gives, as diagnostics.</summary>
    public static IEnumerable<Diagnostic> Check(string? codeNamespace, string className, string project)
    {
        if (!string.IsNullOrWhiteSpace(codeNamespace) && !CodeGenerator.IsNamespace(codeNamespace.Trim()))
        {
            yield return DiagnosticCatalog.SwitchValue.Create(new SourceLocation(project), "HfCodeNamespace", codeNamespace, "identifiers with dots between them");
        }

        if (className.Contains('.', StringComparison.Ordinal) || !CodeGenerator.IsNamespace(className))
        {
            yield return DiagnosticCatalog.SwitchValue.Create(new SourceLocation(project), "HfCodeClass", className, "letters, digits and underscores, with a letter first");
        }
    }

    /// <summary>
    /// Returns the namespace that the project asks for, or null for none: then no type or module of the project clashes with it, as a class
    /// with the project's own name would. The root namespace takes its place where that begins with the generated class's name.
    /// </summary>
    public static string? NamespaceOf(string? codeNamespace, string? rootNamespace, string className)
    {
        if (!string.IsNullOrWhiteSpace(codeNamespace))
            return codeNamespace.Trim();
        var root = CodeGenerator.NamespaceFrom(rootNamespace ?? "");
        return string.Equals(root.Split('.')[0], className, StringComparison.OrdinalIgnoreCase) ? root : null;
    }

    /// <summary>Returns whether a C# version (<c>LangVersion</c>) has nullable reference types; an unknown one has none.</summary>
    public static bool HasNullableTypes(string? languageVersion) => languageVersion?.Trim().ToUpperInvariant() switch
    {
        "DEFAULT" or "LATEST" or "LATESTMAJOR" or "PREVIEW" => true,
        { } text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) && version >= FirstWithNullableTypes,
        null => false,
    };
}
