using System.CommandLine;
using HfRegistry.Cache;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Restore;

/// <summary><c>restore</c>: brings the models that lock files name into the shared cache, each at its locked commit.</summary>
internal static class RestoreCommand
{
    public static Command Create(CommandIO io)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Lock files, projects, or folders that are searched for lock files with all their sub-folders (by default the working folder).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("restore", "Download the models that lock files name into the shared Hugging Face cache.") { paths };
        command.WithDownloadSwitches();
        return command.WithHandler(io, async (parsed, output, cancellationToken) =>
        {
            var (files, mistakes) = LockFiles.Below(io, parsed.GetValue(paths) ?? []);
            if (mistakes.Count > 0)
                return output.WriteErrors(mistakes);
            var opened = CacheWorkspace.Open(io, parsed);
            if (opened.Value is not { } workspace)
                return output.WriteErrors(opened.Diagnostics);
            output.WriteDiagnostics(opened.Diagnostics);
            using (workspace)
                return await RestoreAsync(workspace, files, parsed.IsQuiet(), output, cancellationToken);
        });
    }

    private static async Task<int> RestoreAsync(
        CacheWorkspace workspace, IReadOnlyList<(string Path, LockFile Content)> files, bool isQuiet, CommandOutput output, CancellationToken cancellationToken)
    {
        var rows = new List<RestoredRow>();
        var diagnostics = new List<Diagnostic>();
        foreach (var (path, entry) in files.SelectMany(static file => file.Content.Entries.Select(entry => (file.Path, entry)))
            .DistinctBy(static locked => (locked.entry.Id, locked.entry.Revision, FilesOf(locked.entry))))
        {
            if (entry.Revision is not { } commit)
            {
                diagnostics.Add(DiagnosticCatalog.NotPinned.Create(new SourceLocation(path), entry.Id));
                continue;
            }

            var request = new DownloadRequest
            {
                Id = entry.Id,
                Revision = commit.ToString(),
                Locked = entry.Files,
                Files = ModelFilesUseCase.RequestOf(entry.Request),
            };
            var restored = await workspace.DownloadAsync(request, isQuiet, cancellationToken);
            diagnostics.AddRange(restored.Diagnostics);
            if (restored.Value is { } snapshot)
                rows.Add(RestoredRow.Of(snapshot));
        }

        output.WriteDiagnostics(diagnostics);
        var document = new RestoreDocument
        {
            Models = rows,
            Fetched = rows.Sum(static row => row.Fetched),
            Requests = rows.Sum(static row => row.Requests),
            Diagnostics = [.. diagnostics.Select(DiagnosticRow.Of)],
        };
        output.Write(document, static () => RestoreJson.Default.RestoreDocument, RestoreDocument.WriteText);
        return ExitCode.Of(diagnostics);
    }

    // What an entry asks for, as a text that is equal for equal files.
    private static string FilesOf(LockEntry entry) => ModelFilesUseCase.RequestOf(entry.Request) is var request && entry.Files.IsEmpty
        ? string.Join('\n', [request.Framework, request.Quantization, .. request.Include])
        : string.Join('\n', entry.Files);
}
