namespace HfRegistry.Cli.Output;

/// <summary>The amount that a command writes to standard error. The names and their order are those of <c>dotnet</c>.</summary>
internal enum Verbosity
{
    /// <summary>Errors.</summary>
    Quiet,

    /// <summary>Errors and warnings: what a command does by itself.</summary>
    Minimal,

    /// <summary>Repetitions and waits, too.</summary>
    Normal,

    /// <summary>Every request, too.</summary>
    Detailed,

    /// <summary>Everything that there is.</summary>
    Diagnostic,
}
