using System.CommandLine;
using HfRegistry.Cache;
using HfRegistry.Cli.Output;
using HfRegistry.Files;

namespace HfRegistry.Cli.Commands.Cache;

/// <summary><c>cache</c>: lists, verifies and prunes the shared cache. None of it asks the Hub.</summary>
internal static class CacheCommand
{
    public static Command Create(CommandIO io) => new("cache", "List, verify or prune the shared Hugging Face cache.") { List(io), Verify(io), Prune(io) };

    private static Command List(CommandIO io)
    {
        var cache = DownloadSwitches.CreateCacheOption();
        return new Command("list", "List the models in the cache with their commits and sizes.") { cache }.WithHandler(io, (parsed, output, _) => Task.FromResult(
            Guarded(io, parsed.GetValue(cache), output, root =>
            {
                output.Write(CacheListDocument.Of(root, CacheInventory.Read(root)), static () => CacheJson.Default.CacheListDocument, CacheText.WriteList);
                return ExitCode.Done;
            })));
    }

    private static Command Verify(CommandIO io)
    {
        var ids = new Argument<string[]>("ID") { Description = "The models, as owner/name (by default all).", Arity = ArgumentArity.ZeroOrMore };
        var cache = DownloadSwitches.CreateCacheOption();
        return new Command("verify", "Hash the files in the cache; exit code 1 if one is damaged.") { ids, cache }.WithHandler(io, async (parsed, output, cancellationToken) =>
        {
            var named = (parsed.GetValue(ids) ?? []).Select(static text => (Text: text, Id: ModelId.TryParse(text, out var id) ? id : null)).ToList();
            if (named.Where(static name => name.Id is null).Select(static name => DiagnosticCatalog.InvalidModelId.Create(name.Text)).ToList() is { Count: > 0 } mistakes)
                return output.WriteErrors(mistakes);
            var root = CacheWorkspace.FindRoot(io, parsed.GetValue(cache));
            if (root.Value is not { } folder)
                return output.WriteErrors(root.Diagnostics);
            var verified = await CacheVerifier.VerifyAsync(folder, [.. named.Select(static name => name.Id!)], cancellationToken);
            output.WriteDiagnostics(verified.Diagnostics);
            output.Write(CacheVerifyDocument.Of(folder, verified), static () => CacheJson.Default.CacheVerifyDocument, CacheText.WriteVerified);
            return verified.Diagnostics.Count > 0 ? ExitCode.Findings : ExitCode.Done;
        });
    }

    private static Command Prune(CommandIO io)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "The lock files whose models stay, or projects, or folders that are searched for lock files with all their sub-folders (by default the working folder).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var cache = DownloadSwitches.CreateCacheOption();
        var dryRun = new Option<bool>("--dry-run") { Description = "List what would be removed, and remove nothing." };
        return new Command("prune", "Remove the commits that no lock file names, and unfinished downloads.") { paths, cache, dryRun }.WithHandler(io, (parsed, output, _) =>
        {
            // Without a lock file nothing would stay: a wrong folder must not empty the cache.
            var (files, mistakes) = LockFiles.Below(io, parsed.GetValue(paths) ?? []);
            if (mistakes.Count > 0)
                return Task.FromResult(output.WriteErrors(mistakes));
            var keep = files.SelectMany(static file => file.Content.Entries).Where(static entry => entry.Revision is not null).Select(static entry => (entry.Id, entry.Revision!)).ToHashSet();
            return Task.FromResult(Guarded(io, parsed.GetValue(cache), output, root =>
            {
                var pruned = CachePruner.Prune(root, keep, parsed.GetValue(dryRun));
                output.Write(CachePruneDocument.Of(root, pruned, parsed.GetValue(dryRun)), static () => CacheJson.Default.CachePruneDocument, CacheText.WritePruned);
                return ExitCode.Done;
            }));
        });
    }

    private static int Guarded(CommandIO io, string? option, CommandOutput output, Func<string, int> run)
    {
        var root = CacheWorkspace.FindRoot(io, option);
        if (root.Value is not { } folder)
            return output.WriteErrors(root.Diagnostics);
        try
        {
            return run(folder);
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return output.WriteErrors([AtomicFile.NotWritten(folder, DiagnosticCatalog.CacheNotWritten, refused)]);
        }
    }
}
