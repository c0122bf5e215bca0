using System.Collections.Immutable;
using HfRegistry.Cli.Output;
using HfRegistry.Registry;

namespace HfRegistry.Cli.Commands.Registry;

/// <summary>Merges registry files into one, told to a person or a program.</summary>
/// <param name="basePath">The file that all parts began with.</param>
/// <param name="parts">The files of the parts.</param>
/// <param name="target">The file to write; it may be the base or a part.</param>
internal sealed class RegistryMergeHandler(string basePath, ImmutableArray<string> parts, string target)
{
    /// <summary>Merges the files; what cannot be read leaves everything as it was.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CommandOutput answer, CancellationToken cancellationToken)
    {
        // Held from the read to the write, so that no refresh of the file is lost meanwhile.
        var taken = await RegistryFile.LockAsync(target, answer.IO.Clock, cancellationToken);
        if (taken.Value is null)
            return answer.WriteErrors(taken.Diagnostics);
        using (taken.Value)
        {
            var from = RegistryFile.Load(basePath, cancellationToken);
            var loaded = parts.Select(path => (Path: path, Loaded: RegistryFile.Load(path, cancellationToken))).ToList();
            if (from.Value is null || loaded.Exists(static part => part.Loaded.Value is null))
                return answer.WriteErrors([.. from.Diagnostics, .. loaded.SelectMany(static part => part.Loaded.Diagnostics)]);
            return Report(RegistryMerge.Of(from.Value, [.. loaded.Select(static part => (part.Path, part.Loaded.Value!))]), answer);
        }
    }

    private int Report(RegistryMerge merge, CommandOutput answer)
    {
        var isToWrite = !Holds(target, merge.Registry);
        var notWritten = isToWrite ? RegistryFile.Save(merge.Registry, target) : null;
        ImmutableArray<Diagnostic> diagnostics = [.. notWritten is null ? [] : new[] { notWritten }, .. merge.Conflicts.Select(static conflict => conflict.Diagnostic)];
        var byPart = merge.Taken.ToLookup(static entry => entry.Part, static entry => entry.Type.Name);
        var document = new RegistryMergeDocument
        {
            Registry = TextSanitizer.Sanitize(target, int.MaxValue),
            Types = merge.Registry.Count,
            Parts = [.. parts.Select(part => new MergedPartRow(TextSanitizer.Sanitize(part, int.MaxValue), [.. byPart[part]]))],
            Conflicts = [.. merge.Conflicts.Select(MergeConflictRow.Of)],
            Written = isToWrite && notWritten is null,
            Diagnostics = [.. diagnostics.Select(DiagnosticRow.Of)],
        };
        var outcome = document.Written ? "written" : isToWrite ? "not written" : "nothing to write";
        answer.WriteDiagnostics(diagnostics);
        answer.Write(document, RegistryMergeJson.Default.RegistryMergeDocument, (told, io) => WriteText(told, outcome, io));
        return ExitCode.Of(diagnostics);
    }

    private static bool Holds(string path, ModelRegistry registry) =>
        File.Exists(path) && RegistryFile.Load(path).Value is { } there && RegistryFile.Render(there).AsSpan().SequenceEqual(RegistryFile.Render(registry));

    private static void WriteText(RegistryMergeDocument merged, string outcome, CommandIO io)
    {
        io.Out.WriteLine($"{merged.Registry}: {outcome} ({merged.Types} types)");
        foreach (var part in merged.Parts)
            io.Out.WriteLine($"  {part.File}: {part.Taken.Count switch { 0 => "nothing new", 1 => "1 type", var count => $"{count} types" }}");
        foreach (var conflict in merged.Conflicts)
            io.Out.WriteLine($"  {conflict.ModelType}: as it was; {string.Join(" and ", conflict.Files)} contradict each other");
    }
}
