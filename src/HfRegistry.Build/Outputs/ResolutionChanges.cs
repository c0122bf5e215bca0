using System.Collections.Immutable;
using HfRegistry.Build.Items;

namespace HfRegistry.Build.Outputs;

/// <summary>The models of a build compared with those of the last one, for the log. A file in <c>obj</c> keeps them from one build to the next.</summary>
internal static class ResolutionChanges
{
    private const int MaxChanges = 5;
    private const int CommitLength = 7;
    private const char Separator = '\t';

    /// <summary>Returns the text of the file that the next build compares with: a line for each model.</summary>
    public static string FileText(IEnumerable<ProjectModel> models) =>
        string.Concat(models.Select(Answer.Of).Select(static answer => $"{answer.Alias}{Separator}{answer.Requested}{Separator}{answer.Id}{Separator}{answer.Commit}\n"));

    /// <summary>Returns one line about what changed, or null when nothing did.</summary>
    /// <param name="models">The models of this build, in the order of the items.</param>
    /// <param name="formerText">The text of the last build's file; empty when there is none.</param>
    public static string? Describe(IReadOnlyCollection<ProjectModel> models, string formerText)
    {
        var gone = Parse(formerText).ToList();
        var answers = models.Select(Answer.Of).ToList();
        // By alias first: an item whose alias alone changed is the same model, and must not take the place of one that kept its own.
        var kept = answers.ToDictionary(static answer => answer, answer => Take(gone, former => former.Alias.Equals(answer.Alias, StringComparison.OrdinalIgnoreCase)));
        ImmutableArray<string> changes =
        [
            .. answers.Select(answer => ChangeOf(answer, kept[answer] ?? Take(gone, former => former.Requested == answer.Requested))).OfType<string>(),
            .. gone.Select(static former => $"{former.Requested} (removed)"),
        ];
        if (changes.IsEmpty)
            return null;
        var count = models.Count(static model => model.Resolved is not null);
        var more = changes.Length > MaxChanges ? $"; and {changes.Length - MaxChanges} more" : "";
        return $"HfRegistry: {count} {(count == 1 ? "model" : "models")}; {string.Join("; ", changes.Take(MaxChanges))}{more}";
    }

    private static string? ChangeOf(Answer answer, Answer? former)
    {
        if (former is null)
            return $"{answer.Shown} (new)";
        if (former.Id != answer.Id)
            return $"{answer.Shown} (was {OrNone(former.Id)})";
        return former.Commit == answer.Commit ? null : $"{answer.Shown} (commit {Short(answer.Commit)}, was {Short(former.Commit)})";
    }

    private static Answer? Take(List<Answer> answers, Predicate<Answer> isIt)
    {
        var i = answers.FindIndex(isIt);
        if (i < 0)
            return null;
        var found = answers[i];
        answers.RemoveAt(i);
        return found;
    }

    // A line that is none of ours is passed over: then a model counts as new.
    private static IEnumerable<Answer> Parse(string text) =>
        from line in text.Split('\n')
        let cells = line.Split(Separator)
        where cells.Length == 4
        select new Answer(TextSanitizer.Sanitize(cells[0]), TextSanitizer.Sanitize(cells[1]), TextSanitizer.Sanitize(cells[2]), TextSanitizer.Sanitize(cells[3]));

    private static string OrNone(string text) => text.Length == 0 ? "none" : text;

    private static string Short(string commit) => OrNone(commit.Length > CommitLength ? commit[..CommitLength] : commit);

    /// <summary>A model of a build; the id is empty when an optional item has none, and the commit when none is known.</summary>
    private sealed record Answer(string Alias, string Requested, string Id, string Commit)
    {
        public string Shown => Requested == Id ? Id : $"{Requested} → {OrNone(Id)}";

        public static Answer Of(ProjectModel model) => new(
            model.Alias, TextSanitizer.Sanitize(model.Item.Request.Include), model.Resolved?.Id.ToString() ?? "", model.Resolved?.Revision?.ToString() ?? "");
    }
}
