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
        var from = RegistryFile.Load(basePath, cancellationToken);
        var loaded = parts.Select(path => (Path: path, Loaded: RegistryFile.Load(path, cancellationToken))).ToList();
        var replaced = !File.Exists(target) ? new Outcome<ModelRegistry>(ModelRegistry.Empty) : target == basePath ? from : RegistryFile.Load(target, cancellationToken);
        if (from.Value is null || replaced.Value is null || loaded.Exists(static part => part.Loaded.Value is null))
            return answer.WriteErrors([.. from.Diagnostics.Concat(loaded.SelectMany(static part => part.Loaded.Diagnostics)).Concat(replaced.Diagnostics).Distinct()]);
        var merge = RegistryMerge.Of(from.Value, [.. loaded.Select(static part => (part.Path, part.Loaded.Value!))], answer.IO.Clock.GetUtcNow());
        var isToWrite = !File.Exists(target) || !RegistryFile.Render(replaced.Value).AsSpan().SequenceEqual(RegistryFile.Render(merge.Registry));
        // What others changed in the file since it was read is merged, not overwritten.
        var saved = isToWrite ? await RegistryUpdate.SaveAsync(replaced.Value, merge.Registry, target, answer.IO.Clock, cancellationToken) : null;
        return Report(merge, isToWrite, saved, answer);
    }

    private int Report(RegistryMerge merge, bool isToWrite, RegistryUpdated? saved, CommandOutput answer)
    {
        ImmutableArray<Diagnostic> diagnostics = [.. saved?.Problem is { } problem ? new[] { problem } : [], .. merge.Conflicts.Select(static conflict => conflict.Diagnostic)];
        var byPart = merge.Taken.ToLookup(static entry => entry.Part, static entry => entry.Type.Name);
        var document = new RegistryMergeDocument
        {
            Registry = TextSanitizer.Sanitize(target, int.MaxValue),
            Types = (saved?.Registry ?? merge.Registry).Count,
            Parts = [.. parts.Select(part => new MergedPartRow(TextSanitizer.Sanitize(part, int.MaxValue), [.. byPart[part]]))],
            Conflicts = [.. merge.Conflicts.Select(MergeConflictRow.Of)],
            Written = saved is { IsWritten: true },
            Diagnostics = [.. diagnostics.Select(DiagnosticRow.Of)],
        };
        var outcome = document.Written ? "written" : isToWrite ? "not written" : "nothing to write";
        answer.WriteDiagnostics(diagnostics);
        answer.Write(document, static () => RegistryMergeJson.Default.RegistryMergeDocument, (told, io) => WriteText(told, outcome, io));
        return ExitCode.Of(diagnostics);
    }

    private static void WriteText(RegistryMergeDocument merged, string outcome, CommandIO io)
    {
        io.Out.WriteLine($"{merged.Registry}: {outcome} ({merged.Types} types)");
        foreach (var part in merged.Parts)
            io.Out.WriteLine($"  {part.File}: {part.Taken.Count switch { 0 => "nothing new", 1 => "1 type", var count => $"{count} types" }}");
        foreach (var conflict in merged.Conflicts)
            io.Out.WriteLine($"  {conflict.ModelType}: as it was; {string.Join(" and ", conflict.Files)} contradict each other");
    }
}
