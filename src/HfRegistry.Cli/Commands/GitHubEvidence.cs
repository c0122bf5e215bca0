using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Sources;
using HfRegistry.Snapshots;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands;

/// <summary>The option that adds evidence of the repositories on GitHub which models name as their own.</summary>
internal static class GitHubEvidence
{
    private const string Token = "GITHUB_TOKEN";

    /// <summary>The option.</summary>
    public const string OptionName = "--github";

    /// <summary>Returns the option.</summary>
    /// <param name="description">What the evidence is for.</param>
    public static Option<bool> Option(string description) => new(OptionName) { Description = $"{description} Needs {Token}, which is sent to GitHub only." };

    /// <summary>Connects to GitHub, where the option is given.</summary>
    /// <returns>The reader; null when there is none, which is told as a warning: the work goes on without the evidence.</returns>
    public static GitHubSourceReader? Connect(ParseResult parsed, Option<bool> option, CommandIO io, Workspace workspace, CommandOutput answer)
    {
        if (!parsed.GetValue(option))
            return null;
        var endpoints = SourceReaders.EndpointsOf(io.Variable);
        var connected = endpoints.Value is { } known
            ? SourceReaders.Connect(known, GitHubToken.FromText(io.Variable(Token)), SourceCache.Of(workspace.Environment, workspace.Clock), workspace.Logger, workspace.Clock)
            : new Outcome<GitHubSourceReader>(null, endpoints.Diagnostics);
        answer.WriteDiagnostics(connected.Diagnostics.CapAtWarning());
        return connected.Value;
    }
}
