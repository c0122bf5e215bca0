using System.CommandLine;
using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Gaps;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Mof.Gap;

/// <summary>The options of <c>mof gap</c>; below them the environment is asked.</summary>
internal sealed class MofGapOptions
{
    private const int MostDrafts = 1_000;
    private const string DefaultFolder = "models";

    public Option<string> ModelsDir { get; } = new("--models-dir")
    {
        Description = $"The folder with the documents (by default {DefaultFolder}).",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultFolder,
    };

    public Option<string?> MinDownloads { get; } = new("--min-downloads")
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"The least downloads of 30 days that make a model popular (by default {GapQuery.DefaultMinDownloads}, with --draft {DraftBatch.DefaultMinDownloads})."),
        HelpName = "N",
    };

    public Option<string?> Limit { get; } = new("--limit")
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"How many models of the Hub's listing to look at, at most (by default {GapQuery.DefaultLimit})."),
        HelpName = "N",
    };

    public Option<string?> Task { get; } = new("--model-type", "--task") { Description = "Only models of this task (`hfregistry tasks` lists them).", HelpName = "TASK" };

    public Option<bool> CheckDocuments { get; } = new("--check-documents") { Description = "Compare every document with the Hub's facts: stale, renamed and gone ones are named." };

    public Option<bool> Draft { get; } = new("--draft") { Description = "Draft documents of the missing models, most downloaded first." };

    public Option<string?> Max { get; } = new("--max") { Description = $"With --draft: draft no more models than this (by default {DraftBatch.DefaultMax}).", HelpName = "N" };

    public Option<string?> OutputDir { get; } = new("--output-dir") { Description = "With --draft: the folder that the drafts go to (by default the folder with the documents).", HelpName = "DIR" };

    public Option<bool> Yes { get; } = new("--yes") { Description = "With --draft: begin without asking." };

    public Option<bool> GitHub { get; } = GitHubEvidence.Option("With --draft: read the models' own repositories on GitHub: code by path, at a commit.");

    /// <summary>Reads flags and, below them, <c>MIN_DOWNLOADS</c>, <c>LIMIT</c>, <c>MAX_MODELS</c> and <c>OUTPUT_DIR</c>.</summary>
    public Outcome<MofGapSettings> Read(ParseResult parsed, Workspace workspace, CommandIO io)
    {
        var mistakes = new List<Diagnostic>();
        long Number(Option<string?> option, string variable, long usual, long least, long most)
        {
            var flag = parsed.GetValue(option);
            var text = flag ?? io.Variable(variable);
            if (string.IsNullOrWhiteSpace(text))
                return usual;
            if (long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            var name = flag is null ? variable : option.Name;
            mistakes.Add((flag is null ? DiagnosticCatalog.SwitchValue : DiagnosticCatalog.InvalidValue).Create(
                name, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}")));
            return usual;
        }

        var isDraft = parsed.GetValue(Draft);
        var word = parsed.GetValue(Task)?.Trim();
        var task = string.IsNullOrEmpty(word) ? null : workspace.Context.FindTask(word);
        if (!string.IsNullOrEmpty(word) && task is null)
            mistakes.Add(DiagnosticCatalog.UnknownTask.Create(word, Spelling.DidYouMean(word, workspace.Context.Tasks)));
        var folder = parsed.GetValue(ModelsDir)!;
        var output = parsed.GetValue(OutputDir) ?? io.Variable("OUTPUT_DIR");
        var settings = new MofGapSettings
        {
            ModelsDir = folder,
            Query = new GapQuery
            {
                MinDownloads = Number(MinDownloads, "MIN_DOWNLOADS", isDraft ? DraftBatch.DefaultMinDownloads : GapQuery.DefaultMinDownloads, 0, long.MaxValue),
                Limit = (int)Number(Limit, "LIMIT", GapQuery.DefaultLimit, 1, GapQuery.MostModels),
                Task = task,
                Ignore = workspace.Context.Configuration.MofIgnore,
                CheckDocuments = parsed.GetValue(CheckDocuments),
            },
            IsDraft = isDraft,
            MaxDrafts = isDraft ? (int)Number(Max, "MAX_MODELS", DraftBatch.DefaultMax, 1, MostDrafts) : 0,
            OutputDir = string.IsNullOrWhiteSpace(output) ? folder : output,
            IsConfirmed = parsed.GetValue(Yes),
        };
        return mistakes.Count > 0 ? new(null, mistakes) : new(settings);
    }
}

/// <summary>The settings of <c>mof gap</c>.</summary>
internal sealed record MofGapSettings
{
    /// <summary>Gets the folder with the documents, as it was written.</summary>
    public required string ModelsDir { get; init; }

    public required GapQuery Query { get; init; }

    public required bool IsDraft { get; init; }

    public required int MaxDrafts { get; init; }

    /// <summary>Gets the folder that drafts go to, as it was written.</summary>
    public required string OutputDir { get; init; }

    /// <summary>Gets whether a batch begins without a question.</summary>
    public required bool IsConfirmed { get; init; }
}
