using System.CommandLine;
using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Explain;

/// <summary><c>explain</c>: the whole story of a choice.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandIO io)
    {
        var what = new Argument<string>("TYPE|ID") { Description = "The model type or the model id.", HelpName = "TYPE|ID", CompletionSources = { RequestOptions.TypesOf } };
        var request = new RequestOptions();
        var source = new SourceOptions();
        var command = new Command("explain", "Tell the whole story of a choice: every candidate with its rank, every drop with its reason, the tiers tried.")
        {
            what,
        };
        request.AddTo(command, withType: false);
        source.AddTo(command);
        command.WithTimeout();
        return command.WithWorkspace(io, parsed => parsed.GetValue(source.Registry), async (parsed, workspace, answer, cancellationToken) =>
        {
            var policy = NetworkPolicy.Of(source.Asked(parsed), workspace.Environment);
            if (policy.Mode != ResolutionMode.Offline && workspace.SwitchProblem is { } problem)
                return answer.WriteErrors([problem]);
            return await ExplainAsync(workspace, request.Read(parsed, parsed.GetRequiredValue(what)), policy, TimeoutOption.Of(parsed), answer, cancellationToken);
        });
    }

    private static async Task<int> ExplainAsync(
        Workspace workspace, RawRequest raw, NetworkPolicy policy, TimeSpan? timeout, CommandOutput answer, CancellationToken cancellationToken)
    {
        var outcome = (await workspace.ResolveAsync([raw], policy.Mode, timeout, cancellationToken))[0];
        if (outcome.Trace.Request is null)
            return answer.WriteErrors(outcome.Diagnostics);
        answer.WriteDiagnostics(outcome.Diagnostics);
        answer.Write(ResolutionExplainer.Explain(outcome, workspace, policy), static () => ExplainJson.Default.ExplainDocument, WriteText);
        return ExitCode.Of(outcome.Diagnostics);
    }

    private static void WriteText(ExplainDocument story, CommandIO io)
    {
        var output = io.Out;
        output.WriteLine(story.ModelId is { } id ? $"{story.Request.Include} is {id}, from the {story.Tier} tier" : $"{story.Request.Include} has no answer");
        foreach (var reason in story.Reasons)
            output.WriteLine($"  - {reason}");

        output.WriteLine();
        output.WriteLine("Tiers");
        foreach (var tier in story.Tiers)
            output.WriteLine($"  {tier.Tier.PadRight(9)} {tier.Outcome}");
        if (story.Configuration is { } configuration)
            output.WriteLine($"Configuration: {configuration}");

        output.WriteLine();
        output.WriteLine($"Candidates, best first ({story.Candidates.Count})");
        foreach (var candidate in story.Candidates)
        {
            var size = candidate.SizeBytes is { } bytes ? new ByteSize(bytes).ToString() : "size unknown";
            output.WriteLine($"  {candidate.Rank,2}. {candidate.ModelId}  {size}, {candidate.License ?? "no license stated"}");
            foreach (var reason in candidate.Reasons)
                output.WriteLine($"      - {reason}");
            if (io.Log.Verbosity >= Verbosity.Detailed)
                WriteTerms(candidate, output);
        }

        output.WriteLine();
        output.WriteLine($"Dropped, nearest first ({story.Dropped.Count})");
        foreach (var dropped in story.Dropped)
            output.WriteLine($"  {dropped.ModelId}  [{dropped.Demand}] {dropped.Reason}");
    }

    private static void WriteTerms(CandidateRow candidate, TextWriter output)
    {
        if (candidate.Terms.Count == 0)
            return;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {candidate.Score,8:0.0} points"));
        foreach (var term in candidate.Terms)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {term.Points,8:+0.0;-0.0} {term.Term}{(term.Reason is { } reason ? $": {reason}" : "")}"));
    }
}
