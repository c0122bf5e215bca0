using System.Collections.Immutable;

namespace HfRegistry.Selection;

/// <summary>The names of models in generated code.</summary>
internal static class ModelAliases
{
    /// <summary>The type of a file, in the class around the models of which one is downloaded.</summary>
    private const string FileType = "ModelFile";

    /// <summary>The names that the generated class uses or inherits.</summary>
    private static readonly ImmutableHashSet<string> Taken = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Id", "Revision", "Type", "Task", "All", "TestData", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "New", "ReferenceEquals", "ToString");

    /// <summary>The further names that the class of a downloaded model uses.</summary>
    private static readonly ImmutableHashSet<string> TakenByFiles = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "License", "ClassName", "Formats", "FilesSizeBytes", "Files", "GetPath");

    /// <summary>Returns the type, or the model's name without its owner, as an identifier.</summary>
    public static string DefaultOf(string include) => ModelNames.Identifier(include[(include.LastIndexOf('/') + 1)..]);

    /// <summary>Returns what is wrong with an alias, or null.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="className">The class around the aliases' classes, whose name none of them may have.</param>
    /// <param name="isDownloaded">Whether the model's files belong to the project.</param>
    /// <param name="hasFiles">Whether those of any model do.</param>
    public static DiagnosticDescriptor? ProblemOf(string alias, string className, bool isDownloaded, bool hasFiles)
    {
        if ((hasFiles && alias.Equals(FileType, StringComparison.OrdinalIgnoreCase)) || (isDownloaded && TakenByFiles.Contains(alias)))
            return DiagnosticCatalog.ReservedAlias;
        if (alias.Length == 0 || !char.IsAsciiLetter(alias[0]) || !alias.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            return DiagnosticCatalog.InvalidAlias;
        return Taken.Contains(alias) || string.Equals(alias, className, StringComparison.OrdinalIgnoreCase) ? DiagnosticCatalog.ReservedAlias : null;
    }
}
