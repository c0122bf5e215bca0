using System.CommandLine;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands;

/// <summary>The parts that all commands share: <c>--json</c>, <c>--verbosity</c>, and how they run.</summary>
internal static class CommandExtensions
{
    /// <summary>The name of the option that every command has.</summary>
    public const string JsonOption = "--json";

    /// <summary>The levels with the short forms that <c>dotnet</c> takes.</summary>
    private static readonly Dictionary<string, Verbosity> Verbosities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["q"] = Verbosity.Quiet,
        ["quiet"] = Verbosity.Quiet,
        ["m"] = Verbosity.Minimal,
        ["minimal"] = Verbosity.Minimal,
        ["n"] = Verbosity.Normal,
        ["normal"] = Verbosity.Normal,
        ["d"] = Verbosity.Detailed,
        ["detailed"] = Verbosity.Detailed,
        ["diag"] = Verbosity.Diagnostic,
        ["diagnostic"] = Verbosity.Diagnostic,
    };

    /// <summary>Gives a command its <c>--json</c> option and what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="io">The streams.</param>
    /// <param name="run">The work; returns the exit code.</param>
    public static Command WithHandler(this Command command, CommandIO io, Func<ParseResult, CommandOutput, CancellationToken, Task<int>> run)
    {
        var json = new Option<bool>(JsonOption) { Description = "Write one JSON value to standard output, everything else to standard error." };
        var verbosity = new Option<Verbosity?>("--verbosity", "-v")
        {
            Description = "How much to write to standard error: quiet, minimal (default), normal (repeated requests and waits), detailed (every request) or diagnostic.",
            HelpName = "LEVEL",
            CustomParser = static result =>
            {
                if (Verbosities.TryGetValue(result.Tokens[0].Value, out var level))
                    return level;
                result.AddError($"--verbosity is '{TextSanitizer.Sanitize(result.Tokens[0].Value)}'. Use quiet, minimal, normal, detailed or diagnostic.");
                return null;
            },
        };
        command.Add(json);
        command.Add(verbosity);
        command.SetAction((parsed, cancellationToken) =>
        {
            io.Log.Verbosity = parsed.GetValue(verbosity) ?? (IsDebugging(io) ? Verbosity.Detailed : Verbosity.Minimal);
            return run(parsed, new CommandOutput(io, parsed.GetValue(json)), cancellationToken);
        });
        return command;
    }

    // The runner tells its steps of the repository's ACTIONS_STEP_DEBUG by a variable of its own.
    private static bool IsDebugging(CommandIO io) => HfEnvironment.IsTruthy(io.Variable("RUNNER_DEBUG")) || HfEnvironment.IsTruthy(io.Variable("ACTIONS_STEP_DEBUG"));
}
