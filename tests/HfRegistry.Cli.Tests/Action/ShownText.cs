using System.Text.RegularExpressions;

namespace HfRegistry.Cli.Tests.Action;

/// <summary>What a person, a runner and GitHub make of the texts that a run leaves.</summary>
internal static partial class ShownText
{
    /// <summary>A pull request's text without what differs from run to run.</summary>
    public static string Normal(ActionScene scene) => Marker().Replace(scene.Pull.Body, "<!-- the marker -->")
        .Replace(scene.Hub.Endpoint.AbsoluteUri, "https://hub.example/", StringComparison.Ordinal)
        .Replace($"`hfregistry` {ProductVersion.Text} ", "`hfregistry` 0.0.0 ", StringComparison.Ordinal) + "\n";

    /// <summary>The JSON that a pull request offers to put into a file.</summary>
    public static string OfferedLines(ActionScene scene) => Offered().Match(scene.Pull.Body).Groups[1].Value;

    /// <summary>Fails unless foreign words show and do nothing: in the log, in the pull requests and in the summary.</summary>
    public static void AssertInert(ActionScene scene, CommandRun run)
    {
        var lines = (run.Out + run.Error).Split('\n');
        Assert.IsEmpty(lines.Where(line => line.Contains("##[", StringComparison.Ordinal) || (line.StartsWith("::", StringComparison.Ordinal) && !Annotation().IsMatch(line))));
        Assert.IsNotEmpty(scene.GitHub.Pulls);
        foreach (var shown in scene.GitHub.Pulls.Select(pull => pull.Body).Append(scene.Summary))
        {
            var outside = CodeSpan().Replace(shown, "");
            Assert.DoesNotContain("<script", outside);
            Assert.DoesNotContain("@", outside);
            Assert.DoesNotContain("evil.example", outside);
            Assert.DoesNotContain("[x]", outside);
        }
    }

    [GeneratedRegex("<!-- hfregistry:state .*? -->")]
    private static partial Regex Marker();

    [GeneratedRegex("```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Offered();

    [GeneratedRegex("^::(error|warning|notice) title=HFR[0-9]{4}")]
    private static partial Regex Annotation();

    [GeneratedRegex("(?<!`)(`+)(?!`).+?(?<!`)\\1(?!`)")]
    private static partial Regex CodeSpan();
}
