using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Reporting;

/// <summary>A distribution as bars, in units of the template's drawing (360 wide).</summary>
internal sealed record ReportChart(string Name, string Title, ImmutableArray<ReportChart.Bar> Bars, string Note)
{
    private const int RowHeight = 24;
    private const int BarHeight = 14;
    private const int TextBaseline = 16;
    private const double LongestBar = 188;
    private const double ShortestBar = 2;
    private const int MaxLabelLength = 16;

    /// <summary>A bar.</summary>
    public sealed record Bar(string Label, int Count, double Width, int Row);

    /// <summary>Returns the chart of a distribution. What is not known has no bar: it would only hide how the rest is spread.</summary>
    public static ReportChart Of(Distribution distribution)
    {
        var known = distribution.Parts.Where(static part => !part.IsUnknown).ToList();
        var most = Math.Max(1, known.Select(static part => part.Count).DefaultIfEmpty().Max());
        var (told, untold) = (known.Sum(static part => part.Count), distribution.Parts.Where(static part => part.IsUnknown).Sum(static part => part.Count));
        return new ReportChart(
            distribution.Name,
            TitleOf(distribution.Name),
            [.. known.Select((part, row) => new Bar(TextSanitizer.Sanitize(part.Label, MaxLabelLength), part.Count, WidthOf(part.Count, most), row))],
            untold == 0
                ? $"{HtmlReport.Number(told)} models."
                : $"{HtmlReport.Number(told)} models; not known of {HtmlReport.Number(untold)} more.");
    }

    /// <summary>Puts the chart into the page.</summary>
    public PageScope Describe(PageScope scope) => scope
        .With("chart", Name)
        .With("title", Title)
        .With("note", Note)
        .With("height", Plain(Bars.Length * RowHeight))
        .WithEach("bars", Bars, static (inner, bar) => inner
            .With("label", bar.Label)
            .With("count", HtmlReport.Number(bar.Count))
            .With("width", Plain(bar.Width))
            .With("bar_y", Plain((bar.Row * RowHeight) + ((RowHeight - BarHeight) / 2)))
            .With("text_y", Plain((bar.Row * RowHeight) + TextBaseline)));

    private static string TitleOf(string distribution) => distribution switch
    {
        "sizes" => "Size of the weights",
        "licenses" => "License",
        "ages" => "Age of the repository",
        _ => "Downloads in 30 days",
    };

    // A few of many are still seen.
    private static double WidthOf(int count, int most) => count == 0 ? 0 : Math.Max(ShortestBar, Math.Round(LongestBar * count / most, 1));

    private static string Plain(double number) => number.ToString(CultureInfo.InvariantCulture);
}
