using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;
using HfRegistry.TestProjects;

namespace HfRegistry.Automation.Inputs;

/// <summary>Reads the inputs and the runner's variables; every mistake is told, with the words that are allowed.</summary>
/// <param name="variable">Gives a variable's value, or null when it is not set.</param>
internal sealed class SettingsReader(Func<string, string?> variable)
{
    private const int MaxWaitMinutes = 300;
    private const int MaxListLength = 1_000;
    private const int MostDrafts = 50;
    private const int LongestFileName = 255;

    private readonly List<Diagnostic> _mistakes = [];

    /// <summary>Returns the settings, or every mistake in them.</summary>
    public Outcome<ActionSettings> Read()
    {
        var endpoints = GitHubEndpoints.Read(variable);
        _mistakes.AddRange(endpoints.Diagnostics);
        if (!RepositoryName.TryParse(variable("GITHUB_REPOSITORY"), out var repository))
            _mistakes.Add(DiagnosticCatalog.RepositoryNotSet.Create());
        var mode = Word(ActionInputs.Mode, ("pull-request", ActionMode.PullRequest), ("check", ActionMode.Check), ("dry-run", ActionMode.DryRun));
        var token = GitHubToken.FromText(variable(ActionInputs.Token.Variable)) ?? GitHubToken.FromText(variable("GITHUB_TOKEN"));
        if (token is null && mode == ActionMode.PullRequest && Given(ActionInputs.Plan) is null)
            _mistakes.Add(DiagnosticCatalog.GitHubTokenMissing.Create());
        var (plan, apply) = (Given(ActionInputs.Plan), Given(ActionInputs.Apply));
        if (plan is not null && apply is not null)
            _mistakes.Add(DiagnosticCatalog.PlanAndApply.Create());
        var settings = new ActionSettings
        {
            Repository = repository!,
            Endpoints = endpoints.Value!,
            Token = token,
            Jobs = Jobs(),
            Mode = mode,
            Strategy = Word(ActionInputs.Strategy, ("per-job", PullRequestStrategy.PerJob), ("single", PullRequestStrategy.Single)),
            RegistryPath = Parsed<TreePath>(ActionInputs.RegistryPath, TreePath.TryParse, "the path of a file in the repository")!,
            MofFolder = Folder(ActionInputs.MofDir)!,
            MaxDrafts = (int)Number(ActionInputs.MaxDrafts, Text(ActionInputs.MaxDrafts), 1, MostDrafts),
            MinDownloads = Text(ActionInputs.MinDownloads) is { Length: > 0 } least ? Number(ActionInputs.MinDownloads, least, 0, long.MaxValue) : null,
            ReadsSources = Truth(ActionInputs.GitHubEvidence),
            GapReport = Text(ActionInputs.GapReport).Length == 0 ? null : Parsed<TreePath>(ActionInputs.GapReport, TreePath.TryParse, "the path of a file in the repository"),
            TestProject = Text(ActionInputs.TestProject).Length == 0 ? null : Folder(ActionInputs.TestProject),
            Plan = plan,
            Apply = apply,
            Types = Types(),
            ShardFiles = List(ActionInputs.ShardFiles),
            AsksDetails = Truth(ActionInputs.Details),
            AsksScores = Truth(ActionInputs.Scores),
            Base = Text(ActionInputs.Base).Length == 0 ? null : Parsed<BranchName>(ActionInputs.Base, BranchName.TryParse, "the name of a branch"),
            BranchPrefix = Prefix(),
            Title = Text(ActionInputs.Title),
            CommitPrefix = Text(ActionInputs.CommitPrefix),
            FailOn = Failures(),
            MaxWait = Wait(),
            Timeout = Timeout(),
            PullRequestOptions = Manners(),
        };
        if (settings.GapReport is { } report && report == settings.RegistryPath)
            Mistake(ActionInputs.GapReport, report.ToString(), "another path than the registry");
        foreach (var beside in new[] { ActionInputs.Types, ActionInputs.Details, ActionInputs.Scores }.Where(input => !settings.ShardFiles.IsEmpty && Text(input) != input.Default))
            _mistakes.Add(DiagnosticCatalog.ShardsExcludeInput.Create(beside.Name));
        return _mistakes.Count == 0 ? new Outcome<ActionSettings>(settings) : new Outcome<ActionSettings>(null, _mistakes);
    }

    private PullRequestOptions Manners() => new()
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
        if (!JobNames.Known.Append(JobNames.All).All(job => BranchName.TryParse($"{prefix}/{job}", out _)))
            Mistake(ActionInputs.BranchPrefix, prefix, "the beginning of a branch name");
        return prefix;
    }

    private ImmutableArray<string> Jobs()
    {
        var words = List(ActionInputs.Jobs);
        foreach (var word in words.DefaultIfEmpty(Text(ActionInputs.Jobs)).Where(static word => word != JobNames.All && !JobNames.Known.Contains(word)))
            Mistake(ActionInputs.Jobs, word, $"{string.Join(", ", JobNames.Known)} or {JobNames.All}");
        return words.Contains(JobNames.All) ? JobNames.Known : [.. JobNames.Known.Where(words.Contains)];
    }

    private ImmutableArray<ModelType> Types()
    {
        var types = ImmutableArray.CreateBuilder<ModelType>();
        foreach (var word in List(ActionInputs.Types))
        {
            if (ModelType.TryParse(word, out var type))
                types.Add(type);
            else
                Mistake(ActionInputs.Types, word, "a model type");
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
                "needs-review" => FailOn.NeedsReview,
                "partial" => FailOn.Partial,
                "gap" => FailOn.Gap,
                _ => Unknown(word),
            };
        }

        return failures;

        FailOn Unknown(string word)
        {
            Mistake(ActionInputs.FailOn, word, "change, needs-review, partial, gap or never");
            return FailOn.Never;
        }
    }

    private TimeSpan? Timeout()
    {
        if (Given(ActionInputs.Timeout) is not { } text)
            return null;
        if (!DurationText.TryParse(text, out var time))
            Mistake(ActionInputs.Timeout, text, DurationText.Form);
        return time;
    }

    private TimeSpan Wait() => TimeSpan.FromMinutes(Number(ActionInputs.MaxWait, Text(ActionInputs.MaxWait), 0, MaxWaitMinutes, " of minutes"));

    private long Number(ActionInput input, string text, long least, long most, string unit = "")
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Mistake(input, text, string.Create(CultureInfo.InvariantCulture, $"a whole number{unit} from {least} {(most == long.MaxValue ? "up" : $"to {most}")}"));
        return least;
    }

    private string Text(ActionInput input) => Given(input) ?? input.Default;

    // A shell between the runner and the command drops a variable with a dash in its name: one with an underscore in its place says the same.
    private string? Given(ActionInput input) =>
        new[] { input.Variable, input.Variable.Replace('-', '_') }.Select(name => variable(name)?.Trim()).FirstOrDefault(static text => text is { Length: > 0 });

    private ImmutableArray<string> List(ActionInput input)
    {
        string[] words = Text(input).Split([',', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length > MaxListLength)
            Mistake(input, words[0], $"at most {MaxListLength} values");
        return [.. words.Take(MaxListLength)];
    }

    // As the toolkit of GitHub's own actions reads them.
    private bool Truth(ActionInput input) => Text(input) switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        var other => Mistake(input, other, "true or false"),
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

        Mistake(input, text, string.Join(" or ", allowed));
        return default;
    }

    private delegate bool Parser<T>(string? text, out T? value)
        where T : class;

    private T? Parsed<T>(ActionInput input, Parser<T> parse, string expected)
        where T : class
    {
        var text = Text(input);
        if (!parse(text, out var value))
            Mistake(input, text, expected);
        return value;
    }

    // A folder is there to hold files: their paths have to be ones too.
    private TreePath? Folder(ActionInput input)
    {
        var folder = Parsed<TreePath>(input, TreePath.TryParse, "the path of a folder in the repository");
        if (folder is not null && !TreePath.TryParse($"{folder}/{new string('x', LongestFileName)}", out _))
            Mistake(input, folder.ToString(), "a shorter path of a folder in the repository");
        return folder;
    }

    private bool Mistake(ActionInput input, string text, string expected)
    {
        _mistakes.Add(DiagnosticCatalog.ActionInput.Create(input.Name, text, expected));
        return false;
    }
}
