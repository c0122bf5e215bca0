using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Cli.Action;

/// <summary>Reads the inputs and the runner's variables; every mistake is told, with the words that are allowed.</summary>
/// <param name="variable">Gives a variable's value, or null when it is not set.</param>
internal sealed class SettingsReader(Func<string, string?> variable)
{
    /// <summary>The job that refreshes the registry.</summary>
    public const string RegistryJobName = "registry";

    private const string AllJobs = "all";
    private const int MaxWaitMinutes = 300;
    private const int MaxListLength = 1_000;

    private static readonly ImmutableArray<string> KnownJobs = [RegistryJobName];

    private readonly List<Diagnostic> _mistakes = [];

    /// <summary>The settings, or every mistake in them.</summary>
    public Outcome<ActionSettings> Read()
    {
        var endpoints = GitHubEndpoints.Read(variable);
        _mistakes.AddRange(endpoints.Diagnostics);
        if (!RepositoryName.TryParse(variable("GITHUB_REPOSITORY"), out var repository))
            _mistakes.Add(DiagnosticCatalogue.GitHubEnvironment.Says("GITHUB_REPOSITORY is not set to owner/name. Run inside GitHub Actions, or set it."));
        var mode = Word(ActionInputs.Mode, ("pull-request", ActionMode.PullRequest), ("check", ActionMode.Check), ("dry-run", ActionMode.DryRun));
        var token = GitHubToken.FromText(variable(ActionInputs.Token.Variable)) ?? GitHubToken.FromText(variable("GITHUB_TOKEN"));
        if (token is null && mode == ActionMode.PullRequest)
            _mistakes.Add(DiagnosticCatalogue.GitHubBadToken.Says($"There is no token to open a pull request with. {DiagnosticCatalogue.GitHubBadToken.Remedy}"));
        var settings = new ActionSettings
        {
            Repository = repository!,
            Endpoints = endpoints.Value!,
            Token = token,
            Jobs = Jobs(),
            Mode = mode,
            RegistryPath = Parsed<TreePath>(ActionInputs.RegistryPath, TreePath.TryParse, "path of a file in the repository")!,
            Types = Types(),
            AsksDetails = Truth(ActionInputs.Details),
            AsksScores = Truth(ActionInputs.Scores),
            Base = Text(ActionInputs.Base).Length == 0 ? null : Parsed<BranchName>(ActionInputs.Base, BranchName.TryParse, "name of a branch"),
            BranchPrefix = Prefix(),
            Title = Text(ActionInputs.Title),
            CommitPrefix = Text(ActionInputs.CommitPrefix),
            FailOn = Failures(),
            MaxWait = Wait(),
            Manners = Manners(),
        };
        return _mistakes.Count == 0 ? new Outcome<ActionSettings>(settings) : new Outcome<ActionSettings>(null, _mistakes);
    }

    private PullRequestManners Manners() => new()
    {
        Labels = List(ActionInputs.Labels),
        Assignees = List(ActionInputs.Assignees),
        Reviewers = List(ActionInputs.Reviewers),
        TeamReviewers = List(ActionInputs.TeamReviewers),
        Milestone = Text(ActionInputs.Milestone) is { Length: > 0 } milestone ? milestone : null,
        Draft = Word(ActionInputs.Draft, ("false", DraftMode.Never), ("true", DraftMode.WhenCreated), ("always", DraftMode.Always)),
        OnClosed = Word(ActionInputs.OnClosed, ("respect", WhenClosed.Respect), ("recreate", WhenClosed.Recreate)),
        OnEdited = Word(ActionInputs.OnEdited, ("keep", WhenEdited.Keep), ("overwrite", WhenEdited.Overwrite)),
        DeletesBranch = Truth(ActionInputs.DeleteBranch),
    };

    private string Prefix()
    {
        var prefix = Text(ActionInputs.BranchPrefix);
        if (!KnownJobs.All(job => BranchName.TryParse($"{prefix}/{job}", out _)))
            Mistake(ActionInputs.BranchPrefix, prefix, "no beginning of a branch's name");
        return prefix;
    }

    private ImmutableArray<string> Jobs()
    {
        var words = List(ActionInputs.Jobs);
        foreach (var word in words.Where(static word => word != AllJobs && !KnownJobs.Contains(word)))
            Mistake(ActionInputs.Jobs, word, $"no job: write {string.Join(", ", KnownJobs)} or {AllJobs}");
        return words.Contains(AllJobs) ? KnownJobs : [.. words.Distinct()];
    }

    private ImmutableArray<ModelType> Types()
    {
        var types = ImmutableArray.CreateBuilder<ModelType>();
        foreach (var word in List(ActionInputs.Types))
        {
            if (ModelType.TryParse(word, out var type))
                types.Add(type);
            else
                Mistake(ActionInputs.Types, word, "no model type");
        }

        return types.ToImmutable();
    }

    private FailOn Failures()
    {
        var failures = FailOn.Never;
        foreach (var word in List(ActionInputs.FailOn))
        {
            failures |= word switch
            {
                "never" => FailOn.Never,
                "change" => FailOn.Change,
                "human" => FailOn.Human,
                "partial" => FailOn.Partial,
                _ => Unknown(word),
            };
        }

        return failures;

        FailOn Unknown(string word)
        {
            Mistake(ActionInputs.FailOn, word, "none of change, human, partial and never");
            return FailOn.Never;
        }
    }

    private TimeSpan Wait()
    {
        var text = Text(ActionInputs.MaxWait);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes <= MaxWaitMinutes)
            return TimeSpan.FromMinutes(minutes);
        Mistake(ActionInputs.MaxWait, text, $"no whole number of minutes from 0 to {MaxWaitMinutes}");
        return TimeSpan.Zero;
    }

    private string Text(ActionInput input) => variable(input.Variable)?.Trim() is { Length: > 0 } given ? given : input.Default;

    private ImmutableArray<string> List(ActionInput input)
    {
        string[] words = Text(input).Split([',', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length > MaxListLength)
            Mistake(input, words[0], $"the first of {words.Length}; a list has at most {MaxListLength}");
        return [.. words.Take(MaxListLength)];
    }

    // As the toolkit of GitHub's own actions reads them.
    private bool Truth(ActionInput input) => Text(input) switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        var other => Mistake(input, other, "neither true nor false"),
    };

    private T Word<T>(ActionInput input, params ReadOnlySpan<(string Word, T Value)> words)
        where T : struct, Enum
    {
        var text = Text(input);
        var allowed = new List<string>();
        foreach (var (word, value) in words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
            allowed.Add(word);
        }

        Mistake(input, text, $"none of {string.Join(", ", allowed)}");
        return default;
    }

    private delegate bool Parser<T>(string? text, out T? value)
        where T : class;

    private T? Parsed<T>(ActionInput input, Parser<T> parse, string what)
        where T : class
    {
        var text = Text(input);
        if (!parse(text, out var value))
            Mistake(input, text, $"no {what}");
        return value;
    }

    private bool Mistake(ActionInput input, string text, string what)
    {
        _mistakes.Add(DiagnosticCatalogue.ActionInput.Says($"The input '{input.Name}' is wrong: '{Printable.Of(text)}' is {what}. {DiagnosticCatalogue.ActionInput.Remedy}"));
        return false;
    }
}
