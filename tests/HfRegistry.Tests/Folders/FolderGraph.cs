using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HfRegistry.Tests.Folders;

/// <summary>The folders of an assembly, and which of them uses which: found by compiling the sources and following every name to its declaration.</summary>
internal sealed class FolderGraph
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.None);

    private readonly SortedDictionary<(string From, string To), SortedSet<string>> _uses = [];

    private FolderGraph(CSharpCompilation compilation) => Reference = compilation.ToMetadataReference();

    /// <summary>Gets the assembly, for those above it.</summary>
    public MetadataReference Reference { get; }

    /// <summary>Reads the sources of an assembly.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="sources">The files, with their paths from the project's folder.</param>
    /// <param name="globalUsings">The namespaces that every file uses.</param>
    /// <param name="others">The assemblies below it; what comes from none of them is not followed.</param>
    public static FolderGraph Read(string name, IEnumerable<(string Path, string Text)> sources, IEnumerable<string> globalUsings, IEnumerable<MetadataReference> others)
    {
        var trees = sources.Select(static file => CSharpSyntaxTree.ParseText(file.Text, Parsing, file.Path)).ToList();
        var usings = CSharpSyntaxTree.ParseText(string.Concat(globalUsings.Select(static used => $"global using {used};\n")), Parsing);
        var compilation = CSharpCompilation.Create(name, [.. trees, usings], others, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var graph = new FolderGraph(compilation);
        foreach (var (from, to, use) in trees.AsParallel().SelectMany(tree => UsesIn(compilation, tree)))
        {
            if (!graph._uses.TryGetValue((from, to), out var uses))
                graph._uses.Add((from, to), uses = new SortedSet<string>(StringComparer.Ordinal));
            uses.Add(use);
        }

        return graph;
    }

    /// <summary>Returns the sets of folders that use each other in a circle, each with the uses that make it one, the rarest first.</summary>
    public IReadOnlyList<(string Folders, string Description)> Circles()
    {
        var reached = _uses.Keys.Select(static use => use.From).Distinct().ToDictionary(static folder => folder, ReachedFrom, StringComparer.Ordinal);
        var circles = reached.Keys.Where(folder => reached[folder].Contains(folder))
            .Select(folder => reached[folder].Where(other => reached.TryGetValue(other, out var back) && back.Contains(folder)).ToHashSet(StringComparer.Ordinal))
            .DistinctBy(Name);
        return [.. circles.Select(circle => (Name(circle), string.Join('\n', _uses
            .Where(use => circle.Contains(use.Key.From) && circle.Contains(use.Key.To)).OrderBy(static use => use.Value.Count)
            .Select(static use => $"  {use.Key.From} -> {use.Key.To}: {string.Join(", ", use.Value)}"))))];
    }

    private static string Name(IEnumerable<string> folders) => string.Join(" <-> ", folders.Order(StringComparer.Ordinal));

    private HashSet<string> ReachedFrom(string folder)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var at))
        {
            foreach (var next in _uses.Keys.Where(use => use.From == at).Select(static use => use.To).Where(reached.Add))
                open.Push(next);
        }

        return reached;
    }

    private static IEnumerable<(string From, string To, string Use)> UsesIn(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var node in tree.GetRoot().DescendantNodes(static node => node is not UsingDirectiveSyntax).Where(static node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
        {
            var found = model.GetSymbolInfo(node);
            foreach (var symbol in found.Symbol is { } one ? [one] : found.CandidateSymbols.AsEnumerable())
            {
                var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
                // The assemblies below are compilations too, with folders of their own.
                if (type is null || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
                    continue;
                foreach (var declaration in type.OriginalDefinition.DeclaringSyntaxReferences)
                {
                    if (FolderOf(declaration.SyntaxTree) != FolderOf(tree))
                        yield return (FolderOf(tree), FolderOf(declaration.SyntaxTree), $"{Path.GetFileNameWithoutExtension(tree.FilePath)} uses {type.Name}");
                }
            }
        }
    }

    private static string FolderOf(SyntaxTree tree) => Path.GetDirectoryName(tree.FilePath) is { Length: > 0 } folder ? folder.Replace('\\', '/') : "(root)";
}
