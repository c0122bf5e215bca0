using System.CommandLine;
using HfRegistry.Cli.Commands;
using HfRegistry.Cli.Commands.Action;
using HfRegistry.Cli.Commands.Bom;
using HfRegistry.Cli.Commands.Cache;
using HfRegistry.Cli.Commands.Diff;
using HfRegistry.Cli.Commands.Download;
using HfRegistry.Cli.Commands.Explain;
using HfRegistry.Cli.Commands.Find;
using HfRegistry.Cli.Commands.Gate;
using HfRegistry.Cli.Commands.Hardware;
using HfRegistry.Cli.Commands.Lock;
using HfRegistry.Cli.Commands.Mof.Draft;
using HfRegistry.Cli.Commands.NewTest;
using HfRegistry.Cli.Commands.Notices;
using HfRegistry.Cli.Commands.Refresh;
using HfRegistry.Cli.Commands.Registry;
using HfRegistry.Cli.Commands.Report;
using HfRegistry.Cli.Commands.Restore;
using HfRegistry.Cli.Commands.Score;
using HfRegistry.Cli.Commands.Suggest;
using HfRegistry.Cli.Commands.Tasks;
using HfRegistry.Cli.Commands.Types;
using HfRegistry.Cli.Commands.Verify;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli;

/// <summary>The command <c>hfregistry</c>.</summary>
internal static class HfRegistryCommand
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The words after the command's name.</param>
    /// <param name="io">The streams, variables and folder.</param>
    /// <param name="cancellationToken">Ends the command cleanly.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CommandIO io, CancellationToken cancellationToken = default)
    {
        var code = await RunToEndAsync(args, io, cancellationToken);
        if (io.FlushOut() is not { } problem)
            return code;
        new CommandOutput(io, asJson: false).WriteDiagnostics([problem]);
        return code == ExitCode.Done ? ExitCode.Of([problem]) : code;
    }

    private static async Task<int> RunToEndAsync(string[] args, CommandIO io, CancellationToken cancellationToken)
    {
        try
        {
            if (io.Folder.Length == 0)
                return new CommandOutput(io, args.Contains(CommandExtensions.JsonOption)).WriteErrors([DiagnosticCatalog.WorkingFolderMissing.Create()]);
            if (args.Any(SecretWord.HoldsToken))
                return new CommandOutput(io, args.Contains(CommandExtensions.JsonOption)).WriteErrors([MofDraftToken.Refusal]);
            var parsed = CreateTree(io).Parse(args.Length == 0 ? ["--help"] : args, Parsing);
            if (parsed.Errors.Count > 0 || UsageErrors.StrayOption(parsed) is not null)
                return UsageErrors.Report(parsed, new CommandOutput(io, args.Contains(CommandExtensions.JsonOption)));
            var invocation = new InvocationConfiguration
            {
                Output = io.Out,
                Error = io.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await io.Error.WriteLineAsync("hfregistry: canceled; each file is the old one or the new one.");
            return ExitCode.Canceled;
        }
        catch (Exception e) when (!System.Diagnostics.Debugger.IsAttached)
        {
            BugReport.Write(e, io.Error);
            return ExitCode.Bug;
        }
    }

    /// <summary>Returns the command with its commands.</summary>
    internal static RootCommand CreateTree(CommandIO io)
    {
        var root = new RootCommand("Finds, explains, locks and refreshes Hugging Face models: the command of HfRegistry.Build.")
        {
            FindCommand.Create(io),
            ExplainCommand.Create(io),
            RefreshCommand.Create(io),
            DiffCommand.Create(io),
            RegistryCommand.Create(io),
            GateCommand.Create(io),
            VerifyCommand.Create(io),
            SuggestCommand.Create(io),
            ReportCommand.Create(io),
            BomCommand.Create(io),
            NoticesCommand.Create(io),
            ScoreCommand.Create(io),
            TypesCommand.Create(io),
            TasksCommand.Create(io),
            HardwareCommand.Create(io),
            LockCommand.Create(io),
            RestoreCommand.Create(io),
            DownloadCommand.Create(io),
            CacheCommand.Create(io),
            MofCommand.Create(io),
            NewTestCommand.Create(io),
            ActionCommand.Create(io),
        };
        foreach (var command in ToolCommands.Create(io))
            root.Add(command);
        HelpText.AddExamples(root);
        return root;
    }

    /// <summary>Gets a word that begins with <c>@</c> is a word, not a file to read words from.</summary>
    private static ParserConfiguration Parsing => new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
}
