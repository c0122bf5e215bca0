using System.Collections.Immutable;
using HfRegistry.Mof.Documents;
using HfRegistry.Refresh;
using HfRegistry.Registry;

namespace HfRegistry.Cli.Action;

/// <summary>Registry files that other jobs of the workflow refreshed by shards: merged, they stand for the Hub's answers.</summary>
internal static class RegistryParts
{
    /// <summary>Merges the files that the input names with the base's registry.</summary>
    /// <returns>What a refresh would have given, or what is wrong with a file. Parts that contradict each other leave their types as they are, with a warning.</returns>
    public static Outcome<RefreshResult> Read(ActionContext context, ModelRegistry before)
    {
        var (files, missing) = MofPaths.Expand(context.Settings.Parts, context.IO.Folder);
        if (!missing.IsEmpty)
        {
            return new(null, [DiagnosticCatalogue.ActionInput.Says(
                $"The input '{ActionInputs.Parts.Name}' is wrong: one of {string.Join(", ", context.Settings.Parts.Select(static part => $"'{Printable.Of(part)}'"))} names no file. {DiagnosticCatalogue.ActionInput.Remedy}")]);
        }

        var loaded = files.Select(static path => (Path: path, Read: RegistryFile.Load(path))).ToList();
        if (loaded.Exists(static part => part.Read.Value is null))
            return new(null, [.. loaded.SelectMany(static part => part.Read.Diagnostics)]);
        var merge = RegistryMerge.Of(before, [.. loaded.Select(part => (Path.GetRelativePath(context.IO.Folder, part.Path), part.Read.Value!))]);
        var updated = merge.Taken.Select(static entry => entry.Type).ToImmutableArray();
        var all = loaded.SelectMany(static part => part.Read.Value!.Entries).Select(static entry => entry.Type).Distinct();
        return new(
            new RefreshResult(merge.Registry, updated, [.. all.Except(updated).Order()], [], Requests: 0, TimeSpan.Zero, [.. merge.Conflicts.Select(static conflict => conflict.Diagnostic)]),
            [.. loaded.SelectMany(static part => part.Read.Diagnostics)]);
    }
}
