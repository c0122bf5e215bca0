namespace HfRegistry.Cli.Output;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCode
{
    /// <summary>Done; warnings may have been printed.</summary>
    public const int Done = 0;

    /// <summary>The command did its work and found something: no model meets the demands, the lock differs.</summary>
    public const int Findings = 1;

    /// <summary>The command line, a file or a variable is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Refused: the network is forbidden, another process is writing the file or changed it meanwhile, or GitHub does not permit it.</summary>
    public const int Refused = 3;

    /// <summary>The network, a rate limit or a bug at one item left something missing; what was learned is kept and named.</summary>
    public const int Network = 4;

    /// <summary>A bug of this program.</summary>
    public const int Bug = 5;

    /// <summary>Ended by Ctrl+C or SIGTERM, as shells count it (128 + SIGINT).</summary>
    public const int Canceled = 130;

    /// <summary>Returns the exit code of the first error; <see cref="Done"/> without one.</summary>
    public static int Of(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.FirstOrDefault(static diagnostic => diagnostic.Severity == Severity.Error) is { } error ? Of(error.Failure) : Done;

    private static int Of(FailureKind failure) => failure switch
    {
        FailureKind.Finding => Findings,
        FailureKind.Refusal => Refused,
        FailureKind.Network => Network,
        FailureKind.Bug => Bug,
        _ => Usage,
    };
}
