using System.Collections.Immutable;

namespace HfRegistry.Models;

/// <summary>
/// Detects a build server (continuous integration) by the environment variables that the services document for this purpose: those that
/// the .NET CLI looks at, and more of the services that env-ci knows.
/// </summary>
internal static class BuildServer
{
    /// <summary>The general variable. Most services set it; <c>CI=false</c> says that this is none, whatever else is set.</summary>
    private const string General = "CI";

    /// <summary>The services; each is detected when all of its variables are set.</summary>
    private static readonly ImmutableArray<ImmutableArray<string>> Services =
    [
        [General],
        ["TF_BUILD"],
        ["GITHUB_ACTIONS"],
        ["GITLAB_CI"],
        ["APPVEYOR"],
        ["TRAVIS"],
        ["CIRCLECI"],
        ["CIRRUS_CI"],
        ["BUILDKITE"],
        ["DRONE"],
        ["SEMAPHORE"],
        ["BITRISE_IO"],
        ["TEAMCITY_VERSION"],
        ["JB_SPACE_API_URL"],
        ["JENKINS_URL"],
        ["BITBUCKET_BUILD_NUMBER"],
        ["BUDDY_WORKSPACE_ID"],
        ["CF_BUILD_ID"],
        ["bamboo_agentId"],

        // Each of these names alone is used for other things too.
        ["CODEBUILD_BUILD_ID", "AWS_REGION"],
        ["BUILD_ID", "BUILD_URL"],
        ["BUILD_ID", "PROJECT_ID"],
    ];

    /// <summary>Gets every variable that is looked at.</summary>
    public static ImmutableArray<string> Variables { get; } = [.. Services.SelectMany(static names => names).Distinct()];

    /// <summary>Returns whether an environment is a build server's.</summary>
    /// <param name="variable">Gives a variable's value, or null when it is not set.</param>
    public static bool IsDetected(Func<string, string?> variable) =>
        !IsNo(variable(General)) && Services.Any(names => names.All(name => variable(name) is { } value && !string.IsNullOrWhiteSpace(value) && !IsNo(value)));

    private static bool IsNo(string? value) => value?.Trim().ToUpperInvariant() is "0" or "FALSE" or "NO" or "OFF";
}
