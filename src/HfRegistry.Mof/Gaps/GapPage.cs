using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using HfRegistry.Mof.Classification;
using HfRegistry.Reporting;

namespace HfRegistry.Mof.Gaps;

/// <summary>A gap report as one page of HTML that needs nothing else and runs nothing: its own style, allowed by its hash and nothing besides it.</summary>
internal static class GapPage
{
    private const string ModelPages = "https://huggingface.co/";
    private const string NoTask = "no task";
    private const int LongestText = 400;
    private const int CopiesShown = 5;

    private static readonly Lazy<(PageTemplate Template, string StyleHash)> Page = new(Load);

    /// <summary>Returns the page, in UTF-8.</summary>
    /// <param name="report">The report.</param>
    /// <param name="source">What the collection is, for people: its folder's name. Foreign text.</param>
    /// <param name="day">The day of the analysis.</param>
    /// <param name="shown">A document's path as readers of the page know it.</param>
    public static byte[] Render(GapReport report, string source, DateOnly day, Func<string, string> shown)
    {
        ArgumentNullException.ThrowIfNull(report);
        var behind = report.Checks.Where(static check => check.State != DocumentState.Current).ToList();
        var values = new PageScope()
            .With("style_hash", Page.Value.StyleHash)
            .With("day", IsoDate.Format(day))
            .With("source", source)
            .With("min", Number(report.Query.MinDownloads))
            .WithMaybe("task", report.Query.Task)
            .WithEach("troubles", report.Troubles, static (scope, trouble) => scope.With("message", TextSanitizer.Sanitize(trouble.Message, LongestText)))
            .WithEach<int>("limited", report.IsLimitReached ? [report.Query.Limit] : [], static (scope, limit) => scope.With("limit", Number(limit)))
            .WithEach("tiles", Tiles(report), static (scope, tile) => scope.With("name", tile.Name).With("number", Number(tile.Number)))
            .WithEach("groups", Groups(report).Index(), (scope, group) => scope
                .With("group", Number(group.Index))
                .With("priority", group.Item.Priority.ToString().ToLowerInvariant())
                .With("group_task", TextSanitizer.Sanitize(group.Item.Task))
                .WithEach("rows", group.Item.Models, (row, model) => Describe(row, model, shown)))
            .WithMaybe("ignored", report.Ignored.IsEmpty ? null : Number(report.Ignored.Length))
            .WithIf("none_missing", report.Missing.IsEmpty)
            .WithIf("has_near", !report.NearlyThere.IsEmpty)
            .WithEach("near", report.NearlyThere, (scope, near) => scope
                .With("file", shown(near.Document.File))
                .With("class", MofClassification.LabelOf(near.Class))
                .With("next", MofClassification.LabelOf(near.Next))
                .With("component", near.Step.Component.Name)
                .With("remedy", near.Step.Remedy))
            .WithIf("has_checks", behind.Count > 0)
            .WithEach("checks", behind, (scope, check) => scope
                .With("file", shown(check.Document.File))
                .With("state", check.State.ToString().ToLowerInvariant())
                .With("why", string.Join("; ", check.Reasons)))
            .WithEach("present", report.Present, (scope, model) => scope
                .With("id", model.Id.ToString())
                .With("url", ModelPages + model.Id)
                .WithMaybe("copies", CopiesText(model.Copies))
                .With("downloads", model.Downloads30d is { } downloads ? Number(downloads) : "")
                .With("file", shown(model.Document.File))
                .With("by", model.MatchedBy.ToString().ToLowerInvariant()));
        return Encoding.UTF8.GetBytes(Page.Value.Template.Fill(values));
    }

    /// <summary>Returns the missing models by priority, then by task: the task with most downloads first.</summary>
    public static IEnumerable<(GapPriority Priority, string Task, ImmutableArray<MissingModel> Models)> Groups(GapReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Missing.GroupBy(static model => model.Priority).OrderBy(static group => group.Key)
            .SelectMany(static group => group.GroupBy(static model => model.Task ?? NoTask, StringComparer.Ordinal).Select(tasks => (group.Key, Task: tasks.Key, Models: tasks.ToImmutableArray())));
    }

    /// <summary>Returns the first copies in words, or null without any.</summary>
    public static string? CopiesText(ImmutableArray<ModelCopy> copies) => copies.IsEmpty ? null
        : $"copies: {string.Join(", ", copies.Take(CopiesShown).Select(static copy => copy.Id))}{(copies.Length > CopiesShown ? string.Create(CultureInfo.InvariantCulture, $" and {copies.Length - CopiesShown} more") : "")}";

    private static PageScope Describe(PageScope scope, MissingModel model, Func<string, string> shown) => scope
        .With("id", model.Id.ToString())
        .With("url", ModelPages + model.Id)
        .WithMaybe("copy_of", model.CopyOf?.Original.ToString())
        .WithMaybe("copies", CopiesText(model.Copies))
        .With("downloads", Number(model.Downloads30d))
        .With("could", MofClassification.LabelOf(model.Estimate.Class))
        .With("because", model.Estimate.Reason)
        .WithEach("maybe", model.Maybe, (inner, near) => inner.With("file", shown(near.Document.File)).With("reason", near.Reason));

    private static IEnumerable<(string Name, long Number)> Tiles(GapReport report) =>
    [
        ("popular models", report.Listed),
        ("with a document", report.Present.Length),
        ("missing, high", report.Missing.Count(static model => model.Priority == GapPriority.High)),
        ("missing, medium", report.Missing.Count(static model => model.Priority == GapPriority.Medium)),
        ("missing, low", report.Missing.Count(static model => model.Priority == GapPriority.Low)),
        ("near the next class", report.NearlyThere.Length),
    ];

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static (PageTemplate Template, string StyleHash) Load()
    {
        var style = Resource("gap-report.css");
        var hash = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}";
        return (PageTemplate.Parse(Resource("gap-report.html").Replace("/*style*/", style, StringComparison.Ordinal)), hash);
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        // A browser hashes what it parsed, and parsing turns every line end into LF.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
