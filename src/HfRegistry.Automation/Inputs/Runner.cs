using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HfRegistry.Automation.Inputs;

/// <summary>The machine that a step runs on.</summary>
/// <param name="Variable">Gives a variable's value, or null when it is not set.</param>
/// <param name="Folder">The absolute path of the working folder.</param>
/// <param name="Clock">The clock.</param>
internal sealed record Runner(Func<string, string?> Variable, string Folder, TimeProvider Clock)
{
    /// <summary>Gets what hears of requests, repetitions and waits.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Gets where a checkout of the repository would lie: the workspace, or the working folder outside of GitHub Actions.</summary>
    public string Root => Variable("GITHUB_WORKSPACE") is { Length: > 0 } root ? root : Folder;

    /// <summary>Gets whether the run is a step of GitHub Actions.</summary>
    public bool IsGitHubActions => HfEnvironment.IsTruthy(Variable("GITHUB_ACTIONS"));

    /// <summary>Returns an absolute path for a path as the user wrote it.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Folder);
}
