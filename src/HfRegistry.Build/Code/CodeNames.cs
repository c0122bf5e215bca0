namespace HfRegistry.Build.Code;

/// <summary>The namespace and the class of the generated code.</summary>
internal static class CodeNames
{
    /// <summary>What is wrong with the names that the project gives, as diagnostics.</summary>
    public static IEnumerable<Diagnostic> Check(string? codeNamespace, string className, string project)
    {
        if (!string.IsNullOrWhiteSpace(codeNamespace) && !CodeGenerator.IsNamespace(codeNamespace.Trim()))
        {
            yield return DiagnosticCatalogue.SwitchValue.At(new SourceLocation(project),
                $"HfCodeNamespace is '{Printable.Of(codeNamespace)}', which is no namespace: write identifiers with dots between them.");
        }

        if (className.Contains('.', StringComparison.Ordinal) || !CodeGenerator.IsNamespace(className))
        {
            yield return DiagnosticCatalogue.SwitchValue.At(new SourceLocation(project),
                $"HfCodeClass is '{Printable.Of(className)}', which is no identifier: write letters, digits and underscores, with a letter first.");
        }
    }

    /// <summary>The namespace that the project asks for, else the one that its root namespace makes; null for none.</summary>
    public static string? NamespaceOf(string? codeNamespace, string? rootNamespace)
    {
        var name = string.IsNullOrWhiteSpace(codeNamespace) ? CodeGenerator.NamespaceFrom(rootNamespace ?? "") : codeNamespace.Trim();
        return name.Length == 0 ? null : name;
    }
}
